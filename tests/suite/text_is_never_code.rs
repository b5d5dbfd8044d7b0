//! No text of a plan is ever code: whatever is written at any place stands in the document as it was written, or is
//! refused with a finding at that very spot. Markdown, YAML, Typst, minijinja and HTML are all tried on it.

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use resultatplan::prose::escape;

use crate::support::COVERAGE;
use crate::support::html::{self, read};
use crate::support::pdf::Pdf;
use crate::support::plan::{Copy, build, errors, page, views};
use crate::support::random;
use crate::support::text::shows;

/// What one language or another takes for its own.
const TOKENS: [&str; 89] = [
    " ",
    " ",
    " ",
    "  ",
    "a",
    "Ø",
    "næste",
    "Åbning",
    "pct.",
    "é",
    "ü",
    "ß",
    "1",
    "7",
    "12,5",
    "#",
    "#let x = 1",
    "#eval(\"1\")",
    "$",
    "$x^2$",
    "@",
    "@ref",
    "*",
    "**",
    "*stærk*",
    "_",
    "_skrå_",
    "<",
    ">",
    "<b>",
    "</b>",
    "<mærke>",
    "`",
    "```",
    "\\",
    "\\n",
    "\\u{41}",
    "[",
    "]",
    "[x](y)",
    "![x](y)",
    "[x](https://y.dk)",
    "[x](javascript:alert(1))",
    "<https://y.dk>",
    "<span lang=\"en\">",
    "</span>",
    "//",
    "/*",
    "*/",
    "=",
    "==",
    "{",
    "}",
    "{{",
    "}}",
    "{{ 7 * 7 }}",
    "{%",
    "%}",
    "{# #}",
    "1.",
    "1)",
    "-",
    "--",
    "---",
    "+",
    "|",
    "~",
    "^",
    "&",
    "&amp;",
    "&#65;",
    ";",
    ":",
    "'",
    "\"",
    "“",
    "”",
    "»",
    "«",
    "„",
    "…",
    "–",
    "\u{ad}",
    "ffi",
    "fl",
    "a@b.dk",
    "https://x.dk/?q=1&b=2",
    "αβγΩ",
    "Жизнь",
];

/// What no font here shows, or no page can.
const REFUSED: [char; 14] = [
    '😀', 'א', 'ع', '漢', 'あ', '\u{7}', '\u{0}', '\u{1b}', '\u{200b}', '\u{202e}', '\u{feff}', '\u{e000}', '\u{fffe}',
    '\u{7f}',
];

/// What the templates of a page are made of.
const ELEMENTS: [&str; 49] = [
    "a",
    "blockquote",
    "body",
    "br",
    "caption",
    "dd",
    "defs",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "html",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "path",
    "pattern",
    "rect",
    "section",
    "span",
    "strong",
    "style",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "wbr",
];

/// More than any plan below has places.
const PLACES: usize = 100;

fn text() -> impl Strategy<Value = String> {
    vec(select(&TOKENS[..]), 1..9)
        .prop_map(|tokens| tame(&tokens.concat()))
        .prop_filter("it has words", |text| text.chars().any(|one| !one.is_whitespace() && one != '\u{ad}'))
}

/// Four digits together name a year, which a title must not contradict.
fn tame(text: &str) -> String {
    let mut digits = 0;
    let few = text.chars().filter(|one| {
        digits = if one.is_ascii_digit() { digits + 1 } else { 0 };
        digits < 4
    });
    few.collect()
}

/// A double-quoted scalar of YAML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for one in text.chars() {
        match one {
            '"' | '\\' => quoted.extend(['\\', one]),
            '\n' => quoted.push_str("\\n"),
            _ if one.is_ascii_graphic() || one == ' ' || one.is_alphanumeric() => quoted.push(one),
            _ => write!(quoted, "\\U{:08X}", u32::from(one)).expect("a string can be written to"),
        }
    }
    quoted + "\""
}

/// Hands a text to each place and remembers which.
struct Texts<'a> {
    all: &'a [String],
    next: usize,
    /// Which of them stand at places that take plain text.
    plain: Vec<usize>,
    in_contract: BTreeSet<String>,
    in_annex: BTreeSet<String>,
}

impl Texts<'_> {
    fn text(&mut self, contract: bool, annex: bool) -> String {
        let text = self.all[self.next].clone();
        self.next += 1;
        if contract {
            self.in_contract.insert(text.clone());
        }
        if annex {
            self.in_annex.insert(text.clone());
        }
        text
    }

    /// Plain text of both documents.
    fn both(&mut self) -> String {
        self.plain.push(self.next);
        quoted(&self.text(true, true))
    }

    fn contract(&mut self) -> String {
        self.plain.push(self.next);
        quoted(&self.text(true, false))
    }

    fn annex(&mut self) -> String {
        self.plain.push(self.next);
        quoted(&self.text(false, true))
    }

    /// Markdown that says the text: as it stands where nothing in it can be markup, here and there on a new line.
    fn prose(&mut self, contract: bool, annex: bool) -> String {
        let text = self.text(contract, annex);
        let markdown = if text.chars().any(|one| one.is_ascii_punctuation()) {
            escape(&text)
        } else {
            text.trim().replace("  ", "\n")
        };
        quoted(&markdown)
    }

    /// A wording: without figures, which the data must have.
    fn wording(&mut self) -> String {
        let text: String =
            self.all[self.next].chars().filter(|one| !one.is_ascii_digit()).chain("ord".chars()).collect();
        self.next += 1;
        self.in_contract.insert(text.clone());
        self.in_annex.insert(text.clone());
        quoted(&escape(&text))
    }

    /// `[a, b]`, each of its own.
    fn list(&mut self) -> String {
        format!("[{}, {}]", self.both(), self.both())
    }
}

const PLAN: &str = "plans/eks/prø/2025";

/// A plan with a text at every place that takes one.
fn write_plan(copy: &Copy, t: &mut Texts) {
    copy.write(
        "plans/eks/ministerium.yaml",
        format!(
            "navn: {}\nkortnavn: x\ndepartement: {}\nudseende: {{ farve: \"#1f4e5f\", navnelinje: {} }}\n",
            t.contract(),
            t.contract(),
            t.list()
        ),
    );
    copy.write(
        "plans/eks/prø/institution.yaml",
        format!("navn: {}\nkortnavn: {}\nslags: styrelse\n", t.both(), t.both()),
    );
    let mut plan = format!("titel: {}\når: 2025\nperiode: 2025-01-01 til 2025-12-31\n", t.both());
    plan += &format!("skabelon: kontrakt-6-afsnit\nstatus: underskrevet\ndirektør: {}\nafsnit:\n", t.contract());
    plan += &format!("  - {{ nr: \"2.1\", titel: {}, tekst: {} }}\n", t.contract(), t.prose(true, false));
    plan += "budget:\n  afsnit: \"2.1\"\n";
    plan += &format!("  titel: {}\n  kilde: {}\n  enhed: {}\n", t.contract(), t.contract(), t.contract());
    plan += &format!("  prisniveau: {}\n  kolonner: [R 2024]\n  i alt: \"1,0\"\n", t.contract());
    plan += &format!("  opgaver:\n    - {{ nr: {}, titel: {}, beløb: \"1,0\" }}\n", t.contract(), t.contract());
    plan += &format!("  bemærkninger: {}\n", t.prose(true, false));
    plan += &format!("målgrupper:\n  - nr: \"3.1\"\n    titel: {}\n    undertitel: {}\n", t.both(), t.contract());
    plan += &format!("    tekst: {}\n    mål: [mål.yaml]\n", t.prose(true, false));
    plan += &format!("    baggrund: {{ titel: {}, tekst: {} }}\npåtegning:\n", t.contract(), t.prose(true, false));
    plan += &format!("  - {{ for: institution, navn: {}, titel: {}, ", t.contract(), t.contract());
    plan += &format!("sted: {}, organisation: {}, dato som skrevet: {} }}\n", t.contract(), t.contract(), t.contract());
    plan += &format!("  - {{ for: departement, navn: {}, titel: {}, dato: ulæselig }}\n", t.contract(), t.contract());
    copy.write(&format!("{PLAN}/plan.yaml"), plan);
    copy.write(&format!("{PLAN}/mål.yaml"), goal(t));
}

fn goal(t: &mut Texts) -> String {
    let mut goal = format!("nr: \"1.1\"\nområde: {}\nmål: {}\n", t.both(), t.prose(true, true));
    goal += &format!("vægt: {{ antaget: 100, fordi: {} }}\nsamles: ligeligt\n", t.both());
    goal += &format!("indledning: {}\nbemærkning: {}\n", t.prose(true, true), t.prose(true, true));
    goal += &format!("baggrundstitel: {}\nbaggrund: {}\n", t.contract(), t.prose(true, false));
    goal += &format!("åbent:\n  - {{ hvad: {}, fastsættes: {} }}\n", t.both(), t.both());
    goal += &format!("opgørelse:\n  formål: {}\n  metode: {}\n", t.prose(false, true), t.prose(false, true));
    goal += &format!("  kilde: {}\n  ansvarlig: {}\n  hyppighed: {}\nresultatkrav:\n", t.annex(), t.annex(), t.annex());
    let demands = [
        format!("sager: {}\n    mindst: 85 pct.\n    inden for: 31 dage\n    uden: {}", t.both(), t.list()),
        format!(
            "hverdage: {}\n    mindst: 85 pct.\n    højst: 1 dag\n    steder: {{ ? {} : 50 pct., ? {} : 50 pct. }}",
            t.both(),
            quoted(&format!("{}¹", t.text(true, true))),
            quoted(&format!("{}²", t.text(true, true)))
        ),
        format!("opkald: {}\n    mindst: 85 pct.\n    højst: 1 dag", t.both()),
        format!("henvendelser: {}\n    mindst: 85 pct.\n    højst: 1 dag", t.both()),
        format!("værdi: {}\n    under: {}", t.both(), quoted(&format!("7 ord {}", t.text(true, true)))),
        format!("antal: {}\n    mindst: 3\n    titel: {}", t.both(), t.both()),
        format!("leverance: {}\n    indledning: {}", t.prose(true, true), t.prose(true, true)),
        format!("leverance: x\n    ordlyd: {}\n    bemærkning: {}", t.wording(), t.prose(true, true)),
        format!(
            "evaluering: {}\n    emner: {}\n    på: {}\n    evalueres af: {}\n    skala: {{ 1: {}, 2: {} }}\n    \
             omregning: ikke fastsat",
            t.both(),
            t.list(),
            t.list(),
            t.list(),
            t.both(),
            t.both()
        ),
        {
            let least = t.both();
            format!("niveau: {}\n    mindst: {least}\n    skala: [{least}, {}]", t.both(), t.both())
        },
        format!(
            "vurdering: {}\n    vurderes af: {}\n    kriterier: {{ opfyldt: {}, delvist opfyldt: {}, ikke opfyldt: {} }}",
            t.prose(true, true),
            t.both(),
            t.both(),
            t.both(),
            t.both()
        ),
        format!("senere: {}\n    fastsættes: {}", t.both(), t.both()),
    ];
    for (index, demand) in demands.into_iter().enumerate() {
        let label = format!("{}{index}", t.text(true, true));
        goal += &format!("  - nr: {}\n    {demand}\n", quoted(&label));
    }
    goal
}

fn texts(all: &[String]) -> Texts<'_> {
    Texts { all, next: 0, plain: Vec::new(), in_contract: BTreeSet::new(), in_annex: BTreeSet::new() }
}

/// A case takes its time: a smaller one is not looked for as long as elsewhere.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { max_shrink_iters: 100, ..random::config(cases) }
}

/// Each case is a contract and an annex with a text at some eighty places.
#[test]
fn every_text_stands_as_it_was_written() {
    assert!(TOKENS.concat().chars().all(|one| COVERAGE.has(one)), "the fonts show every character that is tried");
    proptest!(config(24), |(all in vec(text(), PLACES))| {
        let copy = Copy::empty();
        let mut texts = texts(&all);
        write_plan(&copy, &mut texts);
        let inspected = copy.inspect(PLAN);
        prop_assert_eq!(errors(&inspected), [""; 0], "{:?}", inspected.findings().findings());
        for ((_, view), expected) in views(&inspected).iter().zip([&texts.in_contract, &texts.in_annex]) {
            let pdf = Pdf::read(&build(view));
            let text = literal(&pdf.text());
            for one in expected {
                prop_assert!(stands(&text, one), "`{}` stands in {}", one, text);
            }
            prop_assert!(pdf.info["Title"].contains(&all[6]) || pdf.info["Title"].contains(all[6].trim()));
            let page = page(view);
            let page = read(&page);
            let text = literal(&html::text(page.root_element()));
            for one in expected {
                prop_assert!(stands(&text, one), "`{}` stands in {}", one, text);
            }
            for element in page.descendants().filter(roxmltree::Node::is_element) {
                prop_assert!(ELEMENTS.contains(&element.tag_name().name()), "{:?} is of a template", element);
            }
        }
    });
}

/// Without spaces and soft hyphens: where a line ends is the layout's.
fn literal(text: &str) -> String {
    text.chars().filter(|one| !one.is_whitespace() && *one != '\u{ad}').collect()
}

/// As written, but for a capital at its beginning.
fn stands(page: &str, text: &str) -> bool {
    let text = literal(text);
    let mut rest = text.chars();
    let capital: String = rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect();
    page.contains(&text) || page.contains(&capital)
}

#[test]
fn what_cannot_be_shown_is_refused_where_it_stands() {
    proptest!(config(64), |(
        mut all in vec(text(), PLACES), place in any::<Index>(), at in any::<Index>(), one in select(&REFUSED[..]),
    )| {
        let copy = Copy::empty();
        let mut first = texts(&all);
        write_plan(&copy, &mut first);
        // One of the places that take plain text, whose line is known by what stands there.
        let index = *place.get(&first.plain);
        let characters: Vec<char> = all[index].chars().collect();
        let cut = at.index(characters.len() + 1);
        all[index] = characters[..cut].iter().chain([&one]).chain(&characters[cut..]).collect();
        write_plan(&copy, &mut texts(&all));
        let inspected = copy.inspect(PLAN);
        prop_assert!(views(&inspected).is_empty());
        let report = inspected.findings();
        let errors: Vec<_> = report.findings().iter().filter(|one| one.level.name() == "error").collect();
        prop_assert!(!errors.is_empty());
        for error in errors {
            prop_assert!(["glyph-missing", "control-character"].contains(&error.rule.name), "{}", error.rule.name);
            let location = inspected.sources.locate(&error.primary.place).expect("it has a place");
            let text = &inspected.sources.file(location.file).text;
            let line = text.lines().nth(location.line - 1).expect("the line is there");
            prop_assert!(line.contains(quoted(&all[index]).trim_matches('"')), "{} in {}", quoted(&all[index]), line);
        }
    });
}

#[test]
fn a_ministrys_own_text_stands_in_place_of_the_standard_one() {
    let copy = Copy::of("tests/plans/eksempel");
    let plan = "plans/eksempel/prø/2025";
    let nasty = "Ib *Holm* _&_ [sønner](a) {{ 7 * 7 }} {% if %} #let $x$ <b> `c` \\* 1. -";
    copy.edit(
        &format!("{plan}/plan.yaml"),
        "status: udkast\n",
        &format!("status: udkast\ndirektør: {}\n", quoted(nasty)),
    );
    let read = || {
        let inspected = copy.inspect(plan);
        assert_eq!(errors(&inspected), [""; 0]);
        Pdf::read(&build(&views(&inspected)[0].1))
    };
    let built_in = "Planen er samtidig direktørkontrakt for direktør";
    assert!(shows(&read().text(), &format!("{built_in} {nasty}.")));
    let ministry = "# Vores *egen* indledning\n\nFor **{{ direktør }}** og {{ institution }} gælder {{ titel }}.\n";
    copy.write("plans/eksempel/tekster/indledning.md.jinja", ministry);
    let pdf = read();
    assert!(!shows(&pdf.text(), built_in));
    assert!(shows(&pdf.text(), &format!("For {nasty} og Prøvestyrelsen gælder Mål- og resultatplan 2025.")));
    assert!(pdf.headings().iter().any(|one| shows(&one.text(), "1.0 Vores egen indledning")));
    // The plan's own words go before the ministry's.
    copy.write(&format!("{plan}/tekster/indledning.md.jinja"), "# Planens indledning\n\nKun for {{ kort }}.\n");
    copy.write(&format!("{plan}/tekster/ord.yaml"), "udkast: \"Kladde til {{ kort }}\"\n");
    let pdf = read();
    assert!(shows(&pdf.text(), "Kun for PRØ.") && !shows(&pdf.text(), "Vores egen"));
    assert!(pdf.pages[1..].iter().all(|page| shows(&page.head, "Kladde til PRØ")));
}
