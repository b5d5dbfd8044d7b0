//! A figure of what was typed, by what the requirement demands; or what is wrong with it, field by field.

use std::cmp::Ordering;
use std::str::FromStr;

use super::figure::{FigureField, FigureTexts, limit};
use super::typed::{Typing, day};
use crate::language::say;
use crate::plan::{
    Bound, Demand, Evaluation, Figure, Grid, Judgement, Level, LevelTarget, Quotient, QuotientForm, Reached, Ruling,
    Share, Tally, ValueWithin, Verdict,
};
use crate::prose::parse;
use crate::quantity::{Amount, Count, NO, Number, Percent, YES};
use crate::schema::results::{HIGHER, LOWER};

/// None where something is wrong; `Some(None)` where no figure was typed.
pub(super) fn figure(demand: &Demand, texts: &FigureTexts, typing: &mut Typing) -> Option<Option<Figure>> {
    let is_empty = |what: &FigureField| texts.get(what).is_none_or(String::is_empty);
    if texts.keys().filter(|what| what.is_of_figure()).all(is_empty) {
        return Some(None);
    }
    let mut form = TypedFigure { texts, typing };
    let figure = match demand {
        Demand::Share(share) => form.share(share),
        Demand::Value(value) => form.value(value),
        Demand::Count(_) => form.needed(FigureField::Count).map(Figure::Count),
        Demand::Deliverable(_) => form.delivery(),
        Demand::Evaluation(schema) => form.evaluation(schema),
        Demand::Level(level) => form.level(level),
        Demand::Judgement(judgement) => form.judgement(judgement),
        Demand::Parts(_) | Demand::Later(_) => return Some(None),
    };
    figure.map(Some)
}

struct TypedFigure<'a, 'b> {
    texts: &'a FigureTexts,
    typing: &'b mut Typing,
}

impl TypedFigure<'_, '_> {
    fn text(&self, what: FigureField) -> &str {
        self.texts.get(&what).map_or("", String::as_str)
    }

    fn has(&self, what: FigureField) -> bool {
        !self.text(what).is_empty()
    }

    /// A quantity that must stand there, for others do.
    fn needed<T: FromStr<Err = crate::quantity::Malformed>>(&mut self, what: FigureField) -> Option<T> {
        if !self.has(what) {
            self.typing.wrong(what, say!("desk.missing"), None);
            return None;
        }
        let text = self.text(what).to_owned();
        self.typing.quantity(what, &text)
    }

    fn share(&mut self, share: &Share) -> Option<Figure> {
        let tiers = 0..share.tiers.len();
        if !share.sites.is_empty() {
            let sites = share.sites.iter().enumerate().map(|(site, one)| {
                let fields = tiers.clone().map(|tier| FigureField::SiteWithin(site, tier)).collect::<Vec<_>>();
                let total = FigureField::SiteTotal(site);
                let is_given = self.has(total) || fields.iter().any(|one| self.has(*one));
                // A place that nothing is known of is left out.
                if !is_given {
                    return Some(None);
                }
                self.tally(share, total, &fields).map(|tally| Some((one.name.clone(), tally)))
            });
            let sites: Vec<Option<_>> = sites.collect();
            let sites: Option<Vec<_>> = sites.into_iter().collect();
            return Some(Figure::Sites(sites?.into_iter().flatten().collect()));
        }
        let shares: Vec<FigureField> = tiers.clone().map(FigureField::ShareWithin).collect();
        let counts: Vec<FigureField> = tiers.map(FigureField::Within).collect();
        let has_counts = self.has(FigureField::Total) || counts.iter().any(|one| self.has(*one));
        if !has_counts {
            let shares: Vec<Option<Percent>> = shares.into_iter().map(|one| self.percent(one)).collect();
            return shares.into_iter().collect::<Option<Vec<_>>>().map(Figure::Shares);
        }
        if let Some(both) = shares.into_iter().find(|one| self.has(*one)) {
            self.typing.wrong(both, say!("desk.counts-and-shares"), Some(say!("desk.counts-and-shares-help")));
            return None;
        }
        self.tally(share, FigureField::Total, &counts).map(Figure::Counts)
    }

    fn percent(&mut self, what: FigureField) -> Option<Percent> {
        if !self.has(what) {
            self.typing.wrong(what, say!("desk.missing"), None);
            return None;
        }
        let text = self.text(what).to_owned();
        self.typing.percent(what, &text)
    }

    fn tally(&mut self, share: &Share, total: FigureField, fields: &[FigureField]) -> Option<Tally> {
        let of_all = self.needed::<Count>(total);
        let within: Vec<Option<Count>> = fields.iter().map(|one| self.needed(*one)).collect();
        let (total, within) = (of_all?, within.into_iter().collect::<Option<Vec<Count>>>()?);
        for ((what, count), tier) in fields.iter().zip(&within).zip(&share.tiers) {
            if *count > total {
                let message = say!("desk.more-than-all", count = count, total = total, limit = limit(tier.step));
                self.typing.wrong(*what, message, None);
                return None;
            }
        }
        Some(Tally { total, within })
    }

    fn value(&mut self, value: &ValueWithin) -> Option<Figure> {
        let has_two = self.has(FigureField::Over) || self.has(FigureField::Under);
        match &value.quotient {
            Some(_) if has_two && self.has(FigureField::Value) => {
                let help = say!("desk.two-and-value-help");
                self.typing.wrong(FigureField::Value, say!("desk.two-and-value"), Some(help));
                None
            }
            Some(quotient) if has_two => self.quotient(quotient),
            Some(_) | None => self.number(&value.bound).map(Figure::Value),
        }
    }

    fn quotient(&mut self, quotient: &Quotient) -> Option<Figure> {
        let [over, under] = [FigureField::Over, FigureField::Under].map(|what| match quotient.form {
            QuotientForm::Share => self.needed::<Count>(what).map(|count| Number(count.0.into())),
            QuotientForm::Mean(_) => {
                let number = self.needed::<Number>(what)?;
                if number.0.is_sign_negative() && !number.0.is_zero() {
                    self.typing.wrong(what, say!("desk.below-zero"), None);
                    return None;
                }
                Some(number)
            }
        });
        Some(Figure::Quotient { over: over?, under: under? })
    }

    /// With or without the plan's unit.
    fn number(&mut self, bound: &Bound) -> Option<Number> {
        let amount: Amount = self.needed(FigureField::Value)?;
        let unit = bound.unit_of_figures();
        if !amount.unit.is_empty() && amount.unit != unit {
            let message = say!("desk.other-unit", unit = amount.unit, number = amount.number.to_string());
            self.typing.wrong(FigureField::Value, message, None);
            return None;
        }
        Some(amount.number)
    }

    fn delivery(&mut self) -> Option<Figure> {
        let evidence = Some(self.text(FigureField::Evidence).to_owned()).filter(|text| !text.is_empty());
        let (state, on) =
            (self.text(FigureField::IsDelivered).to_owned(), self.text(FigureField::DeliveredOn).to_owned());
        if state == NO {
            if !on.is_empty() {
                self.typing.wrong(FigureField::DeliveredOn, say!("desk.delivered-and-not"), None);
                return None;
            }
            return Some(Figure::Delivery { on: None, evidence });
        }
        if state.is_empty() && on.is_empty() {
            self.typing.wrong(FigureField::IsDelivered, say!("desk.is-delivered-missing"), None);
            return None;
        }
        if on.is_empty() {
            self.typing.wrong(FigureField::DeliveredOn, say!("desk.delivered-when"), Some(say!("desk.date-hint")));
            return None;
        }
        if !state.is_empty() && state != YES {
            self.typing.wrong(FigureField::IsDelivered, say!("desk.not-a-choice", text = state), None);
            return None;
        }
        let on = day(&on).map_err(|malformed| self.typing.malformed(FigureField::DeliveredOn, malformed)).ok()?;
        Some(Figure::Delivery { on: Some(on), evidence })
    }

    fn evaluation(&mut self, schema: &Evaluation) -> Option<Figure> {
        let mut grids = Vec::new();
        let mut is_whole = true;
        for (evaluator, who) in schema.evaluators.iter().enumerate() {
            let fields =
                |topic| (0..schema.subjects.len()).map(move |subject| FigureField::Mark(evaluator, topic, subject));
            // Who has not answered yet is left out.
            if (0..schema.topics.len()).flat_map(fields).all(|one| !self.has(one)) {
                continue;
            }
            let rows = (0..schema.topics.len()).map(|topic| fields(topic).map(|one| self.mark(schema, one)).collect());
            let rows: Vec<Vec<Option<u32>>> = rows.collect();
            let marks: Option<Vec<Vec<u32>>> = rows.into_iter().map(|row| row.into_iter().collect()).collect();
            is_whole &= marks.is_some();
            grids.extend(marks.map(|marks| Grid { evaluator: who.clone(), marks }));
        }
        is_whole.then_some(Figure::Evaluation(grids))
    }

    fn mark(&mut self, schema: &Evaluation, what: FigureField) -> Option<u32> {
        let count: Count = self.needed(what)?;
        let known = schema.scale.iter().find(|(mark, _)| u64::from(*mark) == count.0);
        if known.is_none() {
            self.typing.wrong(what, say!("desk.not-a-choice", text = count), None);
        }
        known.map(|(mark, _)| *mark)
    }

    fn level(&mut self, level: &Level) -> Option<Figure> {
        let text = self.text(FigureField::Level).to_owned();
        if let LevelTarget::Named(name) = &level.at_least
            && level.scale.is_empty()
        {
            let beside = [(name.as_str(), Ordering::Equal), (LOWER, Ordering::Less), (HIGHER, Ordering::Greater)];
            let found = beside.iter().find(|(word, _)| *word == text).map(|(_, one)| *one);
            if found.is_none() {
                self.typing.wrong(FigureField::Level, say!("desk.not-a-choice", text = text), None);
            }
            return found.map(|beside| Figure::Level(Reached::Beside(beside)));
        }
        let rank = Level::place(&level.scale, &text);
        if rank.is_none() {
            self.typing.wrong(FigureField::Level, say!("desk.no-level", text = text), Some(say!("desk.level-hint")));
        }
        rank.map(|rank| Figure::Level(Reached::Rank(rank)))
    }

    /// With who, when and why: a judgement that nobody answers for counts nothing.
    fn judgement(&mut self, judgement: &Judgement) -> Option<Figure> {
        let verdict = self.verdict(judgement);
        let by = self.said(FigureField::JudgedBy, |text| text.to_owned());
        let on = self.text(FigureField::JudgedOn).to_owned();
        let on = if on.is_empty() {
            self.typing.wrong(FigureField::JudgedOn, say!("desk.judgement-needs"), Some(say!("desk.date-hint")));
            None
        } else {
            day(&on).map_err(|malformed| self.typing.malformed(FigureField::JudgedOn, malformed)).ok()
        };
        let reason = self.said(FigureField::Reason, parse);
        Some(Figure::Judgement { verdict: verdict?, by: by?, on: on?, reason: reason? })
    }

    fn said<T>(&mut self, what: FigureField, read: impl Fn(&str) -> T) -> Option<T> {
        if !self.has(what) {
            self.typing.wrong(what, say!("desk.judgement-needs"), None);
            return None;
        }
        Some(read(self.text(what)))
    }

    fn verdict(&mut self, judgement: &Judgement) -> Option<Ruling> {
        let text = self.text(FigureField::Verdict).to_owned();
        let found = if judgement.degrees.is_empty() {
            Verdict::ALL.into_iter().find(|one| one.word() == text).map(Ruling::Verdict)
        } else {
            let degree = judgement.degrees.iter().find(|degree| degree.share.to_string() == text);
            degree.map(|degree| Ruling::Degree(degree.share))
        };
        if found.is_none() {
            let message =
                if text.is_empty() { say!("desk.verdict-missing") } else { say!("desk.not-a-choice", text = text) };
            self.typing.wrong(FigureField::Verdict, message, None);
        }
        found
    }
}
