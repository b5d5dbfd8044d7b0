//! The shares of sites add up to 100 pct. (2023 plan, 1.2 a: seven places, one with 0 pct.).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::{Message, say};
use crate::plan::Demand;
use crate::quantity::Percent;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("sites-off-whole", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        let Demand::Share(share) = &spot.requirement.demand else { continue };
        let sum: Percent = share.sites.iter().map(|site| site.share).sum();
        if share.sites.is_empty() || sum == Percent::WHOLE {
            continue;
        }
        let sites: Vec<Message> =
            share.sites.iter().map(|site| say!("sites-off-whole.site", name = site.name, share = site.share)).collect();
        let message = say!("sites-off-whole", name = spot.name, sum = sum);
        let finding = CHECK
            .rule
            .finding(spot.requirement.at.key(schema::share::SITES), message)
            .note(say!("sites-off-whole.sites", sites = sites));
        report.push(finding.help(say!("sites-off-whole.help")));
    }
}
