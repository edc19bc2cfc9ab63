//! The plan that ships, held against the table of measures, a table of cases, and plans that are broken on purpose.

mod asked;
mod broken;
mod cases;
mod properties;
mod shipped;
mod traps;

use super::*;
use crate::policy::rule::sample::Sample;

/// The plan that ships, with minimum-living lines set for the test from 2015 on: none are known, and none may be invented in the plan.
pub(crate) fn plan() -> Plan {
    let set = |text: String, key: &str, yuan: u32| {
        let head = format!("[standard.{key}]");
        let (before, after) = text.split_once(&head).unwrap();
        let figure = format!("figures = [{{ from = 2015-01-01, value = \"{yuan}\", source = \"test\" }}]");
        format!("{before}{head}{}", after.replacen("figures = []", &figure, 1))
    };
    let text = set(Plan::BUILTIN.to_string(), "dibao_line_urban", 420);
    Plan::parse(&set(text, "dibao_line_rural", 230)).unwrap()
}

/// The verdict, short and long, which must agree.
#[track_caller]
fn explain(plan: &Plan, measure: &str, sample: &Sample) -> Verdict {
    let measure = plan.by_id(measure).unwrap_or_else(|| panic!("no measure {measure}")).no;
    let verdict = plan.explain(measure, &sample.case());
    assert_eq!(plan.judge(measure, &sample.case()), verdict.truth, "short and long answer differ");
    verdict
}
