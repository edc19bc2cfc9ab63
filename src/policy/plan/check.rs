//! Checks across the fields of one record: days in order, parts that add up, months times a rate.
//!
//! A check speaks of record fields by their keys and holds wherever a record has them all, be it that of a delivery or a row of a small
//! register. What one of them can work out and nobody has written, it fills in.

use crate::policy::money::Fen;
use crate::policy::words::Words;
use chrono::NaiveDate;

/// A check across the fields of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its name in the plan.
    pub id: String,
    /// What must hold, as a person reads it.
    pub title: Words,
    /// What is compared.
    pub kind: CheckKind,
}

/// What a check compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckKind {
    /// Days that follow each other; those that are not written are passed over.
    Order(Vec<String>),
    /// What is left is the whole less the parts, and is never less than nothing. A part that is not written is nothing.
    Left {
        /// What is left; filled in where it is not written.
        left: String,
        /// The whole.
        of: String,
        /// The parts.
        less: Vec<String>,
    },
    /// An amount is a number of months times a rate; another may be written with a reason.
    Times {
        /// The amount; filled in where it is not written.
        amount: String,
        /// The number.
        months: String,
        /// The rate.
        rate: String,
    },
    /// What was granted, counted or paid back is no more than what it is part of.
    Within {
        /// The part.
        part: String,
        /// The whole.
        whole: String,
    },
    /// Where a field says this, others must be written.
    Needs {
        /// The field.
        when: String,
        /// What it says: the key of a choice, yes or no; none where anything will do.
        says: Option<String>,
        /// What must be written then.
        then: Vec<String>,
    },
}

/// What a check found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unlike {
    /// The first of these days is after the second: their keys.
    OutOfOrder(String, String),
    /// The parts are more than the whole, by so much.
    TooMuch(Fen),
    /// Another amount was written in this field than the one worked out.
    Other {
        /// The field.
        key: String,
        /// What was written.
        written: Fen,
        /// What was worked out.
        worked_out: Fen,
    },
    /// The first of these is more than the second: their keys.
    Above(String, String),
    /// Nothing is written in this field.
    Lacking(String),
}

impl Check {
    /// The fields that it needs; it says nothing of a record that lacks one.
    pub fn keys(&self) -> Vec<&str> {
        match &self.kind {
            CheckKind::Order(days) => days.iter().map(String::as_str).collect(),
            CheckKind::Left { left, of, less } => [left, of].into_iter().chain(less).map(String::as_str).collect(),
            CheckKind::Times { amount, months, rate } => vec![amount, months, rate],
            CheckKind::Within { part, whole } => vec![part, whole],
            CheckKind::Needs { when, then, .. } => [when].into_iter().chain(then).map(String::as_str).collect(),
        }
    }

    /// The field that it fills in where nothing is written.
    pub fn fills(&self) -> Option<&str> {
        match &self.kind {
            CheckKind::Order(_) | CheckKind::Within { .. } | CheckKind::Needs { .. } => None,
            CheckKind::Left { left, .. } => Some(left),
            CheckKind::Times { amount, .. } => Some(amount),
        }
    }

    /// Whether it may be put aside with a reason.
    pub fn yields(&self) -> bool {
        matches!(self.kind, CheckKind::Times { .. })
    }

    /// What it fills in, if anything: the field and its text.
    ///
    /// # Errors
    /// When what is written does not hold.
    pub fn of(&self, written: impl Fn(&str) -> Option<String>) -> Result<Option<(String, String)>, Unlike> {
        match &self.kind {
            CheckKind::Order(days) => in_order(days, written).map(|()| None),
            CheckKind::Left { left, of, less } => {
                let Some(whole) = written(of).and_then(|text| fen(&text)) else { return Ok(None) };
                let parts = less.iter().filter_map(|key| fen(&written(key)?)).fold(0i64, i64::saturating_add);
                let rest = whole.saturating_sub(parts);
                if rest < 0 {
                    return Err(Unlike::TooMuch(Fen(rest.saturating_neg())));
                }
                worked_out(left, written(left), Fen(rest))
            }
            CheckKind::Times { amount, months, rate } => {
                let count = written(months).and_then(|text| text.parse::<i64>().ok());
                let rate = written(rate).and_then(|text| fen(&text));
                let Some((count, rate)) = count.zip(rate) else { return Ok(None) };
                worked_out(amount, written(amount), Fen(count.saturating_mul(rate)))
            }
            CheckKind::Within { part, whole } => {
                // Money and counts compare alike once both are read as hundredths.
                let read = |key: &str| written(key).and_then(|text| fen(&text));
                match read(part).zip(read(whole)) {
                    Some((has, most)) if has > most => Err(Unlike::Above(part.clone(), whole.clone())),
                    _ => Ok(None),
                }
            }
            CheckKind::Needs { when, says, then } => {
                let said = written(when).is_some_and(|text| says.as_ref().is_none_or(|says| *says == text));
                match then.iter().find(|key| said && written(key).is_none()) {
                    Some(lacking) => Err(Unlike::Lacking(lacking.clone())),
                    None => Ok(None),
                }
            }
        }
    }
}

fn fen(text: &str) -> Option<i64> {
    Fen::parse_yuan(text).ok().map(|fen| fen.0)
}

fn worked_out(key: &str, written: Option<String>, worked_out: Fen) -> Result<Option<(String, String)>, Unlike> {
    match written.and_then(|text| fen(&text)) {
        None => Ok(Some((key.to_string(), worked_out.to_string()))),
        Some(same) if same == worked_out.0 => Ok(None),
        Some(other) => Err(Unlike::Other { key: key.to_string(), written: Fen(other), worked_out }),
    }
}

fn in_order(days: &[String], written: impl Fn(&str) -> Option<String>) -> Result<(), Unlike> {
    let mut last: Option<(&String, NaiveDate)> = None;
    for key in days {
        let Some(day) = written(key).and_then(|text| text.parse().ok()) else { continue };
        if let Some((earlier, before)) = last
            && before > day
        {
            return Err(Unlike::OutOfOrder(earlier.clone(), key.clone()));
        }
        last = Some((key, day));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: CheckKind) -> Check {
        Check { id: "x".into(), title: Words::new("x", "x"), kind }
    }

    /// `key=value key=value …` as what is written.
    fn of(check: &Check, written: &str) -> Result<Option<(String, String)>, Unlike> {
        let pairs: Vec<(&str, &str)> = written.split_whitespace().filter_map(|pair| pair.split_once('=')).collect();
        check.of(|key| pairs.iter().find(|(name, _)| *name == key).map(|(_, value)| value.to_string()))
    }

    fn keys(keys: &[&str]) -> Vec<String> {
        keys.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn days_follow_each_other() {
        let order = check(CheckKind::Order(keys(&["applied", "approved", "granted"])));
        for (written, wrong) in [
            ("", None),
            ("applied=2026-01-05 granted=2026-01-05", None),
            ("applied=2026-01-05 approved=2026-01-06 granted=2026-02-01", None),
            ("applied=2026-01-05 granted=2026-01-04", Some(("applied", "granted"))),
            ("approved=2026-01-05 granted=2026-01-04 applied=2020-01-01", Some(("approved", "granted"))),
        ] {
            let wrong = wrong.map(|(a, b)| Unlike::OutOfOrder(a.to_string(), b.to_string()));
            assert_eq!(of(&order, written).err(), wrong, "{written}");
        }
    }

    #[test]
    fn what_is_left_of_a_stay_is_the_total_less_the_payers_parts() {
        let left =
            check(CheckKind::Left { left: "left".into(), of: "total".into(), less: keys(&["basic", "critical"]) });
        let filled = |text: &str| Ok(Some(("left".to_string(), text.to_string())));
        assert_eq!(of(&left, "basic=10"), Ok(None), "without a total there is nothing to say");
        assert_eq!(of(&left, "total=1000.00 basic=600.50 critical=99.50"), filled("300.00"));
        assert_eq!(of(&left, "total=1000.00"), filled("1000.00"));
        assert_eq!(of(&left, "total=1000 basic=600 left=400"), Ok(None));
        assert_eq!(of(&left, "total=1000 basic=1000.01"), Err(Unlike::TooMuch(Fen(1))));
        let other = Unlike::Other { key: "left".into(), written: Fen(100), worked_out: Fen(40_000) };
        assert_eq!(of(&left, "total=1000 basic=600 left=1"), Err(other));
    }

    #[test]
    fn a_part_is_no_more_than_its_whole() {
        let within = check(CheckKind::Within { part: "back".into(), whole: "cost".into() });
        for (written, held) in
            [("", true), ("back=5.00", true), ("back=5.00 cost=5.00", true), ("back=12 cost=9", false)]
        {
            assert_eq!(
                of(&within, written),
                if held { Ok(None) } else { Err(Unlike::Above("back".into(), "cost".into())) }
            );
        }
    }

    #[test]
    fn what_one_field_says_may_call_for_others() {
        let refused =
            check(CheckKind::Needs { when: "said".into(), says: Some("no".into()), then: keys(&["why", "who"]) });
        for (written, lacking) in [
            ("", None),
            ("said=yes", None),
            ("said=no why=x who=y", None),
            ("said=no", Some("why")),
            ("said=no why=x", Some("who")),
        ] {
            assert_eq!(of(&refused, written).err(), lacking.map(|key| Unlike::Lacking(key.into())), "{written}");
        }
        let stopped = check(CheckKind::Needs { when: "stopped".into(), says: None, then: keys(&["why"]) });
        assert_eq!(of(&stopped, "stopped=2026-01-01").err(), Some(Unlike::Lacking("why".into())));
    }

    #[test]
    fn an_amount_is_months_times_the_rate() {
        let times = check(CheckKind::Times { amount: "amount".into(), months: "months".into(), rate: "rate".into() });
        assert!(times.yields());
        assert_eq!(of(&times, "months=6 rate=800"), Ok(Some(("amount".into(), "4800.00".into()))));
        assert_eq!(of(&times, "months=6 rate=800 amount=4800"), Ok(None));
        assert!(of(&times, "months=6 rate=800 amount=4000").is_err());
        assert_eq!(of(&times, "months=6 amount=4000"), Ok(None));
    }
}
