//! The templates of the workbench's pages: `templates/serve/`. What a page says by `say("…")` stands in the tables of
//! `language`; every text that is filled in is escaped.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, HtmlEscape, UndefinedBehavior};

use crate::assets::Assets;
use crate::language::{Language, say_by_id};
use crate::words::danish::capital;

#[derive(Debug)]
pub(super) struct WorkbenchTemplates(Environment<'static>);

impl WorkbenchTemplates {
    pub fn new(assets: &Assets, language: Language) -> Self {
        let read = |(name, bytes): (&str, &[u8])| (name.to_owned(), String::from_utf8_lossy(bytes).into_owned());
        let files: BTreeMap<String, String> = assets.templates_in("serve").map(read).collect();
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_debug(true);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.unwrap_or_default());
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.add_function("say", move |id: &str, values: Kwargs| {
            let names: Vec<String> = values.args().map(str::to_owned).collect();
            let named = names.iter().map(|name| Ok((name.clone(), values.get::<Value>(name)?)));
            let named = named.collect::<Result<Vec<_>, Error>>()?;
            let unsaid = || Error::new(ErrorKind::InvalidOperation, id.to_owned());
            say_by_id(id, Value::from_pairs(named), language).ok_or_else(unsaid)
        });
        environment.add_filter("capital", |text: String| capital(&text));
        environment.add_filter("marked", |text: String| Value::from_safe_string(marked(&text)));
        environment.set_loader(move |name| Ok(files.get(name).cloned()));
        Self(environment)
    }

    pub fn render(&self, name: &str, values: Value) -> Result<String, Error> {
        self.0.get_template(name)?.render(values)
    }
}

/// Escaped, with what stands between grave accents as code.
fn marked(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    let is_paired = pieces.len() % 2 == 1;
    let shown = pieces.iter().enumerate().map(|(place, piece)| {
        let piece = HtmlEscape(piece);
        if is_paired && place % 2 == 1 { format!("<code>{piece}</code>") } else { piece.to_string() }
    });
    shown.collect::<Vec<_>>().join(if is_paired { "" } else { "`" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_marked_and_nothing_becomes_markup() {
        assert_eq!(marked("`<b>` & `a`"), "<code>&lt;b&gt;</code> &amp; <code>a</code>");
        assert_eq!(marked("en ` alene"), "en ` alene");
    }
}
