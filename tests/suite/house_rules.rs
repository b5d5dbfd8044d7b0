//! What holds for the code as a whole, and what no lint can hold.

use std::collections::BTreeSet;

use resultatplan::check::rules::ALL;
use resultatplan::load::RULES;

use crate::support::repository;

/// The names of a folder's files with an ending, without it.
fn names(folder: &str, ending: &str) -> BTreeSet<String> {
    std::fs::read_dir(repository(folder))
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(ending)?.to_owned()))
        .collect()
}

/// The names of a folder's pages, in each language.
fn pages(folder: &str) -> [BTreeSet<String>; 2] {
    let danish = names(folder, ".da.md");
    let all = names(folder, ".md").into_iter();
    [danish, all.filter(|name| !name.ends_with(".da")).collect()]
}

#[test]
fn every_rule_of_load_has_its_page_and_every_page_its_rule() {
    let registered: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(pages("src/load/rules"), [registered.clone(), registered]);
}

#[test]
fn every_rule_of_check_has_its_file_and_its_page() {
    let registered: BTreeSet<String> = ALL.iter().map(|check| check.rule.name.to_owned()).collect();
    assert_eq!(pages("src/check/rules"), [registered.clone(), registered.clone()]);
    let files: BTreeSet<String> = names("src/check/rules", ".rs")
        .into_iter()
        .filter(|name| name != "mod")
        .map(|name| name.replace('_', "-"))
        .collect();
    assert_eq!(files, registered);
}

#[test]
fn rules_are_registered_by_name_each_once() {
    let all: Vec<&str> = RULES.iter().map(|rule| rule.name).chain(ALL.iter().map(|check| check.rule.name)).collect();
    let once: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(all.len(), once.len());
    assert!(ALL.is_sorted_by_key(|check| check.rule.name) && RULES.is_sorted_by_key(|rule| rule.name));
}
