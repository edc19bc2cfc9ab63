//! The smallest pieces of a command as they are typed or as they stand in JSON: a word, a pair, the pairs about one person.
//!
//! The same type is read from both, so that a verb has one definition. What a word means is `sense`'s affair.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::str::FromStr;

/// A word: typed, or a JSON string, number, `true` or `false`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word(pub String);

impl Word {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self(text.to_string())
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = Word;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a number, true or false")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Word, E> {
                Ok(Word(text.to_string()))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Word, E> {
                Ok(Word(number.to_string()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Word, E> {
                Ok(Word(number.to_string()))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Word, E> {
                Ok(Word(number.to_string()))
            }

            fn visit_bool<E: Error>(self, yes: bool) -> Result<Word, E> {
                Ok(Word(if yes { "yes" } else { "no" }.to_string()))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// `name=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What stands before the sign.
    pub name: String,
    /// What stands after it.
    pub value: String,
}

/// A text that is not `name=value`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not of the form name=value")]
pub struct NotAPair(String);

impl FromStr for Pair {
    type Err = NotAPair;

    fn from_str(text: &str) -> Result<Self, NotAPair> {
        let (name, value) = text.split_once(['=', '＝']).ok_or_else(|| NotAPair(text.to_string()))?;
        let name = name.trim();
        if name.is_empty() {
            return Err(NotAPair(text.to_string()));
        }
        Ok(Pair { name: name.to_string(), value: value.trim().to_string() })
    }
}

/// The pairs about one person: typed with commas between them, or a JSON object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet(pub Vec<Pair>);

impl FromStr for Sheet {
    type Err = NotAPair;

    fn from_str(text: &str) -> Result<Self, NotAPair> {
        let mut pairs: Vec<Pair> = Vec::new();
        for piece in text.split([',', '，']) {
            match (piece.parse::<Pair>(), pairs.last_mut()) {
                (Ok(pair), _) => pairs.push(pair),
                // A comma within a value (`disability_kinds=visual,hearing`) begins no pair.
                (Err(_), Some(before)) => before.value = format!("{},{}", before.value, piece.trim()),
                (Err(error), None) => return Err(error),
            }
        }
        Ok(Sheet(pairs))
    }
}

impl<'de> Deserialize<'de> for Sheet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        pairs(deserializer).map(Sheet)
    }
}

/// Pairs in JSON: an object, or a list of `name=value`.
///
/// # Errors
/// When it is neither.
pub fn pairs<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Pair>, D::Error> {
    struct Pairs;
    impl<'de> Visitor<'de> for Pairs {
        type Value = Vec<Pair>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object, or a list of name=value")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<Pair>, A::Error> {
            let mut pairs = Vec::new();
            while let Some((name, Word(value))) = map.next_entry()? {
                pairs.push(Pair { name, value });
            }
            Ok(pairs)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Pair>, A::Error> {
            let mut pairs = Vec::new();
            while let Some(Word(text)) = list.next_element()? {
                pairs.push(text.parse().map_err(A::Error::custom)?);
            }
            Ok(pairs)
        }
    }
    deserializer.deserialize_any(Pairs)
}

/// One or several of the same in JSON: a list of them, or one alone.
///
/// # Errors
/// When it is neither.
pub fn one_or_more<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Some<T> {
        One(T),
        More(Vec<T>),
    }
    Ok(match Some::<T>::deserialize(deserializer)? {
        Some::One(one) => vec![one],
        Some::More(more) => more,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, from_value, json};

    fn pair(name: &str, value: &str) -> Pair {
        Pair { name: name.into(), value: value.into() }
    }

    #[test]
    fn a_word_is_the_same_typed_and_in_json() {
        for (value, text) in
            [(json!("F1"), "F1"), (json!(42), "42"), (json!(-1), "-1"), (json!(3.5), "3.5"), (json!(true), "yes")]
        {
            assert_eq!(from_value::<Word>(value).unwrap(), Word::from(text));
        }
        assert!(from_value::<Word>(json!({})).is_err() && from_value::<Word>(Value::Null).is_err());
    }

    #[test]
    fn the_pairs_of_a_person_may_hold_commas() {
        let sheet: Sheet = "name=李明, disability_kinds=visual,hearing，born_on=1990-01-02".parse().unwrap();
        let wanted =
            vec![pair("name", "李明"), pair("disability_kinds", "visual,hearing"), pair("born_on", "1990-01-02")];
        assert_eq!(sheet, Sheet(wanted.clone()));
        let same = json!({"name": "李明", "disability_kinds": "visual,hearing", "born_on": "1990-01-02"});
        assert_eq!(from_value::<Sheet>(same).unwrap(), Sheet(wanted));
        for text in ["", "李明", "=x", ",name=a"] {
            assert!(text.parse::<Sheet>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_list_of_pairs_is_as_good_as_an_object() {
        let sheet = from_value::<Sheet>(json!(["amount=3000", "paid_on=2026-11-24"])).unwrap();
        assert_eq!(sheet.0, [pair("amount", "3000"), pair("paid_on", "2026-11-24")]);
        assert!(from_value::<Sheet>(json!(["amount"])).is_err());
    }
}
