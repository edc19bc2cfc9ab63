//! How a Chinese name sounds, for finding it by typing letters: `wjg`, `wangjg` and `wangjianguo` all mean 王建国.
//!
//! Many characters have several readings, and a surname often has one of its own (单 is shan, 仇 is qiu), so a name has a small
//! set of readings, the likeliest first. They are for searching, not for showing: nobody's name should be spelt by guessing.
//! Tones are left out, and ü is written u, as people type it.

mod query;
mod syllable;

pub use query::Query;

use pinyin::ToPinyinMulti;

const SURNAMES: &str = include_str!("surnames.csv");
/// Readings kept of a name. The likeliest are kept, so what is lost is an unlikely reading of several characters at once.
const READINGS_MAX: usize = 8;
/// Readings looked at of one character.
const CHARACTER_READINGS_MAX: usize = 4;
/// Characters of a name that are read; what follows is not searched by sound.
const CHARACTERS_MAX: usize = 8;

/// One way to read a name: a syllable a character, without tones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reading(Vec<&'static str>);

impl Reading {
    /// The syllables, in the order of the characters.
    pub fn syllables(&self) -> &[&'static str] {
        &self.0
    }

    /// The first letter of each syllable, such as `wjg`.
    pub fn initials(&self) -> String {
        self.0.iter().filter_map(|syllable| syllable.chars().next()).collect()
    }
}

/// The readings of a name, the likeliest first, at most eight. Characters without a reading (Latin letters, dots, the rarest
/// characters) are passed over; a name of nothing else has none.
pub fn readings(name: &str) -> Vec<Reading> {
    let mut ranked: Vec<(usize, Vec<&'static str>)> = vec![(0, Vec::new())];
    for character in by_character(name) {
        let mut longer: Vec<_> = ranked
            .iter()
            .flat_map(|(rank, syllables)| {
                character.iter().enumerate().map(move |(more, syllable)| {
                    let extended = syllables.iter().copied().chain([*syllable]).collect::<Vec<_>>();
                    (rank + more, extended)
                })
            })
            .collect();
        // Ranks only add up, so the best of the whole grow from the best of the part.
        longer.sort_by_key(|(rank, _)| *rank);
        longer.truncate(READINGS_MAX);
        ranked = longer;
    }
    ranked.into_iter().map(|(_, syllables)| Reading(syllables)).filter(|reading| !reading.0.is_empty()).collect()
}

/// The readings of each character, the likeliest first: those of the surname before those of the dictionary.
fn by_character(name: &str) -> Vec<Vec<&'static str>> {
    let surname = surname_readings(name);
    let mut characters = Vec::new();
    for (place, character) in name.chars().take(CHARACTERS_MAX).enumerate() {
        let mut readings: Vec<&'static str> = surname.get(place).cloned().unwrap_or_default();
        for reading in character.to_pinyin_multi().into_iter().flatten() {
            let plain = without_umlaut(reading.plain());
            if !readings.contains(&plain) {
                readings.push(plain);
            }
        }
        readings.truncate(CHARACTER_READINGS_MAX);
        if !readings.is_empty() {
            characters.push(readings);
        }
    }
    characters
}

/// The readings of the surname that opens `name`, a list for each of its characters, if the surname is one of those read in a
/// way of their own. A surname of two characters goes before one of its first alone.
fn surname_readings(name: &str) -> Vec<Vec<&'static str>> {
    let rows = SURNAMES.lines().skip(1).filter_map(|line| line.split_once(','));
    let longest = rows.filter(|(surname, _)| name.starts_with(surname)).max_by_key(|(surname, _)| surname.len());
    longest
        .map(|(_, readings)| readings.split(' ').map(|syllable| syllable.split('/').collect()).collect())
        .unwrap_or_default()
}

fn without_umlaut(syllable: &'static str) -> &'static str {
    match syllable {
        "lü" => "lu",
        "lüe" => "lue",
        "nü" => "nu",
        "nüe" => "nue",
        "ê" => "e",
        _ => syllable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(name: &str) -> Vec<String> {
        readings(name).iter().map(|reading| reading.syllables().join(" ")).collect()
    }

    #[test]
    fn the_surname_is_read_as_a_surname_first() {
        for (name, first) in [
            ("单国强", "shan guo qiang"),
            ("仇小丽", "qiu xiao li"),
            ("区德明", "ou de ming"),
            ("曾庆华", "zeng qing hua"),
            ("解永红", "xie yong hong"),
            ("朴英", "piao ying"),
            ("查文", "zha wen"),
            ("翟明", "zhai ming"),
            ("盖春", "ge chun"),
            ("缪芳", "miao fang"),
            ("乐平", "yue ping"),
            ("覃勇", "qin yong"),
            ("尉迟恭", "yu chi gong"),
            ("尉英", "wei ying"),
            ("万俟红", "mo qi hong"),
            ("万红", "wan hong"),
            ("长孙华", "zhang sun hua"),
            ("单于明", "chan yu ming"),
            ("吕秀才", "lu xiu cai"),
            ("任志", "ren zhi"),
            ("阿依古丽·买买提", "a yi gu li mai mai ti"),
        ] {
            assert_eq!(spelt(name).first().map(String::as_str), Some(first), "{name}");
        }
    }

    #[test]
    fn other_readings_follow() {
        let readings = spelt("单长乐");
        assert_eq!(readings.len(), READINGS_MAX);
        for expected in ["shan chang le", "dan chang le", "shan zhang le", "shan chang yue"] {
            assert!(readings.iter().any(|reading| reading == expected), "{expected} in {readings:?}");
        }
        assert_eq!(readings.iter().collect::<std::collections::BTreeSet<_>>().len(), readings.len(), "none twice");
        assert!(spelt("覃勇").contains(&"tan yong".to_owned()));
        assert!(spelt("王乐").contains(&"wang yue".to_owned()));
    }

    #[test]
    fn what_has_no_sound_is_passed_over() {
        assert_eq!(spelt(""), Vec::<String>::new());
        assert_eq!(spelt("John 3"), Vec::<String>::new());
        assert_eq!(spelt("王j芳").first().map(String::as_str), Some("wang fang"));
        assert!(readings(&"王".repeat(500)).iter().all(|reading| reading.syllables().len() == CHARACTERS_MAX));
        assert_eq!(readings("王建国").first().unwrap().initials(), "wjg");
    }

    #[test]
    fn the_table_of_surnames_is_whole() {
        for line in SURNAMES.lines().skip(1) {
            let (surname, sounds) = line.split_once(',').unwrap();
            assert_eq!(surname.chars().count(), sounds.split(' ').count(), "{line}");
            for sound in sounds.split([' ', '/']) {
                assert!(syllable::is_beginning(sound.as_bytes()), "{line}");
            }
            // A row that says no more than the dictionary would be dead weight.
            let plain: Vec<_> = surname.chars().map(|c| c.to_pinyin_multi().unwrap().get(0).plain()).collect();
            assert_ne!(plain.join(" "), sounds, "{line}");
        }
    }
}
