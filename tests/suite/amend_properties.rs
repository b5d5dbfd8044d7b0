//! What holds for every plan and every row of allonger: nothing is lost, nothing is invented, and before an allonge takes
//! effect the plan reads as it was signed.

use std::collections::BTreeSet;

use proptest::prelude::*;
use resultatplan::amend::Amended;
use resultatplan::load::load;
use resultatplan::plan::{Origin, Plan};
use resultatplan::quantity::Date;

use crate::support::random::config;
use crate::support::{ASSETS, copy_of};

/// What an allonge does: each to a requirement of its own, so that no two of them can be in conflict.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Add,
    Remove,
    Lower,
    Retitle,
}

#[derive(Debug, Clone)]
struct Made {
    deed: Deed,
    /// Days of the year, from 0.
    from: u64,
    until: Option<u64>,
    is_draft: bool,
}

fn day(number: u64) -> Date {
    Date("2025-01-01".parse::<Date>().unwrap().0 + chrono::Days::new(number))
}

fn made() -> impl Strategy<Value = Made> {
    let deed = prop_oneof![Just(Deed::Add), Just(Deed::Remove), Just(Deed::Lower), Just(Deed::Retitle)];
    (deed, 0..365_u64, proptest::option::of(0..200_u64), proptest::bool::weighted(0.2)).prop_map(
        |(deed, from, length, is_draft)| Made { deed, from, until: length.map(|length| from + length), is_draft },
    )
}

impl Made {
    fn holds(&self, number: u64) -> bool {
        !self.is_draft && self.from <= number && self.until.is_none_or(|until| number <= until)
    }

    fn yaml(&self, number: usize) -> String {
        let change = match self.deed {
            Deed::Add => {
                format!("  - tilføj: \"1.1\"\n    resultatkrav: [{{ nr: n{number}, antal: ting, mindst: 1 }}]\n")
            }
            Deed::Remove => format!("  - fjern: 1.1 p{number}\n"),
            Deed::Lower => format!(
                "  - ændr: 1.1 p{number}\n    fra: {{ mindst: 90 pct. }}\n    til: {{ mindst: 80 pct. }}\n    målene samles: alle\n"
            ),
            Deed::Retitle => format!("  - ændr: 1.1 p{number}\n    til: {{ bemærkning: Ny. }}\n"),
        };
        let state = if self.is_draft { "udkast" } else { "underskrevet" };
        let until = self.until.map(|until| format!("gælder til: {}\n", day(until))).unwrap_or_default();
        format!(
            "nr: {}\ndato: 1. januar 2025\nstatus: {state}\nbegrundelse: Prøve.\ngælder fra: {}\n{until}ændringer:\n{change}",
            number + 1,
            day(self.from),
        )
    }
}

fn amended(all: &[Made]) -> Amended {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let plan = ministry.join("prø/2025");
    let mut goal = "nr: \"1.1\"\nområde: Prøve\nvægt: 100\nmål: Prøve.\nsamles: ligeligt\nresultatkrav:\n".to_owned();
    for number in 0..all.len().max(1) {
        goal += &format!("  - {{ nr: p{number}, sager: sager, mindst: 90 pct., inden for: 31 dage }}\n");
    }
    files.write(plan.join("mål/1.1.yaml"), goal);
    for (number, made) in all.iter().enumerate() {
        files.write(plan.join(format!("allonger/{number}.yaml")), made.yaml(number));
    }
    let loaded = load(&files, &plan, &ASSETS);
    let told: Vec<String> = loaded.report.findings().iter().map(|finding| finding.message.to_string()).collect();
    loaded.known.amended().unwrap_or_else(|| panic!("{told:?}")).clone()
}

fn addresses(plan: &Plan) -> BTreeSet<String> {
    let all = plan.goals().flat_map(|(_, goal)| goal.addresses());
    all.filter(|(_, chain)| !chain.is_empty()).map(|(address, _)| address.to_string()).collect()
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn no_day_loses_or_invents_a_requirement(all in proptest::collection::vec(made(), 0..6), days in proptest::collection::vec(0..365_u64, 6)) {
        let amended = amended(&all);
        let edges = all.iter().flat_map(|made| [made.from, made.until.map_or(364, |until| (until + 1).min(364))]);
        for number in days.into_iter().chain(edges) {
            let plan = amended.as_of(day(number));
            let mut expected: BTreeSet<String> = (0..all.len().max(1)).map(|own| format!("1.1 p{own}")).collect();
            let mut gone = BTreeSet::new();
            for (own, made) in all.iter().enumerate() {
                match made.deed {
                    Deed::Add if made.holds(number) => drop(expected.insert(format!("1.1 n{own}"))),
                    // What has ended is told.
                    Deed::Add if !made.is_draft && made.from <= number => drop(gone.insert(format!("1.1 n{own}"))),
                    Deed::Remove if made.holds(number) => {
                        expected.remove(&format!("1.1 p{own}"));
                        gone.insert(format!("1.1 p{own}"));
                    }
                    _ => {}
                }
            }
            prop_assert_eq!(addresses(plan), expected);
            let removed: BTreeSet<String> = plan.removed.iter().map(|one| one.address.to_string()).collect();
            prop_assert_eq!(removed, gone);
            // Each line knows whose it is.
            for (own, made) in all.iter().enumerate().filter(|(_, made)| matches!(made.deed, Deed::Lower | Deed::Retitle)) {
                let (_, goal) = plan.goals().next().unwrap();
                let one = goal.requirements.iter().find(|one| one.label.as_deref() == Some(&format!("p{own}"))).unwrap();
                let number_of = u32::try_from(own + 1).unwrap();
                let wanted = if made.holds(number) { Origin::Allonge(number_of) } else { Origin::Plan };
                prop_assert_eq!(one.history.origin, wanted);
            }
        }
    }

    #[test]
    fn before_it_takes_effect_an_allonge_is_not_there(all in proptest::collection::vec(made(), 1..6), number in 0..365_u64) {
        let amended = amended(&all);
        if all.iter().all(|made| made.is_draft || made.from > number) {
            prop_assert_eq!(amended.as_of(day(number)), amended.signed());
        }
        let first = all.iter().filter(|made| !made.is_draft).map(|made| made.from).min();
        if let Some(before) = first.and_then(|first| first.checked_sub(1)) {
            prop_assert_eq!(amended.as_of(day(before)), amended.signed());
        }
    }

    #[test]
    fn versions_follow_each_other_without_gaps(all in proptest::collection::vec(made(), 0..6)) {
        let amended = amended(&all);
        let versions = amended.versions();
        prop_assert_eq!(versions[0].days.first, amended.signed().period.days.first);
        prop_assert_eq!(versions[versions.len() - 1].days.last, amended.signed().period.days.last);
        for pair in versions.windows(2) {
            prop_assert_eq!(pair[0].days.last.day_after(), Some(pair[1].days.first));
        }
    }
}
