//! Status and annual reports: the figures of every table are those of `score`, and what a reader must know is said.

use resultatplan::document::view::{Cell, Course, Document, PageBlock, RowRank, SquareShape};
use resultatplan::plan::Matter;
use serde_json::Value;

use crate::support::pdf::Pdf;
use crate::support::plan::{Built, Copy, build, made, views};
use crate::support::table::{cells, column, rows, scores, shown_cells, span, tables};
use crate::support::text::{normal, shows};

const YEARS: [&str; 2] = ["plans/uim/siri/2023", "plans/uim/siri/2024"];

fn report(plan: &str, kind: &str) -> &'static Built {
    &made(plan).documents[kind]
}

/// The small lines of a document's tables.
fn courses(view: &Document) -> Vec<&Course> {
    let tables = view.body.iter().filter_map(|block| match block {
        PageBlock::Data(data) => Some(&data.rows),
        _ => None,
    });
    let cells = tables.flatten().flat_map(|row| &row.cells);
    cells.filter_map(|cell| if let Cell::Course(course) = cell { Some(course) } else { None }).collect()
}

/// A figure without the zeros that align it with those above and below it.
fn bare(figure: &str) -> &str {
    if figure.contains(',') { figure.trim_end_matches('0').trim_end_matches(',') } else { figure }
}

/// A mark and its parts, from the outside in; what has one part that is itself is that part.
fn walk(mark: &Value) -> Vec<&Value> {
    let parts = mark["parts"].as_array().map(Vec::as_slice).unwrap_or_default();
    match parts {
        [only] if only["address"] == mark["address"] => walk(only),
        parts => [vec![mark], parts.iter().flat_map(walk).collect()].concat(),
    }
}

#[test]
fn the_schematic_table_has_the_points_and_status_of_score() {
    for plan in YEARS {
        let card = scores(plan, &[]);
        for kind in ["målrapportering", "målrapportering som bilag"] {
            let table = tables(&report(plan, kind).view, "scores")[0];
            let marks: Vec<&Value> = card["goals"].as_array().unwrap().iter().flat_map(walk).collect();
            let lines: Vec<Vec<String>> =
                table.rows.iter().filter(|row| [RowRank::Row, RowRank::Part].contains(&row.rank)).map(cells).collect();
            assert_eq!(lines.len(), marks.len(), "{plan}: every line of the scorecard has one in the table");
            for (line, mark) in lines.iter().zip(marks) {
                assert_eq!(line[5], span(&mark["points"]), "{plan}, {line:?}");
                assert_eq!(line[6], mark["state"].as_str().unwrap(), "{plan}, {line:?}");
            }
            let total = rows(table, RowRank::Total).pop().unwrap();
            assert_eq!(total[5], span(&card["total"]), "{plan}");
            assert_eq!(total[3], "100");
        }
    }
}

#[test]
fn the_plan_at_a_glance_adds_up_to_its_weights() {
    let number = |text: &str| text.replace(',', ".").parse::<rust_decimal::Decimal>().unwrap();
    let documents = [
        ("målrapportering", vec![]),
        ("opfølgning I", vec!["--quarter", "1"]),
        ("opfølgning II", vec!["--quarter", "2"]),
        ("opfølgning III", vec!["--quarter", "3"]),
    ];
    for plan in YEARS {
        for (kind, arguments) in &documents {
            let card = scores(plan, arguments);
            let table = tables(&report(plan, kind).view, "glance")[0];
            let goals = card["goals"].as_array().unwrap();
            let places = ["Opnået", "Uafgjorte", "Tabt"].map(|head| column(table, head));
            // What is nothing for all of them has no column.
            let figure = |row: &[String], place: Option<usize>| place.map_or("0", |place| &row[place]).to_owned();
            let figures = |row: &[String]| places.map(|place| figure(row, place));
            for (row, goal) in rows(table, RowRank::Row).iter().zip(goals) {
                assert_eq!(row[0], goal["address"].as_str().unwrap());
                assert_eq!(row.last().unwrap(), goal["state"].as_str().unwrap());
                let [reached, open, lost] = figures(row);
                if reached.is_empty() {
                    assert!(goal["points"].is_null(), "{plan}, {kind}, {row:?}");
                    continue;
                }
                if goal["worth"].is_null() {
                    continue;
                }
                assert_eq!(reached, goal["points"]["least"]["shown"].as_str().unwrap());
                if places[1].is_none() {
                    assert_eq!(span(&goal["points"]), format!("0 til {}", row[2]), "{plan}, {kind}: all is open");
                    continue;
                }
                assert_eq!(number(&reached) + number(&open) + number(&lost), number(&row[2]), "{row:?}");
                let bar = &row[row.len() - 2];
                assert!(bar.starts_with(&format!("{reached} point opnået, {open} ikke afgjort")), "{row:?}");
            }
            let total = rows(table, RowRank::Total).pop().unwrap();
            let [reached, open, lost] = figures(&total);
            assert_eq!(reached, card["total"]["least"]["shown"].as_str().unwrap(), "{plan}, {kind}");
            if places[1].is_some() {
                assert_eq!(number(&reached) + number(&open) + number(&lost), number("100"));
            }
        }
    }
}

/// What was counted stands in columns, as numbers; all else in the words of `score`, and each source once a goal.
#[test]
fn every_figure_of_a_trace_stands_in_the_report() {
    for plan in YEARS {
        let card = scores(plan, &[]);
        let tables = tables(&report(plan, "målrapportering").view, "trace");
        for (table, goal) in tables.into_iter().zip(card["goals"].as_array().unwrap()) {
            let all_cells: Vec<String> = table.rows.iter().flat_map(cells).collect();
            let text = all_cells.join("\n") + "\n" + table.legend.as_deref().unwrap_or_default();
            for mark in walk(goal) {
                let trace = &mark["trace"];
                let arithmetic: Vec<&str> =
                    trace["arithmetic"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
                let figures: Vec<&str> =
                    trace["figures"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect();
                let counted = arithmetic.iter().find(|line| line.ends_with("pct.") && line.contains(" / "));
                let in_columns = counted.is_some() && !figures.iter().any(|figure| figure.contains(": "));
                if let Some(counted) = counted.filter(|_| in_columns) {
                    for figure in &figures {
                        let numbers: Vec<&str> = figure.split(' ').collect();
                        let parts = format!("{}/{}", numbers[0], numbers[2]);
                        assert!(all_cells.contains(&parts), "{plan}: {parts} of {figure}");
                    }
                    let sums: Vec<&str> = counted.rsplit(" = ").collect();
                    assert!(all_cells.contains(&normal(sums[0])), "{plan}: {counted}");
                    continue;
                }
                // What the plan leaves open throughout is said once, above all tables.
                let is_above = |line: &&str| {
                    line.starts_with("Planen fastsætter ikke, hvordan de") || line.starts_with("Alle krav er opfyldt;")
                };
                // Places have a row each: `Valby: 49 af 65 hverdage; Aarhus: …`.
                let is_by_site = |figure: &&str| {
                    figure.split_once(": ").is_some_and(|(_, rest)| rest.starts_with(|one: char| one.is_ascii_digit()))
                };
                let (by_site, figures): (Vec<&str>, Vec<&str>) = figures.into_iter().partition(is_by_site);
                for (site, counts) in
                    by_site.iter().flat_map(|figure| figure.split("; ")).filter_map(|one| one.split_once(": "))
                {
                    let numbers: Vec<&str> = counts.split(' ').collect();
                    let parts = format!("{}/{}", numbers[0], numbers[2]);
                    let is_there = |row: &Vec<String>| row[0].trim() == site && row.contains(&parts);
                    assert!(table.rows.iter().map(cells).any(|row| is_there(&row)), "{plan}: {parts} of {site}");
                }
                let all = std::iter::once(trace["rule"].as_str().unwrap()).chain(arithmetic).chain(figures);
                for line in all.filter(|line| !is_above(line)) {
                    assert!(shows(&text, line), "{plan}: {line} in {text}");
                }
            }
            for source in goal["trace"]["figures"].as_array().unwrap() {
                let source = source["source"].as_str().unwrap_or_default();
                assert_eq!(text.matches(source).count(), 1, "{plan}: {source}");
            }
        }
    }
}

#[test]
fn a_small_line_says_in_words_what_it_shows() {
    for plan in YEARS {
        for kind in ["opfølgning III", "målrapportering"] {
            let courses = courses(&report(plan, kind).view);
            assert!(courses.len() >= 4, "{plan}, {kind}");
            for course in courses {
                assert!(!course.dots.is_empty() && course.ends.len() == 4, "{}", course.alt);
                assert!(course.dots.iter().all(|dot| dot.at <= 1000 && dot.above.abs() <= 1000), "{course:?}");
                // A dot is filled when it is on its target's side of the line, exactly.
                assert!(course.dots.iter().all(|dot| dot.meets == (dot.above >= 0)), "{course:?}");
                let met = course.dots.iter().filter(|dot| dot.meets).count();
                let said = format!("er nået i {met} af {} perioder", course.dots.len());
                assert!(normal(&course.alt).contains(&said), "{}", course.alt);
            }
        }
    }
}

/// The numbers by quarter, and what they come to: in the tables as in `score`.
#[test]
fn quarters_results_and_status_are_those_of_score() {
    for plan in YEARS {
        let documents = [("opfølgning III", vec!["--quarter", "3"]), ("målrapportering", vec![])];
        for (kind, arguments) in &documents {
            let card = scores(plan, arguments);
            let view = &report(plan, kind).view;
            let goals = card["goals"].as_array().unwrap();
            for (table, goal) in tables(view, "progress").into_iter().zip(goals) {
                let marks = walk(goal);
                let lines = [rows(table, RowRank::Row), rows(table, RowRank::Part)].concat();
                assert_eq!(lines.len(), marks.len(), "{plan}, {kind}: {lines:?}");
                for (line, mark) in lines.iter().zip(marks) {
                    let series = &mark["progress"]["series"];
                    let points = series["points"].as_array().map(Vec::as_slice).unwrap_or_default();
                    let mut before = 0;
                    for quarter in 1..=4_usize {
                        let period = format!("{quarter}. kvartal");
                        let known = points.iter().find(|point| point["period"] == *period);
                        let mut shown = known.map_or("", |point| point["reached"]["shown"].as_str().unwrap_or("–"));
                        // `score` tells what is counted over the year to date, the table what each quarter brought.
                        let own;
                        if let (true, Ok(to_date)) = (series["adds_up"] == true, shown.parse::<i64>()) {
                            own = (to_date - before).to_string();
                            (before, shown) = (to_date, &own);
                        }
                        // A quarter that nothing is reported for has no column.
                        let place = column(table, &format!("{quarter}. kvt."));
                        let told = place.map_or("", |place| line[place].as_str());
                        assert_eq!(bare(told), bare(shown), "{plan}, {kind}, {line:?}");
                    }
                    let figure = column(table, "Til nu").or(column(table, "Resultat"));
                    if let (Some(shown), Some(place)) = (series["so_far"]["shown"].as_str(), figure) {
                        assert!(line[place].starts_with(shown), "{plan}, {kind}, {line:?}");
                    }
                    let status = column(table, "Status").expect("every table says how its rows stand");
                    assert_eq!(line[status], mark["state"].as_str().unwrap(), "{plan}, {kind}, {line:?}");
                }
            }
        }
    }
}

/// The squares of the first page are the requirements of `score`, each by how it stands.
#[test]
fn every_requirement_has_its_square() {
    for plan in YEARS {
        for (kind, arguments) in [("opfølgning II", vec!["--quarter", "2"]), ("målrapportering", vec![])] {
            let card = scores(plan, &arguments);
            let marks = card["goals"].as_array().unwrap().iter().flat_map(walk);
            let leaves: Vec<&Value> = marks.filter(|mark| mark["parts"].as_array().unwrap().is_empty()).collect();
            let built = report(plan, kind);
            let squares = built.view.body.iter().find_map(|block| match block {
                PageBlock::Squares(squares) => Some(squares),
                _ => None,
            });
            let squares = squares.expect("a report has squares");
            assert_eq!(squares.squares.len(), leaves.len(), "{plan}, {kind}");
            for (status, shape) in [
                ("opfyldt", SquareShape::Met),
                ("ikke opfyldt", SquareShape::NotMet),
                ("på målet", SquareShape::OnTarget),
                ("under målet", SquareShape::BelowTarget),
                ("ikke forfalden", SquareShape::NotDue),
            ] {
                let count = leaves.iter().filter(|leaf| leaf["state"] == status).count();
                assert_eq!(squares.squares.iter().filter(|one| **one == shape).count(), count, "{plan}, {kind}");
                let told = format!("{count} {status}");
                assert!(count == 0 || shows(&built.pdf.pages[0].text, &told), "{plan}, {kind}: {told} is on page 1");
            }
        }
    }
}

/// Target, figure and deviation are numbers that the reader can check, worst first.
#[test]
fn the_first_page_answers_how_what_and_when() {
    let built = report("plans/uim/siri/2023", "opfølgning II");
    let table = tables(&built.view, "attention")[0];
    let told: Vec<Vec<String>> = rows(table, RowRank::Row).into_iter().map(|row| row[..5].to_vec()).collect();
    let expected = [
        ["1.1 a", "Medfølgende familiemedlem, erhverv, 1. gang inden for 62 dage", "80", "79", "−1"],
        ["1.1 a", "Beløbsordningen, 1. gang inden for 31 dage", "55", "54,3", "−0,7"],
        ["1.1 a", "Beløbsordningen, 1. gang inden for 92 dage", "75", "74,6", "−0,4"],
        ["1.1 c", "EU-området inden for 1 dag", "70", "69,8", "−0,2"],
    ];
    assert_eq!(told, expected);
    let first = &built.pdf.pages[0].text;
    for said in [
        "Fire resultatkrav ligger under måltallet, alle med højst 1 procentpoint.",
        "Alle tre leverancer med frist til og med 30. juni 2023 er leveret til tiden.",
        "Planen angiver ingen ansvarlige.",
        "27. juni 2.2 Oversigt over indgåede databehandlerforhold er indsendt",
        "30. sept. 2.4 Målene er gjort operationelle",
        "Ingen af de 100 point er afgjort endnu.",
        "Planen fastsætter ikke, hvordan kravene i mål 1.1, 1.2, 1.3, 1.4, 2.1, 2.2, 2.3 og 2.4 tilsammen giver point",
        "Tallene er opgjort pr. 30. juni 2023",
    ] {
        assert!(shows(first, said), "{said}: {first}");
    }
    let year = &report("plans/uim/siri/2023", "målrapportering").pdf.pages[0].text;
    for said in [
        "27 af 30 resultatkrav er opfyldt. Tre er ikke opfyldt.",
        "Ti af elleve leverancer er leveret til tiden.",
        "Opfyldt 3. januar 2024, efter fristen 31. december 2023.",
        "32,5 point er opnået, 67,5 er ikke afgjort.",
        "Det skal afklares mellem parterne, før målopfyldelsen kan gøres op.",
    ] {
        assert!(shows(year, said), "{said}: {year}");
    }
}

#[test]
fn example_figures_are_marked_on_every_page() {
    for plan in YEARS {
        for kind in ["opfølgning I", "opfølgning II", "opfølgning III", "målrapportering", "målrapportering som bilag"]
        {
            let built = report(plan, kind);
            assert!(built.view.cover.marks.contains(&"Eksempel".to_owned()), "{plan}, {kind}");
            let text: String = built.pdf.pages.iter().map(|page| page.text.as_str()).collect();
            assert!(shows(&text, "De er ikke institutionens offentliggjorte resultater."), "{plan}, {kind}");
            let heads = built.pdf.pages.iter().skip(1).filter(|page| !page.head.contains("Eksempel"));
            assert_eq!(heads.count(), 0, "{plan}, {kind}: every running head has the mark");
        }
    }
}

#[test]
fn an_insert_goes_on_from_its_host() {
    let built = report("plans/uim/siri/2023", "målrapportering som bilag");
    let first = &built.pdf.pages[0];
    assert!(shows(&first.foot, "Side 17") && !first.foot.contains(" af "), "{}", first.foot);
    assert!(shows(&first.head, "Årsrapport 2023"), "{}", first.head);
    let headings: Vec<(usize, String)> =
        built.pdf.headings().iter().map(|one| (one.level().unwrap(), normal(&one.text()))).collect();
    assert_eq!(headings[0], (1, "2. Beretning".to_owned()));
    assert_eq!(headings[1], (2, "2.4 Målrapportering 2023".to_owned()));
    assert_eq!(headings[2], (3, "Kræver opmærksomhed".to_owned()));
    assert!(headings.contains(&(3, "2.4.1 1. del: Skematisk oversigt".to_owned())), "{headings:?}");
    assert!(headings.iter().any(|(level, text)| *level == 3 && text.starts_with("2.4.2 2. del")), "{headings:?}");
}

#[test]
fn goals_that_continue_stand_beside_their_earlier_years() {
    let table = tables(&report("plans/uim/siri/2024", "målrapportering").view, "history")[0];
    let heads: Vec<&str> = table.columns.iter().map(|column| column.head.as_str()).collect();
    assert_eq!(heads, ["Nr.", "Mål", "Point 2023", "Status 2023", "Point 2024", "Status 2024"]);
    let (before, now) = (scores("plans/uim/siri/2023", &[]), scores("plans/uim/siri/2024", &[]));
    let of = |card: &Value, number: &str| {
        let goals = card["goals"].as_array().unwrap();
        let goal = goals.iter().find(|goal| goal["address"] == number).unwrap().clone();
        (span(&goal["points"]), goal["state"].as_str().unwrap().to_owned())
    };
    let service = rows(table, RowRank::Row).into_iter().find(|row| row[1] == "Borgerservice").unwrap();
    let ((points_before, status_before), (points_now, status_now)) = (of(&before, "1.2"), of(&now, "1.2"));
    assert_eq!(
        service[2..],
        [format!("{points_before} af 5"), status_before, format!("{points_now} af 10"), status_now]
    );
}

/// The pages' plan, with what is reported on it.
fn with_results(goal: &str, results: &[(&str, &str)]) -> Copy {
    let copy = Copy::of("tests/pages/eks");
    copy.write("plans/eks/prø/2025/mål/1.1.yaml", goal);
    for (name, text) in results {
        copy.write(&format!("plans/eks/prø/2025/resultater/{name}.yaml"), text);
    }
    copy
}

fn built(copy: &Copy, kind: &str) -> (Document, Pdf) {
    let inspected = copy.inspect("plans/eks/prø/2025");
    let view = views(&inspected).into_iter().find(|(id, _)| id.title() == kind).map(|(_, view)| view);
    let view = view.unwrap_or_else(|| panic!("there is no {kind}: {:?}", inspected.report.findings()));
    let pdf = Pdf::read(&build(&view));
    (view, pdf)
}

const GOAL: &str = "
nr: \"1.1\"
område: Svar
vægt: 100
mål: Svar kommer hurtigt.
samles: ligeligt
opgørelse: { kilde: Journalen, ansvarlig: Sekretariatet }
resultatkrav:
  - nr: a
    sager: klager
    mindst: 90 pct.
    inden for: 30 dage
  - nr: b
    leverance: En vejledning er sendt ud
    frist: udgangen af 1. kvartal
  - nr: c
    leverance: Et kursus er holdt
    frist: udgangen af 4. kvartal
  - nr: d
    værdi: sygefravær
    under: 7 dage
    kvartaler samles: seneste
";

const HEAD: &str = "opdateret: 10. juli 2025\nindberettet af: Sekretariatet\nresultater:\n";

#[test]
fn what_needs_attention_stands_first_the_gravest_on_top() {
    let first = format!(
        "periode: 1. kvartal\n{HEAD}  - {{ krav: 1.1 a, i alt: 10, inden for: {{ 30 dage: 8 }} }}\n  - {{ krav: 1.1 b, leveret: nej, forventet: opfyldt }}\n  - {{ krav: 1.1 c, forventet: ikke opfyldt }}\n"
    );
    let second = format!(
        "periode: 2. kvartal\nkommentar: Sygdom i foråret gav et efterslæb.\n{HEAD}  - {{ krav: 1.1 a, i alt: 10, inden for: {{ 30 dage: 9 }} }}\n"
    );
    let (view, pdf) = built(&with_results(GOAL, &[("1", &first), ("2", &second)]), "opfølgning II");
    let attention = rows(tables(&view, "attention")[0], RowRank::Row);
    let told: Vec<(&str, &str)> = attention.iter().map(|row| (row[0].as_str(), row[1].as_str())).collect();
    assert_eq!(
        told,
        [
            (
                "1.1 b",
                "En vejledning er sendt ud Ikke opfyldt; fristen var 31. marts 2025. Forventningen for året, opfyldt, modsiges af tallene."
            ),
            ("1.1 d", "Sygefravær Tal mangler for 1. kvartal, 2. kvartal."),
            ("1.1 a", "Klager inden for 30 dage"),
            ("1.1 c", "Et kursus er holdt Forventes ikke opfyldt i år."),
        ]
    );
    assert!(attention.iter().all(|row| row.last().unwrap() == "Sekretariatet"), "{attention:?}");
    let text: String = pdf.pages.iter().map(|page| page.text.as_str()).collect();
    assert!(shows(&text, "Sygdom i foråret gav et efterslæb."), "{text}");
    assert_eq!(attention[2][2..5], ["90", "85", "−5"]);
    // What a reader in a hurry needs is on the first page.
    let details = pdf.pages.iter().position(|page| page.text.contains("Krav for krav")).unwrap();
    assert!(details == 1, "the details begin on page {}", details + 1);
    assert!(!view.cover.marks.contains(&"Eksempel".to_owned()), "figures that are no examples are not marked as such");
}

#[test]
fn a_status_sees_only_its_quarter() {
    let first = format!("periode: 1. kvartal\n{HEAD}  - {{ krav: 1.1 a, i alt: 10, inden for: {{ 30 dage: 10 }} }}\n");
    let second = format!("periode: 2. kvartal\n{HEAD}  - {{ krav: 1.1 a, i alt: 10, inden for: {{ 30 dage: 0 }} }}\n");
    let copy = with_results(GOAL, &[("1", &first), ("2", &second)]);
    let row = |kind: &str| {
        let (view, _) = built(&copy, kind);
        rows(tables(&view, "progress")[0], RowRank::Part).into_iter().find(|row| row[0].starts_with("a)")).unwrap()
    };
    let course = "1.1 a klager: 1. kvartal 100 pct.";
    let told = row("opfølgning I");
    assert!(told[2] == "100" && told[3].starts_with(course), "{told:?}");
    assert_eq!(told[4..], ["100 pct.", "på målet"]);
    let told = row("opfølgning II");
    assert_eq!(told[2..4], ["100", "0"]);
    assert_eq!(told[5..], ["50 pct.", "under målet"]);
    let inspected = copy.inspect("plans/eks/prø/2025");
    assert!(views(&inspected).iter().all(|(id, _)| id.title() != "opfølgning III"), "no third quarter, no status");
}

#[test]
fn a_total_that_rounding_sets_apart_from_its_rows_says_so() {
    let goal = |number: u8, weight: &str| {
        format!(
            "nr: \"1.{number}\"\nområde: Svar {number}\nvægt: {weight}\nmål: Svar.\nopgørelse: {{ metode: A., ansvarlig: B, kilde: C }}\nresultatkrav:\n  - {{ antal: svar, mindst: 3, opfyldelse: proportional }}\n"
        )
    };
    let copy = Copy::of("tests/pages/eks");
    copy.write("plans/eks/prø/2025/mål/1.1.yaml", goal(1, "50"));
    copy.write("plans/eks/prø/2025/mål/1.2.yaml", goal(2, "50"));
    copy.edit("plans/eks/prø/2025/plan.yaml", "[mål/1.1.yaml]", "[mål/1.1.yaml, mål/1.2.yaml]");
    let report = "dato: 1. februar 2026\nanalyser:\n  - { mål: \"1.1\", tekst: A. }\n  - { mål: \"1.2\", tekst: B. }\n";
    copy.write("plans/eks/prø/2025/årsrapport.yaml", report);
    let note = "Hvert tal er afrundet for sig.";
    let text = |counts: [u8; 2]| {
        let results = format!(
            "periode: hele året\nopdateret: 10. januar 2026\nindberettet af: A\nresultater:\n  - {{ krav: \"1.1\", antal: {} }}\n  - {{ krav: \"1.2\", antal: {} }}\n",
            counts[0], counts[1]
        );
        copy.write("plans/eks/prø/2025/resultater/år.yaml", results);
        let (view, pdf) = built(&copy, "målrapportering");
        let total = rows(tables(&view, "scores")[0], RowRank::Total).pop().unwrap();
        (total[5].clone(), pdf.pages.iter().map(|page| page.text.as_str()).collect::<String>())
    };
    // 50/3 = 16,7 twice is 33,4; the total is 33,3.
    let (total, said) = text([1, 1]);
    assert_eq!(total, "33,3");
    assert!(shows(&said, note), "{said}");
    // 50 and 0 need no note.
    let (total, said) = text([3, 0]);
    assert_eq!(total, "50");
    assert!(!shows(&said, note), "{said}");
}

#[test]
fn a_report_is_signed_by_those_who_declare_it_complete() {
    let built = report("plans/uim/siri/2023", "målrapportering");
    let last = &built.pdf.pages.last().unwrap().text;
    assert!(shows(last, "målrapporteringen er fyldestgørende") && shows(last, "Trine Rask Thygesen"), "{last}");
    let insert = report("plans/uim/siri/2023", "målrapportering som bilag");
    let text: String = insert.pdf.pages.iter().map(|page| page.text.as_str()).collect();
    assert!(!shows(&text, "fyldestgørende"), "the host has a påtegning of its own");
}

/// What the institution itself writes of the year and of a quarter.
#[test]
fn every_analysis_and_every_comment_is_printed() {
    const QUARTERS: usize = 3;
    for plan in YEARS {
        let made = made(plan);
        let pages =
            |kind: &str| -> String { report(plan, kind).pdf.pages.iter().map(|page| page.text.as_str()).collect() };
        let annual = &made.dossier().annual().unwrap().report;
        let text = pages("målrapportering");
        assert!(annual.analyses.len() >= 3, "{plan}");
        for analysis in &annual.analyses {
            match &analysis.matter {
                Matter::Analysed(prose) => {
                    prose.to_text().lines().for_each(|line| assert!(shows(&text, line), "{plan}: {line}"));
                }
                Matter::Immaterial(reason) => assert!(shows(&text, reason), "{plan}: {reason}"),
            }
        }
        let sheets = &made.inspected.known.results().unwrap().sheets;
        let status = pages("opfølgning III");
        for sheet in sheets.iter().take(QUARTERS) {
            for one in sheet.observations.iter().filter(|one| !one.comment.is_empty()) {
                assert!(shows(&status, one.comment.to_text().trim()), "{plan}: {:?}", one.comment);
            }
        }
        assert!(shows(&status, sheets[QUARTERS - 1].comment.to_text().trim()), "{plan}");
    }
}

/// `89,50 | 87,20 | 80,03`: what belongs together has one number of decimals, by zeros alone.
#[test]
fn figures_that_belong_together_have_as_many_decimals() {
    let decimals =
        |text: &str| text.trim_end_matches(" pct.").split_once(',').map_or(0, |(_, decimals)| decimals.len());
    let is_figure = |text: &&String| {
        let text = text.trim_end_matches(" pct.");
        !text.is_empty() && text.chars().all(|one| one.is_ascii_digit() || matches!(one, ',' | '.' | '−' | '+'))
    };
    let mut seen = 0;
    for plan in YEARS {
        for kind in ["opfølgning II", "målrapportering"] {
            let view = &report(plan, kind).view;
            for table in tables(view, "progress") {
                let of_shares =
                    table.rows.iter().map(shown_cells).filter(|row| row.iter().any(|one| one.ends_with(" pct.")));
                // Beside the target, which the plan says.
                let figures: Vec<String> =
                    of_shares.flat_map(|row| row[2..].to_vec()).filter(|one| is_figure(&one)).collect();
                let most = figures.iter().map(|one| decimals(one)).max().unwrap_or(0);
                assert!(figures.iter().all(|one| decimals(one) == most), "{plan}, {kind}: {figures:?}");
                seen += figures.len();
            }
            let table = tables(view, "glance")[0];
            let weights: Vec<String> =
                table.rows.iter().map(shown_cells).filter_map(|row| row.get(2).cloned()).collect();
            let weights: Vec<String> = weights.into_iter().filter(|one| is_figure(&one)).collect();
            assert!(weights.iter().all(|one| decimals(one) == 1), "{plan}, {kind}: {weights:?}");
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn a_goal_of_many_limits_is_a_matrix_of_what_is_counted_and_how_long_it_may_take() {
    let report = &made("plans/uim/siri/2023").documents["opfølgning III"].view;
    let [table] = tables(report, "matrix")[..] else { panic!("1.1 alone has many limits") };
    let heads: Vec<String> = table.columns.iter().map(|column| normal(&column.head)).collect();
    assert_eq!(heads, ["Sagstype", "Inden for 1 dag", "Inden for 31 dage", "Inden for 62 dage", "Inden for 92 dage"]);
    let row = |name: &str| table.rows.iter().map(cells).find(|row| row[0].starts_with(name)).expect("a row a sort");
    assert_eq!(row("Beløbsordningen")[1..], ["", "55,01 pct. mål 55 pct.", "", "75,4 pct. mål 75 pct."]);
    assert_eq!(row("Landbrug")[1..], ["", "84,7 pct. mål 85 pct., under målet", "", ""]);
    assert_eq!(row("EU-sager")[1], "70,2 pct. mål 70 pct.");
    // Each figure is that of the table below it.
    let told: Vec<String> = tables(report, "progress")[0].rows.iter().flat_map(cells).collect();
    let cells = table.rows.iter().filter(|row| row.rank == RowRank::Part).flat_map(|row| cells(row).split_off(1));
    for cell in cells.filter(|cell| !cell.is_empty()) {
        let (figure, _) = cell.split_once(" mål ").expect("a figure over its target");
        assert!(told.iter().any(|one| one == figure), "{figure}");
    }
    let few = &made("plans/uim/siri/2024").documents["opfølgning III"].view;
    assert!(tables(few, "matrix").is_empty());
}
