//! The web page of every document: what it is made of, that it says what the view says, and that it needs nothing else.
//! What only a browser can tell is in `.ci/axe/check.js`.

use std::collections::{BTreeMap, BTreeSet};

use resultatplan::document::view::{Cell, DataTable, Document, PageBlock, PageInline, RowRank, Trail, text_of};
use roxmltree::Node;
use serde_json::Value;

use crate::support::command::run;
use crate::support::html::{all, has_class, read, text};
use crate::support::plan::{Copy, contract, documents, errors, page, views};
use crate::support::repository;
use crate::support::text::{normal, shows, squeezed};

/// Every document of the repository as a page, with its view.
fn pages() -> impl Iterator<Item = (String, &'static Document, String)> {
    documents().map(|(name, built)| (name, &built.view, page(&built.view)))
}

fn count(root: Node, name: &'static str) -> usize {
    all(root, &[name]).count()
}

#[test]
fn a_page_says_what_it_is_and_where_its_parts_are() {
    for (name, view, page) in pages() {
        let read = read(&page);
        let root = read.root_element();
        assert!(page.starts_with("<!DOCTYPE html>\n"), "{name}");
        assert_eq!(root.attribute("lang"), Some("da"), "{name}");
        for once in ["title", "h1", "main", "header", "footer", "nav"] {
            assert_eq!(count(root, once), 1, "{name}: one {once}");
        }
        let title = all(root, &["title"]).next().expect("a title");
        assert_eq!(text(title).trim(), view.meta.title, "{name}");
        let heading = all(root, &["h1"]).next().expect("a heading");
        assert_eq!(text(heading).trim(), view.cover.title, "{name}");
        let first = all(root, &["a"]).next().expect("a link");
        assert_eq!((first.attribute("href"), text(first).trim()), (Some("#tekst"), "Gå til teksten"), "{name}");
    }
}

#[test]
fn no_heading_skips_a_level_and_the_contents_list_them() {
    for (name, view, page) in pages() {
        let read = read(&page);
        let mut above = 0;
        for heading in all(read.root_element(), &["h1", "h2", "h3", "h4", "h5", "h6"]) {
            let level: usize = heading.tag_name().name()[1..].parse().expect("a level");
            assert!(level <= above + 1, "{name}: h{level} `{}` follows h{above}", text(heading));
            assert!(!text(heading).trim().is_empty(), "{name}");
            above = level;
        }
        let nav = all(read.root_element(), &["nav"]).next().expect("contents");
        let listed: Vec<String> = all(nav, &["a"]).map(|link| normal(&text(link))).collect();
        let headings = view.body.iter().filter_map(|block| match block {
            PageBlock::Heading(heading) if heading.listed => Some(heading),
            _ => None,
        });
        let expected: Vec<String> =
            headings.map(|it| normal(&format!("{} {}", it.number.clone().unwrap_or_default(), it.text))).collect();
        assert_eq!(listed, expected, "{name}");
    }
}

#[test]
fn every_link_leads_somewhere_on_the_page() {
    for (name, _, page) in pages() {
        let read = read(&page);
        let ids: Vec<&str> = read.descendants().filter_map(|node| node.attribute("id")).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{name}: no identifier twice");
        for node in read.descendants() {
            let target = node.attribute("href").and_then(|link| link.strip_prefix('#'));
            for named in [target, node.attribute("aria-labelledby")].into_iter().flatten() {
                assert!(known.contains(named), "{name}: there is no `{named}`");
            }
        }
    }
}

#[test]
fn a_page_fetches_nothing_and_runs_nothing() {
    for (name, _, page) in pages() {
        let read = read(&page);
        for node in read.descendants().filter(Node::is_element) {
            let kind = node.tag_name().name();
            assert!(!["script", "iframe", "object", "embed", "form", "img", "base"].contains(&kind), "{name}: {kind}");
            for attribute in node.attributes() {
                assert!(!attribute.name().starts_with("on"), "{name}: {}", attribute.name());
                assert!(!["src", "srcset", "action", "data", "poster"].contains(&attribute.name()), "{name}");
                // A reader may follow a link; nothing else names a place outside.
                let schemes = ["#", "https://", "http://", "mailto:"];
                let is_fetched_by_none = kind == "a" && schemes.iter().any(|one| attribute.value().starts_with(one));
                let is_icon = attribute.value() == "data:,";
                assert!(attribute.name() != "href" || is_icon || is_fetched_by_none, "{name}: {}", attribute.value());
            }
        }
        let styles: Vec<&str> = all(read.root_element(), &["style"]).filter_map(|style| style.text()).collect();
        let [font, style] = styles[..] else { panic!("{name}: {} styles", styles.len()) };
        // The letters stand in the page itself.
        let data = font.matches("url(\"data:font/woff2;base64,").count();
        assert_eq!((font.matches("url(").count(), font.matches("@font-face").count()), (data, 2), "{name}");
        assert_eq!(style.matches("url(").count(), style.matches("url(#").count(), "{name}: only what the page holds");
        assert!(!style.contains("@import") && !style.contains("@font-face") && !style.contains("//"), "{name}");
        assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'"), "{name}");
    }
}

#[test]
fn every_table_is_named_and_every_cell_has_its_headers() {
    let mut tables = 0;
    for (name, _, page) in pages() {
        let read = read(&page);
        for table in all(read.root_element(), &["table"]) {
            tables += 1;
            let caption = table.first_element_child().expect("a caption");
            assert_eq!(caption.tag_name().name(), "caption", "{name}");
            assert!(!text(caption).trim().is_empty(), "{name}");
            let frame = table.parent_element().expect("a frame");
            assert_eq!(frame.attribute("tabindex"), Some("0"), "{name}: the frame can be moved with the keyboard");
            assert_eq!(normal(frame.attribute("aria-label").unwrap_or_default()), normal(&text(caption)), "{name}");
            for head in all(table, &["th"]) {
                let scope = head.attribute("scope");
                assert!(["col", "row", "rowgroup"].map(Some).contains(&scope), "{name}: {}", text(head));
                assert!(!text(head).trim().is_empty(), "{name}: a header has words");
            }
            let width = |row: Node| -> usize {
                let cells = row.children().filter(Node::is_element);
                cells.map(|cell| cell.attribute("colspan").map_or(1, |span| span.parse().expect("a number"))).sum()
            };
            // A schema to be filled in is a table in a cell.
            let is_own = |row: &Node| row.ancestors().find(|one| one.tag_name().name() == "table") == Some(table);
            let widths: BTreeSet<usize> = all(table, &["tr"]).filter(is_own).map(width).collect();
            assert_eq!(widths.len(), 1, "{name}: every row of {} is as wide", text(caption));
        }
    }
    assert!(tables > 30, "{tables}");
}

#[test]
fn every_picture_is_told_in_words() {
    let mut pictures = 0;
    for (name, _, page) in pages() {
        let read = read(&page);
        for picture in all(read.root_element(), &["svg"]) {
            if picture.attribute("aria-hidden") == Some("true") {
                assert!(text(picture).trim().is_empty(), "{name}: what is hidden says nothing");
                continue;
            }
            pictures += 1;
            assert_eq!(picture.attribute("role"), Some("img"), "{name}");
            assert!(picture.attribute("aria-label").is_some_and(|label| label.len() > 20), "{name}");
        }
    }
    assert!(pictures > 50, "{pictures}");
}

/// The strings of a view that are not for its reader, or not for the reader of a page.
const SILENT: [&str; 11] =
    ["kind", "look", "align", "role", "rank", "name_label", "shape", "squares", "url", "address", "tag"];

fn strings<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(values) => values.iter().for_each(|one| strings(one, found)),
        Value::Object(fields) => {
            fields.iter().filter(|(name, _)| !SILENT.contains(&name.as_str())).for_each(|(_, one)| strings(one, found));
        }
        _ => {}
    }
}

#[test]
fn all_that_the_view_says_stands_on_the_page() {
    for (name, view, page) in pages() {
        let read = read(&page);
        let shown = squeezed(&text(read.root_element()));
        let body = serde_json::to_value((&view.cover, &view.body)).expect("a view is data");
        let mut said = Vec::new();
        strings(&body, &mut said);
        assert!(said.len() > 20, "{name}");
        for one in said {
            assert!(shown.contains(&squeezed(one)), "{name}: `{one}` does not stand on the page");
        }
    }
}

/// Whether a cell of the page says what its cell of the view says: paragraphs word for word, requirements each of their
/// words, wherever it stands.
fn says(shown: &str, cell: &Cell) -> bool {
    match cell {
        Cell::Words { text } => shown == squeezed(&text_of(text)),
        Cell::Named { name, note } => shown == squeezed(&format!("{name}{note}")),
        Cell::Bar(bar) => shown == squeezed(&bar.alt),
        Cell::Sign(sign) => shown == squeezed(&sign.word),
        Cell::Course(course) => shown == squeezed(&course.alt),
        Cell::Year(line) => shown == squeezed(&line.alt),
        Cell::Body { body } => {
            let paragraphs: Option<String> = body
                .iter()
                .map(|block| match block {
                    PageBlock::Paragraph { text, .. } => Some(text_of(text)),
                    _ => None,
                })
                .collect();
            if let Some(paragraphs) = paragraphs {
                return shown == squeezed(&paragraphs);
            }
            let body = serde_json::to_value(body).expect("a view is data");
            let mut said = Vec::new();
            strings(&body, &mut said);
            said.into_iter().all(|one| shown.contains(&squeezed(one)))
        }
    }
}

#[test]
fn a_table_of_figures_is_that_of_the_view_cell_by_cell() {
    let mut cells = 0;
    for (name, view, page) in pages() {
        let read = read(&page);
        let tables: Vec<Node> = all(read.root_element(), &["table"]).filter(|one| has_class(*one, "data")).collect();
        let expected: Vec<&DataTable> = view
            .body
            .iter()
            .filter_map(|block| match block {
                PageBlock::Data(data) => Some(data),
                _ => None,
            })
            .collect();
        assert_eq!(tables.len(), expected.len(), "{name}");
        for (table, data) in tables.iter().zip(expected) {
            let shown: Vec<Vec<String>> = all(*table, &["tr"])
                .map(|row| row.children().filter(Node::is_element).map(|cell| squeezed(&text(cell))).collect())
                .collect();
            let heads: Vec<String> = data.columns.iter().map(|column| squeezed(&column.head)).collect();
            assert_eq!(shown[0], heads, "{name}: {}", data.caption);
            assert_eq!(shown.len(), data.rows.len() + 1, "{name}: {}", data.caption);
            for (shown, row) in shown[1..].iter().zip(&data.rows) {
                assert_eq!(shown.len(), row.cells.len(), "{name}: {shown:?}");
                for (shown, cell) in shown.iter().zip(&row.cells) {
                    assert!(says(shown, cell), "{name}: {shown}: {cell:?}");
                }
                cells += row.cells.len();
            }
            let groups = data.rows.iter().filter(|row| row.rank == RowRank::Group).count();
            let headed = all(*table, &["tbody"]).filter(|body| {
                all(*body, &["th"]).next().is_some_and(|head| head.attribute("scope") == Some("rowgroup"))
            });
            assert_eq!(headed.count(), groups, "{name}: each group is a body of its own with its name first");
        }
    }
    assert!(cells > 1000, "{cells}");
}

fn footnotes(value: &Value) -> usize {
    match value {
        Value::Array(values) => values.iter().map(footnotes).sum(),
        Value::Object(fields) => {
            usize::from(fields.get("kind").is_some_and(|kind| kind == "footnote"))
                + fields.values().map(footnotes).sum::<usize>()
        }
        _ => 0,
    }
}

#[test]
fn a_footnote_is_reached_and_left() {
    let mut seen = 0;
    for (name, view, page) in pages() {
        let read = read(&page);
        let expected = footnotes(&serde_json::to_value(&view.body).expect("a view is data"));
        let by_id: BTreeMap<&str, Node> =
            read.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect();
        let references: Vec<Node> = all(read.root_element(), &["a"]).filter(|link| has_class(*link, "note")).collect();
        assert_eq!(references.len(), expected, "{name}");
        for (index, reference) in references.iter().enumerate() {
            let number = index + 1;
            assert_eq!(reference.attribute("aria-label"), Some(format!("Fodnote {number}").as_str()), "{name}");
            let note = by_id[reference.attribute("href").expect("a target").trim_start_matches('#')];
            let back = all(note, &["a"]).find(|link| has_class(*link, "back")).expect("a way back");
            assert_eq!(by_id[back.attribute("href").expect("a target").trim_start_matches('#')], *reference, "{name}");
            assert!(back.attribute("aria-label").is_some_and(|label| label.ends_with(&format!(" {number}"))), "{name}");
            seen += 1;
        }
    }
    assert!(seen > 1, "{seen}");
}

#[test]
fn a_footnote_in_a_footnote_comes_after_it() {
    let mut view = contract("plans/uim/siri/2023").view.clone();
    let note = |body: Vec<PageInline>| PageInline::Footnote {
        body: vec![PageBlock::Paragraph { text: body, from: Trail::NONE }],
    };
    let said = |text: &str| PageInline::Text { text: text.to_owned() };
    view.body = vec![PageBlock::Paragraph {
        text: vec![
            said("Ord"),
            note(vec![said("Ydre"), note(vec![said("Indre")])]),
            said(" og mere"),
            note(vec![said("Sidste")]),
        ],
        from: Trail::NONE,
    }];
    let page = page(&view);
    let read = read(&page);
    let section = all(read.root_element(), &["section"]).next().expect("footnotes");
    let notes: Vec<String> = all(section, &["li"]).map(|one| squeezed(&text(one))).collect();
    assert_eq!(notes, ["ydre3↑1", "sidste↑2", "indre↑3"]);
}

#[test]
fn prose_as_deep_as_a_plan_may_have_it_is_written() {
    let copy = Copy::of("tests/pages/eks");
    let goal = "plans/eks/prø/2025/mål/1.1.yaml";
    let plain = copy.read(goal);
    let with = |levels: usize| {
        copy.write(goal, format!("{plain}bemærkning: |\n  {}dybt\n", "> ".repeat(levels)));
        copy.inspect("plans/eks/prø/2025")
    };
    let most = (1..100).take_while(|levels| errors(&with(*levels)).is_empty()).last().expect("some levels");
    assert!(most > 40, "{most}");
    for (_, view) in views(&with(most)) {
        let page = page(&view);
        let read = read(&page);
        assert_eq!(count(read.root_element(), "blockquote"), most);
    }
}

#[test]
fn own_templates_and_styles_stand_in_place_of_the_built_in_ones() {
    let copy = Copy::of("tests/plans/eksempel");
    copy.write("egne/html/style.css", "p > em { color: teal }");
    copy.write("egne/html/facts.html.jinja", "{% macro facts(rows, lay) %}<p>{{ rows|length }} ting</p>{% endmacro %}");
    let build = ["build", "plans/eksempel/ekn/2025", "--kind", "annex", "--format", "html", "--templates", "egne"];
    let ran = run(&copy.path("."), &build);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(ran.stdout, "out/eksempel/ekn/2025/opgørelsesmetode.html\n");
    let page = copy.read("out/eksempel/ekn/2025/opgørelsesmetode.html");
    assert!(page.contains("<style>\np > em { color: teal }\n</style>"));
    assert!(shows(&text(read(&page).root_element()), "5 ting"));
}

#[test]
fn a_broken_template_is_told_with_file_and_line() {
    let copy = Copy::of("tests/plans/eksempel");
    let build = |text: &str| {
        copy.write("egne/html/facts.html.jinja", text);
        run(&copy.path("."), &["build", "plans/eksempel/ekn/2025", "--format", "html", "--templates", "egne"])
    };
    for (text, told) in [
        (
            "{% macro facts(rows, lay) %}\n<p>\n{{ rows.ukendt }}</p>\n{% endmacro %}",
            "html/facts.html.jinja:3: undefined value",
        ),
        (
            "{# Fakta. #}\n{% macro facts(rows, lay) %}",
            "html/facts.html.jinja:2: syntax error: unexpected end of input",
        ),
        ("{% macro fakta(rows) %}{% endmacro %}", "html/body.html.jinja"),
    ] {
        let ran = build(text);
        assert_eq!(ran.status, 1, "{text}");
        assert!(ran.stderr.contains(told), "{told}: {}", ran.stderr);
        assert!(ran.stderr.contains("opgørelsesmetode` is not built"), "{}", ran.stderr);
        assert!(!copy.path("out/eksempel/ekn/2025/opgørelsesmetode.html").exists());
    }
}

#[test]
fn neither_place_nor_time_changes_a_byte_of_a_page() {
    let copy = Copy::empty();
    let plan = repository("plans/uim/siri/2023").to_string_lossy().into_owned();
    for out in ["one", "two"] {
        let ran = run(&copy.path("."), &["build", &plan, "--quiet", "--format", "html", "--out", out]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        let built = copy.read(&format!("{out}/uim/siri/2023/mål-og-resultatplan.html"));
        assert_eq!(built, page(&contract("plans/uim/siri/2023").view), "the library writes what the command writes");
    }
    let name = "uim/siri/2023/opfølgning-3.html";
    assert_eq!(copy.read(&format!("one/{name}")), copy.read(&format!("two/{name}")));
}

#[test]
fn a_small_page() {
    let copy = Copy::of("tests/pages/eks");
    let inspected = copy.inspect("plans/eks/prø/2025");
    let page = page(&views(&inspected)[0].1);
    let (head, rest) = page.split_once("<style>").expect("a style");
    let (_, body) = rest.rsplit_once("</style>").expect("the end of the last");
    insta::assert_snapshot!(format!("{head}<style/>{body}"));
}
