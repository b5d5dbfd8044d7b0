//! The level that is demanded is not on the scale.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, nearest, rule};
use crate::language::say;
use crate::plan::{Demand, LevelTarget};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("level-off-scale", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        let Demand::Level(level) = &spot.requirement.demand else { continue };
        let scale = &level.scale;
        let (problem, help) = match &level.at_least {
            _ if scale.is_empty() => continue,
            LevelTarget::Rank(rank) if *rank == 0 || usize::try_from(*rank).is_ok_and(|rank| rank > scale.len()) => {
                let problem = say!("level-off-scale.rank", name = spot.name, rank = rank, scale = scale.len());
                (problem, say!("level-off-scale.highest", highest = scale.last().map_or("", String::as_str)))
            }
            LevelTarget::Named(name) if !scale.contains(name) => {
                let help = match nearest(name, scale.iter().map(String::as_str)) {
                    Some(near) => say!("did-you-mean.word", near = near),
                    None => say!("level-off-scale.scale", scale = scale),
                };
                (say!("level-off-scale.named", name = spot.name, level = name), help)
            }
            LevelTarget::Rank(_) | LevelTarget::Named(_) => continue,
        };
        let at = spot.requirement.at;
        report.push(
            CHECK
                .rule
                .finding(at.key(schema::level::AT_LEAST), problem)
                .also(at.key(schema::level::SCALE), say!("level-off-scale.the-scale"))
                .help(help),
        );
    }
}
