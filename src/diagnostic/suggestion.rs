//! "Did you mean": the nearest of the words that were possible.

/// The candidate nearest to a word, when one is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(word);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&folded, &fold(candidate)), candidate))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count() / 3).max(1))
        .map(|(_, candidate)| candidate)
}

/// The candidate that a word can only have been meant as: the nearest by far, with the same figures.
pub fn meant<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let near = nearest(word, candidates.clone())?;
    let (own, folded) = (figures(word), fold(word));
    let distance = strsim::damerau_levenshtein(&folded, &fold(near));
    let mut others = candidates.into_iter().filter(|one| *one != near && figures(one) == own);
    let is_far = |one: &str| strsim::damerau_levenshtein(&folded, &fold(one)) >= distance + MARGIN.min(distance + 1);
    let is_long = distance == 0 || word.chars().count() >= SHORTEST;
    (is_long && distance <= FURTHEST && figures(near) == own && others.all(is_far)).then_some(near)
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
