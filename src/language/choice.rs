//! Which language is spoken: the option's, the variable's, the locale's, English.

use super::{Language, Message, say};

/// Names the language where no option does.
pub const VARIABLE: &str = "RESULTATPLAN_LANGUAGE";

/// The language that a run speaks, and what was wrong with what was to choose it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageChoice {
    pub language: Language,
    pub problem: Option<Message>,
}

impl LanguageChoice {
    /// By the option, else by the variables of the environment.
    pub fn new(option: Option<Language>, variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        if let Some(language) = option {
            return Self { language, problem: None };
        }
        let own = set(VARIABLE);
        let named = own.as_ref().and_then(|own| Language::ALL.into_iter().find(|one| one.code() == own));
        let locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
        let language = named.unwrap_or_else(|| of_locale(&locale().unwrap_or_default()));
        let unknown = own.filter(|_| named.is_none());
        Self { language, problem: unknown.map(|own| say!("language-unknown", variable = VARIABLE, value = own)) }
    }
}

/// `da_DK.UTF-8` is Danish.
fn of_locale(locale: &str) -> Language {
    let language = locale.split(|one: char| !one.is_ascii_alphanumeric()).next();
    if language == Some("da") { Language::Danish } else { Language::English }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(option: Option<Language>, variables: &[(&str, &str)]) -> LanguageChoice {
        let value = |name: &str| variables.iter().find(|(one, _)| *one == name).map(|(_, value)| (*value).to_owned());
        LanguageChoice::new(option, value)
    }

    #[test]
    fn the_option_comes_before_the_variable_and_the_variable_before_the_locale() {
        let variables = [(VARIABLE, "da"), ("LC_ALL", "en_GB.UTF-8")];
        assert_eq!(chosen(Some(Language::English), &variables).language, Language::English);
        assert_eq!(chosen(None, &variables).language, Language::Danish);
        assert_eq!(chosen(None, &variables[1..]).language, Language::English);
    }

    #[test]
    fn the_first_variable_of_the_locale_that_is_set_decides() {
        assert_eq!(chosen(None, &[("LANG", "da_DK.UTF-8")]).language, Language::Danish);
        assert_eq!(chosen(None, &[("LANG", "da_DK.UTF-8"), ("LC_MESSAGES", "")]).language, Language::Danish);
        assert_eq!(chosen(None, &[("LANG", "da_DK.UTF-8"), ("LC_ALL", "C.UTF-8")]).language, Language::English);
        assert_eq!(chosen(None, &[("LANG", "dav_KE")]).language, Language::English);
        assert_eq!(chosen(None, &[]).language, Language::English);
    }

    #[test]
    fn a_variable_with_an_unknown_language_is_told_and_the_locale_decides() {
        let chosen = chosen(None, &[(VARIABLE, "dansk"), ("LANG", "da_DK.UTF-8")]);
        assert_eq!(chosen.language, Language::Danish);
        let told = chosen.problem.expect("it is told").say_in(Language::Danish);
        assert!(told.contains("`dansk`") && told.contains(VARIABLE), "{told}");
    }
}
