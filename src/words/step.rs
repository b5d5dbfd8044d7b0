//! The steps from figures to a fulfilment.

use minijinja::context;

use super::danish::capital;
use super::{Values, Words};
use crate::plan::{Bound, ComparisonForm, Gathering, Numbers};
use crate::quantity::{Count, Decimals, Fulfilment, Number, Ratio};
use crate::score::{
    CountedTerm, Delivery, DenominatorTerms, MarkState, MeanSpan, MeanTerm, OtherFigure, SiteTerm, Span, Trace,
    TraceStep, WeighedPart, Weighs, points,
};

impl Words<'_> {
    /// The steps of a trace, a line each; where something is open, a line for the least and one for the most.
    pub fn steps(&self, trace: &Trace, decimals: Decimals) -> Vec<String> {
        let teller = StepTeller { words: self, trace, decimals };
        trace.steps.iter().flat_map(|step| teller.lines(step)).collect()
    }
}

/// What the steps of one trace are told by.
struct StepTeller<'a> {
    words: &'a Words<'a>,
    trace: &'a Trace,
    decimals: Decimals,
}

impl StepTeller<'_> {
    fn lines(&self, step: &TraceStep) -> Vec<String> {
        let words = self.words;
        let one = |line: String| vec![line];
        match step {
            TraceStep::Tally(counts) => one(self.tally(counts)),
            TraceStep::AnyRule { is_met: true } => one(words.word("beregning alt opfyldt")),
            TraceStep::AnyRule { is_met: false } => one(words.word("beregning intet opfyldt")),
            TraceStep::Weighed { parts, whole } => self.weighed(parts, whole),
            TraceStep::Open { what, set } => one(words.say("beregning åbent", &[("hvad", what), ("hvordan", set)])),
            TraceStep::Missing(periods) => {
                one(words.say("beregning mangler", &[("perioder", &words.periods(periods))]))
            }
            TraceStep::WholePeriod(value) => one(words.say("beregning hele perioden", &[("tal", &self.beside(value))])),
            TraceStep::GatheringNotSet => one(words.word("beregning uden samling")),
            TraceStep::Last { gathering, value, period } => {
                let name = match gathering {
                    Gathering::YearToDate => "beregning år til dato",
                    Gathering::Latest | Gathering::Average | Gathering::Sum => "beregning seneste",
                };
                one(words.say(name, &[("tal", &self.beside(value)), ("periode", period)]))
            }
            TraceStep::LastMissing => one(words.word("beregning seneste mangler")),
            TraceStep::SumOrLast { terms, sum, last } => {
                let terms: Vec<String> = terms.iter().map(|term| self.beside(term)).collect();
                let values = context! { led => terms, sum => self.beside(sum), seneste => self.beside(last) };
                one(words.tell("beregning sum eller seneste", values))
            }
            TraceStep::Sum { terms, sum } => {
                let terms: Vec<String> = terms.iter().map(|term| self.beside(term)).collect();
                one(words.tell("beregning sum", context! { led => terms, sum => self.beside(sum) }))
            }
            TraceStep::Mean { terms, all, mean } => {
                let values = context! { led => self.mean_terms(terms), antal => all, gennemsnit => self.beside(mean) };
                one(words.tell("beregning gennemsnit", values))
            }
            TraceStep::PartOfMean { terms, missing, all, span } => {
                let name = match span {
                    MeanSpan::Quarter => "beregning manglende kvartaler",
                    MeanSpan::Month => "beregning manglende måneder",
                };
                let terms = self.mean_terms(terms);
                one(words.tell(name, context! { led => terms, mangler => missing, antal => all }))
            }
            TraceStep::NoMean => one(words.word("beregning uden hele måneder")),
            TraceStep::NothingMeasured => one(words.word("beregning intet opgjort")),
            TraceStep::SharesWithoutCounts => one(words.word("beregning andele uden antal")),
            TraceStep::NobodyToCount => one(words.word("beregning ingen at tælle")),
            TraceStep::NobodyCountsAs(none) => one(words.say("beregning ingen tæller som", &[("ord", &none.word())])),
            TraceStep::NobodyInAPeriod => one(words.word("beregning ingen i en periode")),
            TraceStep::Counts { terms, sum, share } => one(self.counts(terms, *sum, share)),
            TraceStep::Quotient { overs, unders, value } => one(self.quotient(overs, unders, value)),
            TraceStep::Compared { value, other, relation } => one(self.compared(value, other, relation.as_ref())),
            TraceStep::ComparisonMissing => {
                let other = self.target().and_then(|bound| bound.beside).map(|other| other.with).unwrap_or_default();
                one(words.say("beregning sammenligning mangler", &[("andet", &capital(&other))]))
            }
            TraceStep::Sites { terms, share } => one(self.sites(terms, share)),
            TraceStep::Delivery { delivery, due, fulfilment } => one(match delivery {
                Delivery::On(on) => {
                    let (late, given) = (on.days_after(*due).max(0), self.fulfilment(&fulfilment.least));
                    let values = context! { dag => on.to_string(), dage => late, opfyldelse => given };
                    words.tell("beregning leveret", values)
                }
                Delivery::Overdue => words.word("beregning ikke leveret"),
                Delivery::Unreported => words.word("beregning ikke indberettet"),
                Delivery::Awaited => words.word("beregning endnu ikke leveret"),
            }),
            TraceStep::Score { given, score } => one(self.score(given, score)),
            TraceStep::Judged { period, verdict, is_set } => {
                let name = if *is_set { "beregning vurderet" } else { "beregning vurderet uden grad" };
                one(words.say(name, &[("periode", period), ("vurdering", &words.judged(*verdict))]))
            }
            TraceStep::LevelReached { period, reached, fulfilment } => {
                let Some(terms) = self.trace.rule.terms() else { return Vec::new() };
                let (level, given) = (words.level(*reached, &terms.demand), self.fulfilment(fulfilment));
                one(words.say("beregning niveau", &[("periode", period), ("niveau", &level), ("opfyldelse", &given)]))
            }
            TraceStep::Proportion { value, target, fulfilment } => {
                let (value, given) = (self.beside(value), self.fulfilment(fulfilment));
                let values: Values = &[("værdi", &value), ("mål", target), ("opfyldelse", &given)];
                one(words.say("beregning i forhold til målet", values))
            }
            TraceStep::BetweenValues { value, from, to, fulfilment } => {
                let (value, given) = (self.beside(value), self.fulfilment(fulfilment));
                let values: Values = &[("værdi", &value), ("fra", from), ("til", to), ("opfyldelse", &given)];
                one(words.say("beregning mellem værdier", values))
            }
            TraceStep::CreditStep(step) => {
                let Some(terms) = self.trace.rule.terms() else { return Vec::new() };
                let step = words.credit_step(step, terms.demand.measure());
                one(words.say("beregning på et trin", &[("trin", &step)]))
            }
            TraceStep::PartlyFrom(from) => {
                let Some(terms) = self.trace.rule.terms() else { return Vec::new() };
                one(words.say("beregning delvist", &[("trin", &words.partly_from(*from, terms.demand.measure()))]))
            }
            TraceStep::Fulfilled(fulfilment) => self.fulfilled(fulfilment).into_iter().collect(),
        }
    }

    fn tally(&self, counts: &[(usize, MarkState)]) -> String {
        let said = counts.iter().map(|(count, state)| self.words.count_of(*count, *state));
        self.words.tell("beregning optælling", context! { dele => said.collect::<Vec<_>>() })
    }

    fn weighed(&self, parts: &[WeighedPart], whole: &Span<Fulfilment>) -> Vec<String> {
        let line = |pick: fn(&Span<Fulfilment>) -> &Fulfilment| self.sum_of_parts(parts, pick, pick(whole));
        let (least, most) = (line(|span| &span.least), line(|span| &span.most));
        if whole.is_closed() {
            return vec![least];
        }
        vec![
            self.words.say("beregning mindst", &[("regnestykke", &least)]),
            self.words.say("beregning højst", &[("regnestykke", &most)]),
        ]
    }

    fn sum_of_parts(
        &self,
        parts: &[WeighedPart],
        pick: fn(&Span<Fulfilment>) -> &Fulfilment,
        whole: &Fulfilment,
    ) -> String {
        let words = self.words;
        let term = |part: &WeighedPart| {
            let reached = self.fulfilment(pick(&part.fulfilment));
            match &part.weighs {
                Weighs::Equally => reached,
                Weighs::Points(points) => words.say("led i point", &[("point", points), ("opfyldelse", &reached)]),
                Weighs::Share(share) => {
                    let weight = words.share(share, self.decimals);
                    words.say("led i procent", &[("vægt", &weight), ("opfyldelse", &reached)])
                }
            }
        };
        let (terms, whole) = (parts.iter().map(term).collect::<Vec<_>>(), self.fulfilment(whole));
        if parts.iter().all(|part| part.weighs == Weighs::Equally) {
            return words
                .tell("beregning lige dele", context! { led => terms, antal => parts.len(), opfyldelse => whole });
        }
        // Points times percent are points: of all of them they are a share again.
        let in_points = parts.iter().map(|part| match &part.weighs {
            Weighs::Points(points) => Some(Ratio::from(*points)),
            Weighs::Equally | Weighs::Share(_) => None,
        });
        match in_points.collect::<Option<Vec<Ratio>>>() {
            Some(all) => {
                let all = points(&all.into_iter().sum(), self.decimals).to_string();
                words.tell("beregning i point", context! { led => terms, point => all, opfyldelse => whole })
            }
            None => words.tell("beregning i procent", context! { led => terms, opfyldelse => whole }),
        }
    }

    fn mean_terms(&self, terms: &[MeanTerm]) -> Vec<String> {
        let said = terms.iter().map(|term| match term.times {
            1 => self.beside(&term.value),
            times => self.words.say("led flere gange", &[("gange", &times), ("tal", &self.beside(&term.value))]),
        });
        said.collect()
    }

    fn counts(&self, terms: &[CountedTerm], sum: CountedTerm, share: &Ratio) -> String {
        let of = |pick: fn(&CountedTerm) -> Count| terms.iter().map(|term| pick(term).to_string()).collect::<Vec<_>>();
        let values = context! {
            inden => of(|term| term.within),
            alle => of(|term| term.total),
            inden_i_alt => sum.within.to_string(),
            alle_i_alt => sum.total.to_string(),
            andel => self.words.percent(&self.percent_beside_target(share)),
        };
        self.words.tell(if terms.len() > 1 { "beregning andel af flere" } else { "beregning andel" }, values)
    }

    fn quotient(&self, overs: &[Number], unders: &DenominatorTerms, value: &Ratio) -> String {
        let words = self.words;
        let several = |terms: Vec<String>| match terms.as_slice() {
            [only] => only.clone(),
            _ => words.tell("beregning sum af flere", context! { led => terms }),
        };
        let overs = several(overs.iter().map(Number::to_string).collect());
        let unders = match unders {
            DenominatorTerms::Sum(terms) => several(terms.iter().map(Number::to_string).collect()),
            DenominatorTerms::Mean { terms, all } => {
                words.tell("beregning gennemsnit af flere", context! { led => self.mean_terms(terms), antal => all })
            }
        };
        let shown = self.shown_beside(value, Decimals::TWO);
        let measure = self.trace.rule.terms().map(|terms| terms.demand.measure());
        let value = measure.map_or_else(|| shown.to_string(), |measure| measure.told(shown));
        words.say("beregning brøk", &[("tællere", &overs), ("nævnere", &unders), ("værdi", &value)])
    }

    /// `82,3 / 84,1 (landsgennemsnittet) = 97,86 pct.`
    fn compared(&self, value: &Ratio, other: &OtherFigure, relation: Option<&Ratio>) -> String {
        let Some((bound, comparison)) = self.target().and_then(|bound| Some((bound.clone(), bound.beside?))) else {
            return String::new();
        };
        let name = match comparison.form {
            ComparisonForm::Share => "beregning sammenlignet som andel",
            ComparisonForm::Difference => "beregning sammenlignet som forskel",
        };
        let relation = relation.map(|relation| format!("{}{}", self.beside(relation), bound.unit()));
        let values = context! {
            værdi => value.shown(2).to_string(), andet => other.number.to_string(), hvad => comparison.with,
            kilde => other.source.clone().or_else(|| other.on.map(|day| day.to_string())), forhold => relation,
        };
        self.words.tell(name, values)
    }

    fn target(&self) -> Option<Bound> {
        let terms = self.trace.rule.terms()?;
        Some(terms.demand.measure().target(terms.tier)?.bound)
    }

    fn sites(&self, terms: &[SiteTerm], share: &Span<Ratio>) -> String {
        let words = self.words;
        let said = terms.iter().map(|term| {
            let Some(CountedTerm { within, total }) = term.counted else {
                return words.say("led for sted uden tal", &[("sted", &term.name), ("vægt", &term.weight)]);
            };
            let values: Values = &[("sted", &term.name), ("vægt", &term.weight), ("inden", &within), ("alle", &total)];
            words.say(if total.0 > 0 { "led for sted" } else { "led for sted uden nogen" }, values)
        });
        let reached = match share.is_closed() {
            true => words.percent(&self.percent_beside_target(&share.least)),
            false => words.share_span(share, self.decimals),
        };
        words.tell("beregning for steder", context! { led => said.collect::<Vec<_>>(), andel => reached })
    }

    fn score(&self, given: &[(String, Option<Ratio>)], score: &Span<Ratio>) -> String {
        let words = self.words;
        let said = given.iter().map(|(evaluator, score)| match score {
            Some(score) => words.say("led for score", &[("hvem", evaluator), ("point", &score.shown(0))]),
            None => words.say("led uden score", &[("hvem", evaluator)]),
        });
        let said: Vec<String> = said.collect();
        let (least, most) = (score.least.shown(0).to_string(), score.most.shown(0).to_string());
        let name = if score.is_closed() { "beregning score" } else { "beregning åben score" };
        words.tell(name, context! { led => said, mindst => least, højst => most })
    }

    /// What it gives, as its kind says it.
    fn fulfilled(&self, fulfilment: &Fulfilment) -> Option<String> {
        let terms = self.trace.rule.terms()?;
        let (words, given) = (self.words, self.fulfilment(fulfilment));
        let target = terms.demand.measure().target(terms.tier);
        Some(match target.map(|target| (target.numbers, target.bound)) {
            Some((Numbers::Percent, bound)) => {
                let name =
                    if fulfilment.is_full() { "beregning målet er nået" } else { "beregning målet er ikke nået" };
                words.say(name, &[("mål", &bound.quantum), ("opfyldelse", &given)])
            }
            Some((Numbers::Plain, bound)) => {
                words.say("beregning mod målet", &[("mål", &words.bound_in_full(&bound)), ("opfyldelse", &given)])
            }
            Some((Numbers::Level, _)) | None => words.say("beregning opfyldelse", &[("opfyldelse", &given)]),
        })
    }

    fn fulfilment(&self, fulfilment: &Fulfilment) -> String {
        self.words.share(fulfilment.ratio(), self.decimals)
    }

    /// What the figures are held against: one number, or both ends of a range.
    fn bounds(&self) -> Vec<Ratio> {
        let target = self.trace.rule.terms().and_then(|terms| terms.demand.measure().target(terms.tier));
        target.map(|target| [target.bound.exact_ends(), target.bound.eased_ends()].concat()).unwrap_or_default()
    }

    /// A number as it came about, with two decimals, or with as many as it takes to tell it from its bounds.
    fn beside(&self, value: &Ratio) -> String {
        self.shown_beside(value, Decimals::TWO).to_string()
    }

    fn percent_beside_target(&self, share: &Ratio) -> Number {
        self.shown_beside(&share.in_percent(), self.decimals)
    }

    fn shown_beside(&self, value: &Ratio, decimals: Decimals) -> Number {
        decimals.shown_beside(value, &self.bounds())
    }
}
