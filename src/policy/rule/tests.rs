//! The language and its judging, by tables.

mod language;
mod oracle;
mod possibilities;

use super::sample::Sample;
use super::*;
use crate::text::Lang;

/// Standards that tests refer to; the figures are invented.
pub(super) fn terms() -> Terms {
    let day = |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let standard = |key: &str, kind, figures: &[(i32, i64)]| Standard {
        key: key.to_string(),
        title: Words::new(key, key),
        kind,
        figures: figures
            .iter()
            .map(|(year, amount)| Figure { from: day(*year), amount: *amount, source: "invented".into() })
            .collect(),
    };
    Terms {
        predicates: Vec::new(),
        standards: vec![
            standard("line", StandardKind::Money, &[(2015, 30_000), (2016, 35_000)]),
            standard("unset", StandardKind::Money, &[]),
            standard("limit", StandardKind::Number, &[(2010, 49)]),
            standard("counted", StandardKind::Flag, &[(2010, 1)]),
        ],
    }
}

/// The rule of this text.
pub(super) fn rule(text: &str) -> Rule {
    Rule::read(text, &terms()).unwrap_or_else(|errors| {
        panic!("{text}: {}", errors.iter().map(|error| error.sentence(Lang::En)).collect::<Vec<_>>().join("; "))
    })
}

/// The verdict, short and long, which must agree.
#[track_caller]
pub(super) fn verdict(text: &str, facts: &str) -> Verdict {
    let (rule, sample, terms) = (rule(text), Sample::new(facts), terms());
    let verdict = rule.explain(&terms, &sample.case(), |_| None);
    assert_eq!(rule.judge(&terms, &sample.case()), verdict.truth, "{text} / {facts}");
    verdict
}
