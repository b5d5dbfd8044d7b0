//! Each attack on a server of one machine, by its name: none gets in, none gets out of the folder, none runs.

use resultatplan::files::Files;
use resultatplan::serve::{AccessToken, ResponseBody, WebRequest, WebVerb};

use crate::serve::{Desk, PORT, TOKEN};
use crate::support::copy_of;

/// The headers of the workbench's own pages, with some in place of others; none where a value is empty.
fn with(changed: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let is_changed = |name: &str| changed.iter().any(|(own, _)| *own == name);
    let own = Desk::headers().into_iter().filter(|(name, _)| !is_changed(name));
    let new = changed.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (*name, (*value).to_owned()));
    own.chain(new).collect()
}

fn status(verb: WebVerb, address: &str, changed: &[(&'static str, &str)]) -> u16 {
    Desk::of_plans().ask(verb, address, &with(changed), b"").status
}

#[test]
fn who_has_no_token_sees_nothing() {
    let desk = Desk::of_plans();
    for cookie in ["", "resultatplan-8321=gættet-tegn-abcdef", "resultatplan-8322=et-tegn-som-ingen-kender", "a=b"] {
        let answer = desk.ask(WebVerb::Get, "/", &with(&[("Cookie", cookie)]), b"");
        assert_eq!(answer.status, 403, "{cookie}");
        assert!(!answer.text().contains("siri"), "{}", answer.text());
    }
    assert_eq!(status(WebVerb::Get, "/?token=gættet", &[("Cookie", "")]), 403);
    // Not even a style or a script.
    assert_eq!(status(WebVerb::Get, "/asset/style.css", &[("Cookie", "")]), 403);
}

#[test]
fn the_token_of_the_first_address_is_exchanged_for_a_cookie_that_no_script_and_no_other_site_can_use() {
    let desk = Desk::of_plans();
    let answer = desk.ask(WebVerb::Get, &format!("/?token={TOKEN}"), &with(&[("Cookie", "")]), b"");
    assert_eq!((answer.status, answer.header("Location")), (303, Some("/")));
    let cookie = answer.header("Set-Cookie").expect("a cookie");
    assert_eq!(cookie, format!("resultatplan-{PORT}={TOKEN}; Path=/; HttpOnly; SameSite=Strict"));
    assert!(desk.0.first_address().starts_with(&format!("http://127.0.0.1:{PORT}/?token=")));
}

#[test]
fn a_random_token_is_long_and_another_each_time_and_a_weak_one_is_refused() {
    let (one, other) = (AccessToken::random().expect("chance"), AccessToken::random().expect("chance"));
    assert!(one != other && one.text().len() == 64);
    assert!(AccessToken::chosen("kort").is_err() && AccessToken::chosen("et tegn med mellemrum; og mere").is_err());
}

#[test]
fn dns_rebinding_a_foreign_name_that_means_this_machine_is_refused() {
    for host in [
        "ond.example",
        "ond.example:8321",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1.ond.example:8321",
        "[::2]:8321",
        "10.0.0.1:8321",
        "",
    ] {
        let origin = format!("http://{host}");
        assert_eq!(status(WebVerb::Get, "/", &[("Host", host), ("Origin", &origin)]), 403, "{host}");
    }
    for host in ["127.0.0.1:8321", "localhost:8321", "[::1]:8321"] {
        let origin = format!("http://{host}");
        assert_eq!(status(WebVerb::Get, "/", &[("Host", host), ("Origin", &origin)]), 200, "{host}");
    }
}

#[test]
fn cross_site_request_forgery_a_form_of_another_page_is_refused() {
    for origin in ["http://ond.example", "http://127.0.0.1:9999", "https://127.0.0.1:8321", "null"] {
        for verb in [WebVerb::Get, WebVerb::Post] {
            assert_eq!(status(verb, "/", &[("Origin", origin)]), 403, "{origin}");
            assert_eq!(status(verb, "/", &[("Origin", origin), ("Sec-Fetch-Site", "")]), 403, "{origin}");
        }
    }
    for site in ["cross-site", "same-site", "none"] {
        assert_eq!(status(WebVerb::Post, "/", &[("Origin", ""), ("Sec-Fetch-Site", site)]), 403, "{site}");
    }
    // Who sends neither is no browser of today.
    assert_eq!(status(WebVerb::Post, "/", &[("Origin", ""), ("Sec-Fetch-Site", "")]), 403);
}

#[test]
fn a_picture_a_script_or_a_frame_of_another_page_gets_nothing() {
    for (mode, place) in [("no-cors", "image"), ("no-cors", "script"), ("cors", "empty"), ("navigate", "iframe")] {
        let headers =
            [("Origin", ""), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", place)];
        assert_eq!(status(WebVerb::Get, "/plan/uim/siri/2023", &headers), 403, "{mode} {place}");
    }
}

#[test]
fn no_answer_may_run_a_script_of_its_own_be_framed_or_be_kept() {
    let desk = Desk::of_plans();
    for address in ["/", "/plan/uim/siri/2023", "/asset/live.js", "/intet", "/events"] {
        let answer = desk.get(address);
        let policy = answer.header("Content-Security-Policy").expect("a policy");
        let scripts = policy.split(';').find(|part| part.contains("script-src")).expect("scripts").trim();
        assert_eq!(scripts, "script-src 'self'", "{address}");
        assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
        assert_eq!(answer.header("X-Content-Type-Options"), Some("nosniff"));
        assert_eq!(answer.header("Referrer-Policy"), Some("same-origin"));
        let page = answer.text();
        assert!(!page.contains("<script>") && !page.contains(" onclick=") && !page.contains(" style=\""), "{address}");
    }
}

#[test]
fn a_printed_document_runs_nothing_whatever_page_a_browser_shows_it_on() {
    let answer = Desk::of_plans().get("/plan/uim/siri/2023/pdf/opg%C3%B8relsesmetode");
    assert_eq!(answer.header("Content-Type"), Some("application/pdf"));
    let policy = answer.header("Content-Security-Policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("script-src") && !policy.contains("http"), "{policy}");
}

#[test]
fn path_traversal_no_path_leads_out_of_the_folder_served() {
    let desk = Desk::of_plans();
    let asked = |address: &str| {
        let headers = Desk::headers();
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let request = WebRequest::new(WebVerb::Get, address, &headers, b"").ok()?;
        Some(desk.0.handle(&request, crate::serve::today()).status)
    };
    for path in [
        "../Cargo.toml",
        "..%2f..%2fCargo.toml",
        "%2e%2e/%2e%2e/Cargo.toml",
        "..%5cCargo.toml",
        "%2fetc%2fpasswd",
        "uim/..%00",
    ] {
        for before in ["/", "/plan/uim/siri/2023/fil/", "/plan/uim/siri/2023/dokument/", "/asset/", "/plan/"] {
            let status = asked(&format!("{before}{path}"));
            assert!(matches!(status, None | Some(404)), "{before}{path}: {status:?}");
        }
    }
    for path in [
        "/plan/uim/siri/2023/fil/Cargo.toml",
        "/plan/uim/siri/2023/fil/etc/passwd",
        "/plan/uim/siri/2023/fil/uim/siri/2024/plan.yaml",
    ] {
        assert_eq!(asked(path), Some(404), "{path}");
    }
}

#[test]
fn a_plan_s_text_is_text() {
    let (mut files, root) = copy_of("plans");
    let plan = root.join("uim/siri/2024/plan.yaml");
    let text = String::from_utf8(files.read(&plan, 1 << 20).expect("it is there")).expect("it is text");
    let hostile = "titel: \"<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}\"";
    files.write(&plan, text.replace("titel: Mål- og resultatplan 2024", hostile));
    let desk = Desk::over(files.share(), &root, false);
    for address in
        ["/plan/uim/siri/2024", "/?aar=%22%3E%3Cscript%3E", "/plan/uim/siri/2024/dokument/m%C3%A5l-og-resultatplan"]
    {
        let page = desk.page(address);
        assert!(!page.contains("<script>") && !page.contains("<img") && !page.contains("49</"), "{address}");
    }
    let page = desk.page("/plan/uim/siri/2024");
    assert!(page.contains("&lt;script&gt;alert(1)") && page.contains("{{ 7*7 }}"), "{page}");
}

#[test]
fn a_body_that_is_too_large_is_refused_before_it_is_read() {
    let desk = Desk::of_plans();
    let headers = Desk::headers();
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let head = WebRequest::new(WebVerb::Get, "/", &headers, b"").expect("a request");
    assert_eq!(desk.0.most_of(&head).ok(), Some(0));
    assert_eq!(desk.0.handle(&head.with_body(vec![0; 1]), crate::serve::today()).status, 413);
}

#[test]
fn events_stay_open_for_who_is_let_in() {
    let desk = Desk::of_plans();
    assert!(matches!(desk.get("/events").body, ResponseBody::Events));
    assert_eq!(status(WebVerb::Get, "/events", &[("Cookie", "")]), 403);
}

/// Each address that something is sent to, of the plan of 2023, which is locked.
const SENT_TO: [&str; 9] = [
    "/plan/uim/siri/2023/fil/uim/siri/2023/plan.yaml",
    "/plan/uim/siri/2023/spm/uim/siri/2023/plan.yaml?spm=fund",
    "/plan/uim/siri/2023/underskrift",
    "/plan/uim/siri/2023/indberetning/4.%20kvartal",
    "/plan/uim/siri/2023/indberetning/4.%20kvartal/point",
    "/plan/uim/siri/2023/allonge/1.1%20a",
    "/plan/uim/siri/2023/allonge/1.1%20a/se",
    "/plan/uim/siri/2023/import",
    "/plan/uim/siri/2023/import/se",
];

/// Those of them that write.
fn writing() -> impl Iterator<Item = &'static str> {
    SENT_TO.into_iter().filter(|address| !["/spm/", "/point", "/se"].iter().any(|end| address.contains(end)))
}

#[test]
fn every_address_that_something_is_sent_to_is_tried_here() {
    let pages = crate::support::repository("src/serve/pages");
    let sources = std::fs::read_dir(pages).expect("the pages").flatten();
    let texts = sources.filter_map(|entry| std::fs::read_to_string(entry.path()).ok());
    let sent: usize = texts
        .map(|text| {
            ["question", "files", "change", "upload"]
                .map(|how| text.matches(&format!("Route::{how}(")).count())
                .iter()
                .sum::<usize>()
        })
        .sum();
    assert_eq!(sent, SENT_TO.len());
}

#[test]
fn cross_site_request_forgery_a_form_without_the_token_is_refused_wherever_it_is_sent() {
    let desk = Desk::of_plans();
    for address in SENT_TO {
        for cookie in ["", "resultatplan-8321=et-tegn-som-en-anden-har"] {
            let answer = desk.ask(WebVerb::Post, address, &with(&[("Cookie", cookie)]), b"tekst=x");
            assert_eq!(answer.status, 403, "{address}");
        }
        // The token in the address lets nobody send anything.
        let mark = if address.contains('?') { '&' } else { '?' };
        let given = format!("{address}{mark}token={TOKEN}");
        assert_eq!(desk.ask(WebVerb::Post, &given, &with(&[("Cookie", "")]), b"tekst=x").status, 403, "{address}");
    }
}

#[test]
fn read_only_refuses_whatever_writes_and_answers_what_only_asks() {
    let (files, root) = copy_of("plans");
    let desk = Desk::over(files.share(), &root, true);
    assert_eq!(writing().count(), 5);
    for address in writing() {
        let answer = desk.ask(WebVerb::Post, address, &Desk::headers(), b"tekst=x");
        assert_eq!(answer.status, 403, "{address}: {}", answer.text());
        assert!(answer.text().contains("--read-only"), "{}", answer.text());
    }
    let asked = desk.ask(WebVerb::Post, SENT_TO[1], &Desk::headers(), b"tekst=titel");
    assert_eq!(asked.status, 200, "{}", asked.text());
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_served_leads_nowhere() {
    let (folder, root) = crate::support::disk_copy_of("plans");
    let outside = folder.path().join("udenfor.yaml");
    let plan = root.join("uim/siri/2024/plan.yaml");
    std::fs::rename(&plan, &outside).expect("it is moved");
    std::os::unix::fs::symlink(&outside, &plan).expect("a link");
    let before = std::fs::read(&outside).expect("it is there");
    let desk = Desk::on_disk(&root);
    let address = "/plan/uim/siri/2024/fil/uim/siri/2024/plan.yaml";
    assert_eq!(desk.get(address).status, 404);
    assert_eq!(desk.post(address, &[("tekst", "nyt"), ("grundlag", "x")]).status, 404);
    assert_eq!(std::fs::read(&outside).expect("it is there"), before);
    // A plan's whole folder that lies elsewhere is none of those served.
    let away = folder.path().join("2023");
    std::fs::rename(root.join("uim/siri/2023"), &away).expect("it is moved");
    std::os::unix::fs::symlink(&away, root.join("uim/siri/2023")).expect("a link");
    assert_eq!(Desk::on_disk(&root).get("/plan/uim/siri/2023").status, 404);
}

#[test]
fn other_machines_are_let_in_only_with_a_token() {
    let (folder, _root) = crate::support::disk_copy_of("tests/pages/eks");
    for address in ["0.0.0.0", "::", "192.0.2.1"] {
        let ran = crate::support::command::run(folder.path(), &["serve", ".", "--no-open", "--bind", address]);
        assert!(ran.status == 2 && ran.stderr.contains("--token"), "{address}: {ran:?}");
    }
    let weak = crate::support::command::run(folder.path(), &["serve", ".", "--bind", "0.0.0.0", "--token", "kort"]);
    assert!(weak.status == 2 && weak.stdout.is_empty(), "{weak:?}");
}
