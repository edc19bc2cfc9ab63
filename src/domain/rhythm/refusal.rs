//! Why something about a period was not done.

use crate::domain::quiet::Because;
use crate::domain::refusal::Refusal;
use crate::ids::ItemId;
use crate::policy::period::Period;
use crate::text::{Lang, date};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why something about a period was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RhythmRefusal {
    /// Another item covers the period for the same family, person and measure.
    Covered {
        /// The item that does.
        item: ItemId,
        /// The period.
        period: Period,
    },
    /// The measure is no contact with a household that a clerk can write down by itself; none named where the plan has no such measure.
    NoContact {
        /// Title of the measure, Chinese and English.
        measure: Option<(String, String)>,
    },
    /// Contact would be planned on a day on which the family is left in peace.
    Quiet {
        /// The day.
        #[serde(with = "crate::when::day")]
        day: NaiveDate,
        /// Why it is quiet.
        because: Because,
        /// The next working day that is not.
        #[serde(with = "crate::when::maybe_day")]
        next: Option<NaiveDate>,
    },
    /// More items than one command may name.
    TooMany {
        /// How many were named.
        given: usize,
        /// How many may be.
        most: usize,
    },
    /// The measure is not owed for such periods.
    WrongPeriod {
        /// Title of the measure, Chinese and English.
        measure: (String, String),
        /// The period asked for.
        asked: Period,
        /// The period of today, where the measure comes round.
        like: Option<Period>,
    },
}

impl From<RhythmRefusal> for Refusal {
    fn from(refusal: RhythmRefusal) -> Self {
        Refusal::Rhythm(refusal)
    }
}

impl RhythmRefusal {
    /// A word for programs that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            RhythmRefusal::Covered { .. } => "period-covered",
            RhythmRefusal::WrongPeriod { .. } => "wrong-period",
            RhythmRefusal::NoContact { .. } => "no-contact",
            RhythmRefusal::Quiet { .. } => "quiet-date",
            RhythmRefusal::TooMany { .. } => "too-many",
        }
    }

    /// What is the matter.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            RhythmRefusal::Covered { item, period } => {
                let period = period.text(lang);
                lang.pick(
                    format!("{period}已有事项 {item}，同一期间不重复登记。"),
                    format!("Item {item} covers {period} already; a period is covered once."),
                )
            }
            RhythmRefusal::Quiet { day, because, .. } => {
                let (day, why) = (date::day(*day, lang), because.title().in_lang(lang));
                lang.pick(
                    format!("{day}是{why}，这一天让家人安静度过，不安排走访和联系。"),
                    format!("{day} is {why}: no visit or call is planned on it."),
                )
            }
            RhythmRefusal::NoContact { measure: Some(measure) } => lang.pick(
                format!("“{}”不能作为对家庭的联系直接登记。", measure.0),
                format!("\"{}\" cannot be written down as contact with a household.", measure.1),
            ),
            RhythmRefusal::NoContact { measure: None } => lang.pick(
                "方案里没有可以直接登记的联系措施。".into(),
                "The plan has no measure under which contact with a household is written down.".into(),
            ),
            RhythmRefusal::TooMany { given, most } => lang.pick(
                format!("一次点了 {given} 件，最多 {most} 件。"),
                format!("{given} items were named at once; {most} is the most."),
            ),
            RhythmRefusal::WrongPeriod { measure, asked, .. } => lang.pick(
                format!("“{}”不按“{}”这样的期间办理。", measure.0, asked.text(lang)),
                format!("\"{}\" is not owed for a period such as {asked}.", measure.1),
            ),
        }
    }

    /// What to do next.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            RhythmRefusal::Covered { .. } => lang.pick(
                "请在该事项上继续办理；补办其他期间的，另选期间（命令行用 --period）。".into(),
                "Go on with that item; for another period choose it (on the command line with --period).".into(),
            ),
            RhythmRefusal::Quiet { next: Some(next), .. } => {
                let next = date::day_and_weekday(*next, lang);
                lang.pick(format!("可以改在{next}。"), format!("{next} would do."))
            }
            RhythmRefusal::Quiet { next: None, .. } => lang.pick("请另选一天。".into(), "Choose another day.".into()),
            RhythmRefusal::NoContact { measure: Some(_) } => {
                lang.pick("请在该事项上逐步办理。".into(), "Take its item step by step.".into())
            }
            RhythmRefusal::NoContact { measure: None } => lang.pick(
                "请在方案文件中给一项家庭措施写明 contact。".into(),
                "Give a household's measure the key `contact` in the plan file.".into(),
            ),
            RhythmRefusal::WrongPeriod { like: Some(like), .. } => lang.pick(
                format!("期间的写法如 {like}（{}）。", like.text(lang)),
                format!("Write it like {like} ({}).", like.text(lang)),
            ),
            RhythmRefusal::TooMany { .. } => lang.pick("请分几次。".into(), "Do it in parts.".into()),
            RhythmRefusal::WrongPeriod { like: None, .. } => {
                lang.pick("这项措施不分期间，请去掉 --period。".into(), "It has no periods: leave --period out.".into())
            }
        }
    }
}
