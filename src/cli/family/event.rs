//! `fuzhu family event`: something happened that changes a family's standing, on a day. What was due before that day stays due.

use crate::cli::act::Wording;
use crate::cli::fact;
use crate::cli::failure::Failure;
use crate::cli::sense::{self, Sense};
use crate::cli::word::Word;
use crate::cli::wrong::Wrong;
use crate::domain::command::{Command, Happening};
use crate::ids::{FamilyId, MemberNo};
use crate::policy::field::Field;
use crate::policy::reading::{self, Reader};
use crate::policy::value::Value;
use clap::Args;
use serde::Deserialize;

/// The words that record a happening.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventArgs {
    /// 家庭 ‖ the family
    #[arg(value_name = "FAMILY")]
    family: Word,
    /// 变化：birth 再生育、adoption 收养、death 死亡、grade 残疾等级、move 迁居 ‖ what happened: birth, adoption, death, grade, move
    #[arg(value_name = "EVENT")]
    event: Word,
    /// 哪一天 ‖ the day
    #[arg(long, value_name = "DATE")]
    on: Word,
    /// 成员（death、grade） ‖ the person (death, grade)
    #[arg(long, value_name = "MEMBER")]
    member: Option<Word>,
    /// 新的残疾等级，0 为不再评残（grade） ‖ the new grade, 0 for none any more (grade)
    #[arg(long, value_name = "N")]
    grade: Option<Word>,
    /// 新的残疾证号（grade） ‖ the new certificate (grade)
    #[arg(long, value_name = "NUMBER")]
    certificate: Option<Word>,
    /// 迁入的乡镇街道（move） ‖ the township moved to (move)
    #[arg(long, value_name = "TOWNSHIP")]
    township: Option<Word>,
    /// 迁入的村居（move） ‖ the village moved to (move)
    #[arg(long, value_name = "VILLAGE")]
    village: Option<Word>,
}

/// What can happen, and the arguments each takes beside the family and the day.
const EVENTS: [(&str, &[&str]); 5] = [
    ("birth", &[]),
    ("adoption", &[]),
    ("death", &["member"]),
    ("grade", &["member", "grade", "certificate"]),
    ("move", &["township", "village"]),
];

impl Wording for EventArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let word = self.event.as_str().trim();
        let Some((event, takes)) = EVENTS.iter().find(|(event, _)| *event == word) else {
            let words = EVENTS.iter().map(|(event, _)| *event).collect();
            return Err(Wrong::NotOneOf { name: "event", text: word.to_string(), words }.into());
        };
        self.takes_only(event, takes)?;
        let family = sense.family(&self.family)?;
        let on = sense.day(&self.on)?;
        let happening = match *event {
            "birth" => Happening::Birth { on },
            "adoption" => Happening::Adoption { on },
            "death" => Happening::Death { member: self.member(event, family, sense)?, on },
            "grade" => Happening::GradeChange {
                member: self.member(event, family, sense)?,
                grade: self.grade(event, sense)?,
                on,
                certificate: self.certificate.as_ref().map(|word| certificate(word, sense)).transpose()?,
            },
            _ => {
                let township = self.township.as_ref().ok_or_else(|| missing(event, "township"))?;
                let code = sense::township(township)?;
                let village = self.village.as_ref().map(|village| village_in(township, village, sense)).transpose()?;
                Happening::Move { township: code, village, on }
            }
        };
        Ok(Command::FamilyEvent { family, happening })
    }
}

impl EventArgs {
    fn takes_only(&self, event: &str, takes: &[&str]) -> Result<(), Wrong> {
        let given = [
            ("member", self.member.is_some()),
            ("grade", self.grade.is_some()),
            ("certificate", self.certificate.is_some()),
            ("township", self.township.is_some()),
            ("village", self.village.is_some()),
        ];
        match given.iter().find(|(name, given)| *given && !takes.contains(name)) {
            Some((name, _)) => Err(Wrong::NotTaken(event.into(), (*name).into())),
            None => Ok(()),
        }
    }

    fn member(&self, event: &str, family: FamilyId, sense: &mut Sense<'_>) -> Result<MemberNo, Failure> {
        sense.member(family, self.member.as_ref().ok_or_else(|| missing(event, "member"))?)
    }

    fn grade(&self, event: &str, sense: &Sense<'_>) -> Result<u8, Failure> {
        let word = self.grade.as_ref().ok_or_else(|| missing(event, "grade"))?;
        match fact::value(Field::DisabilityGrade, word, sense)? {
            Value::Number(grade) => u8::try_from(grade).map_err(|_| Wrong::NotANumber(word.0.clone()).into()),
            _ => Err(Wrong::NotANumber(word.0.clone()).into()),
        }
    }
}

fn missing(event: &str, argument: &str) -> Wrong {
    Wrong::Missing(event.into(), argument.into())
}

fn certificate(word: &Word, sense: &Sense<'_>) -> Result<String, Failure> {
    match fact::value(Field::Certificate, word, sense)? {
        Value::Text(text) => Ok(text),
        _ => Ok(word.0.clone()),
    }
}

fn village_in(township: &Word, village: &Word, sense: &Sense<'_>) -> Result<i64, Failure> {
    let reader = Reader { township: reading::township(township.as_str()).ok(), ..Reader::new(sense.today) };
    match fact::read(&reader, Field::Village, village.as_str())? {
        Value::Number(code) => Ok(code),
        _ => Err(Wrong::NotANumber(village.0.clone()).into()),
    }
}
