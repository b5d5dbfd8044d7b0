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
}
