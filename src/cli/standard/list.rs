//! `fuzhu standard list`: the table, or what is in force on a day.

use super::{Known, table};
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::sense;
use crate::cli::table::{Table, figure, text};
use crate::cli::word::Word;
use crate::policy::allowance::{Kind, Proration, Settlement, in_force};
use crate::policy::plan::Plan;
use chrono::NaiveDate;
use clap::Args;
use serde_json::json;

/// Which standards.
#[derive(Debug, Args)]
pub struct List {
    /// 只看这一天执行的 ‖ only those that are paid on this day
    #[arg(long, value_name = "DATE")]
    as_of: Option<Word>,
}

impl List {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let client = means.client()?;
        let plan = client.plan();
        let today = client.now().date_naive();
        let day = self.as_of.as_ref().map(|word| sense::day(word, today)).transpose()?;
        let mut known = table(client, &plan)?;
        let paid = day.unwrap_or(today);
        let is_paid: Vec<bool> = known.iter().map(|one| counts(one, &known, paid)).collect();
        if day.is_some() {
            let mut paid = is_paid.iter();
            known.retain(|_| paid.next() == Some(&true));
        }
        let rows = known.iter().zip(if day.is_some() { vec![true; known.len()] } else { is_paid });
        let mut lines = Table::new([
            text("类别", "kind"),
            text("城乡", "settlement"),
            text("层级", "level"),
            figure("月标准", "a month"),
            text("起", "from"),
            text("止", "until"),
            text("执行", "in force"),
            text("依据", "source"),
        ]);
        for (Known { standard, row }, in_force) in rows {
            if out.json {
                out.object(&json!({
                    "kind": standard.kind.key(), "treated_as": standard.settlement.map(Settlement::key),
                    "level": standard.level.key(), "monthly": standard.amount.to_string(),
                    "from": standard.from.to_string(), "until": standard.until.map(|day| day.to_string()),
                    "source": standard.source, "document_no": standard.document, "in_force": in_force,
                    "row": row.map(|row| row.to_string()),
                }))?;
                continue;
            }
            let source =
                [standard.document.as_str(), standard.source.as_str()].into_iter().filter(|part| !part.is_empty());
            lines.row([
                standard.kind.title().in_lang(out.lang).into(),
                standard.settlement.map_or("", |one| one.title().in_lang(out.lang)).into(),
                standard.level.title().in_lang(out.lang).into(),
                standard.amount.to_string().into(),
                standard.from.to_string().into(),
                standard.until.map(|day| day.to_string()).unwrap_or_default().into(),
                if in_force { out.lang.pick("是", "yes") } else { "" }.into(),
                source.collect::<Vec<_>>().join(out.lang.pick("；", "; ")).into(),
            ]);
        }
        lines.print(out)?;
        if out.json { Ok(()) } else { months(&plan, paid, out) }
    }
}

/// Whether this is the standard that somebody is paid by on a day.
fn counts(one: &Known, all: &[Known], day: NaiveDate) -> bool {
    let standards = || all.iter().map(|known| &known.standard);
    let homes = [None, Some(Settlement::Urban), Some(Settlement::Rural)];
    homes.into_iter().any(|home| {
        in_force(standards(), one.standard.kind, home, day).is_some_and(|found| std::ptr::eq(found, &one.standard))
    }) && Kind::ALL.contains(&one.standard.kind)
}

/// From which month to which money is paid, and by what rule.
fn months(plan: &Plan, day: NaiveDate, out: &mut Output<'_>) -> Result<(), Failure> {
    use crate::policy::allowance::{Ends, Starts};
    let Some((proration, [starts, ends])) = Proration::of(plan, day) else { return Ok(()) };
    let begins = match proration.starts {
        Starts::InMonth => out.lang.pick("自确认当月起发", "paid from the month of confirmation"),
        Starts::MonthAfter => out.lang.pick("自确认次月起发", "paid from the month after the confirmation"),
        Starts::WholePeriod => out.lang.pick("确认所在的一期全期发放", "the period of the confirmation is paid whole"),
    };
    let stops = match proration.ends {
        Ends::MonthBefore => out.lang.pick("退出的上月止", "until the month before the right ends"),
        Ends::InMonth => out.lang.pick("退出的当月止", "until the month in which the right ends"),
        Ends::WholePeriod => {
            out.lang.pick("退出所在的一期全期发放", "the period in which the right ends is paid whole")
        }
    };
    out.line("")?;
    out.line(
        out.lang.pick(
            format!("{begins}（{starts}）；{stops}（{ends}）。"),
            format!("{begins} ({starts}); {stops} ({ends})."),
        ),
    )
}
