//! `fuzhu standard import`: a file of standards, taken whole or refused whole with row and column. Each new standard is a row of the
//! register, so it is in the journal, can be corrected and can be undone.

use super::{Known, register, table};
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::wrong::Wrong;
use crate::domain::command::Command;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Owner, RegisterCommand, RegisterRefusal};
use crate::exchange::table::{Cell, Table};
use crate::ids::RegisterNo;
use crate::policy::allowance::{Monthly, own, table as file};
use crate::service::client::Order;
use crate::text::Lang;
use clap::Args;
use serde_json::json;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// A file of standards.
#[derive(Debug, Args)]
pub struct Import {
    /// 标准文件（csv、xlsx、xls），列为 特扶类别、按城乡认定、层级、月标准、起始日期、截止日期、来源、文号 ‖ the file (csv, xlsx, xls) with the columns kind, treated_as, level, monthly, from, until, source, document_no
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 只看会怎样，不写入 ‖ say what would happen and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let path = self.file.display().to_string();
        let bad = |faults| Failure::from(Wrong::BadFile { path: path.clone(), faults });
        let rows = self.rows().map_err(|fault| bad(vec![fault]))?;
        let standards = file::read(&rows).map_err(|faults| bad(faults.iter().map(file::Fault::sentences).collect()))?;
        let client = means.client()?;
        let plan = client.plan();
        let wanted = || Refusal::from(RegisterRefusal::NoSuchRegister(own::REGISTER.to_string()));
        let register = register(&plan).ok_or_else(wanted)?.no;
        let known = table(client, &plan)?;
        let is_known = |new: &Monthly| known.iter().any(|Known { standard, .. }| standard == new);
        let (same, new): (Vec<Monthly>, Vec<Monthly>) = standards.into_iter().partition(is_known);
        let orders: Vec<Order> = new.iter().map(|standard| order(standard, register)).collect();
        // Nothing is written unless every row can be.
        let refused: Vec<(String, String)> = client
            .preview(&orders)
            .into_iter()
            .filter_map(Result::err)
            .map(|refusal| (refusal.sentence(Lang::Zh), refusal.sentence(Lang::En)))
            .collect();
        if !refused.is_empty() {
            return Err(bad(refused));
        }
        if !self.dry_run {
            client.execute(&orders).into_iter().collect::<Result<Vec<_>, _>>()?;
        }
        self.tell(new.len(), same.len(), out)
    }

    fn rows(&self) -> Result<Vec<file::Line>, (String, String)> {
        let told = |error: crate::exchange::table::TableError| (error.sentence(Lang::Zh), error.sentence(Lang::En));
        let mut table = Table::open(&self.file).map_err(told)?;
        let sheet = table.sheets().into_iter().next().unwrap_or_default();
        let mut rows = Vec::new();
        let visit = &mut |row: crate::exchange::table::Row| {
            rows.push((row.number, row.cells.iter().map(Cell::said).collect()));
            if rows.len() > file::ROWS_MAX + 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        table.read(&sheet, visit).map_err(told)?;
        Ok(rows)
    }

    fn tell(&self, new: usize, same: usize, out: &mut Output<'_>) -> Result<(), Failure> {
        if out.json {
            return out.object(&json!({ "ok": true, "dry_run": self.dry_run, "new": new, "same": same }));
        }
        let would = self.dry_run;
        out.line(out.lang.pick(
            format!("{}新标准 {new} 项，已有 {same} 项。", if would { "试运行：" } else { "" }),
            format!("{}{new} new standards, {same} known already.", if would { "dry run: " } else { "" }),
        ))
    }
}

fn order(standard: &Monthly, register: RegisterNo) -> Order {
    let mut values = vec![
        ("allowance_kind", standard.kind.key().to_string()),
        ("level", standard.level.key().to_string()),
        ("monthly_amount", standard.amount.to_string()),
        ("from_on", standard.from.to_string()),
        ("source", standard.source.clone()),
    ];
    values.extend(standard.settlement.map(|one| ("treated_as", one.key().to_string())));
    values.extend(standard.until.map(|day| ("to_on", day.to_string())));
    values.extend(Some(&standard.document).filter(|text| !text.is_empty()).map(|text| ("document_no", text.clone())));
    let values = values.into_iter().map(|(key, text)| (key.to_string(), text)).collect();
    Command::Register(RegisterCommand::Write { register, owner: Owner::District, values }).into()
}
