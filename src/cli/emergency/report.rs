//! `fuzhu emergency report`: an emergency is lodged.

use crate::cli::act::Wording;
use crate::cli::failure::Failure;
use crate::cli::sense::Sense;
use crate::cli::word::Word;
use crate::cli::wrong::Wrong;
use crate::domain::command::Command;
use crate::domain::emergency::command::{EmergencyCommand, Report};
use crate::ids::EmergencyKindNo;
use clap::Args;
use serde::Deserialize;

/// The words that lodge an emergency.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportArgs {
    /// 家庭：编号、家庭编号、拼音或可唯一确定的姓名 ‖ the family: id, case number, pinyin or a text that finds no other
    #[arg(long, value_name = "FAMILY")]
    family: Word,
    /// 种类：child-death、disaster、accident、grave-hardship、hospital、funeral，或其名称 ‖ the kind: child-death, disaster, accident, grave-hardship, hospital, funeral, or its title
    #[arg(long, value_name = "KIND")]
    kind: Word,
    /// 一句话：出了什么事、人在哪里 ‖ one line: what happened, where they are
    #[arg(long, value_name = "TEXT")]
    line: Word,
    /// 所涉成员：序号、姓名或 father、mother、child ‖ the person concerned: number, name, or father, mother, child
    #[arg(long, value_name = "MEMBER")]
    member: Option<Word>,
    /// 发生日期，不清楚可以不写 ‖ the day it happened; leave it out where it is not known
    #[arg(long, value_name = "DATE")]
    on: Option<Word>,
    /// 同一家庭近日已有急难，仍要照报 ‖ lodge it although one of the same family is open
    #[arg(long)]
    #[serde(default)]
    even_so: bool,
}

impl Wording for ReportArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let family = sense.family(&self.family)?;
        Ok(Command::Emergency(EmergencyCommand::Report(Report {
            family,
            kind: kind(&self.kind, sense)?,
            member: self.member.as_ref().map(|member| sense.member(family, member)).transpose()?,
            on: self.on.as_ref().map(|on| sense.day(on)).transpose()?,
            line: self.line.as_str().to_string(),
            even_so: self.even_so,
        })))
    }
}

fn kind(word: &Word, sense: &Sense<'_>) -> Result<EmergencyKindNo, Failure> {
    let part = sense.plan.emergency();
    let found = part.and_then(|part| part.kind_called(word.as_str())).map(|kind| kind.no);
    let refused = || {
        let words = part.iter().flat_map(|part| part.kinds()).map(|kind| kind.key.clone()).collect();
        Wrong::NoSuchKind(word.0.clone(), words)
    };
    found.ok_or_else(|| refused().into())
}
