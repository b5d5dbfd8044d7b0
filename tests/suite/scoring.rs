//! The worked examples of `tests/scoring/<shape>/`: a fragment of a plan, what is reported, and what that must give.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use resultatplan::files::Memory;
use resultatplan::load::load;
use resultatplan::quantity::{Date, Malformed, Number, Ratio};
use resultatplan::score::{Mark, Scorecard, Span, Status, score};
use resultatplan::words::Words;
use serde::Deserialize;

use crate::support::{ASSETS, copy_of, repository};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What it shows, as a sentence.
    navn: String,
    /// The plan that has such a requirement.
    kilde: String,
    vægt: String,
    /// The plan's, where it is not the year 2025: `periode` and `kvartaler`, as its file has them.
    plan: Option<String>,
    /// A goal without its head: `samles`, `resultatkrav`, `åbent`.
    mål: String,
    /// By period, the list of what is reported.
    #[serde(default)]
    resultater: BTreeMap<String, String>,
    /// By the day that each takes effect, its list of changes.
    #[serde(default)]
    allonger: BTreeMap<Day, String>,
    #[serde(rename = "pr. dato")]
    pr_dato: Option<String>,
    forventet: Wanted,
}

/// A day, in the order of time.
#[derive(PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
struct Day(Date);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map(Self).map_err(|error: Malformed| error.to_string())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    status: String,
    /// `5`, `65/12`, or `0 til 5`; `ikke fastsat` where the goal has no weight.
    point: String,
    /// The plan's total, where it says something else.
    #[serde(rename = "i alt")]
    i_alt: Option<String>,
    /// Parts by address: status, and points where they have any.
    #[serde(default)]
    dele: BTreeMap<String, String>,
}

fn ratio(text: &str) -> Ratio {
    let number = |text: &str| Ratio::from(text.trim().parse::<Number>().unwrap());
    match text.split_once('/') {
        Some((part, whole)) => number(part).over(&number(whole)).unwrap(),
        None => number(text),
    }
}

fn span(text: &str) -> Span<Ratio> {
    match text.split_once(" til ") {
        Some((least, most)) => Span { least: ratio(least), most: ratio(most) },
        None => Span::exactly(ratio(text)),
    }
}

/// A plan that is the case, and its folder.
fn laid(case: &Case) -> (Memory, PathBuf) {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let plan = ministry.join("prø/2025");
    let head = format!("nr: \"1.1\"\nområde: Prøve\nvægt: {}\nmål: Borgerne får svar til tiden.\n", case.vægt);
    files.write(plan.join("mål/1.1.yaml"), head + &case.mål);
    if let Some(period) = &case.plan {
        let before = "periode: 1. januar 2025 til 31. december 2025\n";
        let text = String::from_utf8(files.get(plan.join("plan.yaml")).expect("a plan").to_vec()).expect("it is text");
        assert!(text.contains(before), "{text}");
        files.write(plan.join("plan.yaml"), text.replace(before, period));
    }
    for (index, (period, results)) in case.resultater.iter().enumerate() {
        let head =
            format!("periode: {period}\nopdateret: 15. januar 2026\nindberettet af: Prøvestyrelsen\nresultater:\n");
        files.write(plan.join(format!("resultater/{index}.yaml")), head + results);
    }
    for (index, (day, changes)) in case.allonger.iter().enumerate() {
        let (number, day) = (index + 1, day.0);
        let head = format!(
            "nr: {number}\ndato: {day}\nstatus: underskrevet\nbegrundelse: Prøve.\ngælder fra: {day}\nændringer:\n"
        );
        files.write(plan.join(format!("allonger/{number}.yaml")), head + changes);
    }
    (files, plan)
}

/// Every case as a plan with what is reported on it, by its file.
pub fn reported_plans() -> Vec<(PathBuf, Memory, PathBuf)> {
    let plan = |path: PathBuf| {
        let case = serde_saphyr::from_str(&std::fs::read_to_string(&path).unwrap()).expect("a case");
        let (files, plan) = laid(&case);
        (path, files, plan)
    };
    cases().into_iter().map(plan).collect()
}

/// The case scored, and whatever else is asked of it, in its plan's words.
fn scored<T>(case: &Case, ask: impl FnOnce(&Scorecard, &Words) -> T) -> T {
    let (files, plan) = laid(case);
    let loaded = load(&files, &plan, &ASSETS);
    let told: Vec<String> = loaded.report.findings().iter().map(|finding| finding.message.to_string()).collect();
    let Some((dossier, results)) = loaded.known.whole().zip(loaded.known.results()) else {
        panic!("{}: {told:?}", case.navn)
    };
    let day = case.pr_dato.as_ref().map(|day| day.parse::<Date>().unwrap());
    let plan = dossier.amended.seen_from(day, results);
    let words = Words::new(&dossier.texts, plan);
    let asked = ask(&score(plan, results, day), &words);
    assert!(words.into_report().findings().is_empty(), "{}: a phrase cannot be filled", case.navn);
    asked
}

/// What is not as the case says.
fn judge(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let case: Case = match serde_saphyr::from_str(&text) {
        Ok(case) => case,
        Err(error) => return Some(format!("{}: {error}", path.display())),
    };
    assert!(!case.kilde.is_empty());
    scored(&case, |card, words| wrong_in(card, &case.forventet, words))
        .map(|(wrong, steps)| format!("{}\n  {}:\n  {wrong}\n  {steps}", path.display(), case.navn))
}

/// How far it is decided, and why it is open where it is.
fn word(status: Status) -> String {
    let word = match status {
        Status::Met => "opfyldt",
        Status::Partly => "delvist opfyldt",
        Status::NotMet => "ikke opfyldt",
        Status::NotMeasured => "ikke opgjort",
        Status::NotSet => "ikke fastsat",
        Status::Removed => "udgået",
    };
    word.to_owned()
}

/// What is not as it is wanted, and how it came about.
fn wrong_in(card: &Scorecard, wanted: &Wanted, words: &Words) -> Option<(String, String)> {
    let mark = &card.goals.first()?.mark;
    let mut wrong = Vec::new();
    let status = word(mark.status);
    if status != wanted.status {
        wrong.push(format!("status is {status}, not {}", wanted.status));
    }
    let points = shown(mark);
    let wanted_points = match wanted.point.as_str() {
        "ikke fastsat" => "ikke fastsat".to_owned(),
        text => shown_span(&span(text)),
    };
    if points != wanted_points {
        wrong.push(format!("points are {points}, not {wanted_points}"));
    }
    let total = card.total.as_ref().map(shown_span).unwrap_or_default();
    if let Some(wanted) = wanted.i_alt.as_deref().map(|total| shown_span(&span(total))).filter(|one| *one != total) {
        wrong.push(format!("the total is {total}, not {wanted}"));
    }
    for (address, part_wanted) in &wanted.dele {
        let part = mark
            .walk()
            .into_iter()
            .find(|one| format!("{} {}", one.address, words.name(&one.name)) == *address)
            .or_else(|| mark.walk().into_iter().rev().find(|one| one.address.to_string() == *address))
            .or_else(|| card.removed.iter().find(|one| one.address.to_string() == *address));
        let found = part.map_or("not there".to_owned(), |one| match &one.points {
            Some(points) => format!("{}, {}", word(one.status), shown_span(points)),
            None => word(one.status),
        });
        if found != *part_wanted {
            wrong.push(format!("{address} is `{found}`, not `{part_wanted}`"));
        }
    }
    (!wrong.is_empty()).then(|| {
        let steps = mark.walk().into_iter().flat_map(|one| words.steps(&one.trace, card.decimals));
        (wrong.join("\n  "), steps.collect::<Vec<_>>().join("\n  "))
    })
}

fn shown(mark: &Mark) -> String {
    mark.points.as_ref().map_or("ikke fastsat".to_owned(), shown_span)
}

fn shown_span(span: &Span<Ratio>) -> String {
    // A ratio with more than two decimals is shown as a fraction: no rounding makes two different ones equal here.
    let one = |ratio: &Ratio| {
        let short = ratio.shown(2);
        if Ratio::from(short) == *ratio { short.to_string() } else { ratio.to_string() }
    };
    if span.is_closed() { one(&span.least) } else { format!("{} til {}", one(&span.least), one(&span.most)) }
}

fn cases() -> Vec<PathBuf> {
    let mut cases = Vec::new();
    for shape in std::fs::read_dir(repository("tests/scoring")).unwrap() {
        let folder = shape.unwrap().path();
        let files: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
        assert!(files.len() >= 3, "{}: a shape has at least three cases", folder.display());
        cases.extend(files);
    }
    cases.sort();
    cases
}

#[test]
fn every_case_scores_as_it_was_worked_out_by_hand() {
    let wrong: Vec<String> = cases().iter().filter_map(|path| judge(path)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}
