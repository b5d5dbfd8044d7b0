//! Counts that no count can give: more in time than there are, or fewer within a longer limit.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{Demand, QuotientForm, Share, Tally};
use crate::quantity::{Count, TimeLimit};
use crate::schema;
use crate::source::Place;

pub static CHECK: Check = Check { rule: rule!("counts-impossible", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for reported in facts.figures {
        let at = reported.observation.at;
        let of = reported.observation.of.to_string();
        if let (Demand::Value(value), Some((over, under))) = (&reported.requirement.demand, reported.figure.quotient())
        {
            let is_share = value.quotient.as_ref().is_some_and(|quotient| quotient.form == QuotientForm::Share);
            if is_share && over > under {
                let finding = CHECK.rule.finding(
                    at.key(schema::results::value::OVER),
                    say!("counts-impossible.share", of = of, over = over, under = under),
                );
                report.push(finding.help(say!("counts-impossible.share-help")));
            }
        }
        let Demand::Share(share) = &reported.requirement.demand else { continue };
        if let Some(tally) = reported.figure.counts() {
            tell(share, tally, &of, at.key(schema::results::share::TOTAL), report);
        }
        for (site, tally) in reported.figure.sites() {
            tell(share, tally, &format!("{of} {site}"), at.key(schema::results::share::SITES), report);
        }
    }
}

fn tell(share: &Share, tally: &Tally, name: &str, place: Place, report: &mut Report) {
    let tiers: Vec<(TimeLimit, Count)> =
        share.tiers.iter().zip(&tally.within).map(|(tier, count)| (tier.step.limit(), *count)).collect();
    if let Some((limit, count)) = tiers.iter().find(|(_, count)| *count > tally.total) {
        let message = say!("counts-impossible.total", name = name, count = count, limit = limit, total = tally.total);
        let finding = CHECK.rule.finding(place.clone(), message);
        report.push(finding.help(say!("counts-impossible.total-help")));
    }
    for (index, (limit, count)) in tiers.iter().enumerate() {
        let shorter = tiers.iter().take(index).find(|(other, more)| is_shorter(*other, *limit) && more > count);
        if let Some((other, more)) = shorter {
            let message =
                say!("counts-impossible.limits", name = name, more = more, other = other, count = count, limit = limit);
            let finding = CHECK.rule.finding(place.clone(), message);
            report.push(finding.help(say!("counts-impossible.limits-help")));
        }
    }
}

fn is_shorter(one: TimeLimit, other: TimeLimit) -> bool {
    one.unit == other.unit && one.count <= other.count
}
