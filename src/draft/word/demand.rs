//! What a requirement of a Word file demands, as far as its words can be read.

use super::text::{one_line, plain, prose, words};
use crate::language::{Message, say};
use crate::prose::{Prose, markdown};
use crate::quantity::{Deadline, NOT_SET, PartOfYear, TimeLimit};
use crate::schema;
use crate::word::{WordBlock, WordParagraph, WordRun};
use crate::write::{Map, Value};

/// A requirement that was read, and what was guessed of it.
pub(super) struct ReadDemand {
    pub map: Map,
    pub guess: Message,
}

/// A requirement's blocks, with its label and its points.
#[derive(Debug, Default)]
pub(super) struct DemandWords {
    pub label: Option<String>,
    pub points: Option<String>,
    pub blocks: Vec<WordBlock>,
}

/// A cell's requirements: what stands before the first label, and what each label begins.
pub(super) fn split(blocks: &[WordBlock]) -> (Vec<WordBlock>, Vec<DemandWords>) {
    let mut lead = Vec::new();
    let mut all: Vec<DemandWords> = Vec::new();
    let mut counted = 0_u8;
    for block in blocks {
        if let WordBlock::Paragraph(paragraph) = block {
            let (mut paragraph, points) = without_points(paragraph);
            let typed = label(&mut paragraph);
            // A list that counts is what Word makes of labels that were typed.
            let is_counted = paragraph.list.is_some_and(|place| place.start.is_some() && place.level == 0);
            let label = typed.or_else(|| {
                is_counted.then(|| {
                    counted = counted.saturating_add(1).min(26);
                    paragraph.list = None;
                    char::from(b'a' + counted - 1).to_string()
                })
            });
            if label.is_some() {
                all.push(DemandWords { label, points, blocks: vec![paragraph.into()] });
                continue;
            }
            if let (Some(last), Some(points)) = (all.last_mut(), &points) {
                last.points.get_or_insert(points.clone());
            } else if let Some(points) = points {
                paragraph.runs.push(WordRun::text(format!(" {points}")));
            }
            match all.last_mut() {
                Some(last) => last.blocks.push(paragraph.into()),
                None => lead.push(paragraph.into()),
            }
            continue;
        }
        match all.last_mut() {
            Some(last) => last.blocks.push(block.clone()),
            None => lead.push(block.clone()),
        }
    }
    if all.is_empty() {
        all = unlabelled(std::mem::take(&mut lead));
    }
    (lead, all)
}

/// What no label parts: a requirement a paragraph where each names its deadline, else one.
fn unlabelled(blocks: Vec<WordBlock>) -> Vec<DemandWords> {
    let told: Vec<&WordBlock> = blocks.iter().filter(|block| !words(std::slice::from_ref(block)).is_empty()).collect();
    let is_due = |block: &&WordBlock| {
        matches!(block, WordBlock::Paragraph(_)) && deadline(&words(std::slice::from_ref(block))).is_some()
    };
    if told.len() > 1 && told.iter().all(is_due) {
        let one = |block: &WordBlock| DemandWords { blocks: vec![block.clone()], ..DemandWords::default() };
        return told.into_iter().map(one).collect();
    }
    if told.is_empty() { Vec::new() } else { vec![DemandWords { blocks, ..DemandWords::default() }] }
}

/// `a)`, `b.`, `1)` at the beginning of a paragraph, taken away from it.
fn label(paragraph: &mut WordParagraph) -> Option<String> {
    let WordRun::Text { text, .. } = paragraph.runs.first_mut()? else { return None };
    let begun = text.trim_start();
    let name: String = begun.chars().take_while(|one| one.is_alphanumeric()).collect();
    let is_name = name.chars().count() == 1 && name.chars().all(char::is_lowercase)
        || (1..=2).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_digit());
    let rest = begun[name.len()..].strip_prefix(')')?;
    if !is_name || !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        return None;
    }
    *text = rest.trim_start().to_owned();
    if matches!(paragraph.runs.get(1), Some(WordRun::Tab)) {
        paragraph.runs.remove(1);
    }
    Some(name)
}

/// `7 point` at the end of a paragraph, behind a tab or in brackets.
fn without_points(paragraph: &WordParagraph) -> (WordParagraph, Option<String>) {
    let mut paragraph = paragraph.clone();
    let Some(WordRun::Text { text, .. }) = paragraph.runs.last_mut() else { return (paragraph, None) };
    let (begin, end) = text.rsplit_once('\t').map_or(("", text.as_str()), |(begin, end)| (begin, end));
    let said = one_line(&end.replace('\u{a0}', " "));
    if !points_of(&said) {
        return (paragraph, None);
    }
    let begin = begin.to_owned();
    *text = begin;
    if text.is_empty() {
        paragraph.runs.pop();
    }
    if matches!(paragraph.runs.last(), Some(WordRun::Text { text, .. }) if text.trim().is_empty()) {
        paragraph.runs.pop();
    }
    (paragraph, Some(said))
}

/// What a requirement demands. `area` is what it is about, where its own words do not say.
/// Words that can be read become data; the others are a judgement.
pub(super) fn demand(goal: &str, area: &str, it: &DemandWords) -> ReadDemand {
    let mut map = Map::default();
    if let Some(label) = &it.label {
        map.text(schema::requirement::LABEL, label);
    }
    if let Some(points) = &it.points {
        map.text(schema::requirement::WEIGHT, points);
    }
    let name = it.label.as_ref().map_or_else(|| goal.to_owned(), |label| format!("{goal} {label}"));
    let text = words(&it.blocks).replace('\u{a0}', " ");
    let own = Value::Prose(markdown(&prose(&it.blocks)));
    let is_plain = it.blocks.iter().all(|block| matches!(block, WordBlock::Paragraph(_)));
    if let Some(read) = thresholds(&name, it, &mut map) {
        return read;
    }
    if is_plain && let Some((share, limit)) = share_of(&text, area, &mut map) {
        map.put(schema::requirement::WORDING, own);
        let guess = say!("draft.word-share", name = name, share = share, limit = limit);
        return ReadDemand { map, guess };
    }
    if let Some(deadline) = deadline(&text).filter(|_| is_plain) {
        let first = it.blocks.iter().find_map(|block| match block {
            WordBlock::Paragraph(paragraph) => Some(plain(&paragraph.runs)).filter(|text| !text.is_empty()),
            WordBlock::Table(_) | WordBlock::Contents { .. } => None,
        });
        let first = first.unwrap_or_else(|| area.to_owned());
        let what = first.split(" Frist:").next().unwrap_or(&first);
        let first = Prose::plain(if what.is_empty() { area } else { what });
        map.put(schema::deliverable::WHAT, Value::Prose(markdown(&first)));
        map.text(schema::requirement::DEADLINE, &deadline);
        map.put(schema::requirement::WORDING, own);
        return ReadDemand { map, guess: say!("draft.word-deadline", name = name, deadline = deadline) };
    }
    map.put(schema::judgement::WHAT, own);
    ReadDemand { map, guess: say!("draft.word-judgement", name = name) }
}

/// A share within a limit, where the words have one of each: what they are is told.
pub(super) fn share_of(text: &str, area: &str, map: &mut Map) -> Option<(String, String)> {
    let ReadShare { share, key, limit, what } = share_within(text)?;
    let what = what.trim_end_matches([':', ',', '.', ' ', '–', '-']);
    let what = if what.chars().any(char::is_alphabetic) { what } else { area };
    map.text(counted(text), what);
    map.text(schema::tier::SHARE, format!("{share} pct."));
    map.text(key, &limit);
    if let Some(part) = part_of_year(text) {
        map.text(schema::requirement::PERIOD, part);
    }
    Some((share, limit))
}

/// A table of thresholds in a requirement: a part a row, with what stands round it as words of the whole.
fn thresholds(name: &str, it: &DemandWords, map: &mut Map) -> Option<ReadDemand> {
    let is_table = |block: &&WordBlock| matches!(block, WordBlock::Table(_));
    let at = it.blocks.iter().position(|block| is_table(&block))?;
    if it.blocks.iter().filter(is_table).count() > 1 {
        return None;
    }
    let WordBlock::Table(table) = &it.blocks[at] else { return None };
    let mut parts: Vec<(String, Vec<Map>)> = Vec::new();
    for row in &table.rows {
        let texts: Vec<String> = row.cells.iter().map(|cell| words(&cell.blocks).replace('\u{a0}', " ")).collect();
        let (what, rest) = texts.split_first()?;
        let ReadShare { share, key, limit, .. } = share_within(&rest.join(" "))?;
        let mut tier = Map::default();
        tier.text(schema::tier::SHARE, format!("{share} pct."));
        tier.text(key, limit);
        if let Some(points) = rest.iter().find(|text| points_of(text)) {
            tier.text(schema::tier::WEIGHT, points);
        }
        match parts.last_mut() {
            Some((_, tiers)) if what.is_empty() => tiers.push(tier),
            _ => parts.push((what.clone(), vec![tier])),
        }
    }
    if parts.iter().any(|(what, _)| what.is_empty()) {
        return None;
    }
    let mut before = &it.blocks[..at];
    // A bold line over the rest is its title.
    if let Some((WordBlock::Paragraph(first), rest)) = before.split_first()
        && first.runs.iter().all(|run| matches!(run, WordRun::Text { look, .. } if look.is_strong))
        && !first.runs.is_empty()
    {
        map.text(schema::requirement::TITLE, plain(&first.runs));
        before = rest;
    }
    if !words(before).is_empty() {
        map.put(schema::requirement::LEAD, Value::Prose(markdown(&prose(before))));
    }
    let count = parts.len();
    let part = |(what, tiers): (String, Vec<Map>)| {
        let mut one = Map::default();
        one.text(schema::share::CASES, what);
        if let [tier] = tiers.as_slice() {
            one.0.extend(tier.0.iter().cloned());
        } else {
            one.put(schema::share::TIERS, Value::List(tiers.into_iter().map(Value::Map).collect()));
            one.text(schema::share::COMBINATION, NOT_SET);
        }
        Value::Map(one)
    };
    map.put(schema::parts::PARTS, Value::List(parts.into_iter().map(part).collect()));
    if count > 1 {
        map.text(schema::parts::COMBINATION, NOT_SET);
    }
    let after = &it.blocks[at + 1..];
    if !words(after).is_empty() {
        map.put(schema::requirement::REMARK, Value::Prose(markdown(&prose(after))));
    }
    let guess = say!("draft.word-thresholds", name = name, count = count);
    Some(ReadDemand { map: std::mem::take(map), guess })
}

/// `7 point`
fn points_of(text: &str) -> bool {
    let figure = text.strip_suffix(" point");
    figure.is_some_and(|figure| !figure.is_empty() && figure.chars().all(|one| one.is_ascii_digit() || one == ','))
}

/// What a share is of, by the words for it.
fn counted(text: &str) -> schema::Optional {
    let text = text.to_lowercase();
    if text.contains("af hverdag") {
        schema::share::WORKING_DAYS
    } else if text.contains("af opkald") {
        schema::share::CALLS
    } else if text.contains("af henvendelse") {
        schema::share::ENQUIRIES
    } else {
        schema::share::CASES
    }
}

/// The half or the quarter that the words measure in: `i 2. halvår`.
fn part_of_year(text: &str) -> Option<String> {
    let tokens: Vec<&str> = text.split(' ').collect();
    let mut found = (0..tokens.len().saturating_sub(2))
        .filter(|at| tokens[*at] == "i")
        .map(|at| format!("{} {}", tokens[at + 1], tokens[at + 2].trim_end_matches(['.', ',', ';'])))
        .filter(|named| named.parse::<PartOfYear>().is_ok());
    found.next().filter(|_| found.next().is_none())
}

/// A share and its limit.
struct ReadShare {
    share: String,
    key: schema::Optional,
    limit: String,
    /// The words before both.
    what: String,
}

/// One share and one limit, in any order: `mindst 90 pct. inden for 31 dage`.
fn share_within(text: &str) -> Option<ReadShare> {
    let tokens: Vec<&str> = text.split(' ').collect();
    let figure = |token: &str| {
        let figure = token.trim_end_matches('%');
        let is_figure = !figure.is_empty() && figure.chars().all(|one| one.is_ascii_digit() || one == ',');
        is_figure.then(|| figure.to_owned())
    };
    let is_percent = |token: Option<&&str>| {
        token.is_some_and(|token| ["pct.", "pct", "procent", "%"].contains(&token.trim_end_matches([',', ';', ':'])))
    };
    let shares: Vec<(usize, String)> = (0..tokens.len())
        .filter(|at| is_percent(tokens.get(at + 1)) || tokens[*at].ends_with('%') && tokens[*at].len() > 1)
        .filter_map(|at| Some((at, figure(tokens[at])?)))
        .collect();
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.eq_ignore_ascii_case(word));
    let begins = (0..tokens.len()).filter_map(|at| {
        let within = is(at, "inden") && is(at + 1, "for");
        let at_most = is(at, "højst") || is(at, "maksimalt");
        within.then_some((at, at + 2, schema::tier::WITHIN)).or(at_most.then_some((at, at + 1, schema::tier::AT_MOST)))
    });
    let limits: Vec<(usize, schema::Optional, String)> = begins
        .filter_map(|(at, figure, key)| {
            let unit = tokens.get(figure + 1)?.trim_end_matches([',', ';', ')', ':']);
            [unit, unit.trim_end_matches('.')]
                .iter()
                .map(|unit| format!("{} {unit}", tokens[figure]))
                .find(|limit| limit.parse::<TimeLimit>().is_ok())
                .map(|limit| (at, key, limit))
        })
        .collect();
    let ([(share_at, share)], [(limit_at, key, limit)]) = (shares.as_slice(), limits.as_slice()) else { return None };
    let what = tokens[..*share_at.min(limit_at)].join(" ");
    let what = what.trim_end().trim_end_matches("mindst").trim_end_matches("Mindst").trim_end().to_owned();
    Some(ReadShare { share: share.clone(), key: *key, limit: limit.clone(), what })
}

/// A deadline that the words name, if they name one: `senest den 1. juni 2023`, `udgangen af 2. kvartal`.
pub(super) fn deadline(text: &str) -> Option<String> {
    let tokens: Vec<&str> = text.split(' ').collect();
    let mut found: Vec<String> = Vec::new();
    for at in 0..tokens.len() {
        let before = at.checked_sub(1).map(|at| tokens[at].to_lowercase());
        let before = before.as_deref().map(|word| word.trim_end_matches(':'));
        let is_due = matches!(before, Some("senest" | "frist" | "den" | "inden" | "ved" | "med"));
        if !is_due {
            continue;
        }
        let longest = (2..=5).rev().filter_map(|count| tokens.get(at..at + count));
        let named = longest.map(|words| words.join(" ").trim_end_matches(['.', ',', ';', ')']).to_owned());
        found.extend(named.filter_map(|text| text.parse::<Deadline>().ok()).map(|one| one.to_string()).take(1));
    }
    found.dedup();
    match found.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}
