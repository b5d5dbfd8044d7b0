//! Partial credit: a rule that cannot be meant is told, and one that can is said in the documents.

use resultatplan::document::{CONTRACT, DocumentId, document};
use resultatplan::load::load;
use resultatplan::score::score;
use resultatplan::words::Words;

use crate::support::{ASSETS, Outcome, copy_of, examine};

const HEAD: &str = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Borgerne får svar.\nresultatkrav:\n";

fn examine_goal(requirement: &str) -> Outcome {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    files.write(ministry.join("prø/2025/mål/1.1.yaml"), format!("{HEAD}{requirement}\n"));
    examine(&files, &ministry.join("prø/2025"))
}

const SHARE: &str = "  - sager: Alle\n    mindst: 85 pct.\n    inden for: 31 dage\n    opfyldelse: ";
const VALUE: &str = "  - værdi: sygefravær\n    under: 7 dage\n    opfyldelse: ";

#[test]
fn a_rule_that_cannot_be_meant_is_told() {
    let cases = [
        (format!("{SHARE}lidt"), "unknown-word", "alt eller intet"),
        (format!("{SHARE}{{ lineær: {{ fra: 90 pct., til: 85 pct. }} }}"), "unclear-requirement", "better of the two"),
        (format!("{SHARE}{{ trin: [{{ fra: 80, opfyldelse: 50 pct. }}] }}"), "malformed-quantity", "`85 pct.`"),
        (format!("{SHARE}{{ forsinket: [] }}"), "unclear-requirement", "write `trin"),
        (format!("{VALUE}proportional"), "unclear-requirement", "only a target of `mindst`"),
        (format!("{VALUE}{{ lineær: {{ fra: 9, til: 7 }} }}"), "unclear-requirement", "write `trin`"),
        (format!("{VALUE}{{ trin: [{{ fra: 8, opfyldelse: 50 pct. }}] }}"), "missing-key", "`til: …`"),
        (
            "  - leverance: En rapport\n    opfyldelse: { forsinket: [{ højst: 2 måneder, opfyldelse: 50 pct. }] }"
                .into(),
            "unclear-requirement",
            "`14 dage` or `2 uger`",
        ),
        ("  - antal: ting\n    mellem: 3-4\n    opfyldelse: proportional".into(), "unclear-requirement", "`mindst`"),
        (
            "  - krav: [{ leverance: A }]\n    opfyldelse: { delvist: 5 pct. }".into(),
            "unclear-requirement",
            "each part",
        ),
        (
            "  - leverance: En rapport\n    kvartaler samles: sum".into(),
            "unclear-requirement",
            "`værdi`, `antal` and shares",
        ),
    ];
    for (requirement, code, help) in cases {
        let outcome = examine_goal(&requirement);
        let is_told =
            outcome.by(code).any(|finding| finding.help.as_ref().is_some_and(|given| given.to_string().contains(help)));
        let helps: Vec<_> = outcome
            .report
            .findings()
            .iter()
            .filter_map(|finding| finding.help.as_ref().map(ToString::to_string))
            .collect();
        assert!(is_told, "{requirement}: no {code} with `{help}`; found:\n{}\n{helps:?}", outcome.told().join("\n"));
    }
}

#[test]
fn a_rule_is_said_in_the_contract_and_where_its_points_are_explained() {
    let cases = [
        (format!("{SHARE}proportional"), "er opfyldelsen den andel af målet, der er nået"),
        (format!("{SHARE}{{ lineær: {{ fra: 75 pct., til: 85 pct. }} }}"), "jævnt fra 0 pct. ved 75 pct. til 100 pct. ved 85 pct."),
        (format!("{SHARE}{{ trin: [{{ fra: 80 pct., opfyldelse: 50 pct. }}] }}"), "er opfyldelsen 50 pct. fra 80 pct."),
        (
            format!("{VALUE}{{ trin: [{{ til: 8, opfyldelse: 50 pct. }}] }}\n    kvartaler samles: sum"),
            "er opfyldelsen 50 pct. til og med 8 dage.",
        ),
        (
            "  - leverance: En rapport\n    frist: ultimo 2025\n    opfyldelse: { forsinket: [{ højst: 14 dage, opfyldelse: 50 pct. }] }".into(),
            "50 pct. ved højst 14 dages forsinkelse",
        ),
        ("  - vurdering: Det går godt\n    opfyldelse: { delvist: 40 pct. }".into(), "en opfyldelse på 40 pct."),
    ];
    for (requirement, said) in cases {
        let (mut files, ministry) = copy_of("tests/pages/eks");
        files.write(ministry.join("prø/2025/mål/1.1.yaml"), format!("{HEAD}{requirement}\n"));
        let loaded = load(&files, &ministry.join("prø/2025"), &ASSETS);
        let dossier = loaded.known.whole().expect("the plan is whole");
        let (view, _) = document(dossier, &DocumentId::of_plan(&CONTRACT, dossier.amended.signed(), None));
        let text = serde_json::to_string(&view).unwrap().replace('\u{a0}', " ");
        assert!(text.contains(said), "{requirement}: the contract does not say `{said}`");
        let (plan, words) = (dossier.amended.signed(), Words::new(&dossier.texts, dossier.amended.signed()));
        let card = score(plan, dossier.results(), None);
        let rules: Vec<String> =
            card.goals[0].mark.walk().into_iter().map(|mark| words.rule(&mark.trace.rule)).collect();
        assert!(rules.iter().any(|rule| rule.contains(said)), "{requirement}: {rules:?} do not say `{said}`");
        assert!(!text.contains("..") && !rules.concat().contains(".."), "{requirement}: a sentence has one stop");
    }
}
