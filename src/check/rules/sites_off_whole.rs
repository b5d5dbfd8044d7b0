//! The shares of sites add up to 100 pct. (2023 plan, 1.2 a: seven places, one with 0 pct.).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::Demand;
use crate::quantity::Percent;
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "sites-off-whole", level: Severity::Error, page: include_str!("sites-off-whole.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        let Demand::Share(share) = &spot.requirement.demand else { continue };
        let sum: Percent = share.sites.iter().map(|site| site.share).sum();
        if share.sites.is_empty() || sum == Percent::WHOLE {
            continue;
        }
        let sites: Vec<String> = share.sites.iter().map(|site| format!("{} {}", site.name, site.share)).collect();
        let message = format!("the sites of {} add up to {sum}, not 100 pct.", spot.name);
        let finding = CHECK.rule.finding(spot.requirement.at.key(schema::share::SITES), message).note(sites.join(", "));
        report.push(finding.help("change the shares; a site that does not count has 0 pct."));
    }
}
