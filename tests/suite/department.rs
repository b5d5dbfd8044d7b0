//! The department's view: its figures are those of `score` for every institution, and it says whom it is without.

use std::fmt::Write;
use std::sync::LazyLock;

use insta::assert_snapshot;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use resultatplan::document::view::{Cell, PageBlock, RowRank};
use serde_json::Value;

use crate::support::command::run;
use crate::support::pdf::Pdf;
use crate::support::plan::{Built, Copy, VIEWS, files, view_of};
use crate::support::table::{cells, column, rows, scores, span, tables};
use crate::support::text::{normal, shows};

const AGENCY: &str = "plans/eksempel/prø/2025";
const TRIBUNAL: &str = "plans/eksempel/ekn/2025";
const YEAR: &str = "out/eksempel/2025/målopfyldelse.pdf";

/// Ministry, year, and its plans in the order of their paths.
const MINISTRIES: [(&str, i32, &[&str]); 3] = [
    ("eksempel", 2025, &["tests/plans/eksempel/ekn/2025", "tests/plans/eksempel/prø/2025"]),
    ("uim", 2023, &["plans/uim/siri/2023"]),
    ("uim", 2024, &["plans/uim/siri/2024"]),
];

/// Every view beside what `score` says of each of its plans on the same day.
static BESIDE_SCORES: LazyLock<Vec<(String, &'static Built, Vec<Value>)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for (ministry, year, plans) in MINISTRIES {
        for quarter in [None, Some(1), Some(2), Some(3)] {
            let number = quarter.unwrap_or(4).to_string();
            let cards = plans.iter().map(|plan| scores(plan, &["--quarter", &number])).collect();
            all.push((format!("{ministry} {year}, {quarter:?}"), view_of(ministry, year, quarter), cards));
        }
    }
    // The ministry of schools shares no goals, and one of its plans has no points.
    assert_eq!(all.len(), VIEWS.keys().filter(|(ministry, ..)| ministry != "skole").count());
    all
});

fn exact(value: &Value) -> BigRational {
    value["exact"].as_str().and_then(|text| text.parse().ok()).expect("an exact number")
}

/// Points as a reader gets them: rounded to one decimal, half away from zero.
fn shown(points: &BigRational) -> String {
    let tenths = (points * BigRational::from_integer(10.into())).round().to_integer().to_i64().expect("a small number");
    if tenths % 10 == 0 { format!("{}", tenths / 10) } else { format!("{},{}", tenths / 10, tenths % 10) }
}

fn goals(card: &Value) -> &Vec<Value> {
    card["goals"].as_array().expect("goals")
}

#[test]
fn each_institution_has_the_points_that_score_gives_it() {
    for (name, built, cards) in BESIDE_SCORES.iter() {
        let table = tables(&built.view, "department")[0];
        let institutions = rows(table, RowRank::Row);
        assert_eq!(institutions.len(), cards.len(), "{name}");
        for (row, card) in institutions.iter().zip(cards) {
            let (least, most) = (exact(&card["total"]["least"]), exact(&card["total"]["most"]));
            let lost = BigRational::from_integer(100.into()) - &most;
            assert_eq!(row[1..4], [shown(&least), shown(&(most - least)), shown(&lost)], "{name}");
            assert_eq!(row[1], card["total"]["least"]["shown"], "{name}");
            let said = format!("{} point opnået, {} ikke afgjort, {} tabt", row[1], row[2], row[3]);
            assert_eq!(row[4], said, "{name}: the bar says in words what it shows");
        }
        for row in &table.rows {
            let Some(Cell::Bar(bar)) = row.cells.last() else { panic!("{name}: a bar closes the row") };
            assert_eq!(bar.reached + bar.open + bar.lost, 1000, "{name}: all plans weigh the same");
        }
    }
}

#[test]
fn an_institution_without_weights_has_its_goals_counted() {
    let table = tables(&view_of("skole", 2025, None).view, "department")[0];
    let institutions = rows(table, RowRank::Row);
    let of = |name: &str| institutions.iter().find(|row| row[0].starts_with(name)).expect("it is listed");
    assert_eq!(of("Eksempel Gymnasium")[1..4], ["69,1", "0", "30,9"]);
    assert_eq!(of("Eksempel Stift")[1..], ["", "", "", "Af 4 mål er 2 opfyldt og 2 delvist opfyldt."]);
}

/// A sign a goal, a row an institution: what each stands for is the status that `score` gives it.
#[test]
fn every_goal_has_its_sign() {
    for (name, built, cards) in BESIDE_SCORES.iter() {
        let table = tables(&built.view, "signs")[0];
        for (row, card) in rows(table, RowRank::Row).iter().zip(cards) {
            for goal in goals(card) {
                let place = column(table, goal["address"].as_str().unwrap()).expect("every goal has a column");
                assert_eq!(row[place], goal["state"].as_str().unwrap(), "{name}, {}", goal["address"]);
            }
        }
    }
}

#[test]
fn shared_goals_stand_side_by_side_with_their_points() {
    for (name, built, cards) in BESIDE_SCORES.iter() {
        let table = tables(&built.view, "shared")[0];
        let shared = rows(table, RowRank::Row);
        assert!(shared.len() >= 2 && shared.iter().all(|row| row[0].starts_with("2.")), "{name}: {shared:?}");
        // A goal without a weight adds nothing: the sum says which it leaves out.
        let mut left_out = vec![Vec::new(); cards.len()];
        let mut sums = vec![[(); 3].map(|()| BigRational::from_integer(0.into())); cards.len()];
        for row in &shared {
            for (((cell, card), sum), left_out) in row[2..].iter().zip(cards).zip(&mut sums).zip(&mut left_out) {
                let goal = goals(card).iter().find(|goal| goal["address"] == row[0]).expect("each plan has the goal");
                let status = goal["state"].as_str().expect("a status");
                let Some(worth) = goal["worth"]["shown"].as_str() else {
                    assert!(cell.ends_with(status) && !cell.contains("point"), "{name}: {cell}");
                    left_out.push(row[0].clone());
                    continue;
                };
                assert_eq!(*cell, format!("{} af {worth} point {status}", span(&goal["points"])), "{name}");
                for (sum, value) in
                    sum.iter_mut().zip([&goal["points"]["least"], &goal["points"]["most"], &goal["worth"]])
                {
                    *sum += exact(value);
                }
            }
        }
        let total = &rows(table, RowRank::Total)[0];
        for ((cell, [least, most, worth]), left_out) in total[2..].iter().zip(sums).zip(left_out) {
            let points = if least == most { shown(&least) } else { format!("{} til {}", shown(&least), shown(&most)) };
            let sum = format!("{points} af {} point", shown(&worth));
            let without = format!("{sum} uden {}", left_out.join(" og "));
            assert_eq!(*cell, if left_out.is_empty() { sum } else { without }, "{name}");
        }
    }
}

#[test]
fn all_of_it_stands_on_the_pages() {
    for (key, built) in VIEWS.iter() {
        let text = normal(&built.pdf.text());
        let data = built.view.body.iter().filter_map(|block| match block {
            PageBlock::Data(data) => Some(data),
            _ => None,
        });
        let mut looked_for = 0;
        for row in data.flat_map(|table| &table.rows) {
            let is_bar = |cell: &&Cell| matches!(cell, Cell::Bar(_) | Cell::Course(_) | Cell::Year(_));
            let bars = row.cells.iter().filter(is_bar).count();
            let words = cells(row);
            // A bar's words are read aloud, not printed.
            for (cell, words) in row.cells.iter().zip(&words).filter(|(cell, _)| !is_bar(cell)) {
                assert!(shows(&text, words), "{key:?} lacks `{words}` of {cell:?}, beside {bars} bars");
                looked_for += 1;
            }
        }
        assert!(looked_for > 60, "{key:?}: {looked_for}");
        let head = built.pdf.pages.iter().skip(1).filter(|page| !page.head.contains("Eksempel"));
        assert_eq!(head.count(), 0, "{key:?}: every running head has the mark");
        // One of the schools' plans has four years, and the last of them is the last that is reported for.
        let (day, year) = match key.2 {
            Some(1) => ("31. marts", key.1),
            Some(2) => ("30. juni", key.1),
            Some(3) => ("30. september", key.1),
            _ if key.0 == "skole" => ("31. december", 2028),
            _ => ("31. december", key.1),
        };
        assert!(shows(&text, &format!("Tallene er opgjort pr. {day} {year} efter de planer")), "{key:?}");
    }
}

#[test]
fn the_plans_are_named_with_the_allonger_that_had_changed_them_by_the_day() {
    let plan = |quarter| rows(tables(&view_of("uim", 2023, quarter).view, "plans")[0], RowRank::Row)[0][1].clone();
    assert_eq!(plan(Some(3)), "Mål- og resultatplan 2023");
    assert_eq!(plan(None), "Mål- og resultatplan 2023 med allonge 1 (eksempel)");
}

/// Every table of the view, a row a line.
fn as_text(built: &Built) -> String {
    let mut text = String::new();
    for block in &built.view.body {
        match block {
            PageBlock::Heading(heading) => writeln!(text, "\n{} {}", "#".repeat(heading.level), heading.text),
            PageBlock::Data(table) => {
                let heads: Vec<&str> = table.columns.iter().map(|column| column.head.as_str()).collect();
                writeln!(text, "\n{}\n{}", table.caption, heads.join(" | ")).and_then(|()| {
                    table.rows.iter().try_for_each(|row| writeln!(text, "{:?} {}", row.rank, cells(row).join(" | ")))
                })
            }
            _ => Ok(()),
        }
        .expect("a string can be written to");
    }
    text
}

#[test]
fn tables_of_the_year() {
    assert_snapshot!(as_text(view_of("eksempel", 2025, None)));
}

#[test]
fn tables_after_three_quarters() {
    assert_snapshot!(as_text(view_of("eksempel", 2025, Some(3))));
}

fn example() -> Copy {
    Copy::of("tests/plans/eksempel")
}

fn view(copy: &Copy, path: &str) -> Pdf {
    Pdf::read(&std::fs::read(copy.path(path)).unwrap_or_else(|error| panic!("{path}: {error}")))
}

#[test]
fn the_view_is_built_where_all_institutions_are_looked_at() {
    let copy = example();
    let one = run(&copy.path("."), &["build", AGENCY]);
    assert_eq!(one.status, 0, "{}", one.stderr);
    assert!(!one.stdout.contains("målopfyldelse"), "{}", one.stdout);
    let asked = run(&copy.path("."), &["build", AGENCY, "--kind", "department"]);
    assert_eq!((asked.status, asked.stdout.as_str()), (1, ""));
    assert!(asked.stderr.contains(&format!("is not built: it needs `{TRIBUNAL}` too")), "{}", asked.stderr);
    let both = run(&copy.path("."), &["build", "-q", AGENCY, TRIBUNAL, "--kind", "department"]);
    assert_eq!((both.status, both.stdout.trim_end(), both.stderr.as_str()), (0, YEAR, ""));
    let all = std::fs::read(copy.path(YEAR)).expect("it was built");
    assert_eq!(all, view_of("eksempel", 2025, None).bytes, "the same, by whichever paths");
    let whole = run(&copy.path("."), &["build", "-q", "--kind", "department", "--kind", "contract"]);
    assert!(whole.stdout.lines().any(|line| line == YEAR), "{}", whole.stdout);
    assert_eq!(std::fs::read(copy.path(YEAR)).expect("it was built"), all, "and in company");
}

#[test]
fn a_quarter_has_a_file_of_its_own() {
    let copy = example();
    let ran = run(&copy.path("."), &["build", "-q", "--kind", "department", "--quarter", "2"]);
    let file = "out/eksempel/2025/målopfyldelse-2-kvartal.pdf";
    assert_eq!((ran.status, ran.stdout.trim_end()), (0, file), "{}", ran.stderr);
    let built = std::fs::read(copy.path(file)).expect("it was built");
    assert_eq!(built, view_of("eksempel", 2025, Some(2)).bytes);
    let misused = run(&copy.path("."), &["build", "--quarter", "5"]);
    assert_eq!(misused.status, 2);
}

#[test]
fn before_anything_is_reported_there_is_no_view() {
    let copy = Copy::unreported("tests/plans/eksempel");
    let ran = run(&copy.path("."), &["build", "-q", "--kind", "department"]);
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
}

#[test]
fn an_institution_whose_plan_has_errors_is_named_as_missing() {
    let copy = example();
    copy.edit(&format!("{AGENCY}/mål/1.2-tilgængelighed.yaml"), "vægt: 15\n", "vægt: 16\n");
    let ran = run(&copy.path("."), &["build", "-q", "--kind", "department"]);
    assert_eq!((ran.status, ran.stdout.trim_end()), (1, YEAR), "{}", ran.stderr);
    let pdf = view(&copy, YEAR);
    assert!(shows(&pdf.text(), "Ufuldstændig: Prøvestyrelsen er ikke med"), "{}", pdf.text());
    assert!(pdf.pages.iter().skip(1).all(|page| shows(&page.head, "Ufuldstændig")));
    assert!(!shows(&pdf.text(), "Tilgængelighed"));
    // Where not even its name can be read, its folder's tells which it is.
    copy.write("plans/eksempel/prø/institution.yaml", "navn: [");
    run(&copy.path("."), &["build", "-q", "--kind", "department"]);
    assert!(shows(&view(&copy, YEAR).text(), "Ufuldstændig: prø er ikke med"));
}

#[test]
fn an_institution_that_reports_nothing_is_named() {
    let copy = example();
    for file in files(&copy.path(TRIBUNAL).join("resultater")) {
        std::fs::remove_file(file).expect("a file can be removed");
    }
    let ran = run(&copy.path("."), &["build", "-q", "--kind", "department"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let text = view(&copy, YEAR).text();
    assert!(shows(&text, "Intet er indberettet af Eksempelnævnet."), "{text}");
    assert!(shows(&text, "Eksempel: tallene for Prøvestyrelsen er opfundet"), "{text}");
    // Two deliverables were due: whether they are there, nobody has said.
    assert!(shows(&text, "Ingen af de 100 point er afgjort endnu."), "{text}");
}

#[test]
fn more_institutions_than_fit_beside_each_other_get_a_second_table() {
    let copy = example();
    let tribunal = copy.path("plans/eksempel/ekn");
    for number in 1..=4 {
        for file in files(&tribunal) {
            let name = file.strip_prefix(&tribunal).expect("it stands below").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&file).expect("a text").replace("EKN", &format!("NR{number}"));
            copy.write(&format!("plans/eksempel/ekn{number}/{name}"), text);
        }
    }
    let ran = run(&copy.path("."), &["build", "-q", "--kind", "department"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let pdf = view(&copy, YEAR);
    let heads: Vec<Vec<String>> = pdf
        .all(&["Table"])
        .into_iter()
        .map(|table| table.walk().into_iter().filter(|one| one.kind == "TH").map(|one| normal(&one.text())).collect())
        .collect();
    let beside = |names: &[&str]| heads.iter().any(|head| head[2..].iter().take(names.len()).eq(names));
    assert!(beside(&["EKN", "NR1", "NR2", "Informationssikkerhed"]), "{heads:?}");
    assert!(beside(&["NR3", "NR4", "PRØ", "Informationssikkerhed"]), "{heads:?}");
}

#[test]
fn the_words_are_the_ministrys_and_not_a_plans() {
    let copy = example();
    copy.write("plans/eksempel/tekster/ord.yaml", "målopfyldelsens titel: \"{{ ministerium }} i {{ år }}\"\n");
    copy.write(&format!("{AGENCY}/tekster/ord.yaml"), "tabt: Forspildt\n");
    let ran = run(&copy.path("."), &["build", "-q", "--kind", "department"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let pdf = view(&copy, YEAR);
    assert!(shows(&pdf.pages[0].text, "Eksempelministeriet i 2025"), "{}", pdf.pages[0].text);
    assert!(!shows(&pdf.text(), "Forspildt"));
    // It is no institution's: a text that names one is wrong, and `check` says so.
    copy.write("plans/eksempel/tekster/ord.yaml", "målopfyldelsens titel: Målopfyldelse for {{ institution }}\n");
    for command in [&["check"][..], &["build", "--kind", "department"]] {
        let ran = run(&copy.path("."), command);
        assert_eq!(ran.status, 1, "{command:?}");
        let told = ran.stdout + &ran.stderr;
        assert!(told.contains("error[template-fails]"), "{told}");
        assert!(told.contains("the names here are: år, næste_år, ministerium, departement"), "{told}");
    }
}
