//! Where the parts of a live page come from: each row, figure and paragraph leads to the record that it is made of, and what is
//! pointed at in it to the line that says it.

use std::collections::BTreeSet;
use std::path::Path;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use roxmltree::Node;

use crate::serve::Desk;
use crate::support::html;

/// What a reader points at.
const PARTS: [&str; 9] = ["p", "li", "tr", "dd", "h1", "h2", "h3", "h4", "h5"];

/// The documents of a plan, by their addresses.
fn documents(desk: &Desk, plan: &str) -> Vec<String> {
    let page = desk.page(plan);
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|link| link.contains("/dokument/")).map(str::to_owned).collect()
}

/// What of a page is the document's, as XML.
fn markup(page: &str) -> String {
    let (_, rest) = page.split_once("<div class=\"w-document\" lang=\"da\">").expect("a document");
    let (document, _) = rest.split_once("<aside").expect("what stands beside it");
    let (document, _) = document.rsplit_once("</div>").expect("it ends");
    format!("<div>{document}</div>")
}

/// The innermost parts of a page that say something of their own.
fn parts<'a, 'i>(page: Node<'a, 'i>) -> impl Iterator<Item = (Node<'a, 'i>, String)> {
    let own = html::all(page, &PARTS).filter(|node| html::all(*node, &PARTS).count() == 1);
    let said = own.map(|node| (node, html::text(node).split_whitespace().collect::<Vec<_>>().join(" ")));
    // The contents lead to their headings, and a footnote back to where it belongs.
    let leads = |node: Node| html::all(node, &["a"]).any(|link| !html::has_class(link, "note"));
    let is_head = |node: Node| node.ancestors().any(|one| one.has_tag_name("thead"));
    said.filter(move |(node, said)| said.chars().any(char::is_alphanumeric) && !leads(*node) && !is_head(*node))
}

/// The places that a part names, or what it stands in.
fn places(part: Node) -> Option<String> {
    part.ancestors().find_map(|one| one.attribute("data-at")).map(str::to_owned)
}

/// What stands in the files at these places.
fn text_at(root: &Path, places: &str) -> String {
    let one = |place: &str| {
        let (name, bytes) = place.split_once(':').expect("a file and its bytes");
        let (start, end) = bytes.split_once('-').expect("from and to");
        let name = percent_decode_str(name).decode_utf8().expect("it is text");
        let text = std::fs::read_to_string(root.join(&*name)).expect("a file of the plan");
        let range = start.parse::<usize>().expect("a byte")..end.parse().expect("a byte");
        text.get(range).expect("whole letters").to_owned()
    };
    places.split(' ').map(one).collect::<Vec<_>>().join("\n")
}

fn words(text: &str) -> BTreeSet<String> {
    let bare = |word: &str| word.trim_matches(|one: char| !one.is_alphanumeric()).to_lowercase();
    text.replace(['\u{ad}', '\u{200b}'], "").split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

/// What a part says that is made of a record without saying a word of it: how it is counted, how many of something there are.
const COMPOSED: [&str; 14] = [
    "Tiden regnes fra",
    "Stederne vægter",
    "Kravene tæller",
    "Årets tal er",
    "Hver kan højst give",
    "Planen fastsætter ikke, hvordan kravene tilsammen",
    "Resultatkrav",
    "Samlet opgørelse",
    "Ingen",
    "Opdateret ",
    "Beregning: ",
    "Afgivet ",
    "Hele planen ",
    // The organisation of the ministry's own signer is the ministry.
    "Udlændinge- og Integrationsministeriet",
];

/// `4 opfyldt`, `Opfølgning II`, `Foreløbig Eksempel`: what is read from the whole plan.
fn is_of_the_whole(said: &str, there: &str) -> bool {
    let is_counted = said.split(' ').next().is_some_and(|first| first.parse::<u32>().is_ok());
    there.contains("\nperiode:") && (is_counted || said.starts_with("Opfølgning") || said.ends_with("Eksempel"))
}

#[test]
fn each_row_figure_and_paragraph_of_a_live_page_leads_to_the_record_that_it_is_made_of() {
    let desk = Desk::of_plans();
    let (mut fixed, mut astray) = (BTreeSet::new(), Vec::new());
    for plan in ["/plan/uim/siri/2020", "/plan/uim/siri/2023"] {
        for address in documents(&desk, plan) {
            let text = markup(&desk.page(&address));
            let page = html::read(&text);
            let (mut led, mut all) = (0, 0);
            for (part, said) in parts(page.root_element()) {
                all += 1;
                let Some(places) = places(part) else {
                    fixed.insert((address.clone(), said));
                    continue;
                };
                led += 1;
                let there = text_at(Path::new("plans"), &places);
                let is_said = !words(&said).is_disjoint(&words(&there));
                let is_composed = COMPOSED.iter().any(|one| said.starts_with(one)) || is_of_the_whole(&said, &there);
                if !is_said && !is_composed {
                    astray.push(format!("{address}: `{said}` leads to {places}"));
                }
            }
            assert!(led * 10 >= all * 7, "{address}: {led} of {all}");
        }
    }
    assert!(astray.is_empty(), "{}", astray.join("\n"));
    // What leads to no record is the words of a template, and leads there. One of each is asked for.
    let mut asked = BTreeSet::new();
    let is_asked = |address: &str| address.contains("2023/dokument/m%C3%A5l-og") || address.contains("lgning-1");
    for (address, said) in fixed.iter().filter(|(address, said)| is_asked(address) && asked.insert(said.clone())) {
        let block = utf8_percent_encode(said, NON_ALPHANUMERIC);
        let page = desk.page(&format!("{address}?ord=&afsnit={block}"));
        let origins = page.split_once("class=\"w-origins\"").map(|(_, rest)| rest);
        let first = origins.and_then(|rest| rest.split("</li>").next()).unwrap_or_default();
        if !first.contains("templates/text/") {
            astray.push(format!("{address}: `{said}`: {first}"));
        }
    }
    assert!(astray.is_empty(), "{}", astray.join("\n"));
}

#[test]
fn a_figure_leads_to_the_line_that_says_it_or_to_what_was_reported() {
    let desk = Desk::of_plans();
    let origins = |document: &str, row: &str, word: &str| {
        let address = format!("/plan/uim/siri/2023/dokument/{document}");
        let text = markup(&desk.page(&address));
        let page = html::read(&text);
        let rows = html::all(page.root_element(), &["tr"]);
        let said = rows.map(|part| (part, html::text(part).split_whitespace().collect::<Vec<_>>().join(" ")));
        let (part, said) = said.into_iter().find(|(_, said)| said.contains(row)).expect("the row");
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let query = [("ord", word), ("afsnit", &said), ("sted", &places(part).expect("it leads somewhere"))];
        let query: Vec<String> = query.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let page = desk.page(&format!("{address}?{}", query.join("&")));
        let (_, origins) = page.split_once("class=\"w-origins\"").expect("it is found");
        origins.split("</ol>").next().unwrap_or_default().to_owned()
    };
    let weight = origins("m%C3%A5l-og-resultatplan", "1.1 Sagsbehandlingstider 65", "65");
    assert!(weight.contains("mål/1.1-sagsbehandlingstider.yaml, 3</a><br/><code>vægt: 65"), "{weight}");
    // A share that was counted stands in no file: it leads to what it was counted from.
    let share = origins("opf%C3%B8lgning-1", "Fast-track, 1. gang", "pct.");
    assert!(share.contains("resultater/1-kvartal.yaml"), "{share}");
}
