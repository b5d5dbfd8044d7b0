//! No key of a requirement is passed over: another value of it is another score, or is refused, or is words that are printed.

use std::collections::BTreeSet;

use resultatplan::document::{ANNEX, CONTRACT, DocumentId, document};
use resultatplan::load::load;
use resultatplan::plan::DemandKind;
use resultatplan::schema::{self, Record};
use resultatplan::score::{Mark, score};

use crate::support::{ASSETS, COVERAGE, copy_of};

/// What another value of a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// The points, or how far something is fulfilled.
    Score,
    Refused,
    Words,
    /// Any of these: what, its kind's own tests say.
    Something,
}
use Does::{Refused, Score, Something, Words};

/// A requirement with its results, and for each of its keys what stands there in its place.
struct Case {
    kind: DemandKind,
    keys: &'static [(&'static str, &'static str)],
    results: [&'static str; 4],
    others: &'static [(&'static str, &'static str, Does)],
}

/// What every requirement has.
const COMMON: [(&str, &str, Does); 18] = [
    ("nr", "b", Something),
    ("titel", "Andre svar", Words),
    ("ordlyden dækker delene", "ja", Refused),
    ("ordlyden står alene", "ja", Something),
    ("udgangspunkt", "{ tal: 40, opgjort: 31. december 2024 }", Words),
    ("vægt", "50 pct.", Refused),
    ("indledning", "En anden.", Words),
    ("bemærkning", "En anden.", Words),
    ("opgørelse", "{ metode: N, kilde: K, ansvarlig: A }", Words),
    ("ordlyd", "Kravet med andre ord.", Something),
    ("måles", "2. halvår", Something),
    ("frist", "udgangen af 3. kvartal", Something),
    ("uret starter", "ansøgning", Something),
    ("uden", "[klager]", Something),
    ("opfyldelse", "proportional", Something),
    ("kvartaler samles", "seneste", Something),
    ("måltal", "[{ måles: 1. kvartal, mindst: 1 }]", Refused),
    ("måltal samles", "alle", Refused),
];

const HALF: [&str; 4] = [
    "i alt: 10, inden for: { 31 dage: 5 }",
    "i alt: 10, inden for: { 31 dage: 5 }",
    "i alt: 20, inden for: { 31 dage: 18 }",
    "i alt: 20, inden for: { 31 dage: 18 }",
];

fn cases() -> Vec<Case> {
    vec![
        Case {
            kind: DemandKind::Share,
            keys: &[
                ("sager", "Ansøgninger"),
                ("mindst", "80 pct."),
                ("inden for", "31 dage"),
                ("måles", "hele året"),
                ("uret starter", "ansøgning"),
                ("uden", "[klager]"),
                ("opfyldelse", "proportional"),
                ("kvartaler samles", "sum"),
                ("frist", "udgangen af 4. kvartal"),
            ],
            results: HALF,
            others: &[
                ("sager", "Klager", Words),
                ("hverdage", "Hverdage", Refused),
                ("opkald", "Opkald", Refused),
                ("henvendelser", "Henvendelser", Refused),
                ("mindst", "90 pct.", Score),
                ("inden for", "30 dage", Refused),
                ("højst", "31 dage", Refused),
                ("trin", "[{ mindst: 80 pct., inden for: 31 dage }]", Refused),
                ("steder", "{ Valby: 60 pct., Odense: 40 pct. }", Refused),
                ("samles", "alle", Words),
                ("uret starter", "fuldt oplyst", Words),
                ("uden", "[genoptagelser]", Words),
                ("opfyldelse", "alt eller intet", Score),
                ("kvartaler samles", "gennemsnit", Score),
                ("hvis ingen", "opfyldt", Words),
            ],
        },
        Case {
            kind: DemandKind::Share,
            keys: &[
                ("sager", "Ansøgninger"),
                ("mindst", "80 pct."),
                ("inden for", "31 dage"),
                ("hvis ingen", "opfyldt"),
            ],
            results: ["i alt: 0, inden for: { 31 dage: 0 }"; 4],
            others: &[("hvis ingen", "ikke opfyldt", Score)],
        },
        Case {
            kind: DemandKind::Share,
            keys: &[
                ("sager", "Ansøgninger"),
                ("samles", "alle"),
                (
                    "trin",
                    "[{ mindst: 80 pct., inden for: 31 dage, vægt: 50 pct. }, { mindst: 40 pct., inden for: 92 dage, vægt: 50 pct. }]",
                ),
            ],
            results: ["i alt: 10, inden for: { 31 dage: 5, 92 dage: 9 }"; 4],
            others: &[
                ("samles", "vægtet", Score),
                (
                    "trin",
                    "[{ mindst: 50 pct., inden for: 31 dage, vægt: 50 pct. }, { mindst: 40 pct., inden for: 92 dage, vægt: 50 pct. }]",
                    Score,
                ),
            ],
        },
        Case {
            kind: DemandKind::Share,
            keys: &[
                ("sager", "Ansøgninger"),
                ("mindst", "70 pct."),
                ("højst", "10 dage"),
                ("steder", "{ Valby: 60 pct., Odense: 40 pct. }"),
            ],
            results: ["steder: { Valby: { i alt: 10, højst: { 10 dage: 9 } }, Odense: { i alt: 10, højst: { 10 dage: 5 } } }";
                4],
            others: &[("steder", "{ Valby: 40 pct., Odense: 60 pct. }", Score), ("højst", "9 dage", Refused)],
        },
        Case {
            kind: DemandKind::Value,
            keys: &[
                ("værdi", "Sygefravær"),
                ("højst", "7"),
                ("måles", "hele året"),
                ("kvartaler samles", "gennemsnit"),
                ("opfyldelse", "{ trin: [{ til: 9, opfyldelse: 50 pct. }] }"),
                ("frist", "udgangen af 4. kvartal"),
            ],
            results: ["værdi: 9", "værdi: 9", "værdi: 7", "værdi: 7"],
            others: &[
                ("værdi", "Fravær", Words),
                ("højst", "8", Score),
                ("kvartaler samles", "seneste", Score),
                ("opfyldelse", "alt eller intet", Score),
                ("tolerance", "1", Score),
                ("sammenlignes med", "sidste års fravær", Refused),
                ("sammenlignes som", "forskel", Refused),
                ("mindst", "7", Refused),
                ("under", "7", Refused),
                ("over", "7", Refused),
                ("præcis", "7", Refused),
                ("mellem", "7-8", Refused),
            ],
        },
        Case {
            kind: DemandKind::Value,
            keys: &[("andel", "Fejlfri sager"), ("af", "kontrollerede sager"), ("mindst", "95 pct.")],
            results: [
                "tæller: 9, nævner: 10",
                "tæller: 9, nævner: 10",
                "tæller: 20, nævner: 20",
                "tæller: 20, nævner: 20",
            ],
            others: &[
                ("værdi", "Fejl", Refused),
                ("andel", "Sager uden fejl", Words),
                ("af", "alle sager", Words),
                ("mindst", "98 pct.", Score),
                ("gennemsnit", "Fejl", Refused),
                ("pr", "sag", Refused),
                ("nævneren samles", "sum", Refused),
                ("hvis ingen", "opfyldt", Words),
                ("kvartaler samles", "gennemsnit", Something),
            ],
        },
        Case {
            kind: DemandKind::Value,
            keys: &[
                ("gennemsnit", "Sygedage"),
                ("pr", "årsværk"),
                ("nævneren samles", "gennemsnit"),
                ("højst", "7 dage"),
                ("hvis ingen", "opfyldt"),
            ],
            results: ["tæller: 200, nævner: 100"; 4],
            others: &[
                ("gennemsnit", "Fraværsdage", Words),
                ("pr", "medarbejder", Words),
                ("nævneren samles", "sum", Score),
                ("af", "årsværk", Refused),
                ("hvis ingen", "ikke opfyldt", Words),
            ],
        },
        Case {
            kind: DemandKind::Value,
            keys: &[
                ("andel", "Fejlfri sager"),
                ("af", "kontrollerede sager"),
                ("mindst", "95 pct."),
                ("hvis ingen", "opfyldt"),
            ],
            results: ["tæller: 0, nævner: 0"; 4],
            others: &[("hvis ingen", "ikke opfyldt", Score)],
        },
        Case {
            kind: DemandKind::Count,
            keys: &[
                ("antal", "Tilsyn"),
                ("mindst", "6"),
                ("måles", "hele året"),
                ("kvartaler samles", "sum"),
                ("opfyldelse", "proportional"),
            ],
            results: ["antal: 1", "antal: 1", "antal: 2", "antal: 3"],
            others: &[
                ("antal", "Besøg", Words),
                ("mindst", "8", Score),
                ("kvartaler samles", "seneste", Score),
                ("opfyldelse", "alt eller intet", Words),
                ("tolerance", "1", Words),
                ("sammenlignes med", "sidste års tilsyn", Refused),
                ("sammenlignes som", "forskel", Refused),
                ("højst", "6", Refused),
                ("under", "6", Refused),
                ("over", "6", Refused),
                ("præcis", "6", Refused),
                ("mellem", "6-7", Refused),
            ],
        },
        Case {
            kind: DemandKind::Value,
            keys: &[
                ("andel", "Fejlfri sager"),
                ("af", "kontrollerede sager"),
                ("mindst", "100 pct."),
                ("sammenlignes med", "landsgennemsnittet"),
            ],
            results: [
                "tæller: 9, nævner: 10",
                "tæller: 9, nævner: 10",
                "tæller: 9, nævner: 10",
                "tæller: 9, nævner: 10, sammenligning: 92",
            ],
            others: &[
                ("sammenlignes med", "sidste års andel", Words),
                ("sammenlignes som", "forskel", Words),
                ("mindst", "95 pct.", Score),
                ("kvartaler samles", "gennemsnit", Something),
            ],
        },
        Case {
            kind: DemandKind::Count,
            keys: &[
                ("antal", "Tilsyn"),
                ("måltal", "[{ måles: 1. kvartal, mindst: 2 }, { frist: udgangen af 4. kvartal, mindst: 7 }]"),
                ("måltal samles", "ligeligt"),
            ],
            results: ["antal: 1", "antal: 1", "antal: 2", "antal: 3"],
            others: &[
                ("måltal", "[{ måles: 1. kvartal, mindst: 1 }, { frist: udgangen af 4. kvartal, mindst: 7 }]", Score),
                ("måltal samles", "alle", Score),
                ("mindst", "7", Refused),
            ],
        },
        Case {
            kind: DemandKind::Deliverable,
            keys: &[
                ("leverance", "En plan."),
                ("frist", "udgangen af 2. kvartal"),
                ("opfyldelse", "{ forsinket: [{ højst: 14 dage, opfyldelse: 50 pct. }] }"),
            ],
            results: ["", "", "leveret: 5. juli 2025", ""],
            others: &[
                ("leverance", "En rapport.", Words),
                ("frist", "udgangen af 3. kvartal", Score),
                ("opfyldelse", "alt eller intet", Score),
            ],
        },
        Case {
            kind: DemandKind::Evaluation,
            keys: &[
                ("evaluering", "Samarbejdet"),
                ("emner", "[Kvalitet, Tid]"),
                ("på", "[Kontor A, Kontor B]"),
                ("evalueres af", "[Departementet]"),
                ("skala", "{ 1: Nej, 2: Ja, 3: Helt }"),
                ("omregning", "[{ fra: 8, opfyldelse: 50 pct. }, { fra: 11, opfyldelse: 100 pct. }]"),
            ],
            results: ["", "", "", "evalueringer: { Departementet: [[2, 3], [3, 2]] }"],
            others: &[
                ("evaluering", "Dialogen", Words),
                ("emner", "[Kvalitet, Tone]", Words),
                ("på", "[Kontor A, Kontor C]", Words),
                ("evalueres af", "[Ministeren]", Refused),
                ("skala", "{ 1: Nej, 2: Ja }", Refused),
                ("omregning", "[{ fra: 8, opfyldelse: 50 pct. }, { fra: 10, opfyldelse: 100 pct. }]", Score),
            ],
        },
        Case {
            kind: DemandKind::Level,
            keys: &[
                ("niveau", "Modenhed"),
                ("mindst", "udbredt"),
                ("skala", "[begyndt, i drift, udbredt]"),
                ("opfyldelse", "{ trin: [{ fra: i drift, opfyldelse: 50 pct. }] }"),
            ],
            results: ["", "", "", "niveau: i drift"],
            others: &[
                ("niveau", "Omfang", Words),
                ("mindst", "i drift", Score),
                ("skala", "[begyndt, udbredt, i drift]", Score),
                ("opfyldelse", "alt eller intet", Score),
            ],
        },
        Case {
            kind: DemandKind::Judgement,
            keys: &[
                ("vurdering", "Samarbejdet er styrket."),
                ("kriterier", "{ opfyldt: Alt er holdt. }"),
                ("vurderes af", "Departementet"),
                ("opfyldelse", "{ delvist: 50 pct. }"),
            ],
            results: ["", "", "", "vurdering: delvist opfyldt, af: A, dato: 15. december 2025, begrundelse: B."],
            others: &[
                ("vurdering", "Dialogen er styrket.", Words),
                ("kriterier", "{ opfyldt: Næsten alt er holdt. }", Words),
                ("vurderes af", "Ministeren", Words),
                ("opfyldelse", "{ delvist: 40 pct. }", Score),
                ("grader", "{ 100 pct.: Alt., 0 pct.: Intet. }", Refused),
            ],
        },
        Case {
            kind: DemandKind::Judgement,
            keys: &[
                ("vurdering", "Samarbejdet er styrket."),
                ("grader", "{ 100 pct.: Alt er holdt., 50 pct.: Det meste., 0 pct.: Lidt. }"),
            ],
            results: ["", "", "", "vurdering: 50 pct., af: A, dato: 15. december 2025, begrundelse: B."],
            others: &[
                ("grader", "{ 100 pct.: Alt., 50 pct.: Det meste., 0 pct.: Lidt. }", Words),
                ("grader", "{ 100 pct.: Alt er holdt., 75 pct.: Det meste., 0 pct.: Lidt. }", Refused),
                ("grader", "{ 100 pct.: Alt er holdt. }", Refused),
                ("grader", "{ 120 pct.: Alt er holdt., 0 pct.: Lidt. }", Refused),
                ("kriterier", "{ opfyldt: Alt er holdt. }", Refused),
                ("opfyldelse", "{ delvist: 40 pct. }", Refused),
            ],
        },
        Case {
            kind: DemandKind::Later,
            keys: &[("senere", "Måltal"), ("fastsættes", "senest 1. juni")],
            results: [""; 4],
            others: &[("senere", "Tal", Words), ("fastsættes", "senest 1. juli", Words)],
        },
        Case {
            kind: DemandKind::Parts,
            keys: &[
                (
                    "krav",
                    "[{ nr: x, leverance: En plan., frist: udgangen af 2. kvartal }, { nr: y, leverance: En rapport., frist: udgangen af 4. kvartal }]",
                ),
                ("samles", "ligeligt"),
                ("frist", "udgangen af 4. kvartal"),
            ],
            results: ["x: leveret: 5. juni 2025", "", "", "y: leveret: nej"],
            others: &[
                ("som", "punkter", Words),
                (
                    "krav",
                    "[{ nr: x, leverance: En plan., frist: udgangen af 1. kvartal }, { nr: y, leverance: En rapport., frist: udgangen af 4. kvartal }]",
                    Score,
                ),
                ("samles", "alle", Score),
            ],
        },
    ]
}

/// What comes of a plan: its points, or why there are none; and what its documents say.
fn outcome(keys: &[(&str, &str)], results: &[&str; 4]) -> (Result<String, Vec<String>>, String) {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let plan = ministry.join("prø/2025");
    let lines: Vec<String> = keys.iter().map(|(key, value)| format!("    {key}: {value}\n")).collect();
    let goal = format!(
        "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Svar.\nsamles: vægtet\nresultatkrav:\n  -\n{}  - {{ nr: z, vægt: 40 pct., leverance: Andet. }}\n",
        lines.concat()
    );
    files.write(plan.join("mål/1.1.yaml"), goal);
    for (quarter, result) in (1..).zip(results).filter(|(_, result)| !result.is_empty()) {
        let (part, figure) = match result.split_once(": leveret") {
            Some((part, rest)) => (format!(" {part}"), format!("leveret{rest}")),
            None => (String::new(), (*result).to_owned()),
        };
        let sheet = format!(
            "periode: {quarter}. kvartal\nopdateret: 12. januar 2026\nindberettet af: X\nkilde: Y\nresultater:\n  - {{ krav: 1.1 a{part}, {figure} }}\n"
        );
        files.write(plan.join(format!("resultater/{quarter}-kvartal.yaml")), sheet);
    }
    let loaded = load(&files, &plan, &ASSETS);
    let codes = |report: &resultatplan::diagnostic::Report| {
        let errors = report.findings().iter().filter(|one| one.level.name() == "error");
        errors.map(|one| format!("{}: {}", one.rule.name, one.message)).collect::<Vec<_>>()
    };
    let Some(dossier) = loaded.known.whole().filter(|dossier| dossier.reported.is_some()) else {
        return (Err(codes(&loaded.report)), String::new());
    };
    let found = codes(&resultatplan::check::check_versions(dossier, &loaded.sources, &COVERAGE));
    let views = [&CONTRACT, &ANNEX].map(|kind| {
        let view = document(dossier, &DocumentId::of_plan(kind, dossier.amended.signed(), None))
            .0
            .expect("its words are right");
        serde_json::to_string(&view).expect("a view is data")
    });
    let card = score(dossier.amended.signed(), dossier.results(), None);
    let points = marks(&card.goals[0].mark);
    (if found.is_empty() { Ok(points) } else { Err(found) }, views.concat())
}

/// Status and fulfilment of a mark and of its parts.
fn marks(mark: &Mark) -> String {
    let parts: Vec<String> = mark.parts.iter().map(marks).collect();
    format!("{:?} {:?} {:?} [{}]", mark.status, mark.fulfilment, mark.points, parts.join(", "))
}

/// Every key that a requirement of a kind can have.
fn keys_of(kind: DemandKind) -> BTreeSet<&'static str> {
    let own = schema::requirement::RECORD.kinds().into_iter().filter(|one| one.said_by == kind.keys());
    let records = own.flat_map(|one| [Some(one.record), one.besides]).flatten();
    records.chain([&schema::requirement::RECORD]).flat_map(Record::names).collect()
}

#[test]
fn another_value_of_a_key_is_another_score_or_refused_or_words_that_are_printed() {
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for kind in DemandKind::ALL.iter().copied() {
        let mut missing = keys_of(kind);
        // What reports call it is said in no contract, and scores nothing: `own_words.rs` holds it.
        missing.remove("navn");
        for case in cases().into_iter().filter(|case| case.kind == kind) {
            let head = [
                ("nr", "a"),
                ("titel", "Svar"),
                ("vægt", "60 pct."),
                ("bemærkning", "Som før."),
                ("indledning", "Først."),
            ];
            let method = [("opgørelse", "{ metode: M, kilde: K, ansvarlig: A }")];
            let base: Vec<(&str, &str)> = [&head[..], &method, case.keys].concat();
            let (before, printed) = outcome(&base, &case.results);
            let Ok(before) = before else {
                wrong.push(format!("{kind:?}: the example is refused: {before:?}"));
                continue;
            };
            let is_own = |key: &str| case.others.iter().any(|(own, ..)| *own == key);
            let common = COMMON.iter().filter(|(key, ..)| !is_own(key));
            for (key, value, expected) in case.others.iter().chain(common) {
                let mut other = base.clone();
                other.retain(|(one, _)| one != key);
                other.push((key, value));
                let (after, prints) = outcome(&other, &case.results);
                let does = match &after {
                    Err(_) => Some(Refused),
                    Ok(after) if *after != before => Some(Score),
                    Ok(_) if prints != printed => Some(Words),
                    Ok(_) => None,
                };
                let is_well = does == Some(*expected) || *expected == Something && does.is_some();
                if !is_well {
                    wrong.push(format!("{kind:?}, {key}: {value} does {does:?}, not {expected:?}: {after:?}"));
                }
                missing.remove(key);
                tried += 1;
            }
        }
        if !missing.is_empty() {
            wrong.push(format!("{kind:?}: no other value is tried of {missing:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(tried > 90, "{tried}");
}
