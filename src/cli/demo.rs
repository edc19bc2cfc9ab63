//! `fuzhu demo`: an empty data directory is filled with invented families and their history, the same for the same seed.

use super::Means;
use super::failure::Failure;
use super::output::Output;
use crate::demo::{self, Spec};
use crate::policy::division::Directory;
use crate::service::maintenance::Filled;
use clap::Args;
use serde_json::json;

/// As many households as a municipality has, and some.
const FAMILIES_MAX: i64 = 1_000_000;
const ITEMS_MAX: i64 = 20_000_000;

/// What to invent.
#[derive(Debug, Args)]
pub struct Demo {
    /// 多少户（默认 1500） ‖ so many families (default 1500)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=FAMILIES_MAX))]
    families: Option<u32>,
    /// 多少件事项（默认每户 6 件） ‖ so many items (default six a family)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=ITEMS_MAX))]
    items: Option<u32>,
    /// 种子：相同的种子生成相同的数据 ‖ the seed: the same one gives the same data
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
}

impl Demo {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let spec = self.spec(means);
        let (plan, calendar) = (means.plan()?, means.calendar()?);
        let mut bodies = demo::histories(&spec, &plan, &calendar, Directory::built_in());
        let inventing = out.lang.pick("生成", "inventing");
        let filled = means.maintenance()?.fill(&mut bodies, &mut |done, total| out.progress(inventing, done, total));
        out.progress_over();
        let Filled { entries, families, items } = filled?;
        if out.json {
            return out.object(&json!({
                "ok": true, "families": families, "items": items, "entries": entries, "seed": spec.seed,
            }));
        }
        out.line(out.lang.pick(
            format!("已生成虚构家庭 {families} 户、事项 {items} 件（种子 {}）。", spec.seed),
            format!("Invented: {families} families, {items} items (seed {}).", spec.seed),
        ))
    }

    fn spec(&self, means: &impl Means) -> Spec {
        let today = means.now().date_naive();
        let usual = self.families.map_or_else(|| Spec::usual(today), |families| Spec::of(families, today));
        Spec { items: self.items.unwrap_or(usual.items), seed: self.seed.unwrap_or(usual.seed), ..usual }
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::tests::json;

    #[test]
    fn the_numbers_asked_for_are_those_invented() {
        let line = &json("demo --families 3 --items 7 --seed 42")[0];
        assert_eq!((line["ok"].as_bool(), line["seed"].as_u64()), (Some(true), Some(42)));
        assert!(line["entries"].as_u64().unwrap() > 10, "{line}");
        assert_eq!(line, &json("demo --families 3 --items 7 --seed 42")[0]);
        assert_ne!(line["entries"], json("demo --families 9 --items 7 --seed 42")[0]["entries"]);
    }
}
