//! The level that is demanded is not on the scale.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity, nearest};
use crate::plan::{Demand, LevelTarget};
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "level-off-scale", level: Severity::Error, page: include_str!("level-off-scale.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        let Demand::Level(level) = &spot.requirement.demand else { continue };
        let scale = &level.scale;
        let (problem, help) = match &level.at_least {
            _ if scale.is_empty() => continue,
            LevelTarget::Rank(rank) if *rank == 0 || usize::try_from(*rank).is_ok_and(|rank| rank > scale.len()) => {
                let problem =
                    format!("{} demands level {rank}, and the scale has the levels 1 to {}", spot.name, scale.len());
                (problem, format!("the highest is {}", scale.last().map_or("", String::as_str)))
            }
            LevelTarget::Named(name) if !scale.contains(name) => {
                let help = match nearest(name, scale.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the scale is: {}", scale.join(", ")),
                };
                (format!("{} demands `{name}`, which is not on the scale", spot.name), help)
            }
            LevelTarget::Rank(_) | LevelTarget::Named(_) => continue,
        };
        let at = spot.requirement.at;
        report.push(
            CHECK
                .rule
                .finding(at.key(schema::level::AT_LEAST), problem)
                .also(at.key(schema::level::SCALE), "the scale")
                .help(help),
        );
    }
}
