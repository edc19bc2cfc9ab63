//! Why a command about an emergency was not done, in both languages, and what to do next.

use super::workflow::{Act, Stage};
use crate::ids::{EmergencyId, FamilyId, ItemId};
use crate::policy::money::Fen;
use crate::text::Lang;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// The longest line, reason or outcome, in characters.
pub const LINE_CHARACTERS_MAX: usize = 200;

/// Why a command about an emergency was not done. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EmergencyRefusal {
    /// The plan in force says nothing of emergencies.
    NoDesk,
    /// There is no emergency of this number.
    NoSuch(EmergencyId),
    /// The plan has no such kind.
    NoSuchKind(String),
    /// One of the same family is open: each is shown, with who lodged it.
    Alike(FamilyId, Vec<Alike>),
    /// Not legal where the emergency stands.
    Illegal {
        /// The emergency.
        emergency: EmergencyId,
        /// Where it stands.
        stage: Stage,
        /// What was asked for.
        act: Act,
        /// What may be done instead.
        legal: Vec<Act>,
    },
    /// Something must be said and was not.
    NoteMissing(Act),
    /// The line says nothing.
    LineMissing,
    /// A line is longer than it may be: how many characters.
    TooLong(usize),
    /// The kind records something of a person, a day was given, and nobody was named.
    WhoseDay,
    /// An amount below zero, or nothing given at all.
    NothingGranted(Fen),
    /// The sum of what is granted is more than can be counted.
    TooMuch,
    /// There are the levels 1 to 4.
    NoSuchLevel(u8),
    /// It has this level already.
    SameLevel(u8),
    /// It is with that department already.
    SameDepartment,
    /// The plan says no measure for calling in this department.
    NothingToCall(String),
    /// Items are still open: each with its title, Chinese and English.
    ItemsOpen(EmergencyId, Vec<(ItemId, (String, String))>),
}

/// An open emergency of the same family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alike {
    /// Its number.
    pub emergency: EmergencyId,
    /// Its kind, Chinese and English.
    pub kind: (String, String),
    /// Who lodged it.
    pub by: String,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// What was said.
    pub line: String,
}

impl Alike {
    fn told(&self, lang: Lang) -> String {
        let at = self.at.format("%m-%d %H:%M");
        let Alike { emergency, kind, by, line, .. } = self;
        lang.pick(
            format!("{emergency} {}（{by} {at} 报：{line}）", kind.0),
            format!("{emergency} {} (lodged by {by} {at}: {line})", kind.1),
        )
    }
}

impl EmergencyRefusal {
    /// A word for programs that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            EmergencyRefusal::NoDesk => "no-emergency-desk",
            EmergencyRefusal::NoSuch(_) => "no-such-emergency",
            EmergencyRefusal::NoSuchKind(_) => "no-such-emergency-kind",
            EmergencyRefusal::Alike(..) => "emergency-alike",
            EmergencyRefusal::Illegal { .. } => "illegal-emergency-step",
            EmergencyRefusal::NoteMissing(_) => "emergency-note-missing",
            EmergencyRefusal::LineMissing => "emergency-line-missing",
            EmergencyRefusal::TooLong(_) => "emergency-line-too-long",
            EmergencyRefusal::WhoseDay => "emergency-person-missing",
            EmergencyRefusal::NothingGranted(_) => "nothing-granted",
            EmergencyRefusal::TooMuch => "granted-too-much",
            EmergencyRefusal::NoSuchLevel(_) => "no-such-level",
            EmergencyRefusal::SameLevel(_) => "same-level",
            EmergencyRefusal::SameDepartment => "same-department",
            EmergencyRefusal::NothingToCall(_) => "nothing-to-call-in",
            EmergencyRefusal::ItemsOpen(..) => "emergency-items-open",
        }
    }

    /// What is the matter, as one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            EmergencyRefusal::NoDesk => {
                lang.pick("现行方案没有急难一节。", "The plan in force has no emergency part.").into()
            }
            EmergencyRefusal::NoSuch(id) => {
                lang.pick(format!("没有编号为 {id} 的急难。"), format!("There is no emergency {id}."))
            }
            EmergencyRefusal::NoSuchKind(key) => lang
                .pick(format!("方案中没有“{key}”这类急难。"), format!("The plan has no kind of emergency \"{key}\".")),
            EmergencyRefusal::Alike(family, others) => {
                let told: Vec<String> = others.iter().map(|other| other.told(lang)).collect();
                lang.pick(
                    format!("家庭 {family} 近日已报有急难：{}。", told.join("；")),
                    format!("Family {family} has an open emergency of these days: {}.", told.join("; ")),
                )
            }
            EmergencyRefusal::Illegal { emergency, stage, act, .. } => {
                let (stage, act) = (stage.title().in_lang(lang), act.title().in_lang(lang));
                lang.pick(
                    format!("急难 {emergency} 目前“{stage}”，不能“{act}”。"),
                    format!("Emergency {emergency} is {stage}: \"{act}\" is not possible."),
                )
            }
            EmergencyRefusal::NoteMissing(Act::Close) => lang
                .pick(
                    "结案须写明结果，结果会回告报告人。",
                    "To close it, say how it ended: that goes back to who lodged it.",
                )
                .into(),
            EmergencyRefusal::NoteMissing(act) => {
                let act = act.title().in_lang(lang);
                lang.pick(format!("“{act}”须写明一句话。"), format!("\"{act}\" wants a line."))
            }
            EmergencyRefusal::LineMissing => lang.pick("报急难须写一句话。", "An emergency wants one line.").into(),
            EmergencyRefusal::TooLong(characters) => lang.pick(
                format!("这句话有 {characters} 个字，最多 {LINE_CHARACTERS_MAX} 个。"),
                format!("The line has {characters} characters; {LINE_CHARACTERS_MAX} is the most."),
            ),
            EmergencyRefusal::WhoseDay => {
                lang.pick("写明了日期，但没有写明是哪位成员。", "A day is given, but not of whom.").into()
            }
            EmergencyRefusal::NothingGranted(amount) => lang.pick(
                format!("救助金额“{amount}”不成立，也没有写明给了什么。"),
                format!("\"{amount}\" is no relief, and nothing says what was given."),
            ),
            EmergencyRefusal::TooMuch => lang.pick("救助合计过大。", "The sum of the relief is too large.").into(),
            EmergencyRefusal::NoSuchLevel(level) => lang.pick(
                format!("没有 {level} 级，只有 1 至 4 级。"),
                format!("There is no level {level}: they are 1 to 4."),
            ),
            EmergencyRefusal::SameLevel(level) => {
                lang.pick(format!("目前就是 {level} 级。"), format!("It is of level {level} already."))
            }
            EmergencyRefusal::SameDepartment => {
                lang.pick("急难已经在这个部门。", "The emergency is with that department already.").into()
            }
            EmergencyRefusal::NothingToCall(department) => lang.pick(
                format!("方案没有写明会同{department}时开办什么措施。"),
                format!("The plan names no measure for calling in the {department}."),
            ),
            EmergencyRefusal::ItemsOpen(id, items) => {
                let told = items.iter().map(|(item, title)| format!("{item} {}", lang.pick(&title.0, &title.1)));
                let told = told.collect::<Vec<_>>().join(lang.pick("、", ", "));
                lang.pick(
                    format!("急难 {id} 还有 {} 件事项没有办完：{told}。", items.len()),
                    format!("Emergency {id} still has {} open items: {told}.", items.len()),
                )
            }
        }
    }

    /// What to do next, as one sentence: Chinese, English.
    pub fn hints(&self) -> (String, String) {
        let both = |zh: &str, en: &str| (zh.to_string(), en.to_string());
        match self {
            EmergencyRefusal::NoDesk => {
                both("请在方案文件中补上 [emergency] 一节。", "Add an [emergency] part to the plan file.")
            }
            EmergencyRefusal::NoSuch(_) => {
                both("用 fuzhu emergency list 查看编号。", "`fuzhu emergency list` shows the numbers.")
            }
            EmergencyRefusal::NoSuchKind(_) => {
                both("用 fuzhu emergency report --help 查看种类。", "`fuzhu emergency report --help` lists the kinds.")
            }
            EmergencyRefusal::Alike(..) => both(
                "若是同一件事，请在原急难上补充；若不是，再提交一次即照报（--even-so）。",
                "If it is the same, add a line to it; if not, send again to lodge it all the same (--even-so).",
            ),
            EmergencyRefusal::Illegal { legal, .. } => (
                format!("可以：{}。", legal.iter().map(|act| act.title().zh).collect::<Vec<_>>().join("、")),
                format!("Possible now: {}.", legal.iter().map(|act| act.key()).collect::<Vec<_>>().join(", ")),
            ),
            EmergencyRefusal::NoteMissing(_) | EmergencyRefusal::LineMissing => both("请写一句话。", "Write one line."),
            EmergencyRefusal::TooLong(_) => {
                both("请写短些，其余可另行补充。", "Shorten it; the rest can be added later.")
            }
            EmergencyRefusal::WhoseDay => both(
                "请选择成员（--member），或先不填日期。",
                "Name the person (--member), or leave the day out for now.",
            ),
            EmergencyRefusal::NothingGranted(_) => {
                both("请填金额，或写明给了什么。", "Give an amount, or say what was given.")
            }
            EmergencyRefusal::TooMuch => both("请核对金额。", "Check the amount."),
            EmergencyRefusal::NoSuchLevel(_) | EmergencyRefusal::SameLevel(_) => {
                both("1 级最重，4 级最轻。", "1 is the gravest, 4 the least.")
            }
            EmergencyRefusal::SameDepartment => both("请选择另一个部门（--to）。", "Choose another department (--to)."),
            EmergencyRefusal::NothingToCall(_) => both(
                "请指明措施（工作台填“开办措施”，命令行用 --measure）。",
                "Name a measure (on the command line with --measure).",
            ),
            EmergencyRefusal::ItemsOpen(..) => both(
                "请先办完、不予办理或撤回这些事项，再结案。",
                "Deliver, decline or withdraw these first, then close.",
            ),
        }
    }
}
