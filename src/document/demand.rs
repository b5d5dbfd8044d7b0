//! What documents say of each kind of demand: its form, its sentence, what stands beside it, its target and its result.

use minijinja::context;

use super::trail::Trail;
use super::view::{PageBlock, PageInline, RequirementPiece, text_of};
use super::{prose, timing};
use crate::plan::{
    BoundKind, CountWithin, Criteria, Degree, Deliverable, Demand, Evaluation, Judgement, Later, Level, LevelTarget,
    PartWeight, Path, PathStage, Quotient, QuotientForm, Requirement, Share, StageTime, Step, Tier, Unit, ValueWithin,
};
use crate::quantity::{Deadline, Decimals, PartOfYear};
use crate::score::Mark;
use crate::words::danish::{bind, capital, join};
use crate::words::{Values, Words};

/// How a contract says a demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DemandForm {
    Sentences,
    /// A row a tier, to be compared.
    Columns,
    /// By what stands beside it: its parts, or a schema.
    Beside,
}

pub(super) fn form(requirement: &Requirement) -> DemandForm {
    // Targets on the way follow each other in one sentence.
    if requirement.path.is_some() {
        return DemandForm::Sentences;
    }
    match &requirement.demand {
        Demand::Parts(_) | Demand::Evaluation(_) => DemandForm::Beside,
        Demand::Share(share) if share.unit == Unit::Cases => DemandForm::Columns,
        Demand::Share(_)
        | Demand::Value(_)
        | Demand::Count(_)
        | Demand::Deliverable(_)
        | Demand::Level(_)
        | Demand::Judgement(_)
        | Demand::Later(_) => DemandForm::Sentences,
    }
}

/// What the data says.
#[derive(Default)]
pub(super) struct Said {
    /// One; a share of several tiers has one a tier.
    pub sentences: Vec<Vec<PageInline>>,
    /// What the author wrote after the first paragraph.
    pub rest: Vec<PageBlock>,
}

pub(super) fn said(requirement: &Requirement, words: &Words) -> Said {
    let sentence = |text: String| Said { sentences: vec![prose::plain(text)], rest: Vec::new() };
    let mut said = match &requirement.demand {
        Demand::Parts(_) | Demand::Evaluation(_) => Said::default(),
        Demand::Share(share) => Said { sentences: share_sentences(share, words), rest: Vec::new() },
        Demand::Value(value) => sentence(value_sentence(value, words)),
        Demand::Count(count) => sentence(count_sentence(count, words)),
        Demand::Deliverable(Deliverable { what }) | Demand::Judgement(Judgement { what, .. }) => {
            let (opening, rest) = prose::opening(what);
            Said { sentences: vec![opening], rest }
        }
        Demand::Level(level) => sentence(level_sentence(level, words)),
        Demand::Later(Later { what, set }) => sentence(set_later(what, requirement.period, set, words)),
    };
    if let Some(path) = &requirement.path {
        return sentence(path_sentence(requirement, path, words));
    }
    let is_authors = timing::is_in_its_authors_words(&requirement.demand);
    let when = when(requirement);
    // On lines of their own, so that no verb of the author's takes them.
    let measured = when.filter(|_| is_authors).map(|period| timing::measured(period, words));
    let own_lines: Vec<String> = measured.into_iter().chain(due(requirement, words)).collect();
    for sentence in &mut said.sentences {
        if let Some(period) = when.filter(|_| !is_authors) {
            sentence.extend(prose::plain(format!(" {}", timing::in_period(period, words))));
        }
        if is_authors || !own_lines.is_empty() {
            sentence.extend(stop(sentence));
        }
        for line in &own_lines {
            sentence.push(PageInline::Break);
            sentence.extend(prose::plain(bind(line)));
        }
    }
    said
}

/// The full stop of a sentence that ends without one.
pub(super) fn stop(sentence: &[PageInline]) -> Vec<PageInline> {
    let is_ended = text_of(sentence).trim_end().ends_with(['.', '!', '?', ':', ';', ',']);
    if is_ended { Vec::new() } else { prose::plain(".") }
}

/// `Frist: udgangen af 2. kvartal 2023.`, where its author has not said it: on a line of its own, so that no verb takes it.
fn due(requirement: &Requirement, words: &Words) -> Option<String> {
    let stated = requirement.stated();
    let is_new = |deadline: &Deadline| stated.as_ref().is_none_or(|stated| !words.is_stated(stated, *deadline));
    let deadline = requirement.deadline.filter(is_new)?;
    Some(words.say("frist", &[("frist", &words.due(deadline))]))
}

/// The period, where its author has not said it.
fn when(requirement: &Requirement) -> Option<PartOfYear> {
    let stated = requirement.stated();
    let is_new = |period: &PartOfYear| stated.as_ref().is_none_or(|stated| !stated.period(*period));
    // Of what is set later it is in the sentence already.
    requirement.period.filter(is_new).filter(|_| !matches!(requirement.demand, Demand::Later(_)))
}

/// `Gennemførte tilsyn: mindst 10 i 1. kvartal 2025; mindst 25 i 2. kvartal 2025`
fn path_sentence(requirement: &Requirement, path: &Path, words: &Words) -> String {
    let stage = |stage: &PathStage| {
        let target = target(&stage.requirement, None, words);
        let target = match stage.requirement.demand.measure().tiers() {
            [] => target,
            [..] => words.say("måltal undervejs for andel", &[("mål", &target)]),
        };
        let said = match stage.when {
            StageTime::In(part) => {
                words.say("måltal undervejs i perioden", &[("mål", &target), ("periode", &words.part_of_year(part))])
            }
            StageTime::By(deadline) => {
                words.say("måltal undervejs ved fristen", &[("mål", &target), ("frist", &words.deadline(deadline))])
            }
        };
        match part_weight(stage.weight, words) {
            Some(weight) => words.say("måltal undervejs med vægt", &[("måltal", &said), ("vægt", &weight)]),
            None => said,
        }
    };
    let stages: Vec<String> = path.stages.iter().map(stage).collect();
    words.tell("måltal undervejs", context! { hvad => capital(&measured(&requirement.demand)), måltal => stages })
}

/// What is measured, with what it is a share of.
fn measured(demand: &Demand) -> String {
    let what = demand.measure().what();
    match demand {
        Demand::Value(ValueWithin { quotient: Some(Quotient { form: QuotientForm::Share, of, .. }), .. }) => {
            format!("{what} af {of}")
        }
        Demand::Value(ValueWithin { quotient: Some(Quotient { form: QuotientForm::Mean(_), of, .. }), .. }) => {
            format!("{what} pr. {of}")
        }
        Demand::Value(_)
        | Demand::Count(_)
        | Demand::Parts(_)
        | Demand::Share(_)
        | Demand::Deliverable(_)
        | Demand::Evaluation(_)
        | Demand::Level(_)
        | Demand::Judgement(_)
        | Demand::Later(_) => what,
    }
}

fn share_sentences(share: &Share, words: &Words) -> Vec<Vec<PageInline>> {
    let units = words.word(match share.unit {
        Unit::Cases => "sagerne",
        Unit::WorkingDays => "hverdagene",
        Unit::Calls => "opkaldene",
        Unit::Enquiries => "henvendelserne",
    });
    let tiers = share.tiers.iter().map(|tier| {
        let values: Values = &[
            ("hvad", &capital(&share.population)),
            ("grænse", &words.limit(tier.step)),
            ("andel", &tier.share),
            ("enheder", &units),
        ];
        prose::plain(words.say("andel af enheder", values))
    });
    tiers.collect()
}

fn value_sentence(value: &ValueWithin, words: &Words) -> String {
    let (bound, what) = (&value.bound, capital(&value.what));
    if bound.beside.is_some() {
        let (name, of) = match &value.quotient {
            None => ("værdi i forhold til andet tal", ""),
            Some(Quotient { form: QuotientForm::Share, of, .. }) => ("andel i forhold til andet tal", of.as_str()),
            Some(Quotient { form: QuotientForm::Mean(_), of, .. }) => {
                ("gennemsnit i forhold til andet tal", of.as_str())
            }
        };
        return words.say(name, &[("hvad", &what), ("af", &of), ("mål", &words.bound(bound))]);
    }
    let amount = words.amount(bound);
    let values: Values = &[("hvad", &what), ("ord", &bound.kind.word()), ("mængde", &amount)];
    let Some(quotient) = &value.quotient else { return words.say("værdi", values) };
    let name = match quotient.form {
        QuotientForm::Share => "værdi som andel",
        QuotientForm::Mean(_) => "værdi som gennemsnit",
    };
    words.say(name, &[values, &[("af", &quotient.of)]].concat())
}

/// `Undersøgte områder: 3–4`; the word only where it is needed.
fn count_sentence(count: &CountWithin, words: &Words) -> String {
    let (what, amount) = (capital(&count.what), &words.amount(&count.bound));
    if count.bound.beside.is_some() {
        return words.say("værdi i forhold til andet tal", &[("hvad", &what), ("mål", &words.bound(&count.bound))]);
    }
    // The author's own words go on in the sentence as they were written.
    let what = &count.what;
    match count.bound.kind {
        BoundKind::Between | BoundKind::Exactly => words.say("antal", &[("hvad", &what), ("mængde", amount)]),
        kind @ (BoundKind::Below | BoundKind::AtMost | BoundKind::AtLeast | BoundKind::Above) => {
            words.say("antal med ord", &[("hvad", &what), ("ord", &kind.word()), ("mængde", amount)])
        }
    }
}

fn level_sentence(level: &Level, words: &Words) -> String {
    let what = capital(&level.what);
    match &level.at_least {
        LevelTarget::Rank(rank) => words.say("niveau", &[("hvad", &what), ("niveau", rank)]),
        LevelTarget::Named(name) => words.say("niveau med navn", &[("hvad", &what), ("niveau", name)]),
    }
}

/// `Servicemål … (4. kvartal 2023) fastsættes ved allonge`.
pub(super) fn set_later(what: &str, period: Option<PartOfYear>, set: &str, words: &Words) -> String {
    let what = capital(what);
    match period {
        Some(period) => {
            words.say("fastsættes for", &[("hvad", &what), ("periode", &words.part_of_year(period)), ("hvordan", &set)])
        }
        None => words.say("fastsættes", &[("hvad", &what), ("hvordan", &set)]),
    }
}

/// What stands beside the words, whoever wrote them, but for parts and how they are combined.
pub(super) fn beside(requirement: &Requirement, words: &Words) -> Option<RequirementPiece> {
    match &requirement.demand {
        Demand::Share(share) if requirement.stated().is_some_and(|stated| stated.sites(share)) => None,
        Demand::Share(share) => sites(share, words),
        Demand::Evaluation(evaluation) => Some(grid(evaluation, words)),
        Demand::Judgement(judgement) if !judgement.degrees.is_empty() => Some(degree_pairs(&judgement.degrees, words)),
        Demand::Judgement(judgement) => judgement.criteria.as_ref().map(|criteria| criteria_pairs(criteria, words)),
        Demand::Parts(_)
        | Demand::Value(_)
        | Demand::Count(_)
        | Demand::Deliverable(_)
        | Demand::Level(_)
        | Demand::Later(_) => None,
    }
}

fn sites(share: &Share, words: &Words) -> Option<RequirementPiece> {
    let rows: Vec<_> = share.sites.iter().map(|site| [site.name.clone(), bind(&site.share.to_string())]).collect();
    (!rows.is_empty()).then(|| RequirementPiece::Pairs {
        title: words.word("steder"),
        rows,
        figures: true,
        from: Trail::NONE,
    })
}

fn criteria_pairs(criteria: &Criteria, words: &Words) -> RequirementPiece {
    let verdicts =
        [("opfyldt", &criteria.met), ("delvist opfyldt", &criteria.partly), ("ikke opfyldt", &criteria.not_met)];
    let rows = verdicts.into_iter().filter_map(|(name, text)| Some([words.word(name), bind(text.as_ref()?)])).collect();
    RequirementPiece::Pairs { title: words.word("kriterier"), rows, figures: false, from: Trail::NONE }
}

fn degree_pairs(degrees: &[Degree], words: &Words) -> RequirementPiece {
    let rows = degrees.iter().map(|degree| [bind(&degree.share.to_string()), bind(&degree.when)]).collect();
    RequirementPiece::Pairs { title: words.word("grader"), rows, figures: false, from: Trail::NONE }
}

fn grid(evaluation: &Evaluation, words: &Words) -> RequirementPiece {
    let marks = || evaluation.scale.iter().map(|(mark, _)| mark.to_string());
    let (lowest, highest) = (marks().next().unwrap_or_default(), marks().next_back().unwrap_or_default());
    let conversion = match &evaluation.conversion {
        None => words.word("omregning ikke fastsat"),
        Some(steps) => {
            let steps: Vec<String> = steps
                .iter()
                .map(|step| words.say("omregningstrin", &[("fra", &step.from), ("opfyldelse", &step.fulfilment)]))
                .collect();
            words.say("omregning", &[("trin", &join(&steps))])
        }
    };
    let notes = [
        words.say("evalueres af", &[("hvem", &join(&evaluation.evaluators))]),
        words.say(
            "højeste score",
            &[("hver", &evaluation.most_by_one().to_string()), ("alle", &evaluation.most_by_all().to_string())],
        ),
        conversion,
    ];
    RequirementPiece::Grid {
        title: bind(&capital(&evaluation.what)),
        corner: words.word("emne"),
        columns: evaluation.subjects.clone(),
        rows: evaluation.topics.clone(),
        scale_title: bind(&words.say("skala", &[("lavest", &lowest), ("højest", &highest)])),
        scale: evaluation.scale.iter().map(|(mark, meaning)| [mark.to_string(), meaning.clone()]).collect(),
        notes: notes.iter().map(|note| bind(note)).collect(),
        from: Trail::NONE,
    }
}

/// What holds for it and is part of no sentence.
pub(super) fn remark(requirement: &Requirement, words: &Words) -> Option<String> {
    let demand = &requirement.demand;
    match demand {
        Demand::Judgement(judgement) => {
            let is_new = |by: &&String| requirement.stated().is_none_or(|stated| !stated.names(by));
            judgement.by.as_ref().filter(is_new).map(|by| words.say("vurderes af", &[("hvem", by)]))
        }
        Demand::Level(level) => {
            let is_named = !level.scale.is_empty();
            is_named.then(|| words.say("niveauer", &[("niveauer", &level.scale.join(", "))]))
        }
        Demand::Share(_) => words.if_none(demand),
        Demand::Value(value) => {
            let quotient = value.quotient.as_ref();
            let gathered = quotient.and_then(|quotient| words.denominators(quotient));
            let said: Vec<String> = gathered.into_iter().chain(words.if_none(demand)).collect();
            (!said.is_empty()).then(|| said.join(" "))
        }
        Demand::Parts(_) | Demand::Count(_) | Demand::Deliverable(_) | Demand::Evaluation(_) | Demand::Later(_) => None,
    }
}

/// What is to be reached, short enough for a column; of several tiers, each says its own. The deadline is that of the
/// requirement or of what it is part of.
pub(super) fn target(requirement: &Requirement, deadline: Option<Deadline>, words: &Words) -> String {
    match &requirement.demand {
        Demand::Value(ValueWithin { bound, .. }) | Demand::Count(CountWithin { bound, .. }) => words.bound(bound),
        Demand::Deliverable(_) => match deadline {
            Some(deadline) => deadline.to_string(),
            None => words.say("mål i året", &[("dato", &words.last_day())]),
        },
        Demand::Level(level) => match &level.at_least {
            LevelTarget::Rank(rank) => words.say("mål for niveau", &[("niveau", rank)]),
            LevelTarget::Named(name) => name.clone(),
        },
        Demand::Judgement(_) => words.word("mål for vurdering"),
        Demand::Evaluation(schema) => words.say("mål for evaluering", &[("højest", &schema.most_by_all())]),
        Demand::Later(Later { what, set }) => set_later(what, requirement.period, set, words),
        Demand::Share(share) => match share.tiers.as_slice() {
            [one] => tier(one, words),
            _ => String::new(),
        },
        Demand::Parts(_) => String::new(),
    }
}

/// `mindst 85 pct. inden for 31 dage`
pub(super) fn tier(tier: &Tier, words: &Words) -> String {
    let phrase = match tier.step {
        Step::Within(_) => "mål for andel",
        Step::AtMost(_) => "mål for andel højst",
    };
    words.say(phrase, &[("andel", &tier.share), ("grænse", &words.limit(tier.step))])
}

/// What the last figure that is reported says, short enough for a column, of what has no numbers by period.
pub(super) fn result(demand: &Demand, mark: &Mark, decimals: Decimals, words: &Words) -> Option<String> {
    let figure = mark.trace.figures.last()?;
    Some(match demand {
        Demand::Evaluation(_) => words.steps(&mark.trace, decimals).into_iter().next().unwrap_or_default(),
        Demand::Judgement(_) => words.state(mark.state()),
        Demand::Parts(_)
        | Demand::Share(_)
        | Demand::Value(_)
        | Demand::Count(_)
        | Demand::Deliverable(_)
        | Demand::Level(_)
        | Demand::Later(_) => words.figure(figure, &mark.trace),
    })
}

/// What a part weighs, where it says it.
pub(super) fn part_weight(weight: Option<PartWeight>, words: &Words) -> Option<String> {
    Some(bind(&match weight? {
        PartWeight::Points(points) => words.say("point", &[("point", &points)]),
        PartWeight::Share(share) => share.to_string(),
        PartWeight::Fraction(fraction) => fraction.to_string(),
        PartWeight::NotSet => words.word("ikke fastsat"),
    }))
}
