//! "Did you mean": the nearest of the words that were possible.

/// The candidate nearest to a word, when one is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let (distance, near) = ranked(word, candidates).into_iter().next()?;
    is_near(near, distance).then_some(near)
}

/// The candidate that a word can only have been meant as: the nearest by far, with the same figures.
pub fn meant<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut ranked = ranked(word, candidates).into_iter();
    let (distance, near) = ranked.next()?;
    let own = figures(word);
    let mut others = ranked.filter(|(_, other)| *other != near && figures(other) == own);
    let is_long = distance == 0 || word.chars().count() >= SHORTEST;
    let is_sure = is_near(near, distance) && is_long && distance <= FURTHEST && figures(near) == own;
    (is_sure && others.all(|(other, _)| other >= distance + MARGIN.min(distance + 1))).then_some(near)
}

/// How many slips each candidate is away from a word, the nearest first.
fn ranked<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let folded = fold(word);
    let slips = |candidate| (strsim::damerau_levenshtein(&folded, &fold(candidate)), candidate);
    let mut ranked: Vec<_> = candidates.into_iter().map(slips).collect();
    ranked.sort_by_key(|(distance, _)| *distance);
    ranked
}

fn is_near(candidate: &str, distance: usize) -> bool {
    distance <= (candidate.chars().count() / 3).max(1)
}

/// Shorter words can be meant as many things.
const SHORTEST: usize = 3;
/// As many slips as a word can have and still be known again.
const FURTHEST: usize = 2;
/// How much further away all others have to be.
const MARGIN: usize = 2;

/// The numbers in a text, one after the other.
fn figures(text: &str) -> Vec<&str> {
    text.split(|one: char| !one.is_ascii_digit()).filter(|figure| !figure.is_empty()).collect()
}

/// Lower case, and æøå as they are written where a keyboard lacks them: `vaegt` is near `vægt`.
fn fold(word: &str) -> String {
    word.to_lowercase().replace('æ', "ae").replace('ø', "oe").replace('å', "aa")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_word() {
        let keys = ["vægt", "område", "mål", "resultatkrav"];
        assert_eq!(nearest("vaegt", keys), Some("vægt"));
        assert_eq!(nearest("omraade", keys), Some("område"));
        assert_eq!(nearest("resultatkrv", keys), Some("resultatkrav"));
        assert_eq!(nearest("budget", keys), None);
    }

    #[test]
    fn what_can_have_been_meant_as_two_things_is_meant_as_none() {
        for (word, candidates, is_meant) in [
            ("vaegt", &["vægt", "område", "mål"][..], Some("vægt")),
            ("Vægt", &["vægt", "vægte"], Some("vægt")),
            ("vægtt", &["vægt", "vægte"], None),
            ("måle", &["mål", "måles"], None),
            ("n", &["nr", "område"], None),
            ("nja", &["ja", "nej"], None),
            ("uder", &["under", "over"], None),
            ("opfylt", &["opfyldt", "ikke opfyldt"], Some("opfyldt")),
            ("1,1 a", &["1.1 a", "1.2 a", "1.1"], Some("1.1 a")),
            ("11", &["1.1", "2.3"], None),
            ("1.3", &["1.1", "1.2"], None),
            (
                "1.1 Fast-trak, 1. gang",
                &["1.1 Fast-track, 1. gang", "1.1 Fast-track, 2. gang"],
                Some("1.1 Fast-track, 1. gang"),
            ),
        ] {
            assert_eq!(meant(word, candidates.iter().copied()), is_meant, "{word}");
        }
    }
}
