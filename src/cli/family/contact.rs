//! `fuzhu family contact`: contact that a clerk had with a family is written down, with the item of its period.

use crate::cli::act::Wording;
use crate::cli::failure::Failure;
use crate::cli::sense::Sense;
use crate::cli::word::{Pair, Word, pairs};
use crate::domain::command::Command;
use crate::domain::rhythm::{Made, RhythmCommand};
use clap::Args;
use serde::Deserialize;

/// What contact there was.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactArgs {
    /// 家庭：编号、家庭编号、身份证号或姓名 ‖ the family: number, case number, identity number or name
    #[arg(value_name = "FAMILY")]
    family: Word,
    /// 计入哪项措施；不写则为方案中第一项对家庭的联系措施 ‖ the measure it counts for; the plan's first that is contact with a household unless named
    #[arg(long, value_name = "MEASURE")]
    measure: Option<Word>,
    /// 联系记录，可写多次，如 contact_on=今天、contact_way=home（上门，同时计为走访） ‖ what is recorded, more than once if need be; contact_way=home counts as a visit too
    #[arg(long, value_name = "KEY=VALUE")]
    #[serde(default, deserialize_with = "pairs")]
    record: Vec<Pair>,
}

impl Wording for ContactArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        Ok(Command::Rhythm(RhythmCommand::Contact(Made {
            family: sense.family(&self.family)?,
            measure: self.measure.as_ref().map(|measure| sense.measure(measure)).transpose()?,
            record: self.record.iter().map(|pair| (pair.name.clone(), pair.value.clone())).collect(),
        })))
    }
}
