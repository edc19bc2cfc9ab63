//! What judging a rule gives: yes, no or not known yet, with a reason for each leaf of the rule and what is still missing.
//!
//! Verdicts are plain data: they own what they say and can be sent. How they are reached is `policy/rule`.

use super::field::Field;
use super::rule::Whose;
use super::showing::show;
use super::value::Value;
use super::words::Words;
use crate::text::{Both, Lang};
use serde::{Deserialize, Serialize};
use std::ops::Not;

/// A verdict in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Truth {
    /// The rule is met, whatever is still unknown.
    Yes,
    /// The rule is not met, whatever is still unknown.
    No,
    /// It depends on what is not known yet.
    Unknown,
}

impl Truth {
    /// Every verdict.
    pub const ALL: [Truth; 3] = [Truth::Yes, Truth::No, Truth::Unknown];

    /// The word of commands and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Truth::Yes => "yes",
            Truth::No => "no",
            Truth::Unknown => "unknown",
        }
    }

    /// The verdict with this key.
    pub fn from_key(key: &str) -> Option<Truth> {
        Truth::ALL.into_iter().find(|truth| truth.key() == key)
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Truth::Yes => Both::new("符合", "yes"),
            Truth::No => Both::new("不符合", "no"),
            Truth::Unknown => Both::new("待核实", "not known yet"),
        }
    }

    /// Whether nothing that is still unknown can change it.
    pub fn is_definite(self) -> bool {
        self != Truth::Unknown
    }

    /// Both hold.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::No, _) | (_, Truth::No) => Truth::No,
            (Truth::Yes, Truth::Yes) => Truth::Yes,
            _ => Truth::Unknown,
        }
    }

    /// One of the two holds.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        !(!self).and(!other)
    }
}

impl Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Truth::Yes } else { Truth::No }
    }
}

/// A verdict with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Yes, no or not known yet.
    pub truth: Truth,
    /// One reason for each leaf of the rule, in its order.
    pub reasons: Vec<Reason>,
    /// What would have to be known to reach a definite verdict: empty when it is definite.
    pub missing: Vec<Missing>,
}

/// What one leaf of a rule wanted and what it found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The leaf as the plan writes it.
    pub rule: String,
    /// The named rule of the plan that the leaf belongs to, such as `in_plan`.
    pub within: Option<String>,
    /// What was wanted, in words.
    pub wanted: Words,
    /// What was found, fact by fact.
    pub found: Vec<Found>,
    /// What the leaf alone says.
    pub result: Truth,
    /// Whether it stands in the way: of all ways to meet the rule, the one that is nearest to being met lacks this leaf.
    pub in_the_way: bool,
}

impl Reason {
    /// What was found, in words.
    pub fn found(&self, lang: Lang) -> String {
        let found: Vec<String> = self.found.iter().map(|found| found.sentence(lang)).collect();
        found.join(lang.pick("；", "; "))
    }
}

/// Something that a leaf looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// A fact of the register.
    Fact {
        /// Whose.
        whose: Whose,
        /// Which.
        field: Field,
        /// Its value, if there is one.
        value: Option<Value>,
        /// How the value came about.
        basis: Basis,
    },
    /// An age in completed years, worked out from a date of birth.
    Age {
        /// Whose.
        whose: Whose,
        /// The age, if the date of birth is known.
        years: Option<i64>,
    },
    /// A dated standard of the plan.
    Standard {
        /// What it is called.
        title: Words,
        /// What it was on the day, if one was set.
        figure: Option<Words>,
    },
    /// The day for which the rule was judged.
    Today(chrono::NaiveDate),
}

/// How a found value came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// It is in the register.
    Recorded,
    /// Nothing is in the register and the table of fields says what silence means.
    Presumed,
    /// It is in the register but lies after the day for which the rule was judged.
    NotYet,
    /// It follows from the recorded day of death.
    FromDeath,
    /// It is not known.
    Unknown,
}

impl Found {
    /// What was found, in words.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Found::Fact { whose, field, value, basis } => {
                let shown = value.as_ref().map(|value| shown(*field, value, lang));
                format!("{}{}", named(*whose, *field, lang), basis.clause(shown, lang))
            }
            Found::Age { whose, years } => {
                let name = lang.pick(format!("{}年龄：", whose.title().zh), format!("{}: age ", whose.title().en));
                let years = years.map_or_else(|| NOT_RECORDED.in_lang(lang).to_string(), |years| years.to_string());
                format!("{name}{years}")
            }
            Found::Standard { title, figure } => {
                let figure = figure.as_ref().map_or(NOT_SET.in_lang(lang), |figure| figure.in_lang(lang));
                format!("{}{}{figure}", title.in_lang(lang), lang.pick("：", " "))
            }
            Found::Today(day) => lang.pick(format!("以{day}为准"), format!("as of {day}")),
        }
    }
}

const NOT_RECORDED: Both = Both::new("未登记", "not recorded");
const NOT_SET: Both = Both::new("尚未设定", "not set");

impl Basis {
    fn clause(self, shown: Option<String>, lang: Lang) -> String {
        let shown = match (self, shown) {
            (Basis::Unknown, _) | (_, None) => return NOT_RECORDED.in_lang(lang).to_string(),
            (_, Some(shown)) => shown,
        };
        match self {
            Basis::Recorded | Basis::Unknown => shown,
            Basis::Presumed => {
                lang.pick(format!("{shown}（未登记，按此推定）"), format!("{shown} (not recorded, presumed)"))
            }
            Basis::NotYet => lang.pick(format!("{shown}（当日尚未发生）"), format!("{shown} (not yet on that day)")),
            Basis::FromDeath => {
                lang.pick(format!("{shown}（依死亡日期）"), format!("{shown} (by the recorded day of death)"))
            }
        }
    }
}

/// A value as a sentence holds it: money with its unit, no choice at all as a word.
fn shown(field: Field, value: &Value, lang: Lang) -> String {
    match value {
        Value::Money(_) => format!("{}{}", show(field, value, lang), lang.pick("元", " yuan")),
        Value::Choices(0) => lang.pick("无", "none").to_string(),
        _ => show(field, value, lang),
    }
}

/// The name of a fact, ready to be followed by its value.
fn named(whose: Whose, field: Field, lang: Lang) -> String {
    let name = whose.name_of(field, lang);
    lang.pick(format!("{name}："), format!("{name} "))
}

/// Something that has to be known before the verdict can be definite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Missing {
    /// A fact of the register.
    Fact {
        /// Whose.
        whose: Whose,
        /// Which.
        field: Field,
        /// The paper that proves it.
        paper: Option<Words>,
    },
    /// A standard for which the plan has no figure on that day.
    Standard {
        /// The plan's word for it.
        key: String,
        /// What it is called.
        title: Words,
    },
}

impl Missing {
    /// What is missing, and the paper to ask for, in words.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Missing::Fact { whose, field, paper } => {
                let name = whose.name_of(*field, lang);
                match paper {
                    Some(paper) => lang.pick(format!("{name}（凭{}）", paper.zh), format!("{name} (by {})", paper.en)),
                    None => name,
                }
            }
            Missing::Standard { title, .. } => {
                lang.pick(format!("{}尚未设定", title.zh), format!("{} is not set", title.en))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, No, Unknown, Yes};

    #[test]
    fn unknown_gives_way_only_where_it_cannot_matter() {
        let table = [(Yes, Yes, Yes, Yes), (Yes, No, No, Yes), (Yes, Unknown, Unknown, Yes), (No, No, No, No)];
        let more = [(No, Unknown, No, Unknown), (Unknown, Unknown, Unknown, Unknown)];
        for (a, b, and, or) in table.into_iter().chain(more) {
            assert_eq!((a.and(b), b.and(a)), (and, and), "{a:?} and {b:?}");
            assert_eq!((a.or(b), b.or(a)), (or, or), "{a:?} or {b:?}");
        }
    }

    #[test]
    fn keys_read_back() {
        assert!(Truth::ALL.into_iter().all(|truth| Truth::from_key(truth.key()) == Some(truth)));
    }
}
