//! No figure and no word of a text is printed otherwise than it was written: not in the tree that prose becomes, not on the
//! web page, not in the PDF.

use proptest::prelude::*;
use proptest::sample::select;
use resultatplan::document::CONTRACT;
use resultatplan::document::view::Document;
use resultatplan::pdf::open;
use resultatplan::pdf::signable::reasons;
use resultatplan::prose::{Block, Doubt, Inline, LineReading, Prose, doubts, inline_text, markdown, parse};
use roxmltree::Node;

use crate::support::html;
use crate::support::pdf::{Pdf, refusal_lines};
use crate::support::plan::{Copy, build, errors, page, views};
use crate::support::random::config;

/// Pieces of Danish in which marks of Markdown mean what they say.
const PIECES: [&str; 44] = [
    "borgerne",
    "Institutionen",
    "får svar",
    "og",
    "herunder",
    "mindst",
    "85 pct.",
    "2,5",
    "1.234,5",
    "31 dage",
    "1. januar",
    "31. december 2018",
    "2. kvartal",
    "4. kvartal:",
    "1. halvår",
    "3. gang",
    "2. punkt",
    "1. og 2. kvartal",
    "15. marts",
    "1.",
    "2.",
    "7.",
    "01.",
    "2017.",
    "1)",
    "3)",
    "-",
    "–",
    "*",
    "+",
    ">",
    "#",
    "- herunder",
    "> 85 pct.",
    "# 3",
    "2*3*4",
    "10*20 m*3",
    "5 * 4 * 3",
    "område:",
    "Målet.",
    "*stærkt*",
    "**fed**",
    "a_b_c",
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
];

/// What stands between them: spaces, a new line, a new paragraph, a new line that is moved in.
const GAPS: [&str; 9] = [" ", " ", " ", " ", "\n", "\n", "\n\n", "\n  ", "\n   "];

fn text() -> impl Strategy<Value = String> {
    let piece = (select(&PIECES[..]), select(&GAPS[..]));
    proptest::collection::vec(piece, 1..24)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| format!("{piece}{gap}")).collect())
}

/// The words and figures of a text in their order.
fn words(text: &str) -> Vec<String> {
    let visible: String = text.chars().filter(|one| *one != '\u{ad}').collect();
    let words = visible.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// What a reader gets of a tree: the numbers of lists as well.
fn printed(prose: &Prose) -> String {
    let mut text = String::new();
    print(&prose.blocks, &mut text);
    text
}

fn print(blocks: &[Block], text: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Heading { text: line, .. } => text.push_str(&inline_text(line)),
            Block::List { start, items } => {
                for (index, item) in items.iter().enumerate() {
                    text.extend(start.map(|start| format!("{}. ", start + index as u64)));
                    print(item, text);
                }
            }
            Block::Quotation(body) => print(body, text),
            Block::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    text.push_str(&inline_text(cell));
                    text.push('\n');
                }
            }
        }
        text.push('\n');
    }
}

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn a_text_has_the_words_and_figures_that_were_written(text in text()) {
        let prose = parse(&text);
        prop_assert_eq!(words(&printed(&prose)), words(&text), "{}", text);
        let again = parse(&markdown(&prose));
        prop_assert_eq!(words(&printed(&again)), words(&text), "{}\n---\n{}", text, markdown(&prose));
    }
}

const PLAN: &str = "plans/eks/prø/2025";

/// The contract of a plan with a section of these texts.
fn contract(texts: &[String]) -> Document {
    let copy = Copy::of("tests/pages/eks");
    let copied = copy.path("plans/eks");
    assert!(copied.is_dir());
    let text = format!("Her begynder teksten.\n\n{}\n\nHer ender teksten.\n", texts.join("\n\nNæste tekst.\n\n"));
    copy.write(&format!("{PLAN}/afsnit.md"), text);
    let plan = copy.read(&format!("{PLAN}/plan.yaml"));
    copy.write(
        &format!("{PLAN}/plan.yaml"),
        format!("{plan}afsnit:\n  - {{ nr: \"2.1\", titel: T, fil: afsnit.md }}\n"),
    );
    let inspected = copy.inspect(PLAN);
    assert_eq!(errors(&inspected), Vec::<&str>::new());
    let documents = views(&inspected).into_iter();
    documents.filter(|(id, _)| *id.kind == CONTRACT).map(|(_, view)| view).next().expect("a contract")
}

/// What stands between the first and the last words of the section.
fn section(all: &str) -> String {
    let (_, rest) = all.split_once("Her begynder teksten.").expect("the section begins");
    rest.split_once("Her ender teksten.").expect("the section ends").0.to_owned()
}

/// A page as it is read: the numbers of its lists are said by the browser.
fn page_text(node: Node, text: &mut String) {
    // What a table is called stands above it already.
    if html::has_class(node, "unseen") {
        return;
    }
    if node.is_text() {
        text.push_str(node.text().unwrap_or_default());
    }
    let number = node.parent_element().filter(|list| list.has_tag_name("ol") && node.has_tag_name("li")).map(|list| {
        let start: usize = list.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        start + node.prev_siblings().skip(1).filter(|sibling| sibling.has_tag_name("li")).count()
    });
    text.extend(number.map(|number| format!(" {number}. ")));
    node.children().for_each(|child| page_text(child, text));
    if node.is_element() && !node.has_tag_name("em") && !node.has_tag_name("strong") {
        text.push(' ');
    }
}

proptest! {
    #![proptest_config(config(3))]

    #[test]
    fn page_and_pdf_have_the_words_and_figures_that_were_written(texts in proptest::collection::vec(text(), 25)) {
        let view = contract(&texts);
        let written = words(&texts.join("\n\nNæste tekst.\n\n"));
        let page = page(&view);
        let mut on_page = String::new();
        page_text(html::read(&page).root_element(), &mut on_page);
        prop_assert_eq!(words(&section(&on_page)), written.clone());
        // Words may be broken over lines in a PDF: what is compared is every letter and figure in its order.
        let in_pdf = section(&Pdf::read(&build(&view)).text());
        prop_assert_eq!(words(&in_pdf).concat(), written.concat());
    }
}

/// What was printed otherwise, and what is printed now.
#[test]
fn ordinals_and_dates_are_printed_as_they_are_written() {
    for (text, expected) in [
        ("2. kvartal: Plan.\n\n4. kvartal: Niveau 3.", "2. kvartal: Plan.\n4. kvartal: Niveau 3."),
        (
            "Planen gælder fra\n1. januar 2018 til og med\n31. december 2018.",
            "Planen gælder fra 1. januar 2018 til og med 31. december 2018.",
        ),
        ("Senest den\n15. marts og igen\n1. juni.", "Senest den 15. marts og igen 1. juni."),
        ("1. marts 2025: udkast.\n1. juni 2025: høring.", "1. marts 2025: udkast. 1. juni 2025: høring."),
        ("1. *januar* 2018", "1. januar 2018"),
        ("1. Januar 2018", "1. Januar 2018"),
        ("Anden\n1. gang", "Anden 1. gang"),
        ("1. halvår\n2. halvår", "1. halvår 2. halvår"),
        ("1. og 2. kvartal", "1. og 2. kvartal"),
        ("007. agent", "007. agent"),
        ("tre områder,\n- herunder sprog", "tre områder, - herunder sprog"),
        ("kravet er\n> 85 pct.", "kravet er > 85 pct."),
        ("se bilag\n# 3", "se bilag # 3"),
        ("i\n2017. Centeret", "i 2017. Centeret"),
        ("2*3*4 er 24", "2*3*4 er 24"),
        ("2**3**4", "2**3**4"),
        ("5*kvm*", "5*kvm*"),
        ("- Ordningen blev\n2017. Centeret", "Ordningen blev 2017. Centeret"),
        ("    1. januar", "1. januar"),
        ("1. a\n1. januar", "1. a 1. januar"),
        ("###", "###"),
        ("#", "#"),
        ("1. a\n3. b", "1. a\n3. b"),
        ("1. a\n1. b", "1. a\n1. b"),
        ("4. a\n2. b\n3. c", "4. a\n2. b\n3. c"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "a\nb\n1\n2 | 3"),
        ("a[^x]\n\n[^x]: en\n\n[^x]: to", "a en\n[^x]: to"),
    ] {
        let lines = |text: &str| text.lines().map(str::to_owned).filter(|line| !line.is_empty()).collect::<Vec<_>>();
        assert_eq!(lines(&printed(&parse(text))), lines(expected), "{text}");
    }
}

/// What `check` passes can be built.
#[test]
fn headings_in_any_order_are_built() {
    for text in ["###", "#### a\n\n### b", "### a\n\n## b\n\n###### c", "# \n\n## \n\n### a", "a\n# 3"] {
        build(&contract(&[text.to_owned()]));
    }
}

/// PDF has six levels of headings, and the signing service knows the name of no seventh.
#[test]
fn headings_of_six_levels_are_signed() {
    let levels: Vec<String> = (1..=6).map(|level| format!("{} Niveau {level}", "#".repeat(level))).collect();
    let file = open(&build(&contract(&[levels.join("\n\nTekst.\n\n")]))).expect("it can be read");
    assert_eq!(refusal_lines(&reasons(&file), true), [""; 0]);
}

#[test]
fn lists_stay_lists() {
    for (text, items) in [
        ("- a\n- b", 2),
        ("1. a\n2. b\n3. c", 3),
        ("Rådgivningen omfatter:\n- a\n- b", 2),
        ("Rådgivningen omfatter\n- a\n- b", 2),
        ("1. Analyse\n2. Kvartalsvis opfølgning", 2),
        ("1. Del\n2. Fase", 2),
        ("7) a\n8) b", 2),
    ] {
        let prose = parse(text);
        let found = prose.blocks.iter().find_map(|block| match block {
            Block::List { items, .. } => Some(items.len()),
            _ => None,
        });
        assert_eq!(found, Some(items), "{text}");
    }
    assert!(
        matches!(&parse("*kursiv*").blocks[..], [Block::Paragraph(line)] if matches!(line[..], [Inline::Emphasis(_)]))
    );
}

#[test]
fn what_can_be_read_in_two_ways_is_doubted() {
    let interrupts = |line: &str, mark: &str, reading| {
        vec![Doubt::Interrupts { line: line.to_owned(), mark: mark.to_owned(), reading }]
    };
    let skips =
        |line: &str, mark: &str, counted| vec![Doubt::Skips { line: line.to_owned(), mark: mark.to_owned(), counted }];
    for (text, expected) in [
        ("tre områder,\n- herunder sprog", interrupts("- herunder sprog", "-", LineReading::Text)),
        ("tre områder\n- sprog\n- job", interrupts("- sprog", "-", LineReading::Markup)),
        ("se\n1. Bilaget", interrupts("1. Bilaget", "1.", LineReading::Text)),
        ("kravet er\n> 85 pct.", interrupts("> 85 pct.", ">", LineReading::Text)),
        ("se bilag\n# 3", interrupts("# 3", "#", LineReading::Text)),
        ("> tre områder\n> - sprog", interrupts("- sprog", "-", LineReading::Text)),
        ("1. a\n3. b", skips("3. b", "3.", 2)),
        ("1. a\n\ntekst\n\n- x\n\n5. a\n4. b", skips("4. b", "4.", 6)),
        ("> 85 pct.", vec![Doubt::MoreThan { line: "> 85 pct.".to_owned() }]),
        ("| a |\n|---|\n| 1 | TABT |", vec![Doubt::BeyondHead { text: "TABT".to_owned() }]),
        ("Fra\n1. januar 2018", vec![]),
        ("tre områder:\n- sprog", vec![]),
        ("**Områder:**\n- sprog", vec![]),
        ("tre områder\n\n- sprog", vec![]),
        ("- a\n  - b\n- c", vec![]),
        ("1. a\n2. b", vec![]),
        ("### Overskrift\n- a", vec![]),
        ("> citat\n> over to linjer", vec![]),
    ] {
        assert_eq!(doubts(text), expected, "{text}");
    }
}
