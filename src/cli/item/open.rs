//! `fuzhu item open`: something is owed from now on.

use crate::cli::act::Wording;
use crate::cli::failure::Failure;
use crate::cli::sense::Sense;
use crate::cli::word::Word;
use crate::cli::wrong::Wrong;
use crate::domain::command::Command;
use crate::domain::item::Urgency;
use crate::policy::period::Period;
use crate::text::clean;
use clap::Args;
use serde::Deserialize;

/// The words that open an item.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenArgs {
    /// 家庭：编号、家庭编号、身份证号或可唯一确定的姓名；全区性工作写 D ‖ the family: id, case number, identity number or a text that finds no other; D for a duty of the district
    #[arg(value_name = "FAMILY")]
    family: Word,
    /// 措施：编号或名称 ‖ the measure: id or title
    #[arg(value_name = "MEASURE")]
    measure: Word,
    /// 成员：序号、姓名或 father、mother、child ‖ the person: number, name, or father, mother, child
    #[arg(long, value_name = "MEMBER")]
    member: Option<Word>,
    /// 由哪个部门办理（默认为牵头部门） ‖ the department (default: the leading one)
    #[arg(long, value_name = "DEPARTMENT")]
    department: Option<Word>,
    /// 轻重缓急：normal、high、emergency ‖ the urgency: normal, high, emergency
    #[arg(long, value_name = "URGENCY")]
    urgency: Option<Word>,
    /// 到期日期（默认按措施的时限推算） ‖ when it is due (default: by the measure's clock)
    #[arg(long, value_name = "DATE")]
    due: Option<Word>,
    /// 期间，如 2026、2026-H1、2026-Q3、2026-03、2026-school、2027-enrolment、2026-spring（默认为今天所在的期间） ‖ the period it is for, like 2026, 2026-H1, 2026-Q3, 2026-03, 2026-school, 2027-enrolment, 2026-spring (default: that of today)
    #[arg(long, value_name = "PERIOD")]
    period: Option<Word>,
    /// 备注 ‖ a line about it
    #[arg(long, value_name = "TEXT")]
    note: Option<Word>,
}

impl Wording for OpenArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let family = sense.family(&self.family)?;
        Ok(Command::OpenItem {
            family,
            measure: sense.measure(&self.measure)?,
            member: self.member.as_ref().map(|member| sense.member(family, member)).transpose()?,
            department: self.department.as_ref().map(|department| sense.department(department)).transpose()?,
            urgency: self.urgency.as_ref().map(urgency).transpose()?,
            due: self.due.as_ref().map(|due| sense.due(due)).transpose()?,
            period: self.period.as_ref().map(period).transpose()?,
            note: self.note.as_ref().map(|note| clean::free_text(note.as_str())).unwrap_or_default(),
        })
    }
}

fn period(word: &Word) -> Result<Period, Failure> {
    word.as_str().parse().map_err(|_| Wrong::NotAPeriod(word.0.clone()).into())
}

fn urgency(word: &Word) -> Result<Urgency, Failure> {
    let text = word.as_str().trim();
    let titled = || Urgency::ALL.iter().copied().find(|urgency| urgency.title().zh == text);
    Urgency::from_key(text).or_else(titled).ok_or_else(|| {
        let words = Urgency::ALL.iter().map(|urgency| urgency.key()).collect();
        Wrong::NotOneOf { name: "urgency", text: word.0.clone(), words }.into()
    })
}
