//! The forms in which people write the name of a place, and which names are near to one that is not in the list.

use super::{DivisionError, Township, TownshipKind, Village};
use crate::text::{clean, width};

const SUBDISTRICT_ENDINGS: [&str; 5] = ["街道办事处", "街道办", "办事处", "街道", "街"];
const TOWN_ENDINGS: [&str; 8] = ["镇人民政府", "乡人民政府", "镇政府", "乡政府", "集镇", "镇", "乡", ""];
const VILLAGE_ENDINGS: [&str; 14] = [
    "社区居民委员会",
    "社区居委会",
    "居民委员会",
    "居委会",
    "社区",
    "村村民委员会",
    "村村委会",
    "村民委员会",
    "村委会",
    "村支部",
    "行政村",
    "居委",
    "村委",
    "村",
];
const DISTRICT: [&str; 3] = ["重庆市", "重庆", "南川区"];
/// As many names as a person compares at a glance.
const NEAREST_MAX: usize = 3;

/// What someone wrote for a place, cleaned.
pub(super) struct Written {
    text: String,
}

impl Written {
    pub(super) fn new(raw: &str) -> Result<Self, DivisionError> {
        let clean = clean::name(raw);
        let text = DISTRICT.iter().fold(clean.as_str(), |text, part| without_front(text, part));
        if text.is_empty() {
            return Err(DivisionError::Empty);
        }
        Ok(Self { text: text.to_owned() })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The digits, if it is a code of nine or twelve.
    pub(super) fn code(&self) -> Option<&str> {
        let all_digits = self.text.bytes().all(|byte| byte.is_ascii_digit());
        (all_digits && matches!(self.text.len(), 9 | 12)).then_some(self.text.as_str())
    }

    /// As much of it as belongs in a sentence.
    pub(super) fn shown(&self) -> String {
        width::cut(&self.text, 40).into_owned()
    }
}

/// Whether `text` is a name of the township: of today or of 2015, whole, without its ending, or (town and township being mixed
/// up by everyone since the conversions) with the other's.
pub(super) fn means_township(text: &str, township: &Township) -> bool {
    let endings: &[&str] = match township.kind {
        TownshipKind::Subdistrict => &SUBDISTRICT_ENDINGS,
        TownshipKind::Town | TownshipKind::Township => &TOWN_ENDINGS,
    };
    let stem = without_ending(township.name, endings);
    text == township.name || text == township.old_name || without_ending(text, endings) == stem
}

/// Whether `text` is a name of the village, in any of the forms of its ending.
pub(super) fn means_village(text: &str, village: &Village) -> bool {
    let names = [Some(village.name), Some(village.full_name), village.old_name];
    let stem = without_ending(village.name, &VILLAGE_ENDINGS);
    names.contains(&Some(text)) || without_ending(text, &VILLAGE_ENDINGS) == stem
}

/// The name of the village when it stands after the name of its township.
pub(super) fn without_township<'a>(text: &'a str, township: &Township) -> &'a str {
    [township.old_name, township.name].iter().fold(text, |text, name| without_front(text, name))
}

/// The names that are nearest to `text`, nearest first: one character differs, or a few of a long name.
pub(super) fn nearest(text: &str, names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let length = text.chars().count();
    if length > 20 {
        return Vec::new();
    }
    let mut near: Vec<(usize, &'static str)> = names
        .map(|name| (distance(text, name), name))
        .filter(|(distance, name)| *distance <= 1.max(length.max(name.chars().count()) / 2))
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.dedup();
    near.into_iter().take(NEAREST_MAX).map(|(_, name)| name).collect()
}

/// The name without the longest of the endings; a name is never taken away whole.
fn without_ending<'a>(text: &'a str, endings: &[&str]) -> &'a str {
    endings.iter().find_map(|ending| text.strip_suffix(ending).filter(|stem| !stem.is_empty())).unwrap_or(text)
}

fn without_front<'a>(text: &'a str, front: &str) -> &'a str {
    text.strip_prefix(front).filter(|rest| !rest.is_empty()).unwrap_or(text)
}

/// How many characters must be put in, left out or changed to make one text of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, right) in b.iter().enumerate() {
            let changed = row.get(j).copied().unwrap_or(0) + usize::from(left != *right);
            let left_out = row.get(j + 1).copied().unwrap_or(0) + 1;
            let put_in = next.last().copied().unwrap_or(0) + 1;
            next.push(changed.min(left_out).min(put_in));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_single_changes() {
        for (a, b, steps) in [
            ("", "", 0),
            ("德隆", "德隆", 0),
            ("德隆乡", "德隆镇", 1),
            ("冷水镇", "冷水关镇", 1),
            ("", "三泉", 2),
            ("木良", "木凉镇", 2),
        ] {
            assert_eq!((distance(a, b), distance(b, a)), (steps, steps), "{a} {b}");
        }
    }
}
