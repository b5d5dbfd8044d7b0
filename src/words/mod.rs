//! What is said, by `ord.yaml` and the standard texts: the built-in ones, a ministry's or a plan's own in their place.
//!
//! In: texts that are not yet filled, the plan whose words they are, and facts, such as those of a scorecard. Out: sentences,
//! the same for the terminal, for documents, for web pages and for JSON; and what is wrong with a template. Nothing before this
//! room says a sentence of its own.

mod credit;
pub mod danish;
mod figure;
mod numbers;
mod rule;
mod rules;
mod standing;
mod step;

pub use rules::RULES;

use std::cell::RefCell;
use std::fmt::Display;

use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, context};

use crate::diagnostic::{Report, nearest};
use crate::language::say;
use crate::plan::{Ministry, Plan, PlanDocument, StandardText, Stated, Texts};
use crate::prose::{self, Block, Prose};
use crate::quantity::{Deadline, PartOfYear, PlanPeriod, PlanQuarter, YearName};
use crate::source::Place;
use rules::TEMPLATE_FAILS;

/// The name under which a standard text is filled, by which minijinja knows how to escape.
const MARKDOWN: &str = "markdown";

/// What a text may take to be filled, as minijinja counts it: the longest of ours takes some hundreds.
const MOST_STEPS: u64 = 200_000;

/// Stands behind a value that ends with a stop, until the text is whole. It is a character of nobody's.
const STOPPED: &str = "\u{fdd0}";

/// A plan's words. What is wrong with a template is gathered, so that every fault of a document is told at once.
pub struct Words<'a> {
    texts: &'a Texts,
    environment: Environment<'static>,
    values: Value,
    /// Of no plan alone, the calendar year; None where there is no such year.
    period: Option<PlanPeriod>,
    report: RefCell<Report>,
}

/// What a phrase is filled with.
pub type Values<'a> = &'a [(&'a str, &'a dyn Display)];

/// The names that every text of a plan can use.
fn values_of(plan: &Plan) -> Value {
    context! {
        titel => plan.title.as_str(),
        år => year_of(&plan.period),
        næste_år => year_after(&plan.period),
        periode => context! {
            fra => plan.period.days.first.to_string(),
            til => plan.period.days.last.to_string(),
            navn => plan.period.in_words(PartOfYear::WholePeriod),
        },
        ministerium => plan.ministry.name.as_str(),
        departement => plan.counterpart(),
        institution => plan.institution.name.as_str(),
        kort => plan.institution.short_name.as_deref(),
        direktør => plan.director.as_deref(),
        bilag => plan.documents.contains(&PlanDocument::Annex),
    }
}

/// `2023`, a number that a text can reckon with; `2016/17`, `2018–2021`.
fn year_of(period: &PlanPeriod) -> Value {
    if period.days.is_in_one_year() { period.days.first.year().into() } else { period.short_name().into() }
}

/// The year after the plan's: `2024`, `2017/18`.
fn year_after(period: &PlanPeriod) -> Value {
    let next = period.days.last.year().saturating_add(1);
    let is_split = period.short_name().contains('/');
    let name = YearName { begins: next - 1, is_split };
    if is_split { name.to_string().into() } else { next.into() }
}

/// Those that a text of no plan alone can use.
fn values_of_ministry(ministry: &Ministry, year: i32) -> Value {
    context! {
        år => year,
        næste_år => year.saturating_add(1),
        ministerium => ministry.name.as_str(),
        departement => ministry.department.as_str(),
    }
}

impl<'a> Words<'a> {
    /// Words filled with this plan's values.
    pub fn new(texts: &'a Texts, plan: &Plan) -> Self {
        Self::with(texts, values_of(plan), Some(plan.period))
    }

    /// Words of a document that tells of several of a ministry's plans.
    pub fn of_ministry(texts: &'a Texts, ministry: &Ministry, year: i32) -> Self {
        Self::with(texts, values_of_ministry(ministry, year), PlanPeriod::calendar_year(year))
    }

    fn with(texts: &'a Texts, values: Value, period: Option<PlanPeriod>) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(MOST_STEPS));
        // Without it, only a debug build of minijinja knows where in a template a fault is.
        environment.set_debug(true);
        // Standard texts are Markdown: what is inserted must not become markup. Phrases are plain text.
        environment.set_auto_escape_callback(|name| match name {
            MARKDOWN => AutoEscape::Custom(MARKDOWN.into()),
            _ => AutoEscape::None,
        });
        environment.set_formatter(|out, state, value| {
            match state.auto_escape() {
                AutoEscape::Custom(form) if form == MARKDOWN && !value.is_undefined() && !value.is_safe() => {
                    out.write_str(&prose::escape(&value.to_string())).map_err(minijinja::Error::from)?;
                }
                _ => minijinja::escape_formatter(out, state, value)?,
            }
            let is_stopped = value.as_str().is_some_and(|text| text.ends_with('.'));
            if is_stopped { out.write_str(STOPPED).map_err(minijinja::Error::from) } else { Ok(()) }
        });
        Self { texts, environment, values, period, report: RefCell::default() }
    }

    /// A short phrase without values.
    pub fn word(&self, name: &str) -> String {
        self.say(name, &[])
    }

    /// A short phrase with its values; those of the plan can be used too.
    pub fn say(&self, name: &str, values: Values) -> String {
        self.tell(name, texts(values))
    }

    /// The same, where the phrase decides by its values, or how they are listed: `{{ led|join(' + ') }}`.
    pub fn tell(&self, name: &str, values: Value) -> String {
        let Some(phrase) = self.texts.words.get(name) else {
            debug_assert!(false, "ord.yaml has no `{name}`");
            return name.to_owned();
        };
        // Most phrases hold no value: they need no template.
        if !phrase.text.contains('{') && !phrase.text.ends_with('\n') {
            return phrase.text.clone();
        }
        let said = self.environment.render_named_str("phrase", &phrase.text, self.with_own(values));
        stopped_once(&said.unwrap_or_else(|error| {
            self.fault(phrase.at.into(), &error);
            String::new()
        }))
    }

    /// A standard text: its title and what follows it.
    pub fn standard(&self, name: &StandardText) -> (Vec<prose::Inline>, Prose) {
        self.filled(name, &[])
    }

    /// The same with values of its own, beside those of the plan.
    pub fn filled(&self, name: &StandardText, values: Values) -> (Vec<prose::Inline>, Prose) {
        let Some(template) = self.texts.standard.get(&name.0) else {
            debug_assert!(false, "templates/text/ has no `{}`", name.0);
            return (vec![prose::Inline::Text(name.0.clone())], Prose::default());
        };
        let values = self.with_own(texts(values));
        let filled = self.environment.render_named_str(MARKDOWN, &template.text, values);
        let filled = filled.unwrap_or_else(|error| {
            let span = fault_span(&template.text, &error);
            self.fault(Place::File { file: template.file, span }, &error);
            String::new()
        });
        let mut prose = prose::parse(&stopped_once(&filled));
        let title = match prose.blocks.first() {
            Some(Block::Heading { text, .. }) => text.clone(),
            _ => return (Vec::new(), prose),
        };
        prose.blocks.remove(0);
        (title, prose)
    }

    fn with_own(&self, own: Value) -> Value {
        context! { ..own, ..self.values.clone() }
    }

    /// `2. halvår 2023`, as the plan's year has it.
    /// Whether the author's own words name a deadline.
    pub fn is_stated(&self, stated: &Stated, deadline: Deadline) -> bool {
        self.period.is_some_and(|period| stated.deadline(deadline, &period))
    }

    pub fn part_of_year(&self, part: PartOfYear) -> String {
        self.period.map_or_else(|| part.to_string(), |period| period.in_words(part))
    }

    /// `2. kvt.`, at the head of a column; with its year where the plan has several, with its months where it is none of the
    /// calendar's.
    pub fn quarter(&self, quarter: &PlanQuarter) -> String {
        let number = quarter.number;
        match (quarter.part, self.period.is_none_or(|period| period.is_by_calendar())) {
            (PartOfYear::OfYear(_, year), _) => self.say("kvartal kort med år", &[("nr", &number), ("år", &year)]),
            (PartOfYear::Quarter(_), false) => {
                let months = danish::short_months(&quarter.days);
                self.say("kvartal kort med måneder", &[("nr", &number), ("måneder", &months)])
            }
            (part, _) => {
                debug_assert!(part == PartOfYear::Quarter(number), "a quarter is named as one");
                self.say("kvartal kort", &[("nr", &number)])
            }
        }
    }

    /// The last day of the plan: `31. december 2023`.
    pub fn last_day(&self) -> String {
        self.period.map(|period| period.days.last.to_string()).unwrap_or_default()
    }

    /// `senest ved udgangen af 2. kvartal 2023`, within a sentence.
    pub fn deadline(&self, deadline: Deadline) -> String {
        self.period.map_or_else(|| deadline.to_string(), |period| deadline.in_words(&period))
    }

    /// `udgangen af 2. kvartal 2023`, on a line of its own.
    pub fn due(&self, deadline: Deadline) -> String {
        self.period.map_or_else(|| deadline.to_string(), |period| deadline.as_due(&period))
    }

    pub fn into_report(self) -> Report {
        self.report.into_inner()
    }

    fn fault(&self, place: Place, error: &minijinja::Error) {
        if error.kind() == ErrorKind::OutOfFuel {
            let finding = TEMPLATE_FAILS.finding(place, say!("template-fails.steps", steps = MOST_STEPS));
            self.report.borrow_mut().push(finding.help(say!("template-fails.steps-help")));
            return;
        }
        let written = error.range().zip(error.template_source()).and_then(|(range, source)| source.get(range));
        let written = written.unwrap_or_default().trim();
        let problem = match error.kind() {
            ErrorKind::UndefinedError => say!("template-fails.undefined", name = written),
            ErrorKind::SyntaxError => say!("template-fails.syntax"),
            ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest => {
                say!("template-fails.unknown", written = written)
            }
            kind => {
                say!("template-fails.other", problem = error.detail().map_or_else(|| kind.to_string(), str::to_owned))
            }
        };
        let finding = TEMPLATE_FAILS.finding(place, say!("template-fails", problem = problem));
        let names: Vec<String> = self.values.try_iter().into_iter().flatten().map(|name| name.to_string()).collect();
        let finding = match nearest(written, names.iter().map(String::as_str)) {
            Some(name) => finding.help(say!("did-you-mean.word", near = name)),
            None if error.kind() == ErrorKind::SyntaxError => finding.help(say!("template-fails.syntax-help")),
            None => finding.help(say!("template-fails.names", names = names)),
        };
        self.report.borrow_mut().push(finding);
    }
}

fn texts(values: Values) -> Value {
    Value::from_pairs(values.iter().map(|(name, value)| (*name, Value::from(value.to_string()))))
}

/// A value that ends with a stop ends its sentence: `mindst 75 pct.`
fn stopped_once(text: &str) -> String {
    text.replace(&format!("{STOPPED}."), "").replace(STOPPED, "")
}

/// The bytes of a template that a fault is about.
fn fault_span(text: &str, error: &minijinja::Error) -> std::ops::Range<usize> {
    let line = error.line().map_or(0, |line| line.saturating_sub(1));
    let start = text.split_inclusive('\n').take(line).map(str::len).sum::<usize>().min(text.len());
    let length = text[start..].lines().next().map_or(0, str::len);
    match error.range() {
        Some(range) if text.get(range.clone()).is_some() && !range.is_empty() => range,
        _ => start..start + length,
    }
}
