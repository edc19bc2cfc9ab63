//! `fuzhu family list`: the register, by township, village and number.

use super::row;
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::paging::{Limit, pages};
use crate::cli::sense;
use crate::cli::word::Word;
use crate::service::answer::FamilyRow;
use crate::service::query::Query;
use clap::Args;

/// Which households.
#[derive(Debug, Args)]
pub struct List {
    /// 乡镇街道：名称或代码 ‖ only this township: name or code
    #[arg(long, value_name = "TOWNSHIP")]
    township: Option<Word>,
    #[command(flatten)]
    limit: Limit,
}

impl List {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let township = self.township.as_ref().map(sense::township).transpose()?;
        let client = means.client()?;
        let mut list = row::List::new();
        let query = |page| Query::Families { township, page };
        let rest = pages(client, self.limit.rows(out), query, |rows: Vec<FamilyRow>| list.print(&rows, out))?;
        list.end(out)?;
        if out.json { Ok(()) } else { rest.tell(out) }
    }
}
