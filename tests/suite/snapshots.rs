//! What a change would show: view models as the layouts get them, and what the commands print.
//!
//! `cargo insta review`, or `INSTA_UPDATE=always cargo test`, takes a change over.

use insta::{assert_json_snapshot, assert_snapshot};
use resultatplan::document::view::{Document, PageBlock};

use crate::support::command::run;
use crate::support::plan::{Copy, annex, contract};

fn only(view: &Document, is_wanted: impl Fn(&PageBlock) -> bool) -> Vec<&PageBlock> {
    view.body.iter().filter(|block| is_wanted(block)).collect()
}

/// What stands under the heading with this number.
fn under<'a>(view: &'a Document, number: &str) -> Vec<&'a PageBlock> {
    let is_heading = |block: &&PageBlock| matches!(block, PageBlock::Heading(heading) if heading.level <= 2);
    let begins =
        |block: &&PageBlock| matches!(block, PageBlock::Heading(heading) if heading.number.as_deref() == Some(number));
    let mut blocks = view.body.iter().skip_while(|block| !begins(block));
    let heading = blocks.next().expect("the heading is there");
    std::iter::once(heading).chain(blocks.take_while(|block| !is_heading(block))).collect()
}

#[test]
fn goal_tables_of_2023() {
    assert_json_snapshot!(only(&contract("plans/uim/siri/2023").view, |block| matches!(block, PageBlock::Goals(_))));
}

#[test]
fn endorsement_of_2023() {
    assert_json_snapshot!(only(&contract("plans/uim/siri/2023").view, |block| matches!(
        block,
        PageBlock::Endorsement(_)
    )));
}

#[test]
fn service_goals_of_the_annex_of_2020() {
    assert_json_snapshot!(under(&annex("plans/uim/siri/2020").view, "1.5"));
}

#[test]
fn schema_of_the_annex_of_2020() {
    assert_json_snapshot!(under(&annex("plans/uim/siri/2020").view, "2.1"));
}

#[test]
fn check_of_a_broken_plan() {
    let copy = Copy::of("tests/pages/eks");
    let goal = "plans/eks/prø/2025/mål/1.1.yaml";
    copy.edit(goal, "vægt: 100\n", "vægt: 97,5\n");
    copy.edit(goal, "  ansvarlig: Sekretariatet\n", "");
    copy.edit("plans/eks/prø/2025/plan.yaml", "titel: Mål- og resultatplan 2025", "titel: Mål- og resultatplan 2024");
    let ran = run(&copy.path("."), &["check", "-v"]);
    assert_snapshot!(format!("status {}\n--- stdout\n{}--- stderr\n{}", ran.status, ran.stdout, ran.stderr));
}

#[test]
fn list_of_codes() {
    assert_snapshot!(run(&Copy::empty().path("."), &["explain"]).stdout);
}

#[test]
fn help() {
    assert_snapshot!(run(&Copy::empty().path("."), &["--help"]).stdout);
}
