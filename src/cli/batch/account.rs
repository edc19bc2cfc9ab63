//! `fuzhu batch arrears` and `overpaid`: what each person was owed and paid, where it does not come out even. Nothing is set off by itself.

use super::measure;
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::sense::Sense;
use crate::cli::table::{Table, figure, text};
use crate::cli::word::Word;
use crate::cli::wrong::Wrong;
use crate::domain::batch::Balance;
use crate::policy::money::Fen;
use crate::service::batch::Accounts;
use clap::Args;
use serde_json::json;
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;

/// Whose accounts.
#[derive(Debug, Args)]
pub struct Arrears {
    #[command(flatten)]
    whose: Whose,
}

/// Whose accounts.
#[derive(Debug, Args)]
pub struct Overpaid {
    #[command(flatten)]
    whose: Whose,
}

/// Which part of the register.
#[derive(Debug, Args)]
struct Whose {
    /// 只看这一期，如 2026-H1 ‖ only this period, like 2026-H1
    #[arg(long, value_name = "PERIOD")]
    period: Option<Word>,
    /// 只看这个家庭 ‖ only this family
    #[arg(long, value_name = "FAMILY")]
    family: Option<Word>,
    /// 发放的措施（默认特扶金兑现） ‖ the measure (default: payment of the special allowance)
    #[arg(long, value_name = "MEASURE")]
    measure: Option<Word>,
}

impl Arrears {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        self.whose.run(true, means, out)
    }
}

impl Overpaid {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        self.whose.run(false, means, out)
    }
}

impl Whose {
    fn run(&self, arrears: bool, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let interrupted = means.interrupted();
        let asked = self.asked(means)?;
        let local = means.local()?;
        let lang = out.lang;
        let of = |balance: &Balance| if arrears { balance.arrears() } else { balance.overpaid() };
        let mut found: Vec<Balance> = Vec::new();
        let label = lang.pick("核对", "checking");
        let whole = local.accounts(
            &asked,
            &mut |balance| found.extend(Some(balance).filter(|balance| of(balance) > Fen::ZERO)),
            &mut |done, total| {
                out.progress(label, done, total);
                if interrupted.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        )?;
        out.progress_over();
        tell(&found, arrears, whole, out)
    }

    fn asked(&self, means: &mut impl Means) -> Result<Accounts, Failure> {
        let mut client = means.client()?;
        let plan = client.plan();
        let measure = measure(&plan, self.measure.as_ref())?.no;
        let family = self.family.as_ref();
        let family = family.map(|word| Sense::of(&plan, &mut client).family(word)).transpose()?;
        let wrong = |word: &Word| Failure::from(Wrong::NotAPeriod(word.0.clone()));
        let period = self.period.as_ref().map(|word| word.as_str().parse().map_err(|_| wrong(word))).transpose()?;
        Ok(Accounts { measure, period, family, uneven: true })
    }
}

/// What was found: each account, and what they come to.
fn tell(found: &[Balance], arrears: bool, whole: bool, out: &mut Output<'_>) -> Result<(), Failure> {
    let of = |balance: &Balance| if arrears { balance.arrears() } else { balance.overpaid() };
    let lang = out.lang;
    let sum = Fen::sum(found.iter().map(of)).unwrap_or(Fen::ZERO);
    if out.json {
        for balance in found {
            out.object(&json!({
                "family": balance.family.to_string(), "member": balance.member.to_string(), "name": balance.name,
                "period": balance.period.to_string(), "owed": balance.owed.to_string(),
                "paid": balance.paid.to_string(), "waiting": balance.waiting.to_string(),
                "by_hand": balance.by_hand.to_string(), "recovered": balance.recovered.to_string(),
                "arrears": balance.arrears().to_string(), "overpaid": balance.overpaid().to_string(),
                "why": balance.out.as_ref().map(|why| why.key()),
                "lines": balance.lines.iter().map(ToString::to_string).collect::<Vec<_>>(),
            }))?;
        }
        return out.object(&json!({ "summary": {
                "rows": found.len(), "amount": sum.to_string(), "whole": whole,
            } }));
    }
    let mut table = Table::new([
        text("家庭", "family"),
        text("姓名", "name"),
        text("期间", "period"),
        figure("应发", "owed"),
        figure("已发", "paid"),
        if arrears { figure("欠发", "left") } else { figure("多发", "too much") },
        text("明细", "lines"),
        text("说明", "why"),
    ]);
    for balance in found {
        let given = Fen(balance.paid.0.saturating_add(balance.by_hand.0));
        let lines = balance.lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        table.row([
            format!("{}/{}", balance.family, balance.member).into(),
            balance.name.as_str().into(),
            balance.period.text(lang).into(),
            balance.owed.grouped().into(),
            given.grouped().into(),
            of(balance).grouped().into(),
            lines.into(),
            balance.out.as_ref().map(|why| why.text(lang)).unwrap_or_default().into(),
        ]);
    }
    table.print(out)?;
    let rows = found.len();
    out.line(match (arrears, rows) {
        (true, 0) => lang.pick("没有欠发。".to_string(), "Nothing is left to pay.".to_string()),
        (false, 0) => lang.pick("没有多发。".to_string(), "Nothing was paid too much.".to_string()),
        (true, _) => lang.pick(
            format!("欠发 {rows} 人次 {} 元。用 fuzhu batch add 列入拟定中的批次补发。", sum.grouped()),
            format!("{rows} left to pay, {} yuan; `fuzhu batch add` puts them in a draft.", sum.grouped()),
        ),
        (false, _) => lang.pick(
            format!("多发 {rows} 人次 {} 元，不会自动抵扣。用 fuzhu batch recover 登记追回。", sum.grouped()),
            format!(
                "{rows} paid too much, {} yuan; nothing is set off: `fuzhu batch recover` notes what is taken back.",
                sum.grouped()
            ),
        ),
    })
}
