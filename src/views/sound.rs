//! How a name sounds: its spellings in letters, a syllable for each character.
//!
//! A character with several readings gives several spellings: a clerk may type the one that the family uses or the one that the
//! character has elsewhere (单国强 as shan guo qiang or dan guo qiang). Only this file knows where readings come from.

use pinyin::ToPinyinMulti;

/// The most spellings of one name.
const SPELLINGS_MAX: usize = 16;
/// The most characters of a name that are spelled.
const CHARACTERS_MAX: usize = 12;

/// The syllables a character can stand for, the usual one first, without tones and with `v` for `ü`. A letter stands for itself; a
/// character of which no reading is known, too.
pub(super) fn readings(character: char) -> Vec<String> {
    let mut readings: Vec<String> = Vec::new();
    for reading in character.to_pinyin_multi().into_iter().flatten() {
        let plain = reading.plain().replace('ü', "v");
        if !readings.contains(&plain) {
            readings.push(plain);
        }
    }
    if readings.is_empty() {
        readings.push(character.to_lowercase().collect());
    }
    readings
}

/// Every spelling of a name, syllable by syllable, the usual one first.
pub(super) fn spellings(name: &str) -> Vec<Vec<String>> {
    let mut spellings: Vec<Vec<String>> = vec![Vec::new()];
    for character in name.chars().filter(|c| c.is_alphanumeric()).take(CHARACTERS_MAX) {
        let readings = readings(character);
        let longer: Vec<Vec<String>> = readings
            .iter()
            .flat_map(|reading| {
                spellings.iter().map(move |start| [start.as_slice(), std::slice::from_ref(reading)].concat())
            })
            .take(SPELLINGS_MAX)
            .collect();
        spellings = longer;
    }
    spellings.retain(|spelling| !spelling.is_empty());
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(name: &str) -> Vec<String> {
        spellings(name).into_iter().map(|syllables| syllables.join(" ")).collect()
    }

    #[test]
    fn a_surname_is_found_by_its_own_and_by_its_usual_reading() {
        for (name, wanted) in [
            ("单国强", ["shan guo qiang", "dan guo qiang"]),
            ("曾庆华", ["zeng qing hua", "ceng qing hua"]),
            ("区德明", ["ou de ming", "qu de ming"]),
            ("解永红", ["xie yong hong", "jie yong hong"]),
        ] {
            let spelled = spelled(name);
            assert!(wanted.iter().all(|wanted| spelled.iter().any(|s| s == wanted)), "{name}: {spelled:?}");
        }
        assert_eq!(spelled("王建国").first().map(String::as_str), Some("wang jian guo"));
        assert!(spelled("吕秀才").contains(&"lv xiu cai".to_string()));
    }

    #[test]
    fn spellings_are_bounded_and_odd_names_have_some() {
        assert!(spelled(&"单行长重".repeat(30)).len() <= SPELLINGS_MAX);
        assert_eq!(spelled(""), Vec::<String>::new());
        assert_eq!(spelled("·"), Vec::<String>::new());
        assert_eq!(spelled("J国"), ["j guo"]);
    }
}
