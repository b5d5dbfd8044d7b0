//! The fields of a requirement's figure, by what the requirement demands: what each is called, and what stands in it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::field::{FieldChoice, FieldForm};
use super::levels::{as_written, level_choices, target_name};
use crate::language::{Message, say};
use crate::plan::{
    Demand, Evaluation, Expectation, Figure, Judgement, Observation, QuotientForm, Reached, Requirement, Ruling, Share,
    Step, Tally, ValueWithin, Verdict,
};
use crate::prose::markdown;
use crate::quantity::{NO, Percent, YES};
use crate::schema::results::{HIGHER, LOWER};

/// Which field of a row: tiers, places, evaluators, topics and subjects by their places in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FigureField {
    Total,
    Within(usize),
    /// Of a share whose counts are not known.
    ShareWithin(usize),
    SiteTotal(usize),
    SiteWithin(usize, usize),
    Value,
    Over,
    Under,
    Compared,
    Count,
    IsDelivered,
    DeliveredOn,
    Evidence,
    Level,
    Mark(usize, usize, usize),
    Verdict,
    JudgedBy,
    JudgedOn,
    Reason,
    Comment,
    Expected,
    ExpectedShare,
    Source,
}

/// What stands in the fields of a row.
pub(super) type FigureTexts = BTreeMap<FigureField, String>;

/// How a field that a requirement has is asked for.
pub(super) struct Asked {
    pub what: FigureField,
    pub label: Message,
    pub hint: Option<Message>,
    pub form: FieldForm,
}

impl Asked {
    fn new(what: FigureField, label: Message, form: FieldForm) -> Self {
        Self { what, label, hint: None, form }
    }

    fn hinted(what: FigureField, label: Message, hint: Message, form: FieldForm) -> Self {
        Self { what, label, hint: Some(hint), form }
    }
}

impl FigureField {
    /// The end of its name in a form.
    pub(super) fn suffix(self) -> String {
        match self {
            Self::Total => "i-alt".to_owned(),
            Self::Within(tier) => format!("inden-for-{tier}"),
            Self::ShareWithin(tier) => format!("andel-{tier}"),
            Self::SiteTotal(site) => format!("sted-{site}-i-alt"),
            Self::SiteWithin(site, tier) => format!("sted-{site}-inden-for-{tier}"),
            Self::Value => "tal".to_owned(),
            Self::Over => "over".to_owned(),
            Self::Under => "under".to_owned(),
            Self::Compared => "sammenligning".to_owned(),
            Self::Count => "antal".to_owned(),
            Self::IsDelivered => "leveret".to_owned(),
            Self::DeliveredOn => "leveret-dato".to_owned(),
            Self::Evidence => "bevis".to_owned(),
            Self::Level => "niveau".to_owned(),
            Self::Mark(evaluator, topic, subject) => format!("skema-{evaluator}-{topic}-{subject}"),
            Self::Verdict => "vurdering".to_owned(),
            Self::JudgedBy => "vurderet-af".to_owned(),
            Self::JudgedOn => "vurderet-dato".to_owned(),
            Self::Reason => "begrundelse".to_owned(),
            Self::Comment => "kommentar".to_owned(),
            Self::Expected => "forventet".to_owned(),
            Self::ExpectedShare => "forventet-andel".to_owned(),
            Self::Source => "kilde".to_owned(),
        }
    }

    /// Whether it stands in place of others that say more: a share without its counts.
    pub fn is_instead_of_others(self, has_two_numbers: bool) -> bool {
        matches!(self, Self::ShareWithin(_)) || has_two_numbers && self == Self::Value
    }

    /// Whether it is of the figure itself, and not said beside it.
    pub fn is_of_figure(self) -> bool {
        !matches!(self, Self::Compared | Self::Comment | Self::Expected | Self::ExpectedShare | Self::Source)
    }
}

/// The fields of a requirement, its figure's first. One with parts, and a goal with several requirements, has no figure.
pub(super) fn fields(requirement: Option<&Requirement>) -> Vec<Asked> {
    let mut all = requirement.map(|one| figure_fields(&one.demand)).unwrap_or_default();
    let verdicts = Verdict::ALL.map(|verdict| as_written(verdict.word()));
    all.push(Asked::new(FigureField::Expected, say!("desk.label.expected"), FieldForm::Choice(verdicts.into())));
    all.push(Asked::hinted(
        FigureField::ExpectedShare,
        say!("desk.label.expected-share"),
        say!("desk.expected-share-hint"),
        FieldForm::Percent,
    ));
    all.push(Asked::new(FigureField::Comment, say!("desk.label.comment"), FieldForm::Prose));
    all.push(Asked::hinted(FigureField::Source, say!("desk.label.source"), say!("desk.source-hint"), FieldForm::Line));
    all
}

fn figure_fields(demand: &Demand) -> Vec<Asked> {
    let mut all = match demand {
        Demand::Share(share) => share_fields(share),
        Demand::Value(value) => value_fields(value),
        Demand::Count(_) => vec![Asked::new(FigureField::Count, say!("desk.label.count"), FieldForm::Count)],
        Demand::Deliverable(_) => {
            let choices = vec![
                FieldChoice { value: YES.to_owned(), label: say!("desk.label.yes") },
                FieldChoice { value: NO.to_owned(), label: say!("desk.label.not-yet") },
            ];
            vec![
                Asked::new(FigureField::IsDelivered, say!("desk.label.is-delivered"), FieldForm::Choice(choices)),
                Asked::hinted(
                    FigureField::DeliveredOn,
                    say!("desk.label.delivered-on"),
                    say!("desk.date-hint"),
                    FieldForm::Date,
                ),
                Asked::hinted(
                    FigureField::Evidence,
                    say!("desk.label.evidence"),
                    say!("desk.evidence-hint"),
                    FieldForm::Line,
                ),
            ]
        }
        Demand::Evaluation(schema) => evaluation_fields(schema),
        Demand::Level(level) => {
            let choices = level_choices(level);
            vec![if choices.is_empty() {
                Asked::hinted(FigureField::Level, say!("desk.label.level"), say!("desk.level-hint"), FieldForm::Line)
            } else {
                Asked::new(FigureField::Level, say!("desk.label.level"), FieldForm::Choice(choices))
            }]
        }
        Demand::Judgement(judgement) => judgement_fields(judgement),
        Demand::Parts(_) | Demand::Later(_) => Vec::new(),
    };
    let beside = demand.measure().target(0).and_then(|target| target.bound.beside);
    if let Some(beside) = beside {
        let label = say!("desk.label.compared", with = beside.with);
        all.push(Asked::new(FigureField::Compared, label, FieldForm::Number { unit: String::new() }));
    }
    all
}

/// `inden for 31 dage`, as the plan says it.
pub(super) fn limit(step: Step) -> String {
    match step {
        Step::Within(limit) => format!("inden for {limit}"),
        Step::AtMost(limit) => format!("med højst {limit}"),
    }
}

fn share_fields(share: &Share) -> Vec<Asked> {
    use FigureField::{ShareWithin, SiteTotal, SiteWithin, Total, Within};
    let steps = || share.tiers.iter().map(|tier| limit(tier.step)).enumerate();
    let mut all = Vec::new();
    for (site, one) in share.sites.iter().enumerate() {
        let total = say!("desk.label.total-at", site = one.name);
        all.push(Asked::new(SiteTotal(site), total, FieldForm::Count));
        let within = |(tier, limit): (usize, String)| {
            Asked::new(
                SiteWithin(site, tier),
                say!("desk.label.within-at", site = one.name, limit = limit),
                FieldForm::Count,
            )
        };
        all.extend(steps().map(within));
    }
    if share.sites.is_empty() {
        all.push(Asked::new(Total, say!("desk.label.total"), FieldForm::Count));
        all.extend(
            steps().map(|(tier, limit)| {
                Asked::new(Within(tier), say!("desk.label.within", limit = limit), FieldForm::Count)
            }),
        );
        all.extend(steps().map(|(tier, limit)| {
            let label = say!("desk.label.share", limit = limit);
            Asked::hinted(ShareWithin(tier), label, say!("desk.share-hint"), FieldForm::Percent)
        }));
    }
    all
}

fn value_fields(value: &ValueWithin) -> Vec<Asked> {
    let unit = value.bound.unit_of_figures();
    let own = FieldForm::Number { unit };
    let number = || FieldForm::Number { unit: String::new() };
    let Some(quotient) = &value.quotient else {
        return vec![Asked::new(FigureField::Value, say!("desk.label.value"), own)];
    };
    let (over, under) = match quotient.form {
        QuotientForm::Share => (FieldForm::Count, FieldForm::Count),
        QuotientForm::Mean(_) => (number(), number()),
    };
    vec![
        Asked::new(FigureField::Over, say!("desk.label.over", what = value.what), over),
        Asked::new(FigureField::Under, say!("desk.label.under", what = quotient.of), under),
        Asked::hinted(FigureField::Value, say!("desk.label.value-alone"), say!("desk.value-alone-hint"), own),
    ]
}

fn evaluation_fields(schema: &Evaluation) -> Vec<Asked> {
    let marks = || {
        schema.scale.iter().map(|(mark, meaning)| FieldChoice {
            value: mark.to_string(),
            label: Message::of_each(&format!("{mark} – {meaning}"), &format!("{mark} – {meaning}")),
        })
    };
    let mut all = Vec::new();
    for (evaluator, who) in schema.evaluators.iter().enumerate() {
        for (topic, what) in schema.topics.iter().enumerate() {
            for (subject, of) in schema.subjects.iter().enumerate() {
                let label = say!("desk.label.mark", who = who, topic = what, subject = of);
                let form = FieldForm::Choice(marks().collect());
                all.push(Asked::new(FigureField::Mark(evaluator, topic, subject), label, form));
            }
        }
    }
    all
}

fn judgement_fields(judgement: &Judgement) -> Vec<Asked> {
    let degree = |degree: &crate::plan::Degree| {
        let label = format!("{} – {}", degree.share, degree.when);
        FieldChoice { value: degree.share.to_string(), label: Message::of_each(&label, &label) }
    };
    let choices: Vec<FieldChoice> = match judgement.degrees.as_slice() {
        [] => Verdict::ALL.iter().map(|verdict| as_written(verdict.word())).collect(),
        degrees => degrees.iter().map(degree).collect(),
    };
    vec![
        Asked::new(FigureField::Verdict, say!("desk.label.verdict"), FieldForm::Choice(choices)),
        Asked::new(FigureField::JudgedBy, say!("desk.label.judged-by"), FieldForm::Line),
        Asked::hinted(FigureField::JudgedOn, say!("desk.label.judged-on"), say!("desk.date-hint"), FieldForm::Date),
        Asked::new(FigureField::Reason, say!("desk.label.reason"), FieldForm::Prose),
    ]
}

/// What stands in the fields for something that is reported.
pub(super) fn texts(observation: &Observation, requirement: Option<&Requirement>) -> FigureTexts {
    let mut texts = FigureTexts::new();
    if let (Some(figure), Some(requirement)) = (&observation.figure, requirement) {
        figure_texts(figure, &requirement.demand, &mut texts);
    }
    let mut put = |what, text: String| texts.insert(what, text);
    if let Some(number) = observation.compared {
        put(FigureField::Compared, number.to_string());
    }
    match observation.expected {
        Some(Expectation::Verdict(verdict)) => put(FigureField::Expected, verdict.word().to_owned()),
        Some(Expectation::Share(share)) => put(FigureField::ExpectedShare, bare(share)),
        None => None,
    };
    if !observation.comment.is_empty() {
        put(FigureField::Comment, markdown(&observation.comment));
    }
    if let Some(source) = &observation.source {
        put(FigureField::Source, source.clone());
    }
    texts
}

/// `90` of `90 pct.`: the unit stands behind the field.
fn bare(share: Percent) -> String {
    share.to_string().trim_end_matches(Percent::UNIT).trim().to_owned()
}

fn figure_texts(figure: &Figure, demand: &Demand, texts: &mut FigureTexts) {
    let mut put = |what, text: String| {
        texts.insert(what, text);
    };
    let within = |tally: &Tally| tally.within.iter().map(ToString::to_string).enumerate().collect::<Vec<_>>();
    match (figure, demand) {
        (Figure::Counts(counts), _) => {
            put(FigureField::Total, counts.total.to_string());
            within(counts).into_iter().for_each(|(tier, count)| put(FigureField::Within(tier), count));
        }
        (Figure::Sites(counted), Demand::Share(share)) => {
            for (name, counts) in counted {
                let Some(site) = share.sites.iter().position(|one| one.name == *name) else { continue };
                put(FigureField::SiteTotal(site), counts.total.to_string());
                within(counts).into_iter().for_each(|(tier, count)| put(FigureField::SiteWithin(site, tier), count));
            }
        }
        (Figure::Shares(shares), _) => {
            shares.iter().enumerate().for_each(|(tier, share)| put(FigureField::ShareWithin(tier), bare(*share)));
        }
        (Figure::Value(number), _) => put(FigureField::Value, number.to_string()),
        (Figure::Quotient { over, under }, _) => {
            put(FigureField::Over, over.to_string());
            put(FigureField::Under, under.to_string());
        }
        (Figure::Count(count), _) => put(FigureField::Count, count.to_string()),
        (Figure::Delivery { on, evidence }, _) => {
            put(FigureField::IsDelivered, if on.is_some() { YES } else { NO }.to_owned());
            on.iter().for_each(|day| put(FigureField::DeliveredOn, day.to_string()));
            evidence.iter().for_each(|evidence| put(FigureField::Evidence, evidence.clone()));
        }
        (Figure::Level(reached), Demand::Level(level)) => put(
            FigureField::Level,
            match reached {
                Reached::Rank(rank) => demand.measure().written(crate::quantity::Number((*rank).into())),
                Reached::Beside(Ordering::Less) => LOWER.to_owned(),
                Reached::Beside(Ordering::Greater) => HIGHER.to_owned(),
                Reached::Beside(Ordering::Equal) => target_name(level),
            },
        ),
        (Figure::Evaluation(grids), Demand::Evaluation(schema)) => {
            for grid in grids {
                let Some(evaluator) = schema.evaluators.iter().position(|one| *one == grid.evaluator) else { continue };
                for (topic, row) in grid.marks.iter().enumerate() {
                    for (subject, mark) in row.iter().enumerate() {
                        put(FigureField::Mark(evaluator, topic, subject), mark.to_string());
                    }
                }
            }
        }
        (Figure::Judgement { verdict, by, on, reason }, _) => {
            put(
                FigureField::Verdict,
                match verdict {
                    Ruling::Verdict(verdict) => verdict.word().to_owned(),
                    Ruling::Degree(share) => share.to_string(),
                },
            );
            put(FigureField::JudgedBy, by.clone());
            put(FigureField::JudgedOn, on.to_string());
            put(FigureField::Reason, markdown(reason));
        }
        // No figure is loaded for a requirement of another kind.
        (Figure::Sites(_) | Figure::Level(_) | Figure::Evaluation(_), _) => {}
    }
}
