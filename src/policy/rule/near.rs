//! The word that was probably meant: few letters away from what was written.

/// The nearest of the words, if it is near enough to be a slip of the pen.
pub fn nearest<'w>(written: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    words
        .map(|word| (distance(written, word), word))
        .filter(|(distance, word)| *distance <= 1 + word.len() / 5)
        .min()
        .map(|(_, word)| word)
}

/// How many letters must be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(60).enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (y, above) in b.iter().zip(row.iter_mut().skip(1)) {
            let changed = diagonal + usize::from(x != *y);
            diagonal = *above;
            left = changed.min(left + 1).min(*above + 1);
            *above = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_nonsense_finds_none() {
        let words = ["house_grade", "house_place", "hukou"];
        assert_eq!(nearest("house_grad", words.into_iter()), Some("house_grade"));
        assert_eq!(nearest("huku", words.into_iter()), Some("hukou"));
        assert_eq!(nearest("pension", words.into_iter()), None);
        assert_eq!((distance("abc", "abc"), distance("", "ab"), distance("abd", "abc")), (0, 2, 1));
    }
}
