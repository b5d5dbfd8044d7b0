//! The contract as it is read: sections, contents, running heads, goal tables, påtegning.

use crate::support::pdf::boxes::{TextBox, boxes};
use crate::support::pdf::{Element, Pdf, heading_pieces, heading_words};
use crate::support::plan::{ALL, Built, Copy, build, contract, errors, views};
use crate::support::text::{normal, shows, squeezed};

const SIRI: &str = "Styrelsen for International Rekruttering og Integration";

/// Every contract, with its plan.
fn contracts() -> impl Iterator<Item = (&'static str, &'static Built)> {
    ALL.iter().filter_map(|(plan, made)| Some((plan.as_str(), made.documents.get("kontrakt")?)))
}

/// Number and words of every numbered heading.
fn sections(pdf: &Pdf) -> Vec<String> {
    pdf.headings().into_iter().map(heading).filter(|text| text.starts_with(|one: char| one.is_ascii_digit())).collect()
}

/// `2.1 Mission`: the number is a piece of its own.
fn heading(element: &Element) -> String {
    let pieces = heading_pieces(element);
    match pieces.split_first() {
        Some((number, words)) if is_number(&normal(number)) => normal(&format!("{number} {}", words.concat())),
        _ => normal(&heading_words(element)),
    }
}

fn is_number(text: &str) -> bool {
    text.contains('.') && text.chars().all(|one| one.is_ascii_digit() || one == '.')
}

fn goal_tables(pdf: &Pdf) -> Vec<&Element> {
    pdf.all(&["Table"]).into_iter().filter(|table| shows(&table.text(), "Nr.Område og målResultatkrav")).collect()
}

/// The row of a goal, without line ends.
fn row(pdf: &Pdf, number: &str) -> String {
    let rows = goal_tables(pdf).into_iter().flat_map(Element::walk).filter(|one| one.kind == "TR");
    let mut rows = rows.map(Element::text).filter(|text| text.trim_start().starts_with(number));
    let row = rows.next().unwrap_or_else(|| panic!("a row {number}"));
    assert!(rows.next().is_none(), "{number} stands once");
    normal(&row)
}

#[test]
fn the_file_says_what_it_is() {
    let built = contract("plans/uim/siri/2023");
    assert_eq!(built.pdf.info["Title"], format!("Mål- og resultatplan 2023 – {SIRI} (SIRI)"));
    assert_eq!(built.pdf.info["Author"], "Udlændinge- og Integrationsministeriet");
    assert_eq!(
        built.pdf.info["Subject"],
        format!(
            "Mål- og resultatplan 2023: aftale mellem Udlændinge- og Integrationsministeriets departement og {SIRI}"
        )
    );
    // The day of the last signature that can be read.
    assert!(built.pdf.info["CreationDate"].contains("20230623"));
    for (plan, built) in contracts() {
        assert_eq!(built.pdf.language, "da", "{plan}");
        for claim in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "<rdf:li>da</rdf:li>"] {
            assert!(built.pdf.metadata.contains(claim), "{plan}: {claim}");
        }
    }
}

#[test]
fn the_cover_says_for_whom_and_when() {
    for (plan, title, institution, period) in [
        ("plans/uim/siri/2018", "Mål- og resultatplan 2018", SIRI, "Gælder 1. januar – 31. december 2018"),
        ("plans/uim/siri/2023", "Mål- og resultatplan 2023", SIRI, "Gælder 1. januar – 31. december 2023"),
        ("plans/uim/siri/2024", "Mål- og resultatplan 2024", SIRI, "Gælder 1. januar – 31. december 2024"),
        ("tests/plans/eksempel/ekn/2025", "Mål- og resultatplan 2025", "Eksempelnævnet (EKN)", "Gælder 1. januar"),
    ] {
        let cover = &contract(plan).pdf.pages[0];
        for text in [title, institution, period] {
            assert!(shows(&cover.text, text), "{plan}: {text}");
        }
        assert_eq!((cover.head.as_str(), cover.foot.as_str()), ("", ""), "{plan}");
    }
}

#[test]
fn sections_stand_in_their_order() {
    assert_eq!(
        sections(&contract("plans/uim/siri/2018").pdf),
        [
            "1.0 Indledning",
            "2.0 Strategisk målbillede",
            "2.1 Mission",
            "2.2 Langsigtede effekter for samfundet",
            "2.3 Rammevilkår",
            "2.4 Præsentation af kerneopgaver",
            "3.0 Mål og resultatkrav",
            "3.1 Faglige mål",
            "3.2 Koncernfælles og interne mål",
            "1.1 SIRI er en åben og brugerorienteret styrelse",
            "1.2 SIRI står for høj faglighed og viden, som vi udbreder til andre myndigheder, kommuner, interessenter \
         og det politiske niveau",
            "1.3 Effektiv understøttelse af ministerbetjening og politikudvikling",
            "1.4 Implementering af integrationsindsatsen",
            "1.5 Overholdelse af servicemål",
            "1.6 Kvalitet i sagsbehandlingen",
            "2.1 God arbejdsgiveradfærd",
            "2.2 Informationssikkerhed",
            "2.3 Persondatabeskyttelse",
            "4.0 Opfølgning",
            "5.0 Rammer for fastlæggelse af direktørens resultatløn",
            "6.0 Kontraktperiode og påtegning",
        ]
    );
    assert_eq!(
        sections(&contract("plans/uim/siri/2023").pdf),
        [
            "1.0 Indledning",
            "2.0 Strategisk målbillede",
            "2.1 Mission",
            "2.2 Langsigtede effekter for samfundet",
            "2.3 Rammevilkår",
            "2.4 Præsentation af kerneopgaver",
            "3.0 Mål og resultatkrav",
            "3.1 Faglige mål",
            "3.2 Koncernfælles mål",
            "3.3 Koncernfælles og interne mål",
            "3.3.1 Baggrund for valg af faglige mål",
            "1.1 Sagsbehandlingstider",
            "1.2 Borgerservice",
            "1.3 Integration og forebyggelse af negativ social kontrol og parallelsamfund",
            "1.4 Kvalitet i sagsbehandlingen",
            "3.3.2 Baggrund for valg af koncernfælles mål",
            "2.1 Informationssikkerhed",
            "2.2 Leverandørstyring/databehandlerforhold",
            "2.3 Intern finansiel kontrol",
            "2.4 Bæredygtighed",
            "4.0 Opfølgning",
            "5.0 Kontraktperiode og påtegning",
        ]
    );
    assert_eq!(
        sections(&contract("plans/uim/siri/2024").pdf),
        [
            "1.0 Indledning",
            "2.0 Strategisk målbillede",
            "2.1 Mission, vision og værdier",
            "2.2 Præsentation af kerneopgaver",
            "3.0 Mål og resultatkrav",
            "3.1 Faglige mål",
            "3.2 Koncernfælles mål",
            "2.1 Informationssikkerhed",
            "2.2 Leverandørstyring/databehandlerforhold",
            "2.3 Intern finansiel kontrol",
            "2.4 Bæredygtighed",
            "4.0 Opfølgning",
            "5.0 Kontraktperiode og påtegning",
        ]
    );
}

#[test]
fn sections_follow_the_kind_of_institution() {
    let agency = contract("tests/plans/eksempel/prø/2025").pdf.text();
    let tribunal = contract("tests/plans/eksempel/ekn/2025").pdf.text();
    let pay = "Rammer for fastlæggelse af direktørens resultatløn";
    assert!(shows(&agency, pay) && shows(&agency, "Afsnittet gælder ikke for nævn."));
    assert!(!shows(&tribunal, pay) && !shows(&tribunal, "resultatløn"));
    assert!(shows(&agency, "Særligt for styrelser") && !shows(&tribunal, "Særligt for styrelser"));
    for text in [&agency, &tribunal] {
        assert!(!shows(text, "Denne tekst må ikke stå"));
    }
    let tribunal = sections(&contract("tests/plans/eksempel/ekn/2025").pdf);
    assert!(!tribunal.iter().any(|one| one.starts_with("4.0") || one.starts_with("5.0")), "{tribunal:?}");
    assert!(tribunal.ends_with(&["6.0 Kontraktperiode og påtegning".into(), "7.0 Opfølgning i nævnet".into()]));
}

#[test]
fn contents_name_the_pages_where_sections_stand() {
    for (plan, built) in contracts() {
        let standing: Vec<(String, usize)> = built
            .pdf
            .headings()
            .into_iter()
            .map(|one| (heading(one), one.page()))
            .filter(|(title, _)| title != "Indhold")
            .collect();
        let mut standing = standing.iter();
        let entries = built.pdf.all(&["TOCI"]);
        assert!(entries.len() >= 3, "{plan}: {} entries", entries.len());
        for entry in entries {
            let pieces = entry.pieces();
            let (page, words) = pieces.split_last().expect("an entry has words");
            let words: Vec<String> = words.iter().map(|(_, text)| squeezed(text)).collect();
            let printed: usize = page.1.trim().parse().unwrap_or_else(|_| panic!("{plan}: {pieces:?}"));
            let entry = words.concat();
            // In the contents' order; headings that the contents leave out may stand between.
            let found = standing.find(|(title, _)| squeezed(title) == entry);
            assert_eq!(found.map(|(_, page)| *page), Some(printed), "{plan}: {entry}");
        }
    }
}

#[test]
fn the_sidebar_leads_to_every_heading() {
    for (plan, built) in contracts() {
        let headings: Vec<String> = built.pdf.headings().into_iter().map(|one| squeezed(&heading_words(one))).collect();
        let bookmarks: Vec<String> = built.pdf.outline.iter().map(|one| squeezed(&one.title)).collect();
        assert_eq!(bookmarks, headings, "{plan}");
        let levels: Vec<usize> = built.pdf.headings().into_iter().map(|one| built.pdf.depth(one)).collect();
        assert_eq!(built.pdf.outline.iter().map(|one| one.depth).collect::<Vec<_>>(), levels, "{plan}");
    }
}

#[test]
fn every_page_says_where_it_belongs() {
    for (plan, built) in contracts() {
        let pages = &built.pdf.pages;
        let title = &built.view.cover.title;
        let sections: Vec<(usize, String)> = built
            .pdf
            .headings()
            .into_iter()
            .filter(|one| built.pdf.depth(one) == 1)
            .map(|one| (one.page(), heading(one)))
            .collect();
        for (index, page) in pages.iter().enumerate().skip(1) {
            let number = index + 1;
            assert!(shows(&page.foot, &built.view.running.institution), "{plan}, page {number}: {}", page.foot);
            let place = format!("Side {number} af {}", pages.len());
            assert!(squeezed(&page.foot).ends_with(&squeezed(&place)), "{plan}: {}", page.foot);
            // The first that begins here, else the last that goes on.
            let begins = sections.iter().find(|(page, _)| *page == number);
            let goes_on = sections.iter().rfind(|(page, _)| *page < number);
            let (_, section) = begins.or(goes_on).expect("a section");
            assert!(squeezed(&page.head).starts_with(&squeezed(title)), "{plan}, page {number}: {}", page.head);
            assert!(squeezed(&page.head).ends_with(&squeezed(section)), "{plan}, page {number}: {}", page.head);
        }
    }
}

#[test]
fn a_draft_says_so_on_every_page_and_nothing_else_does() {
    for (plan, draft) in [
        ("plans/uim/siri/2018", false),
        ("plans/uim/siri/2023", false),
        ("plans/uim/siri/2024", true),
        ("tests/plans/eksempel/prø/2025", true),
        ("tests/plans/eksempel/ekn/2025", false),
    ] {
        let pages = &contract(plan).pdf.pages;
        assert_eq!(shows(&pages[0].text, "Udkast"), draft, "{plan}");
        for page in &pages[1..] {
            assert_eq!(shows(&page.head, "Udkast"), draft, "{plan}: {}", page.head);
        }
    }
}

#[test]
fn a_goal_table_names_its_columns_on_every_page() {
    let mut tall = 0;
    for (plan, built) in contracts() {
        let tables = goal_tables(&built.pdf);
        assert!((1..=2).contains(&tables.len()), "{plan}");
        tall += tables.iter().filter(|table| table.pages().len() > 1).count();
        for (index, page) in built.pdf.pages.iter().enumerate() {
            let here = tables.iter().filter(|table| table.pages().contains(&(index + 1))).count();
            // What goes on from the page before is named beside the head of its column.
            let text = squeezed(&page.text);
            assert_eq!(text.matches("nr.områdeogmål").count(), here, "{plan}, page {}", index + 1);
            assert!(here == 0 || text.contains("resultatkrav"), "{plan}, page {}", index + 1);
        }
    }
    assert!(tall >= 3, "tables that cross a page are tried: {tall}");
}

#[test]
fn a_goal_table_reads_row_by_row() {
    let pdf = &contract("plans/uim/siri/2023").pdf;
    assert_eq!(
        row(pdf, "1.2"),
        "1.2 Borgerservice \
         Det er let og smidigt for borgere og virksomheder at få rådgivning og personlig betjening. \
         a) Ventetid til næste ledige tid til biometrioptag: højst 10 dage for mindst 80 pct. af hverdagene \
         i 2. halvår 2023 \
         Stederne vægter: Valby 55 pct. Aarhus 20 pct. Odense 10 pct. Aalborg 5 pct. Esbjerg 5 pct. \
         Sønderborg 5 pct. Bornholm 0 pct. \
         b) Ventetid ved telefonisk henvendelse: højst 10 minutter for mindst 80 pct. af henvendelserne \
         i 2. halvår 2023 5"
    );
    let times = row(pdf, "1.1");
    let mut rest = times.as_str();
    for text in [
        "a) Erhvervsområdet",
        "Fast-track, 1. gang 85 pct. inden for 31 dage",
        "Landbrug, 1. gang 85 pct. inden for 31 dage",
        "Beløbsordningen, 1. gang 55 pct. inden for 31 dage 75 pct. inden for 92 dage",
        "Positivlisterne, 1. gang 50 pct. inden for 31 dage 70 pct. inden for 92 dage",
        "Medfølgende familiemedlem, erhverv, 1. gang 80 pct. inden for 62 dage",
        "Familiemedlemmets sag afgøres så vidt muligt lige efter hovedpersonens.",
        "Tiden regnes fra ansøgningstidspunktet.",
        "b) Studieområdet",
        "Studie, 1. gang 90 pct. inden for 62 dage",
        "Ph.d., 1. gang 80 pct. inden for 31 dage",
        "c) EU-området",
        "EU-sager 70 pct. inden for 1 dag 85 pct. inden for 31 dage 95 pct. inden for 92 dage",
        "vedtaget den 23. marts 2023 fastsættes for 4. kvartal 2023 ved allonge, når de første erfaringer er kendt.",
    ] {
        let at = rest.find(text).unwrap_or_else(|| panic!("`{text}` follows in `{rest}`"));
        rest = &rest[at + text.len()..];
    }
    assert_eq!(rest.trim(), "65");
    let totals = goal_tables(pdf).into_iter().map(|table| normal(&table.text())).collect::<Vec<_>>();
    assert!(totals[0].ends_with("Faglige mål i alt 85"), "{}", totals[0]);
    assert!(totals[1].ends_with("Koncernfælles mål i alt 15"), "{}", totals[1]);
    let open = goal_tables(&contract("plans/uim/siri/2024").pdf)[1].text();
    assert!(normal(&open).ends_with("Koncernfælles mål i alt, uden 2.4 10"), "{open}");
}

#[test]
fn shared_goals_read_the_same_in_every_contract() {
    let agency = &contract("tests/plans/eksempel/prø/2025").pdf;
    let tribunal = &contract("tests/plans/eksempel/ekn/2025").pdf;
    for number in ["2.1", "2.2"] {
        assert_eq!(row(agency, number), row(tribunal, number));
    }
}

#[test]
fn the_parties_sign_on_one_page_under_the_last_words() {
    for (plan, signers) in [
        (
            "plans/uim/siri/2018",
            vec![
                "København, den 5 12 2018 Kasper Højvang Kyed Direktør SIRI",
                "København, den 6. februar 2018 Uffe Toudal Departementschef Udlændinge- og Integrationsministeriet",
            ],
        ),
        (
            "plans/uim/siri/2023",
            vec![
                "København, den 23. juni 2023 Trine Rask Thygesen Direktør Styrelsen for International Rekruttering og \
             Integration",
                "København, den Pernille Breinholdt Departementschef Udlændinge- og Integrationsministeriet",
            ],
        ),
        (
            "plans/uim/siri/2024",
            vec![
                "Trine Rask Thygesen Direktør Styrelsen for International Rekruttering og Integration",
                "Departementschef Udlændinge- og Integrationsministeriet",
            ],
        ),
        (
            "tests/plans/eksempel/prø/2025",
            vec!["Eksempelby, den Direktør Prøvestyrelsen", "Departementschef Eksempelministeriet"],
        ),
    ] {
        let pdf = &contract(plan).pdf;
        let text = squeezed(&pdf.text());
        let (_, signed) = text.rsplit_once("begynderiefteråret").expect("the paragraph before the signatures");
        for signer in &signers {
            assert!(shows(signed, signer), "{plan}: `{signer}` in `{signed}`");
        }
        assert!(signed.ends_with(&squeezed(signers[1])), "{plan}: nothing follows in `{signed}`");
        let before = pdf.all(&["P"]).into_iter().rfind(|one| shows(&one.text(), "begynder i efteråret"));
        let page = before.expect("the paragraph before the signatures").page();
        let figures = pdf.all(&["Figure"]).into_iter().filter_map(|line| line.alt.as_deref());
        let lines: Vec<_> = figures.filter(|alt| alt.starts_with("Underskrift")).collect();
        assert_eq!(lines, ["Underskrift, direktør", "Underskrift, departementschef"], "{plan}");
        for signer in &signers {
            assert!(shows(&pdf.pages[page - 1].text, signer), "{plan}: `{signer}` on page {page}");
        }
    }
}

/// Without a heading of its own, a chapter is no part of the one before it.
#[test]
fn groups_of_a_chapter_without_a_heading_stand_by_themselves() {
    let copy = Copy::of("tests/pages/eks");
    let goals = |number: &str| {
        format!(
            "  - nr: \"7.{number}\"\n    titel: Mål {number}\n    mål: [{{ nr: \"{number}.1\", område: A, vægt: 50, mål: Svar., resultatkrav: [{{ leverance: Rapport }}] }}]\n"
        )
    };
    let plan = copy.read("plans/eks/prø/2025/plan.yaml");
    let head = &plan[..plan.find("målgrupper:").expect("groups")];
    copy.write("plans/eks/prø/2025/plan.yaml", format!("{head}målgrupper:\n{}{}", goals("1"), goals("2")));
    let inspected = copy.inspect("plans/eks/prø/2025");
    assert_eq!(errors(&inspected), [""; 0], "{:?}", inspected.report.findings());
    let pdf = Pdf::read(&build(&views(&inspected)[0].1));
    let level = |words: &str| {
        let found = pdf.headings().into_iter().find(|one| shows(&one.text(), words));
        found.and_then(Element::level).unwrap_or_else(|| panic!("no heading {words}"))
    };
    assert_eq!((level("4.0"), level("7.1"), level("7.2")), (level("3.0"), level("3.0"), level("3.0")));
}

#[test]
fn a_sentence_ends_once() {
    let copy = Copy::of("tests/pages/eks");
    copy.write(
        "plans/eks/prø/2025/mål/1.1.yaml",
        "nr: \"1.1\"\nområde: Sager mv.\nvægt: { antaget: 100, fordi: de øvrige udgør 0 pct. }\nmål: Svar.\nresultatkrav:\n  - nr: a\n    vurdering: Samarbejdet\n    \
         vurderes af: Chefen for Økonomi mv.\n  - nr: b\n    sager: Alle\n    mindst: 90 pct.\n    inden for: 31 dage\n    uden: [klager mv., dem under 5 pct.]\n    \
         opfyldelse: { trin: [{ fra: 80 pct., opfyldelse: 50 pct. }] }\n  - nr: c\n    niveau: Modenhed\n    mindst: fuldt mv.\n    skala: [lidt, fuldt mv.]\n\
         samles: alle\nopgørelse: { metode: M., kilde: K mv., ansvarlig: A/S. }\n",
    );
    let inspected = copy.inspect("plans/eks/prø/2025");
    assert_eq!(errors(&inspected), [""; 0], "{:?}", inspected.report.findings());
    for (id, view) in &views(&inspected) {
        let text = Pdf::read(&build(view)).text();
        let doubled = text.lines().find(|line| line.contains(".."));
        assert_eq!(doubled, None, "{}", id.title());
    }
}

/// No font has the one that says so; who searches for a word takes one at the end of a line for one that a break has put there.
#[test]
fn a_hyphen_within_a_word_is_no_place_to_break() {
    for hyphen in ["\u{2011}", "-"] {
        is_no_place_to_break(hyphen);
    }
}

fn is_no_place_to_break(hyphen: &str) {
    let copy = Copy::of("tests/pages/eks");
    let words = [format!("a{hyphen}b").as_str(); 120].join(" ");
    copy.write(
        "plans/eks/prø/2025/mål/1.1.yaml",
        format!(
            "nr: \"1.1\"\nområde: 2{hyphen}årig\nvægt: 100\nmål: Udlændinge{hyphen} og integration. {words}\nresultatkrav: [{{ leverance: Rapport }}]\n"
        ),
    );
    let inspected = copy.inspect("plans/eks/prø/2025");
    assert_eq!(errors(&inspected), [""; 0], "{:?}", inspected.report.findings());
    let bytes = build(&views(&inspected)[0].1);
    let text = Pdf::read(&bytes).text();
    assert!(shows(&text, "2-årig") && shows(&text, "Udlændinge- og integration."), "{text}");
    assert!(!text.contains(['\u{2011}', '\u{2060}']), "what is copied is a hyphen");
    let pages = boxes(&Pdf::read(&bytes).file);
    let letters = |one: &&TextBox, other: &TextBox| one.is_beside(other) && one.text.ends_with(char::is_alphabetic);
    let is_held = |page: &Vec<TextBox>, hyphen: &TextBox| {
        let before = page.iter().any(|one| letters(&one, hyphen) && (hyphen.left - one.right).abs() < 1.0);
        before && page.iter().any(|one| one.is_beside(hyphen) && (one.left - hyphen.right).abs() < 1.0)
    };
    let mut held = 0;
    for page in &pages {
        // Behind `Udlændinge` a blank follows.
        for hyphen in page.iter().filter(|one| one.text == "-" && one.cell.is_some_and(|cell| cell.column == 2)) {
            held += usize::from(is_held(page, hyphen));
        }
    }
    assert!(held >= 120, "{held} of them stand between two letters");
}
