//! What something is called, what it weighs, how far it is fulfilled, what is expected of it.

use minijinja::context;

use super::Words;
use super::danish::join;
use crate::plan::{
    Bound, BoundKind, BoundPart, Comparison, ComparisonForm, Direction, Expectation, Quantum, Ruling, StageTime, Step,
    Verdict, Weight,
};
use crate::quantity::{Number, PartOfYear};
use crate::score::{Mark, MarkName, MarkState, Status};

impl Words<'_> {
    /// `Faglige mål i alt, uden 1.4`: the name of a sum over a group, and the goals that have no weight to add.
    pub fn total_of(&self, title: &str, unset: impl IntoIterator<Item = String>) -> String {
        let unset: Vec<String> = unset.into_iter().collect();
        if unset.is_empty() {
            return self.say("i alt", &[("titel", &title)]);
        }
        self.say("i alt uden", &[("titel", &title), ("numre", &join(&unset))])
    }

    /// `Fast-track, 1. gang`, `inden for 31 dage`, `3 krav`.
    pub fn name(&self, name: &MarkName) -> String {
        match name {
            MarkName::Own(words) => words.clone(),
            MarkName::Parts(count) => self.say("krav i alt", &[("antal", count)]),
            MarkName::Tier(step) => self.limit(*step),
            MarkName::Target(Some(days)) => self.say("mål fra og til", &[("dage", days)]),
            MarkName::Stage(StageTime::In(part)) => {
                self.say("måltal i perioden", &[("periode", &self.part_of_year(*part))])
            }
            MarkName::Stage(StageTime::By(deadline)) => {
                self.say("måltal ved fristen", &[("frist", &self.deadline(*deadline))])
            }
            MarkName::Target(None) => self.word("mål for hele året"),
        }
    }

    /// The name that finds it in the plan: `1.1 a Fast-track, 1. gang, inden for 31 dage`.
    pub fn full_name(&self, mark: &Mark) -> String {
        let (address, name) = (mark.address.to_string(), self.name(&mark.name));
        if address.ends_with(&name) { address } else { format!("{address} {name}") }
    }

    /// `2 delvist opfyldt`: of parts or goals.
    pub fn count_of(&self, count: usize, state: MarkState) -> String {
        self.say("antal med status", &[("antal", &count), ("status", &self.state(state))])
    }

    /// `ikke opgjort`: how far something is scored, for programs that read `score`; people read [`Words::state`].
    pub fn status(&self, status: Status) -> String {
        self.word(match status {
            Status::Met => "status opfyldt",
            Status::Partly => "status delvist opfyldt",
            Status::NotMet => "status ikke opfyldt",
            Status::NotMeasured => "status ikke opgjort",
            Status::NotSet => "status ikke fastsat",
            Status::Removed => "status udgået",
        })
    }

    /// `opfyldt`: the one word that terminal, documents and pages have for it.
    pub fn state(&self, state: MarkState) -> String {
        self.word(match state {
            MarkState::Met => "status opfyldt",
            MarkState::Partly => "status delvist opfyldt",
            MarkState::NotMet => "status ikke opfyldt",
            MarkState::OnTarget => "status på målet",
            MarkState::BelowTarget => "status under målet",
            MarkState::NotDue => "status ikke forfalden",
            MarkState::NotReported => "status ikke indberettet",
            MarkState::Undecided => "status ikke afgjort",
            MarkState::Removed => "status udgået",
        })
    }

    pub(super) fn judged(&self, judged: Ruling) -> String {
        match judged {
            Ruling::Verdict(verdict) => self.verdict(verdict),
            Ruling::Degree(share) => share.to_string(),
        }
    }

    pub(super) fn verdict(&self, verdict: Verdict) -> String {
        self.state(match verdict {
            Verdict::Met => MarkState::Met,
            Verdict::Partly => MarkState::Partly,
            Verdict::NotMet => MarkState::NotMet,
        })
    }

    /// `Af 13 mål er 4 opfyldt og 2 delvist opfyldt; 7 kan ikke gøres op.`
    pub fn counts(&self, counts: &[(usize, Status)]) -> String {
        let of =
            |status: Status| counts.iter().filter(|(_, one)| *one == status).map(|(count, _)| count).sum::<usize>();
        let decided =
            [(Status::Met, MarkState::Met), (Status::Partly, MarkState::Partly), (Status::NotMet, MarkState::NotMet)];
        let parts = decided.into_iter().map(|(status, state)| (of(status), state)).filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts.map(|(count, state)| self.count_of(count, state)).collect();
        self.tell(
            "alle mål",
            context! {
                antal => counts.iter().map(|(count, _)| count).sum::<usize>(),
                fordeling => join(&parts),
                uden_tal => of(Status::NotMeasured),
                uafgjorte => of(Status::NotSet),
            },
        )
    }

    /// `fire`: small numbers as words, within a sentence; what they count is neuter or not.
    pub fn in_words(&self, count: usize, neuter: bool) -> String {
        self.tell("antal i ord", context! { antal => count, intetkøn => neuter })
    }

    /// What an institution expects of the year: a verdict, or so much of it.
    pub fn expectation(&self, expectation: Expectation) -> String {
        match expectation {
            Expectation::Verdict(verdict) => self.verdict(verdict),
            Expectation::Share(share) => share.to_string(),
        }
    }

    /// `65`, `7/12`, `15 pct.`, `10 (antaget)` or `ikke fastsat`.
    pub fn weight(&self, weight: &Weight) -> String {
        match weight {
            Weight::Points(points) => points.to_string(),
            Weight::Fraction(fraction) => fraction.to_string(),
            Weight::Share(share) => share.to_string(),
            Weight::Assumed { points, .. } => self.say("antaget", &[("point", points)]),
            Weight::None => String::new(),
            Weight::NotSet => self.word("ikke fastsat"),
        }
    }

    /// `inden for 31 dage` or `højst 10 dage`.
    pub fn limit(&self, step: Step) -> String {
        match step {
            Step::Within(limit) => self.say("inden for", &[("grænse", &limit)]),
            Step::AtMost(limit) => self.say("højst", &[("grænse", &limit)]),
        }
    }

    /// `under 7 dage`; a range needs no word.
    pub fn bound(&self, bound: &Bound) -> String {
        match bound.kind {
            BoundKind::Exactly | BoundKind::Between if bound.beside.is_none() => self.amount(bound),
            BoundKind::Exactly | BoundKind::Between => self.bound_in_full(bound),
            BoundKind::Below | BoundKind::AtMost | BoundKind::AtLeast | BoundKind::Above => self.bound_in_full(bound),
        }
    }

    /// `under 7 dage`, `mindst 3 og højst 4`.
    pub(super) fn bound_in_full(&self, bound: &Bound) -> String {
        match &bound.beside {
            Some(comparison) => self.relative(bound, comparison),
            None => match &bound.quantum {
                Quantum::Range(range) if bound.tolerance.is_none() && bound.part.is_none() => {
                    let most = format!("{}{}", range.most, bound.unit());
                    self.say("mål for spænd", &[("mindst", &range.least), ("højst", &most)])
                }
                Quantum::Range(_) | Quantum::Amount(_) => {
                    self.say("mål for værdi", &[("ord", &bound.kind.word()), ("mængde", &self.amount(bound))])
                }
            },
        }
    }

    /// `7 dage`, `400 ± 2 pct.`, `12 × 6/12`
    pub fn amount(&self, bound: &Bound) -> String {
        let amount = match bound.part {
            None => bound.quantum.to_string(),
            Some(BoundPart { of, all }) => {
                self.say("mængde for en del af året", &[("mængde", &bound.quantum), ("del", &of), ("hele", &all)])
            }
        };
        match &bound.tolerance {
            None => amount,
            Some(tolerance) => self.say("mængde med tolerance", &[("mængde", &amount), ("tolerance", tolerance)]),
        }
    }

    /// `mindst landsgennemsnittet`, `højst 2 procentpoint under landsgennemsnittet`, `mindst 95 pct. af landsgennemsnittet`.
    fn relative(&self, bound: &Bound, comparison: &Comparison) -> String {
        let (word, amount, with) = (bound.kind.word(), self.amount(bound), &comparison.with);
        let number = bound.number().filter(|_| bound.tolerance.is_none());
        let is_same = number.is_some_and(|number| match comparison.form {
            ComparisonForm::Share => number == Number(100.into()),
            ComparisonForm::Difference => number.0.is_zero(),
        });
        if is_same {
            return self.say("mål som andet tal", &[("ord", &word), ("andet", with)]);
        }
        let name = match comparison.form {
            ComparisonForm::Share => "mål som andel af andet tal",
            ComparisonForm::Difference => "mål som forskel fra andet tal",
        };
        match (comparison.form, number.zip(bound.direction())) {
            (ComparisonForm::Difference, Some((number, direction))) => self.apart(bound, number, direction, with),
            (ComparisonForm::Share | ComparisonForm::Difference, _) => {
                self.say(name, &[("ord", &word), ("mængde", &amount), ("andet", with)])
            }
        }
    }

    /// `højst 2 procentpoint under landsgennemsnittet`: at least 2 less is at most 2 below.
    fn apart(&self, bound: &Bound, number: Number, direction: Direction, with: &str) -> String {
        let is_under = number.0.is_sign_negative();
        let is_least = (direction == Direction::Up) != is_under;
        let word = match (is_least, bound.kind.is_strict()) {
            (true, false) => "mindst",
            (false, false) => "højst",
            (true, true) => "mere end",
            (false, true) => "mindre end",
        };
        let amount = format!("{}{}", Number(number.0.abs()), bound.unit());
        let name = if is_under { "mål under andet tal" } else { "mål over andet tal" };
        self.say(name, &[("ord", &word), ("mængde", &amount), ("andet", &with)])
    }

    /// `3. kvartal, 4. kvartal`.
    pub fn periods(&self, periods: &[PartOfYear]) -> String {
        periods.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}
