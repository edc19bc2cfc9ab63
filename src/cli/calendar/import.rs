//! `fuzhu calendar import`: the notice of a new year, taken in whole or refused whole.

use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::file;
use crate::cli::output::Output;
use crate::cli::wrong::Wrong;
use crate::policy::calendar::{DaysOff, DaysOffError};
use crate::text::Lang;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// A list of days off.
#[derive(Debug, Args)]
pub struct Import {
    /// 放假安排文件（CSV，列为 date,kind,holiday_en,holiday_zh） ‖ the list (CSV with the columns date,kind,holiday_en,holiday_zh)
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// More than a list of days off can have.
const BYTES_MAX: u64 = 2 << 20;

impl Import {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let text = file::read(&self.file, BYTES_MAX)?;
        let path = self.file.display().to_string();
        let days = DaysOff::parse(&text).map_err(|errors| {
            let both = |error: &DaysOffError| (error.sentence(Lang::Zh), error.sentence(Lang::En));
            Wrong::BadFile { path: path.clone(), faults: errors.iter().map(both).collect() }
        })?;
        means.maintenance()?.keep_days_off(&days, &text)?;
        let years: Vec<i32> = days.whole_years().into_iter().collect();
        if out.json {
            return out.object(&json!({ "ok": true, "years": years, "days": days.len() }));
        }
        let names = years.iter().map(i32::to_string).collect::<Vec<_>>().join(out.lang.pick("、", ", "));
        out.line(out.lang.pick(
            format!("已载入 {names} 年的放假安排，共 {} 天。", days.len()),
            format!("Taken in: the days off of {names}, {} days.", days.len()),
        ))
    }
}
