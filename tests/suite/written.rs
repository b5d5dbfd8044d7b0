//! What is written of a plan loads to the same plan.

use proptest::prelude::*;
use resultatplan::diff::diff;
use resultatplan::load::load;
use resultatplan::plan::{Credit, Demand, Plan, Requirement};
use resultatplan::write::plan_files;

use crate::scoring_nodes::plan;
use crate::scoring_random::nodes;
use crate::support::plan::ALL;
use crate::support::random::config;
use crate::support::{ASSETS, copy_of};

/// The plan that a plan's written files are, in a ministry's folder.
fn reread(written: &Plan, ministry: &str, institution: &str, year: &str) -> Plan {
    let (mut memory, ministry) = copy_of(ministry);
    let folder = ministry.join(institution).join(year);
    memory.remove(&folder);
    let files = plan_files(written);
    for (path, text) in &files {
        memory.write(folder.join(path), text.as_str());
    }
    let loaded = load(&memory, &folder, &ASSETS);
    let told: Vec<String> = loaded.report.findings().iter().map(|finding| finding.message.to_string()).collect();
    loaded.known.plan().unwrap_or_else(|| panic!("{told:?}\n{files:#?}")).clone()
}

#[test]
fn every_plan_reads_back_as_it_was_and_as_its_allonger_have_made_it() {
    for (path, made) in ALL.iter() {
        let parts: Vec<&str> = path.rsplit('/').collect();
        let [year, institution, ministry, ..] = parts.as_slice() else { panic!("{path}") };
        let root = if path.contains("tests/plans/") { "tests/plans" } else { "plans" };
        let ministry = format!("{root}/{ministry}");
        let amended = made.inspected.known.amended().unwrap();
        let signed = amended.signed();
        let read = reread(signed, &ministry, institution, year);
        assert!(diff(signed, &read).is_empty(), "{path}: {:#?}", diff(signed, &read));
        assert_eq!(read, *signed, "{path}");
        let latest = amended.latest();
        let read = reread(latest, &ministry, institution, year);
        let different: Vec<String> = diff(latest, &read).iter().map(|one| one.subject.to_string()).collect();
        // What the ministry sets for all stands in its own file.
        let shared = || latest.goals().filter(|(_, goal)| goal.is_shared).map(|(_, goal)| goal.number.to_string());
        let is_shared = |subject: &String| shared().any(|number| subject.starts_with(&number));
        assert!(different.iter().all(is_shared), "{path}: {different:?}");
    }
}

/// What no file can say: one rule of partial credit for several tiers.
fn sayable(requirement: &mut Requirement) {
    match &mut requirement.demand {
        Demand::Share(share) if share.tiers.len() > 1 => requirement.credit = Credit::AllOrNothing,
        Demand::Parts(whole) => whole.parts.iter_mut().for_each(sayable),
        _ => {}
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn every_shape_of_requirement_reads_back_as_it_was(nodes in nodes(5)) {
        let mut written = plan(&nodes);
        let goals = written.groups.iter_mut().flat_map(|group| &mut group.goals);
        goals.flat_map(|goal| &mut goal.requirements).for_each(sayable);
        let read = reread(&written, "tests/pages/eks", "prø", "2025");
        prop_assert_eq!(&read.groups, &written.groups);
    }
}
