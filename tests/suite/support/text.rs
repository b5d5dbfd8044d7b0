//! Text to compare: what a page shows differs from what its author wrote in spaces, hyphens and capitals only.

/// With plain spaces, one at a time, and no soft hyphens.
pub fn normal(text: &str) -> String {
    let visible: String = text.chars().filter(|one| *one != '\u{ad}').collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without any space or soft hyphen, in small letters: lines and sentences may begin anywhere.
pub fn squeezed(text: &str) -> String {
    let visible = text.chars().filter(|one| !one.is_whitespace() && *one != '\u{ad}');
    visible.flat_map(char::to_lowercase).collect()
}

/// Whether a page shows a text, wherever its lines end.
pub fn shows(page: &str, text: &str) -> bool {
    squeezed(page).contains(&squeezed(text))
}

/// Every number of a text, without the points between its thousands: `1234,5`.
pub fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for run in text.split(|one: char| !one.is_ascii_digit() && one != ',' && one != '.') {
        let run = run.trim_matches([',', '.']);
        if run.is_empty() {
            continue;
        }
        // `1.234,5` is one number; the point of `14.21.01` and of a date separates.
        let (whole, fraction) = run.split_once(',').map_or((run, None), |(whole, fraction)| (whole, Some(fraction)));
        let groups: Vec<&str> = whole.split('.').collect();
        let is_thousands = groups.len() > 1 && groups[0].len() <= 3 && groups[1..].iter().all(|one| one.len() == 3);
        match fraction {
            Some(fraction) if groups.len() == 1 || is_thousands => {
                found.push(format!("{},{fraction}", groups.concat()))
            }
            None if is_thousands => found.push(groups.concat()),
            _ => found.extend(groups.into_iter().chain(fraction).map(str::to_owned)),
        }
    }
    found
}

#[test]
fn numbers_are_read_as_they_are_meant() {
    assert_eq!(
        numbers("mindst 72,5 pct. af 1.234,5 mio. kr. efter FFL23 14.21.01, 3–4."),
        ["72,5", "1234,5", "23", "14", "21", "01", "3", "4"]
    );
}

#[test]
fn text_is_the_same_wherever_its_lines_end() {
    assert!(shows("Integrationsmini\u{ad}steriets 85\u{a0}pct.", "integrationsministeriets 85 pct."));
    assert_eq!(normal(" 85\u{a0}pct. \n af\u{ad}gøres"), "85 pct. afgøres");
}
