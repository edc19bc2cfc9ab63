//! `fuzhu search`: families by name, sound, last digits, telephone, case number or village.

use super::Means;
use super::failure::Failure;
use super::family::row::List;
use super::output::Output;
use super::paging::Rest;
use crate::service::answer::Answer;
use crate::service::query::{PAGE_MAX, Query};
use clap::Args;

/// What is looked for.
#[derive(Debug, Args)]
pub struct Search {
    /// 姓名、拼音（全拼、首字母或混写）、证件号末几位、电话、村居 ‖ a name, its sound (full, initials or mixed), last digits of an identity number, a telephone, a village
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
    /// 最多显示多少户 ‖ at most so many families
    #[arg(long, value_name = "N", default_value_t = 20, hide_default_value = true)]
    limit: usize,
}

impl Search {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let limit = match self.limit {
            0 => PAGE_MAX,
            limit => limit.min(PAGE_MAX),
        };
        let answer = means.client()?.ask(&Query::Search { text: self.text.join(" "), limit })?;
        let Answer::Families(mut found) = answer else { return Ok(()) };
        let more = found.more_after || found.rows.len() > limit;
        found.rows.truncate(limit);
        let mut list = List::new();
        list.print(&found.rows, out)?;
        list.end(out)?;
        if more && !out.json { Rest::Some.tell(out) } else { Ok(()) }
    }
}
