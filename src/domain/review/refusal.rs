//! Why a question was not settled.

use super::{Spot, Who};
use crate::ids::{FamilyId, ReviewId};
use crate::policy::field::Field;
use crate::policy::value::Value;
use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// Why a question was not settled. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReviewRefusal {
    /// It is left as it is and nobody said why.
    ReasonMissing(ReviewId),
    /// The row looks like several families, or like none that is still there, and none was named.
    WhichFamily(Vec<FamilyId>),
    /// The row says nothing there.
    NotInRow(Spot),
    /// The answer is one to another kind of question.
    OtherKind(ReviewId),
}

impl ReviewRefusal {
    /// A word for programs that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            ReviewRefusal::ReasonMissing(_) => "review-reason-missing",
            ReviewRefusal::WhichFamily(_) => "review-which-family",
            ReviewRefusal::NotInRow(_) => "review-not-in-row",
            ReviewRefusal::OtherKind(_) => "review-other-kind",
        }
    }

    /// What is the matter, as one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            ReviewRefusal::ReasonMissing(review) => lang.pick(
                format!("第 {review} 号核对不作更改，须写明原因。"),
                format!("Question {review} is left as it is without a reason."),
            ),
            ReviewRefusal::WhichFamily(like) => {
                let names: Vec<String> = like.iter().map(ToString::to_string).collect();
                match like.as_slice() {
                    [] => lang.pick("没有写明是哪个家庭。".into(), "It is not said which family it is.".into()),
                    _ => lang.pick(
                        format!("可能是 {} 中的一户，没有写明是哪一户。", names.join("、")),
                        format!("It may be any of {}: it is not said which.", names.join(", ")),
                    ),
                }
            }
            ReviewRefusal::OtherKind(review) => {
                lang.pick(format!("第 {review} 号核对不能这样办结。"), format!("Question {review} is of another kind."))
            }
            ReviewRefusal::NotInRow(spot) => {
                let field = spot.field.map(|field| field.title().in_lang(lang)).unwrap_or_default();
                let who = who(spot.who, lang);
                lang.pick(
                    format!("待核对的这一行没有“{who}{field}”。"),
                    format!("The row in question says nothing of \"{}\".", format!("{who} {field}").trim()),
                )
            }
        }
    }

    /// What to do next, Chinese and English.
    pub fn hints(&self) -> (String, String) {
        let both = |zh: &str, en: &str| (zh.to_string(), en.to_string());
        match self {
            ReviewRefusal::ReasonMissing(_) => both("请填写原因（--reason）。", "Give a reason (--reason)."),
            ReviewRefusal::WhichFamily(_) => both("请指明家庭（--family）。", "Name the family (--family)."),
            ReviewRefusal::NotInRow(_) | ReviewRefusal::OtherKind(_) => {
                both("用 fuzhu review show 查看各栏。", "`fuzhu review show` lists what the row says.")
            }
        }
    }
}

/// Whose facts are meant.
fn who(who: Who, lang: Lang) -> String {
    match who {
        Who::Everybody | Who::Household => String::new(),
        Who::Nth(nth) => lang.pick(format!("第 {nth} 人"), format!("person {nth}")),
        Who::Role(role) => {
            let choices = Field::Role.choices().iter();
            let title = choices.filter(|choice| role.value() == Value::Choice(choice.code)).map(|choice| choice.title);
            title.map(|title| title.in_lang(lang).to_string()).collect()
        }
    }
}
