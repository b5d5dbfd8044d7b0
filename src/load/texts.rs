//! `tekster/`: a ministry's or a plan's own words in place of the built-in ones.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use crate::assets::Assets;
use crate::diagnostic::nearest;
use crate::files::{Memory, composed, is_named};
use crate::language::say;
use crate::plan::{Phrase, Template, Texts};
use crate::schema::folder;
use crate::source::{At, FileId, NodeKind, Place, Sources};

use super::reader::Reader;
use super::rules;

const ENDING: &str = ".md.jinja";

/// The texts of the program, and the sources that hold nothing else: read once for all plans.
static BUILT_IN: LazyLock<(Sources, Arc<Texts>)> = LazyLock::new(|| {
    let mut reader = Reader::inside(&Memory::default(), Path::new(""));
    let texts = standard(&mut reader, &Assets::built_in());
    (reader.finish().0, Arc::new(texts))
});

/// The built-in texts, then those of each folder, as the ministry's and the plan's: the last has the last word. Nothing else
/// was read before them.
pub(super) fn read(reader: &mut Reader, folders: &[&Path], assets: &Assets) -> Arc<Texts> {
    let mut texts = if assets.has_own_texts() {
        Arc::new(standard(reader, assets))
    } else {
        reader.sources = Sources::over(&BUILT_IN.0);
        Arc::clone(&BUILT_IN.1)
    };
    for folder in folders {
        read_folder(reader, folder, &mut texts);
    }
    texts
}

/// The texts of the program, or those given in their place on the command line.
fn standard(reader: &mut Reader, assets: &Assets) -> Texts {
    let mut texts = Texts::default();
    for (name, bytes) in assets.templates_in("text") {
        let path = format!("text/{name}");
        let text = String::from_utf8_lossy(bytes).into_owned();
        if name == folder::PHRASES {
            let file = reader.sources.add_template(&path, text);
            // Those of the program are right, and have a simple form.
            let own = if assets.has_own_texts() { None } else { reader.sources.read_lines(file) };
            if let Some(at) = own.or_else(|| reader.yaml_of(file)) {
                texts.words.extend(phrases(reader, at));
            }
        } else if let Some(standard) = name.strip_suffix(ENDING) {
            let file = reader.sources.add_template(&path, text.clone());
            texts.standard.insert(standard.to_owned(), Template { file, text });
        }
    }
    texts
}

fn read_folder(reader: &mut Reader, folder: &Path, texts: &mut Arc<Texts>) {
    for path in reader.folder(folder, folder::TEXTS).unwrap_or_default() {
        let texts = Arc::make_mut(texts);
        if is_named(&path, folder::PHRASES) {
            if let Some(at) = reader.yaml(&path, None) {
                replace_phrases(reader, at, texts);
            }
            continue;
        }
        let Some(file) = reader.file(&path, None) else { continue };
        let name = path.file_name().map(|name| composed(&name.to_string_lossy())).unwrap_or_default();
        // It is printed like any other text of the plan, so the rules read it too.
        reader.sources.whole_text(file);
        reader.check_characters(file);
        match name.strip_suffix(ENDING).filter(|name| texts.standard.contains_key(*name)) {
            Some(standard) => {
                let text = reader.sources.file(file).text.clone();
                texts.standard.insert(standard.to_owned(), Template { file, text });
            }
            None => unknown_file(reader, file, &name, texts),
        }
    }
}

fn unknown_file(reader: &mut Reader, file: FileId, name: &str, texts: &Texts) {
    let known: Vec<String> = texts.standard.keys().map(|standard| format!("{standard}{ENDING}")).collect();
    let help = match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => say!("did-you-mean.word", near = near),
        None => say!("texts.known", known = known, phrases = folder::PHRASES),
    };
    let finding = rules::UNKNOWN_WORD.finding(Place::File { file, span: 0..0 }, say!("texts.unknown", name = name));
    reader.push(finding.help(help));
}

fn phrases(reader: &mut Reader, at: At) -> Vec<(String, Phrase)> {
    let pairs = reader.pairs(at).unwrap_or_default();
    pairs.into_iter().filter_map(|(name, at)| Some((name, Phrase { at, text: reader.text_or_none(at)? }))).collect()
}

fn replace_phrases(reader: &mut Reader, at: At, texts: &mut Texts) {
    let keys: Vec<(String, At)> = match reader.sources.node(at).map(|node| &node.kind) {
        Some(NodeKind::Map(entries)) => entries.iter().map(|entry| (entry.name.clone(), entry.key)).collect(),
        _ => Vec::new(),
    };
    for (name, phrase) in phrases(reader, at) {
        if let Some(place) = texts.words.get_mut(&name) {
            *place = phrase;
            continue;
        }
        let key = keys.iter().find(|(key, _)| *key == name).map_or(phrase.at, |(_, key)| *key);
        let finding = rules::UNKNOWN_KEY.finding(key, say!("phrases.unknown", name = name));
        let known = texts.words.keys().map(String::as_str);
        reader.push(finding.did_you_mean((&reader.sources, key), &name, known, || say!("phrases.known")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_program_read_the_same_line_by_line_as_by_yaml_and_nothing_is_wrong_with_them() {
        let text = String::from_utf8_lossy(Assets::built_in().template("text/ord.yaml").unwrap()).into_owned();
        let mut by_line = Sources::default();
        let file = by_line.add_template("text/ord.yaml", text.clone());
        assert!(by_line.read_lines(file).is_some());
        let mut reader = Reader::inside(&Memory::default(), Path::new(""));
        let file = reader.sources.add_template("text/ord.yaml", text);
        assert!(reader.yaml_of(file).is_some());
        let (by_yaml, report) = reader.finish();
        assert_eq!(format!("{by_line:#?}"), format!("{by_yaml:#?}"));
        assert!(report.findings().is_empty());
    }

    #[test]
    fn what_is_more_than_a_key_and_its_text_is_left_to_yaml() {
        for text in [
            "",
            "# x\n",
            "a:\n",
            "a: 1\n",
            "a: \"\\n\"\n",
            "a: b # c\n",
            "a: b: c\n",
            "a: null\n",
            "a: |\n  b\n",
            "a: b\n  c\n",
            "a: b\na: c\n",
            "a: *b\n",
            "a: \"b\" c\n",
            "a: b \n",
            "a:\tb\n",
            "- a: b\n",
            "a: 'b'\n",
            "\"\": a\n",
            "a : b\n",
            "a: b\r\n",
        ] {
            let mut sources = Sources::default();
            let file = sources.add_template("text/ord.yaml", text.to_owned());
            assert!(sources.read_lines(file).is_none(), "{text}");
            assert_eq!(sources.scalars().count(), 0, "{text}");
        }
    }
}
