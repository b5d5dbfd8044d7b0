//! The workbench: what its pages show, asked in memory and without a socket.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use resultatplan::files::{Disk, Files};
use resultatplan::language::Language;
use resultatplan::quantity::Date;
use resultatplan::serve::{AccessToken, WebRequest, WebResponse, WebVerb, Workbench, WorkbenchOptions};

use crate::support::{ASSETS, copy_of};

pub const TOKEN: &str = "et-tegn-som-ingen-kender";
pub const PORT: u16 = 8321;

/// A workbench, and a browser that has its cookie.
pub struct Desk(pub Workbench);

impl Desk {
    /// Over a copy of the repository's plans in memory.
    pub fn of_plans() -> Self {
        let (files, root) = copy_of("plans");
        Self::over(files.share(), &root, false)
    }

    /// Over a folder on disk.
    pub fn on_disk(root: &Path) -> Self {
        Self::over(Disk.share(), root, false)
    }

    pub fn over(files: Arc<dyn Files>, root: &Path, is_read_only: bool) -> Self {
        let options = WorkbenchOptions {
            files,
            root: PathBuf::from(root),
            assets: ASSETS.clone(),
            language: Language::Danish,
            token: AccessToken::chosen(TOKEN).expect("it is long enough"),
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, PORT)),
            is_read_only,
        };
        Self(Workbench::new(options).expect("the folder is there"))
    }

    /// What a browser sends beside the address.
    pub fn headers() -> Vec<(&'static str, String)> {
        let host = format!("127.0.0.1:{PORT}");
        let cookie = format!("resultatplan-{PORT}={TOKEN}");
        vec![
            ("Origin", format!("http://{host}")),
            ("Host", host),
            ("Cookie", cookie),
            ("Sec-Fetch-Site", "same-origin".to_owned()),
        ]
    }

    pub fn ask(&self, verb: WebVerb, address: &str, headers: &[(&'static str, String)], body: &[u8]) -> WebResponse {
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let request = WebRequest::new(verb, address, &headers, body).expect("a request");
        self.0.handle(&request, today())
    }

    pub fn get(&self, address: &str) -> WebResponse {
        self.ask(WebVerb::Get, address, &Self::headers(), b"")
    }

    /// The text of a page that is there.
    pub fn page(&self, address: &str) -> String {
        let response = self.get(address);
        assert_eq!(response.status, 200, "{address}: {}", response.text());
        // A slash is escaped like the letters of markup.
        response.text().replace("&#x2f;", "/")
    }

    /// Sends a form.
    pub fn post(&self, address: &str, fields: &[(&str, &str)]) -> WebResponse {
        let plain = percent_encoding::NON_ALPHANUMERIC;
        let encoded = |text: &str| percent_encoding::utf8_percent_encode(text, plain).to_string();
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        self.ask(WebVerb::Post, address, &Self::headers(), pairs.join("&").as_bytes())
    }
}

/// In the fourth quarter of the plan of 2024.
pub fn today() -> Date {
    Date(chrono::NaiveDate::from_ymd_opt(2024, 11, 20).expect("a day"))
}

#[test]
fn the_overview_shows_each_year_with_its_state_its_points_and_what_is_due() {
    let desk = Desk::of_plans();
    let page = desk.page("/");
    for shown in
        ["2018", "2020", "2023", "2024", "låst", "udkast", "4 af 4 planer vises.", "opnået", "31. december 2024"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let page = desk.page("/?aar=2023&tilstand=&sorter=frist");
    assert!(page.contains("1 af 4 planer vises.") && !page.contains("/plan/uim/siri/2024"), "{page}");
}

#[test]
fn a_plan_shows_its_documents_its_files_and_its_findings_with_the_line_of_each() {
    let page = Desk::of_plans().page("/plan/uim/siri/2023");
    for shown in
        ["/plan/uim/siri/2023/dokument/opgørelsesmetode", "/plan/uim/siri/2023/fil/uim/siri/2023/plan.yaml?linje=1"]
    {
        let address = shown.replace('ø', "%C3%B8");
        assert!(page.contains(&address), "{shown}: {page}");
    }
    assert!(page.contains("Advarsel") || page.contains("advarsel"), "{page}");
}

#[test]
fn every_document_of_a_plan_is_a_page_that_says_what_the_document_says() {
    let desk = Desk::of_plans();
    let page = desk.page("/plan/uim/siri/2023");
    let links: Vec<&str> = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let documents: Vec<&&str> = links.iter().filter(|link| link.contains("/dokument/")).collect();
    assert!(documents.len() > 5, "{links:?}");
    for address in documents {
        let page = desk.page(address);
        assert!(page.contains("class=\"document\"") && page.contains("Styrelsen for International"), "{address}");
    }
    assert_eq!(desk.get("/plan/uim/siri/2023/dokument/brev").status, 404);
    assert_eq!(desk.get("/plan/uim/siri/1999").status, 404);
}

#[test]
fn a_change_on_disk_shows_and_rings() {
    let (mut files, root) = copy_of("plans");
    let plan = root.join("uim/siri/2024/plan.yaml");
    let text = String::from_utf8(files.read(&plan, 1 << 20).expect("it is there")).expect("it is text");
    files.write(&plan, text.replace("titel: Mål- og resultatplan 2024", "titel: En anden titel"));
    let desk = Desk::over(files.share(), &root, false);
    assert!(desk.page("/plan/uim/siri/2024").contains("En anden titel"));
}

/// A workbench over a copy of the plans on disk, which it can write.
fn on_disk() -> (tempfile::TempDir, PathBuf, Desk) {
    let (folder, root) = crate::support::disk_copy_of("plans");
    let desk = Desk::on_disk(&root);
    (folder, root, desk)
}

const PLAN: &str = "uim/siri/2024/plan.yaml";
const FILE: &str = "/plan/uim/siri/2024/fil/uim/siri/2024/plan.yaml";

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("the field is there");
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[test]
fn a_file_is_edited_and_all_else_of_it_stays_byte_for_byte() {
    let (_folder, root, desk) = on_disk();
    let before = std::fs::read_to_string(root.join(PLAN)).expect("it is there");
    let base = hidden(&desk.page(FILE), "grundlag");
    let after = before.replace("titel: Mål- og resultatplan 2024", "titel: En anden titel");
    // As a browser sends it.
    let answer = desk.post(FILE, &[("tekst", &after.replace('\n', "\r\n")), ("grundlag", &base)]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(std::fs::read_to_string(root.join(PLAN)).expect("it is there"), after);
    assert!(desk.page("/plan/uim/siri/2024").contains("En anden titel"), "what is shown is read anew");
    assert!(desk.page(FILE).contains("# "), "comments stay");
}

#[test]
fn a_change_that_another_program_made_meanwhile_is_not_written_over_and_both_are_shown() {
    let (_folder, root, desk) = on_disk();
    let before = std::fs::read_to_string(root.join(PLAN)).expect("it is there");
    let base = hidden(&desk.page(FILE), "grundlag");
    let theirs = before.replace("titel: Mål- og resultatplan 2024", "titel: Deres titel");
    crate::support::write(&root.join(PLAN), &theirs);
    let ours = before.replace("titel: Mål- og resultatplan 2024", "titel: Vores titel");
    let answer = desk.post(FILE, &[("tekst", &ours), ("grundlag", &base)]);
    assert_eq!(answer.status, 409);
    assert_eq!(std::fs::read_to_string(root.join(PLAN)).expect("it is there"), theirs);
    let page = answer.text();
    assert!(page.contains("− titel: Deres titel") && page.contains("+ titel: Vores titel"), "{page}");
    // Who has seen both can decide.
    let answer = desk.post(FILE, &[("tekst", &ours), ("grundlag", &hidden(&page, "grundlag"))]);
    assert_eq!(answer.status, 303);
    assert_eq!(std::fs::read_to_string(root.join(PLAN)).expect("it is there"), ours);
}

#[test]
fn what_is_signed_is_not_edited_and_what_is_reported_on_it_is() {
    let (_folder, root, desk) = on_disk();
    let saved = |file: &str, from: &str, to: &str| {
        let address = format!("/plan/uim/siri/2023/fil/{}", file.replace('å', "%C3%A5"));
        let before = std::fs::read_to_string(root.join(file)).expect("it is there");
        assert!(before.contains(from), "{before}");
        let base = hidden(&desk.page(&address), "grundlag");
        let answer = desk.post(&address, &[("tekst", &before.replace(from, to)), ("grundlag", &base)]);
        let is_written = std::fs::read_to_string(root.join(file)).expect("it is there") != before;
        assert_eq!(answer.status == 303, is_written, "{}", answer.text());
        answer
    };
    let refused = saved("uim/siri/2023/plan.yaml", "titel: Mål- og resultatplan 2023", "titel: En anden titel");
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("En allonge ændrer en underskrevet plan."), "{}", refused.text());
    assert!(refused.text().contains("En anden titel"), "what was written is not lost");
    assert_eq!(saved("uim/siri/2023/plan.yaml", "status: underskrevet", "status: udkast").status, 403);
    assert_eq!(saved("uim/siri/2023/plan.yaml", "titel:", "titel: [").status, 403);
    assert_eq!(saved("uim/siri/2023/lås.yaml", "plan", "planen").status, 403);
    // What several years share is held by the ones that are signed.
    assert_eq!(saved("uim/ministerium.yaml", "navn: ", "navn: Nyt ").status, 403);
    let sheet = "uim/siri/2023/resultater/4-kvartal.yaml";
    assert_eq!(saved(sheet, "kvartal", "kvartal # rettet\n#").status, 303);
}

#[test]
fn read_only_writes_nothing() {
    let (_folder, root) = crate::support::disk_copy_of("plans");
    let desk = Desk::over(Disk.share(), &root, true);
    let before = std::fs::read_to_string(root.join(PLAN)).expect("it is there");
    let page = desk.page(FILE);
    assert!(page.contains("readonly") && !page.contains(">Gem<"), "{page}");
    let answer = desk.post(FILE, &[("tekst", "nyt"), ("grundlag", &hidden(&page, "grundlag"))]);
    assert_eq!(answer.status, 403);
    assert_eq!(std::fs::read_to_string(root.join(PLAN)).expect("it is there"), before);
}

#[test]
fn the_editor_is_told_what_is_wrong_in_a_text_that_is_not_saved() {
    let desk = Desk::of_plans();
    let asked = |what: &str, text: &str, place: usize| -> serde_json::Value {
        let address = format!("/plan/uim/siri/2024/spm/uim/siri/2024/plan.yaml?spm={what}");
        let answer = desk.post(&address, &[("tekst", text), ("sted", &place.to_string())]);
        assert_eq!(answer.status, 200, "{}", answer.text());
        serde_json::from_str(&answer.text()).expect("JSON")
    };
    let text = "titel: Plan\nstatus: udkast\nvægtt: 1\n";
    let told = asked("fund", text, 0);
    let found = told["fund"].as_array().expect("a list").iter().find(|one| one["kode"] == "unknown-key").expect("told");
    assert_eq!(found["fra"], 27, "{told}");
    let told = asked("muligt", "titel: Plan\nsta", 15);
    assert!(told["muligt"].as_array().expect("a list").iter().any(|one| one["navn"] == "status"), "{told}");
    let told = asked("betydning", text, 2);
    assert!(told["tekst"].as_str().is_some_and(|text| text.contains("titel")), "{told}");
    // Nothing of it stays.
    assert!(desk.page("/plan/uim/siri/2024").contains("Mål- og resultatplan 2024"));
}

#[test]
fn the_page_of_signing_says_what_stands_in_the_way_and_gives_the_copies_when_nothing_does() {
    let (mut files, root) = copy_of("plans");
    let desk = Desk::over(files.share(), &root, false);
    let page = desk.page("/plan/uim/siri/2024/underskrift");
    assert!(page.contains("Det er et udkast.") && !page.contains("udgave=underskrift"), "{page}");
    let path = root.join(PLAN);
    let text = String::from_utf8(files.read(&path, 1 << 20).expect("it is there")).expect("it is text");
    let named = text.replace("    titel: Departementschef\n", "    navn: En Chef\n    titel: Departementschef\n");
    files.write(&path, named.replace("status: udkast ", "status: til underskrift "));
    let desk = Desk::over(files.share(), &root, false);
    let page = desk.page("/plan/uim/siri/2024/underskrift");
    for shown in ["udgave=underskrift", "udgave=felter", "Trine Rask Thygesen, Direktør: har ikke underskrevet"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains("Det er et udkast."), "{page}");
}

#[test]
fn a_file_that_is_no_signed_copy_is_refused_with_the_reason() {
    let (_folder, root, desk) = on_disk();
    let before = std::fs::read_to_string(root.join(PLAN)).expect("it is there");
    let mut headers = Desk::headers();
    headers.push(("Content-Type", "multipart/form-data; boundary=x".to_owned()));
    let body = "--x\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"a.pdf\"\r\n\r\nhej\r\n--x--\r\n";
    let answer = desk.ask(WebVerb::Post, "/plan/uim/siri/2024/underskrift", &headers, body.as_bytes());
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("Filen er ikke taget imod"), "{}", answer.text());
    assert_eq!(std::fs::read_to_string(root.join(PLAN)).expect("it is there"), before);
}

#[test]
fn what_is_pointed_at_in_a_document_leads_to_the_line_that_says_it() {
    let desk = Desk::of_plans();
    let address = "/plan/uim/siri/2023/dokument/m%C3%A5l-og-resultatplan?ord=smidigt&afsnit=";
    let block = "Det%20er%20let%20og%20smidigt%20for%20borgere%20og%20virksomheder%20at%20f%C3%A5%20r%C3%A5dgivning%20og%20personlig%20betjening.";
    let page = desk.page(&format!("{address}{block}"));
    let (_, origins) = page.split_once("class=\"w-origins\"").expect("it is found");
    let first = origins.split("</li>").next().unwrap_or_default();
    assert!(first.contains("uim/siri/2023/mål/1.2-borgerservice.yaml, 5"), "{first}");
    assert!(
        desk.page("/plan/uim/siri/2023/dokument/m%C3%A5l-og-resultatplan?ord=xyzzy").contains("Ingen fil siger det")
    );
}

#[test]
fn a_line_of_a_file_leads_to_the_documents_that_say_it() {
    let page = Desk::of_plans().page("/plan/uim/siri/2023/viser/uim/siri/2023/m%C3%A5l/1.2-borgerservice.yaml?linje=5");
    assert!(page.contains("dokument/m%C3%A5l-og-resultatplan?vis=uim%252Fsiri%252F2023"), "{page}");
    let link = page.split("href=\"").find(|rest| rest.contains("?vis=")).and_then(|rest| rest.split('"').next());
    let shown = Desk::of_plans().page(link.expect("a link").split('#').next().unwrap_or_default());
    let (_, part) = shown.split_once("data-shown=\"\"").expect("it is marked");
    assert!(part.split("</p>").next().is_some_and(|part| part.contains("let og smidigt for borgere")), "{part}");
    let page =
        Desk::of_plans().page("/plan/uim/siri/2023/viser/uim/siri/2023/m%C3%A5l/1.2-borgerservice.yaml?linje=9999");
    assert!(page.contains("Ingen af planens dokumenter"), "{page}");
}

#[test]
fn the_overview_counts_what_is_due_in_thirty_and_in_ninety_days_and_lists_it() {
    let page = Desk::of_plans().page("/?aar=2024");
    let lists: Vec<&str> = page.split("<details>").skip(1).filter_map(|rest| rest.split("</details>").next()).collect();
    let [soon, ahead] = lists[..] else { panic!("two lists: {page}") };
    assert!(soon.contains("inden for 30 dage") && ahead.contains("inden for 90 dage"), "{page}");
    for list in [soon, ahead] {
        let rows = list.matches("<li").count();
        assert!(list.contains(&format!("medregnet: {rows}</summary>")), "{list}");
    }
    assert!(soon.contains("(overskredet): planen mangler underskrift"), "{soon}");
}

#[test]
fn a_ministrys_own_document_is_a_live_page_from_the_end_of_any_quarter() {
    let desk = Desk::of_plans();
    assert!(desk.page("/").contains("href=\"/ministerium/uim/2023\""));
    let page = desk.page("/ministerium/uim/2023?kvartal=2");
    assert!(page.contains("class=\"document\"") && page.contains("Målopfyldelse pr. 2. kvartal"), "{page}");
    assert_eq!(desk.get("/ministerium/uim/1999").status, 404);
}

#[test]
fn the_pdf_opens_on_the_page_of_a_heading() {
    let desk = Desk::of_plans();
    let address = "/plan/uim/siri/2024/pdf/m%C3%A5l-og-resultatplan";
    let page = |heading: &str| -> u32 {
        let answer = desk.get(&format!("{address}?afsnit={heading}"));
        let (_, to) = answer.headers.iter().find(|(name, _)| *name == "Location").expect("it leads on");
        let (there, page) = to.split_once("#page=").expect("a page");
        assert_eq!(there, address);
        page.parse().expect("a number")
    };
    let (first, last) = (page("1.0%20Indledning"), page("5.0%20Kontraktperiode%20og%20p%C3%A5tegning"));
    assert!(first > 1 && last > first, "{first} {last}");
    assert_eq!(page("xyzzy"), 1);
}
