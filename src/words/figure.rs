//! A figure as it was reported, in the shape of what it is for.

use std::cmp::Ordering;

use minijinja::context;

use super::Words;
use crate::plan::{Demand, Figure, Grid, QuotientForm, Reached, Step, Tally, ValueWithin};
use crate::quantity::{Count, Number};
use crate::score::{Terms, Trace, TracedFigure};

impl Words<'_> {
    /// `371 af 412 inden for 31 dage`; of several tiers, the one that the trace is of.
    pub fn figure(&self, figure: &TracedFigure, trace: &Trace) -> String {
        // What has a rule without terms of its own has no figures of its own either.
        let Some(terms) = trace.rule.terms() else { return String::new() };
        let measure = terms.demand.measure();
        match &figure.figure {
            Figure::Counts(tally) => self.tally(tally, terms),
            Figure::Sites(sites) => {
                let said = sites.iter().map(|(name, tally)| {
                    self.say("tal på sted", &[("sted", name), ("tal", &self.tally(tally, terms))])
                });
                self.tell("tal på steder", context! { steder => said.collect::<Vec<_>>() })
            }
            Figure::Shares(shares) => match shares.get(terms.tier) {
                Some(share) => self.say("tal som andel", &[("andel", share), ("grænse", &self.kept_limit(terms))]),
                None => String::new(),
            },
            Figure::Value(number) => measure.told(*number),
            Figure::Quotient { over, under } => self.quotient(*over, *under, &terms.demand),
            Figure::Count(count) => count.to_string(),
            Figure::Delivery { on, evidence } => {
                let on = on.map(|day| day.to_string());
                self.tell("tal om leverance", context! { dag => on, bevis => evidence })
            }
            Figure::Level(reached) => self.level(*reached, &terms.demand),
            Figure::Evaluation(grids) => self.grids(grids),
            Figure::Judgement { verdict, by, on, reason } => self.say(
                "tal om vurdering",
                &[
                    ("vurdering", &self.judged(*verdict)),
                    ("hvem", by),
                    ("dag", on),
                    ("grund", &reason.to_text().trim()),
                ],
            ),
        }
    }

    /// `380 af 400 kontrollerede sager`, `2.890 for 412,5 årsværk`.
    fn quotient(&self, over: Number, under: Number, demand: &Demand) -> String {
        let Demand::Value(ValueWithin { quotient: Some(quotient), .. }) = demand else { return String::new() };
        let name = match quotient.form {
            QuotientForm::Share => "tal for andel",
            QuotientForm::Mean(_) => "tal for gennemsnit",
        };
        self.say(name, &[("tæller", &over), ("nævner", &under), ("hvad", &quotient.of)])
    }

    fn tally(&self, tally: &Tally, terms: &Terms) -> String {
        let within = tally.within.get(terms.tier).copied().unwrap_or_default();
        let units = terms.demand.measure().counted();
        let (within, total, limit) = (within.to_string(), tally.total.to_string(), self.kept_limit(terms));
        self.tell("tal af alle", context! { antal => within, alle => total, enheder => units, grænse => limit })
    }

    /// `med højst 10 dage`: a limit after what keeps it.
    fn kept_limit(&self, terms: &Terms) -> String {
        match terms.demand.measure().tiers().get(terms.tier).map(|tier| tier.step) {
            Some(Step::AtMost(limit)) => self.say("med højst", &[("grænse", &limit)]),
            Some(step @ Step::Within(_)) => self.limit(step),
            None => String::new(),
        }
    }

    pub(super) fn level(&self, reached: Reached, demand: &Demand) -> String {
        match reached {
            Reached::Rank(rank) => demand.measure().written(Number(rank.into())),
            Reached::Beside(Ordering::Less) => self.word("under niveauet"),
            Reached::Beside(Ordering::Equal) => self.word("på niveauet"),
            Reached::Beside(Ordering::Greater) => self.word("over niveauet"),
        }
    }

    /// `Lovkontoret 10 point`: what each gave.
    fn grids(&self, grids: &[Grid]) -> String {
        let given = grids
            .iter()
            .map(|grid| self.say("tal om evaluering", &[("hvem", &grid.evaluator), ("point", &Count(grid.sum()))]));
        self.tell("tal om evalueringer", context! { alle => given.collect::<Vec<_>>() })
    }
}
