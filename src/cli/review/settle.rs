//! `fuzhu review settle`: what a question comes to, and the work that follows from it, in one entry.

use crate::cli::act::Wording;
use crate::cli::fact;
use crate::cli::failure::Failure;
use crate::cli::sense::{self, Sense};
use crate::cli::word::{Pair, Word, one_or_more, pairs};
use crate::cli::wrong::Wrong;
use crate::domain::command::{Command, Edit};
use crate::domain::conflict::{self, ConflictId};
use crate::domain::gap::{GapId, PutAside};
use crate::domain::member::Role;
use crate::domain::question::QuestionId;
use crate::domain::review::{Answer, Nth, Settling, Spot, Who};
use crate::ids::{FamilyId, MemberNo};
use crate::policy::field::{Field, Scope};
use crate::text::clean;
use clap::Args;
use serde::Deserialize;

/// The answers to a question about a row, as they are typed; to one about facts that are lacking; and to one about two facts.
const ANSWERS: [&str; 5] = ["same", "new", "leave", "first", "second"];
const FILLED: [&str; 2] = ["value", "leave"];
const SIDES: [&str; 4] = ["first", "second", "value", "both"];

/// The words that settle a question.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettleArgs {
    /// 编号 ‖ its number
    #[arg(value_name = "ID")]
    id: Word,
    /// 报送的行：same 即该家庭、new 另立家庭、leave 不作更改；两项不一致：first 或 second 为准、value 另填、both 都对；缺资料：value 填写、leave 暂搁 ‖ a row: same (that family), new (another one), leave; two facts: first, second, value (another), both; missing facts: value (enter them), leave (nobody knows)
    #[arg(value_name = "ANSWER")]
    answer: Word,
    /// 是哪个家庭（只有一户相似时可不写） ‖ which family (not needed where only one is alike)
    #[arg(long, value_name = "FAMILY")]
    family: Option<Word>,
    /// 采用报送的栏目，如 phone、child.died_on、father、all，可写多次 ‖ take what was sent in: phone, child.died_on, father, all; more than once if need be
    #[arg(long, value_name = "FIELD")]
    #[serde(default, deserialize_with = "one_or_more")]
    take: Vec<Word>,
    /// 保留名册的栏目，写法同上，可写多次 ‖ keep what the register has; more than once if need be
    #[arg(long, value_name = "FIELD")]
    #[serde(default, deserialize_with = "one_or_more")]
    keep: Vec<Word>,
    /// 填写正确的或缺的内容，如 1.born_on=1960-02-01，可写多次 ‖ the right value of one of the two facts, or a missing one, like 1.born_on=1960-02-01; more than once if need be
    #[arg(long, value_name = "FIELD=VALUE")]
    #[serde(default, deserialize_with = "pairs")]
    set: Vec<Pair>,
    /// 不一致的两项中去掉一项，如 1.born_on ‖ take one of the two facts away
    #[arg(long, value_name = "FIELD")]
    #[serde(default, deserialize_with = "one_or_more")]
    clear: Vec<Word>,
    /// 原因（leave、both 必填） ‖ why (needed for leave and both)
    #[arg(long, value_name = "TEXT")]
    reason: Option<Word>,
    /// 查看时的家庭版本；此后有人改过就不办理 ‖ the version of the family that was seen: nothing is done when it has changed since
    #[arg(long, value_name = "SEQ")]
    seen: Option<Word>,
}

impl Wording for SettleArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let reason = self.reason.as_ref().map(|reason| clean::free_text(reason.as_str())).unwrap_or_default();
        let review = match super::id(&self.id)? {
            QuestionId::Review(review) => review,
            QuestionId::Conflict(conflict) => return self.conflict(conflict, reason, sense),
            QuestionId::Gap(gap) => return self.gap(gap, reason, sense),
        };
        let answer = match self.answer.as_str().trim() {
            "same" => Answer::Same {
                family: self.family.as_ref().map(|family| sense.family(family)).transpose()?,
                seen: self.seen.as_ref().map(sense::seq).transpose()?,
                take: self.take.iter().map(spot).collect::<Result<_, _>>()?,
                keep: self.keep.iter().map(spot).collect::<Result<_, _>>()?,
            },
            "new" => Answer::New,
            "leave" => Answer::Leave,
            "first" => Answer::Stands(Nth::First),
            "second" => Answer::Stands(Nth::Second),
            text => {
                let words = ANSWERS.to_vec();
                return Err(Wrong::NotOneOf { name: "answer", text: text.to_string(), words }.into());
            }
        };
        Ok(Command::SettleReview(Settling { review, answer, reason }))
    }
}

impl SettleArgs {
    /// What was lacking, recorded as any fact is; or that nobody can find it out.
    fn gap(&self, gap: GapId, reason: String, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let seen = self.seen.as_ref().map(sense::seq).transpose()?;
        match self.answer.as_str().trim() {
            "leave" => Ok(Command::PutAside(PutAside { gap, seen, reason })),
            "value" => {
                let of = (gap.family, gap.member);
                let edit = |(member, field, value)| Edit { member, field, since: None, value };
                let edits = self.values(of, sense)?.into_iter().map(edit).collect();
                Ok(Command::EditFamily { family: gap.family, seen, edits, new_members: Vec::new() })
            }
            text => {
                let words = FILLED.to_vec();
                Err(Wrong::NotOneOf { name: "answer", text: text.to_string(), words }.into())
            }
        }
    }

    /// The answer to a question about two facts.
    fn conflict(&self, id: ConflictId, reason: String, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let answer = match self.answer.as_str().trim() {
            "first" => conflict::Answer::First,
            "second" => conflict::Answer::Second,
            "both" => conflict::Answer::Both,
            "value" => conflict::Answer::Values(self.values((id.family, id.member), sense)?),
            text => {
                let words = SIDES.to_vec();
                return Err(Wrong::NotOneOf { name: "answer", text: text.to_string(), words }.into());
            }
        };
        let seen = self.seen.as_ref().map(sense::seq).transpose()?;
        Ok(Command::SettleConflict(conflict::Settling { conflict: id, seen, answer, reason }))
    }

    /// The facts that are put right, and those that are taken away.
    fn values(&self, of: (FamilyId, MemberNo), sense: &mut Sense<'_>) -> Result<Vec<conflict::Given>, Failure> {
        let mut values = Vec::new();
        for pair in &self.set {
            let (member, field) = fact_named(&pair.name, of, sense)?;
            values.push((member, field, Some(fact::value(field, &Word(pair.value.clone()), sense)?)));
        }
        for word in &self.clear {
            let (member, field) = fact_named(word.as_str(), of, sense)?;
            values.push((member, field, None));
        }
        Ok(values)
    }
}

/// `1.born_on`, `child.born_on`, `township`; without a person, a person's field is the first one's of the question.
fn fact_named(
    text: &str,
    (family, first): (FamilyId, MemberNo),
    sense: &mut Sense<'_>,
) -> Result<(Option<MemberNo>, Field), Failure> {
    if let Some((person, field)) = text.split_once('.') {
        let member = sense.member(family, &Word(person.trim().to_string()))?;
        return Ok((Some(member), fact::field(Scope::Member, field)?));
    }
    match (fact::field(Scope::Family, text), first) {
        (Ok(field), _) => Ok((None, field)),
        (Err(wrong), MemberNo(0)) => Err(wrong),
        (Err(_), member) => Ok((Some(member), fact::field(Scope::Member, text)?)),
    }
}

/// `all`, `family`, `phone`, `father`, `father.born_on`, `4.name`: fields go by key or title.
pub fn spot(word: &Word) -> Result<Spot, Failure> {
    let text = word.as_str().trim();
    let who = |who: &str| {
        let nth = || who.parse().ok().filter(|nth| *nth > 0).map(Who::Nth);
        match who {
            "all" => Some(Who::Everybody),
            "family" => Some(Who::Household),
            _ => nth().or_else(|| role(who).map(Who::Role)),
        }
    };
    if let Some((person, field)) = text.split_once('.') {
        let who = who(person.trim()).filter(|who| *who != Who::Everybody);
        let who = who.ok_or_else(|| Failure::from(Wrong::NotAMember(person.to_string())))?;
        let scope = if who == Who::Household { Scope::Family } else { Scope::Member };
        return Ok(Spot { who, field: Some(fact::field(scope, field)?) });
    }
    match who(text) {
        Some(who) => Ok(Spot { who, field: None }),
        None => Ok(Spot { who: Who::Household, field: Some(fact::field(Scope::Family, text)?) }),
    }
}

fn role(text: &str) -> Option<Role> {
    let choice = crate::policy::reading::choice_named(Field::Role.choices(), text)?;
    Some(Role::from_code(choice.code)).filter(|role| !matches!(role, Role::Spouse | Role::Other))
}
