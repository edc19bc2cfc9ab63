//! The sweep on a real office: the counts agree with `match`, what is due can be opened in bulk and is then no longer due, and what changed
//! is told with what turned it.

use crate::cli::tests::Desk;
use crate::text::Lang;
use serde_json::Value;

/// An office with three households; of the third little is known.
fn office() -> Desk {
    let mut desk = Desk::with_family();
    desk.says(
        "family add --set case_number=NC-0002 --set township=西城街道 --set hukou=rural \
         --father name=赵大山,alive=yes --child name=赵雨,born_on=2010-03-04,alive=yes,disability_grade=2",
    );
    desk.says("family add --set case_number=NC-0003 --set township=西城街道 --father name=孙海 --child name=孙阳");
    desk
}

fn of<'a>(lines: &'a [Value], measure: &str) -> &'a Value {
    lines.iter().find(|line| line["measure"] == measure).unwrap_or_else(|| panic!("{measure}"))
}

#[test]
fn the_counts_are_those_of_match() {
    let mut desk = office();
    let totals = desk.json("sweep");
    let verdicts = desk.json("match");
    for (verdict, keys) in [("yes", ["without_item", "with_item"]), ("unknown", ["unknown", ""]), ("no", ["no", ""])] {
        let counted: u64 =
            totals.iter().flat_map(|line| keys.iter().filter_map(move |key| line.get(*key)?.as_u64())).sum();
        let wanted = verdicts.iter().filter(|line| line["verdict"] == verdict).count();
        assert_eq!(counted, wanted as u64, "{verdict}");
    }
    assert_eq!(totals.last().unwrap()["summary"]["families"], 3);
    let here = desk.json("sweep --township 西城街道");
    assert_eq!(here.last().unwrap()["summary"]["families"], 2);
    let text = desk.says("sweep --measure subsidy-first");
    assert!(text.contains("应办未办") && text.contains("共排查 3 户。（保存的结果，截至 2026-11-24"), "{text}");
}

#[test]
fn what_is_due_is_opened_in_bulk_and_is_then_not_due_any_more() {
    let mut desk = office();
    let due = desk.json("sweep due --measure subsidy-first");
    let families: Vec<&str> = due.iter().filter_map(|line| line["family"].as_str()).collect();
    assert_eq!(families, ["F1", "F2"]);
    let entries = desk.json("log").len();
    let dry = desk.json("sweep --open --dry-run --measure subsidy-first");
    let sums = dry.last().unwrap()["summary"].clone();
    assert_eq!((&sums["selected"], &sums["done"], &sums["dry_run"]), (&2.into(), &2.into(), &true.into()));
    assert_eq!(desk.json("log").len(), entries, "nothing was written");

    let opened = desk.json("sweep --open --measure subsidy-first");
    let sums = opened.last().unwrap()["summary"].clone();
    let sum = |key: &str| sums[key].as_u64().unwrap();
    assert_eq!(sum("selected"), sum("done") + sum("refused") + sum("failed"));
    assert_eq!((sum("done"), sum("left")), (2, 0));
    assert_eq!(desk.json("log").len(), entries + 2);
    assert_eq!(of(&desk.json("sweep"), "subsidy-first")["with_item"], 2);
    let again = desk.says("sweep --open --measure subsidy-first");
    assert_eq!(again, "选中 0 件：已开办 0，未予提交 0，未办成 0。\n");
}

#[test]
fn what_is_missing_is_ranked_by_what_it_would_decide() {
    let mut desk = office();
    let mut missing = desk.json("sweep missing");
    missing.pop();
    assert!(!missing.is_empty());
    let worth: Vec<u64> = missing.iter().map(|line| line["verdicts"].as_u64().unwrap()).collect();
    assert!(worth.is_sorted_by(|a, b| a >= b), "{worth:?}");
    let child = missing.iter().find(|line| line["missing"] == "child.alive").expect("of 孙阳 it is not known");
    assert_eq!(child["families"], 1);
    desk.says("family edit F3 --member child --set alive=no");
    let after = desk.json("sweep missing");
    assert!(!after.iter().any(|line| line["missing"] == "child.alive"), "what is recorded is missing no more");
}

#[test]
fn what_changed_is_told_with_what_turned_it() {
    let mut desk = office();
    // Everything was entered today, so compared with last month all of it is new.
    let changed = desk.json("sweep changed --measure subsidy-first");
    assert_eq!(of(&changed, "subsidy-first")["because"], "entered");
    assert_eq!(changed.last().unwrap()["summary"]["since"], "2026-10-01");
    let text = desk.says("sweep changed --measure subsidy-first");
    assert!(text.contains("未登记 → 符合（新登记）") && text.contains("与 2026-10-01 相比"), "{text}");
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let mut desk = office();
    assert_eq!(desk.fails("sweep --measure nothing"), "no-such-measure");
    assert_eq!(desk.fails("sweep changed --since someday"), "not-a-day");
    let (text, result) = desk.ran("sweep due --measure subsidy-first --limit 1", Lang::En);
    assert!(result.is_ok() && text.contains("1 more"), "{text}");
}
