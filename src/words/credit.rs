//! What a requirement gives that is not met in full, and how its quarters become a year: in a contract, and where its points
//! are explained.

use super::Words;
use super::danish::join;
use crate::plan::{Credit, CreditStep, Denominators, Direction, Gathering, Measure, Quotient, QuotientForm};
use crate::quantity::{Number, TimeLimit};

impl Words<'_> {
    /// A sentence. None for all or nothing: that is what holds where nothing is said. Its values are written as the measure
    /// that it belongs to writes them.
    pub fn credit(&self, credit: &Credit, measure: &dyn Measure) -> Option<String> {
        let value = |number: Number| measure.written(number);
        match credit {
            Credit::AllOrNothing => None,
            Credit::Proportional => Some(self.word("opfyldelse proportional")),
            Credit::Linear { from, to } => {
                Some(self.say("opfyldelse lineær", &[("fra", &value(*from)), ("til", &value(*to))]))
            }
            Credit::Steps(steps) => {
                let said: Vec<String> = steps.iter().map(|step| self.credit_step(step, measure)).collect();
                Some(self.say("opfyldelse trin", &[("trin", &join(&said))]))
            }
            Credit::Late(steps) => {
                let said: Vec<String> = steps
                    .iter()
                    .map(|step| {
                        let values: super::Values =
                            &[("opfyldelse", &step.fulfilment), ("tid", &genitive(step.at_most))];
                        self.say("opfyldelse forsinkelse", values)
                    })
                    .collect();
                Some(self.say("opfyldelse forsinket", &[("trin", &join(&said))]))
            }
            Credit::PartlyFrom(from) => {
                Some(self.say("opfyldelse delvist fra", &[("trin", &self.partly_from(*from, measure))]))
            }
            Credit::Partly(share) => Some(self.say("opfyldelse delvist", &[("opfyldelse", share)])),
        }
    }

    /// `50 pct. fra 80 pct.`
    pub(super) fn credit_step(&self, step: &CreditStep, measure: &dyn Measure) -> String {
        let name = match measure.target(0).and_then(|target| target.bound.direction()) {
            Some(Direction::Down) => "opfyldelse til",
            Some(Direction::Up) | None => "opfyldelse fra",
        };
        self.say(name, &[("opfyldelse", &step.fulfilment), ("værdi", &measure.written(step.from))])
    }

    /// `fra 75 pct.`, `til og med 9 dage`.
    pub(super) fn partly_from(&self, from: Number, measure: &dyn Measure) -> String {
        let name = match measure.target(0).and_then(|target| target.bound.direction()) {
            Some(Direction::Down) => "delvist til",
            Some(Direction::Up) | None => "delvist fra",
        };
        self.say(name, &[("værdi", &measure.written(from))])
    }

    /// How the denominators of quarters become the year's; None where they are counts that are added up.
    pub fn denominators(&self, quotient: &Quotient) -> Option<String> {
        match quotient.form {
            QuotientForm::Mean(Denominators::Average) => {
                Some(self.say("nævneren er et gennemsnit", &[("hvad", &quotient.of)]))
            }
            QuotientForm::Mean(Denominators::Sum) => Some(self.say("nævneren er en sum", &[("hvad", &quotient.of)])),
            QuotientForm::Share => None,
        }
    }

    pub fn gathering(&self, gathering: Gathering) -> String {
        self.word(match gathering {
            Gathering::Latest => "kvartaler seneste",
            Gathering::Average => "kvartaler gennemsnit",
            Gathering::Sum => "kvartaler sum",
            Gathering::YearToDate => "kvartaler år til dato",
        })
    }
}

/// `1 dags`, `14 dages`, `2 ugers`.
fn genitive(limit: TimeLimit) -> String {
    format!("{limit}s")
}
