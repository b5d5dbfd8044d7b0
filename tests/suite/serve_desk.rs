//! The rooms of the workbench for those who never saw YAML: reporting, allonger, files, history.

use std::path::{Path, PathBuf};

use resultatplan::serve::{WebResponse, WebVerb};

use crate::serve::Desk;
use crate::support::disk_copy_of;

const PLAN: &str = "/plan/eksempel/prø/2025";

/// The name of a field: of the row with this title, the one that ends so.
fn name(page: &str, title: &str, end: &str) -> String {
    let row = page.split("<fieldset").find(|row| row.contains(&format!("<legend>{title}"))).expect("a row");
    let names = row.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next());
    names.filter(|name| name.ends_with(&format!("-{end}"))).min_by_key(|name| name.len()).expect("a field").to_owned()
}

fn on_disk() -> (tempfile::TempDir, PathBuf, Desk) {
    let (folder, ministry) = disk_copy_of("tests/plans/eksempel");
    let desk = Desk::on_disk(folder.path());
    (folder, ministry.join("prø/2025"), desk)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a file")
}

fn text(response: &WebResponse) -> String {
    response.text().replace("&#x2f;", "/")
}

#[test]
fn a_quarter_is_reported_by_a_form_and_its_points_are_shown_before_it_is_saved() {
    let (_folder, plan, desk) = on_disk();
    let periods = desk.page(&format!("{PLAN}/indberetning"));
    assert!(periods.contains("2. kvartal</a>") && periods.contains("af"), "{periods}");
    let address = format!("{PLAN}/indberetning/4. kvartal").replace(' ', "%20");
    let form = desk.page(&address);
    let file = plan.join("resultater/4-kvartal.yaml");
    let before = read(&file);
    let within = name(&form, "1.1 a 1", "inden-for-0");
    assert!(form.contains("3. kvartal: 985"), "last quarter stands beside it");
    let tried = desk.post(&format!("{address}/point"), &[(&within, "300")]);
    assert_eq!(tried.status, 200, "{}", tried.text());
    assert!(text(&tried).contains("(før: "), "the points of the plan are others");
    assert_eq!(read(&file), before);
    let saved = desk.post(&address, &[(&within, "1.072")]);
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert_eq!(read(&file), before.replace("31 dage: 1071", "31 dage: 1.072"));
    assert!(desk.page(&address).contains("value=\"1.072\""), "the page has it at once");
}

#[test]
fn an_error_stands_above_the_form_and_at_its_field() {
    let (_folder, plan, desk) = on_disk();
    let address = format!("{PLAN}/indberetning/2.%20kvartal");
    let within = name(&desk.page(&address), "1.1 a 1", "inden-for-0");
    let before = read(&plan.join("resultater/2-kvartal.yaml"));
    let wrong = desk.post(&address, &[(&within, "mange")]);
    let page = text(&wrong);
    assert_eq!(wrong.status, 422);
    assert!(page.contains(&format!("href=\"#felt-{within}\"")), "{page}");
    assert!(page.contains(&format!("id=\"fejl-{within}\"")) && page.contains("aria-invalid=\"true\""), "{page}");
    assert!(page.contains("value=\"mange\""), "what was typed is kept");
    assert_eq!(read(&plan.join("resultater/2-kvartal.yaml")), before);
}

#[test]
fn what_another_program_wrote_meanwhile_is_shown_beside_what_was_typed() {
    let (_folder, plan, desk) = on_disk();
    let address = format!("{PLAN}/indberetning/2.%20kvartal");
    let page = desk.page(&address);
    let (_, seen) = page.split_once("name=\"set\" value=\"").expect("which files it was made of");
    let seen = seen.split('"').next().expect("a fingerprint").to_owned();
    let file = plan.join("resultater/2-kvartal.yaml");
    crate::support::write(&file, read(&file).replace("antal: 7", "antal: 8"));
    let count = name(&page, "1.4 e", "antal");
    let refused = desk.post(&address, &[("set", &seen), (&count, "9")]);
    assert_eq!(refused.status, 409, "{}", refused.text());
    let shown = text(&refused);
    assert!(shown.contains("I filen står der nu") && shown.contains(": 8"), "{shown}");
    assert!(shown.contains("value=\"9\"") && read(&file).contains("antal: 8"));
}

#[test]
fn an_allonge_is_shown_and_then_written_as_a_draft() {
    let (_folder, plan, desk) = on_disk();
    assert!(desk.page(&format!("{PLAN}/allonge")).contains("85 pct. inden for 31 dage"));
    let address = format!("{PLAN}/allonge/1.1%20a%201");
    let new = [
        ("maal-0", "80 pct."),
        ("fra-dag", "1. november 2025"),
        ("begrundelse", "Der kommer flere ansøgninger end ventet."),
        ("samles", "alle"),
    ];
    let tried = desk.post(&format!("{address}/se"), &new);
    assert_eq!(tried.status, 200, "{}", tried.text());
    assert!(text(&tried).contains("<ins>80 pct. inden for 31 dage</ins>"), "{}", text(&tried));
    for row in ["Status efter det indberettede", "Point for kravet", "Point for hele planen"] {
        assert!(text(&tried).contains(&format!("<th scope=\"row\">{row}</th>")), "{row}: {}", text(&tried));
    }
    let there = |plan: &Path| std::fs::read_dir(plan.join("allonger")).map_or(0, Iterator::count);
    let before = there(&plan);
    let saved = desk.post(&address, &new);
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert_eq!(there(&plan), before + 1);
    let wrong = desk.post(&address, &[("maal-0", "80 pct.")]);
    assert!(wrong.status == 422 && text(&wrong).contains("href=\"#felt-begrundelse\""), "{}", text(&wrong));
}

#[test]
fn two_readings_stand_beside_each_other() {
    let desk = Desk::of_plans();
    let page = desk.page("/plan/uim/siri/2023/historik?fra=2020%402020-01-01&til=2023%402023-01-01");
    assert!(page.contains("<option value=\"2020@2020-01-01\" selected>"), "{page}");
    assert!(page.contains("<strong>"), "changed words are marked");
}

#[test]
fn files_are_shown_with_their_account_and_written_when_they_were_seen() {
    let (_folder, plan, desk) = on_disk();
    let sums = "kvartal;krav;i alt;inden for 31 dage\n2. kvartal;1.1 a 1;1.310;1.200\n2. kvartal;9.9;1;1\n";
    let part = |name: &str, more: &str, text: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{text}\r\n")
    };
    let body = [
        part("opdateret", "", "9. juli 2025"),
        part("indberettet-af", "", "Sekretariatet"),
        part("filer", "; filename=\"tal.csv\"", sums),
        "--x--\r\n".to_owned(),
    ];
    let mut headers = Desk::headers();
    headers.push(("Content-Type", "multipart/form-data; boundary=x".to_owned()));
    let shown = desk.ask(WebVerb::Post, &format!("{PLAN}/import/se"), &headers, body.concat().as_bytes());
    assert_eq!(shown.status, 200, "{}", shown.text());
    let page = text(&shown);
    assert!(
        page.contains("tal.csv, række 3") && page.contains("<ins>    inden for: { 31 dage: 1.200 }</ins>"),
        "{page}"
    );
    let field = |name: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a field");
        rest.split('"').next().expect("its value").to_owned()
    };
    let (name, before) = (field("fil-0"), field("for-0"));
    let file = plan.join("resultater/2-kvartal.yaml");
    let new = read(&file).replace("{ 31 dage: 1126 }\n", "{ 31 dage: 1.200 }\n    kilde: tal.csv\n");
    let fields = [("fil-0", name.as_str()), ("for-0", before.as_str()), ("tekst-0", new.as_str())];
    let climbing = [("fil-0", "../plan.yaml"), ("for-0", ""), ("tekst-0", "a: b")];
    assert_eq!(desk.post(&format!("{PLAN}/import"), &climbing).status, 404);
    assert_eq!(desk.post(&format!("{PLAN}/import"), &fields).status, 303);
    assert_eq!(read(&file), new);
    // What was shown is no longer what stands there.
    assert_eq!(desk.post(&format!("{PLAN}/import"), &fields).status, 422);
}
