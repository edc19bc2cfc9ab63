//! What is wrong or unusual about a row: where, what stands there, and a sentence that says what to do.
//!
//! Some refuse the row, others only want to be looked at. What the vocabulary's readers say about a value is taken over as it is; what only a
//! roster can get wrong is here.

use crate::domain::member::Role;
use crate::domain::refusal::Refusal;
use crate::ids::{FamilyId, MemberNo};
use crate::policy::field::Field;
use crate::policy::reading;
use crate::text::Lang;
use chrono::NaiveDate;

/// Something about one cell, or about a row as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The row that a spreadsheet shows, from 1.
    pub row: u32,
    /// The heading of the column; empty when it is about the row.
    pub field: String,
    /// What stands there, masked where it is personal, cut where it is long.
    pub value: String,
    /// What is the matter.
    pub cause: Cause,
}

impl Problem {
    /// A word for programs that never changes.
    pub fn code(&self) -> &str {
        self.cause.code()
    }

    /// Whether the row cannot be taken because of it.
    pub fn refuses(&self) -> bool {
        self.cause.refuses()
    }

    /// What is the matter and what to do.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.cause.chinese(),
            Lang::En => self.cause.english(),
        }
    }
}

/// What is the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The value is not one of the field.
    Unreadable(reading::Problem),
    /// The value is unusual: a code and both sentences.
    Unusual(reading::Problem),
    /// A formula of the spreadsheet failed.
    FormulaFailed,
    /// A spreadsheet kept a long number as a number and rounded its last digits away.
    Rounded,
    /// A date without a year of four digits: nobody knows which one was meant.
    YearUnclear,
    /// A number in a column of dates that is no day of this or the last century.
    NotADay,
    /// A day after today, in a column of what has happened.
    NotYet,
    /// Two columns give the same fact differently: the other heading.
    Contradiction {
        /// The other column.
        other: String,
    },
    /// Said to be alive, with a day of death.
    AliveButDied,
    /// Died before being born.
    DiedBeforeBirth,
    /// Said to have died, without the day.
    DeathWithoutDay,
    /// The kind of family says otherwise than what is known of the child.
    KindAgainstChild,
    /// Someone said to be alive is registered as having died.
    RegisteredAsDead,
    /// A parent with neither name nor identity number, who is not in the register either.
    Nameless,
    /// The same identity number for two people of the row.
    SamePersonTwice {
        /// The other column.
        other: String,
    },
    /// A new family without a single name.
    NobodyNamed,
    /// A new family without a township.
    NoTownship,
    /// A value for the parents, and no living parent is known.
    NoLivingParent,
    /// The household's fact differs between the rows of one family.
    DiffersWithinFamily {
        /// The row that was read first.
        first: u32,
    },
    /// A row of a person without the number of the family.
    NoCaseNumber,
    /// What the person is to the family cannot be told.
    RoleUnclear,
    /// A second person in a place that only one can have.
    SecondInRole(Role),
    /// More people than a family of the register can have.
    TooManyPeople,
    /// An earlier row of the file is about the same family and says something else.
    SameFamilyAs {
        /// That row.
        row: u32,
    },
    /// An earlier row of the file, of another family, has the same identity number.
    SameNumberAs {
        /// That row.
        row: u32,
    },
    /// An earlier row of the file says exactly the same.
    RepeatsRow {
        /// That row.
        row: u32,
    },
    /// An earlier row of the file looks like the same family.
    LooksLikeRow {
        /// That row.
        row: u32,
    },
    /// Looks like families of the register.
    LooksLike {
        /// Those families.
        families: Vec<FamilyId>,
    },
    /// It says otherwise than the register of what does not change in a life.
    SaysOtherwise {
        /// The family.
        family: FamilyId,
        /// Of what.
        fields: Vec<Field>,
    },
    /// The same row already waits to be looked at.
    AlreadyAsked,
    /// The identity number is another family's.
    IdentityElsewhere {
        /// Whose it is.
        family: FamilyId,
        /// Who it is.
        member: MemberNo,
    },
    /// The identity number is registered for someone else of the family.
    OtherRole {
        /// What that person is to the family.
        registered: Role,
    },
    /// The people of the row belong to a family with another case number.
    CaseNumberDiffers {
        /// That family.
        family: FamilyId,
        /// Its case number.
        registered: String,
    },
    /// The case number is of a family with other people in this place.
    OtherPerson {
        /// The family.
        family: FamilyId,
        /// What the person is to the family.
        role: Role,
    },
    /// The fact has changed over the years, so that a new value needs its day.
    NeedsDay {
        /// The day from which the value in force holds.
        since: NaiveDate,
    },
    /// The township is new, but the village that is registered is not of it.
    VillageOfOtherTownship,
    /// Another row of the same family cannot be taken, so that the family as a whole is left.
    RefusedWith {
        /// That row.
        row: u32,
    },
    /// The register did not take it.
    Register(Refusal),
}

impl Cause {
    /// A word for programs that never changes.
    pub fn code(&self) -> &str {
        match self {
            Cause::Unreadable(problem) | Cause::Unusual(problem) => problem.code,
            Cause::FormulaFailed => "formula-failed",
            Cause::Rounded => "rounded-number",
            Cause::YearUnclear => "date-year-unclear",
            Cause::NotADay => "date",
            Cause::NotYet => "date-not-yet",
            Cause::Contradiction { .. } => "contradiction",
            Cause::AliveButDied => "alive-but-died",
            Cause::DiedBeforeBirth => "died-before-birth",
            Cause::DeathWithoutDay => "death-without-day",
            Cause::KindAgainstChild => "kind-against-child",
            Cause::RegisteredAsDead => "registered-as-dead",
            Cause::Nameless => "nameless",
            Cause::SamePersonTwice { .. } => "same-person-twice",
            Cause::NobodyNamed => "nobody-named",
            Cause::NoTownship => "no-township",
            Cause::NoLivingParent => "no-living-parent",
            Cause::DiffersWithinFamily { .. } => "differs-within-family",
            Cause::NoCaseNumber => "no-case-number",
            Cause::RoleUnclear => "role-unclear",
            Cause::SecondInRole(_) => "second-in-role",
            Cause::TooManyPeople => "too-many-people",
            Cause::SameFamilyAs { .. } => "same-family-in-file",
            Cause::SameNumberAs { .. } => "same-number-in-file",
            Cause::RepeatsRow { .. } => "repeats-row",
            Cause::LooksLikeRow { .. } => "looks-like-row",
            Cause::LooksLike { .. } => "looks-like-family",
            Cause::SaysOtherwise { .. } => "says-otherwise",
            Cause::AlreadyAsked => "already-asked",
            Cause::IdentityElsewhere { .. } => "identity-elsewhere",
            Cause::OtherRole { .. } => "other-role",
            Cause::CaseNumberDiffers { .. } => "case-number-differs",
            Cause::OtherPerson { .. } => "other-person",
            Cause::NeedsDay { .. } => "needs-day",
            Cause::VillageOfOtherTownship => "village-of-other-township",
            Cause::RefusedWith { .. } => "refused-with",
            Cause::Register(refusal) => refusal.code(),
        }
    }

    /// The registered family that stands in the way.
    pub fn family(&self) -> Option<FamilyId> {
        match self {
            Cause::IdentityElsewhere { family, .. }
            | Cause::SaysOtherwise { family, .. }
            | Cause::CaseNumberDiffers { family, .. }
            | Cause::OtherPerson { family, .. } => Some(*family),
            _ => None,
        }
    }

    /// Whether a row cannot be taken because of it; the others only want to be looked at.
    pub fn refuses(&self) -> bool {
        !matches!(
            self,
            Cause::Unusual(_)
                | Cause::DeathWithoutDay
                | Cause::KindAgainstChild
                | Cause::Nameless
                | Cause::NoTownship
                | Cause::NoLivingParent
                | Cause::RepeatsRow { .. }
                | Cause::LooksLikeRow { .. }
                | Cause::LooksLike { .. }
                | Cause::SaysOtherwise { .. }
                | Cause::AlreadyAsked
        )
    }

    fn chinese(&self) -> String {
        match self {
            Cause::Unreadable(problem) | Cause::Unusual(problem) => full_stop(&problem.zh, '。'),
            Cause::FormulaFailed => "单元格是出错的公式。请改为实际内容。".into(),
            Cause::Rounded => {
                "号码被电子表格当作数值保存，末几位已经丢失。请把该列设为文本格式，对照证件重新录入。".into()
            }
            Cause::YearUnclear => "日期的年份不明确。请写四位年份，如 1955-06-12。".into(),
            Cause::NotADay => "不是日期。请按 1955-06-12 的样式填写。".into(),
            Cause::NotYet => "日期晚于今天。请核对年份。".into(),
            Cause::Contradiction { other } => format!("与“{other}”一栏不一致。请核对后只留正确的内容。"),
            Cause::AliveButDied => "写明健在，却填了死亡日期。请核对。".into(),
            Cause::DiedBeforeBirth => "死亡日期早于出生日期。请核对。".into(),
            Cause::DeathWithoutDay => "已写明死亡，但没有死亡日期。已按死亡登记，请补日期。".into(),
            Cause::KindAgainstChild => "家庭类别与子女状况不一致，已按各栏原样登记。请核对。".into(),
            Cause::RegisteredAsDead => {
                "登记簿上此人已去世，这里却写健在。请核对；登记有误时，请在家庭页面更正。".into()
            }
            Cause::Nameless => "没有姓名和身份证号，登记簿上也没有此人，未登记此人。请补姓名。".into(),
            Cause::SamePersonTwice { other } => format!("与“{other}”是同一个身份证号。请核对是谁的。"),
            Cause::NobodyNamed => "新家庭至少要有一名成员的姓名。请补填。".into(),
            Cause::NoTownship => "没有填写乡镇街道，登记后不会出现在任何乡镇的名单里。请补填。".into(),
            Cause::NoLivingParent => "没有健在的父母，这一栏无处登记，已略过。".into(),
            Cause::DiffersWithinFamily { first } => format!("与同一家庭第 {first} 行的内容不一致。请改成一致。"),
            Cause::NoCaseNumber => "没有家庭编号，不知道是哪一户。请补填。".into(),
            Cause::RoleUnclear => {
                "看不出与家庭的关系。请填：父亲、母亲、子女、配偶、其他；填“户主”时须有性别或身份证号。".into()
            }
            Cause::SecondInRole(role) => format!("这一户已经有{}了。请核对与户主关系。", role_name(*role, Lang::Zh)),
            Cause::TooManyPeople => format!("一户最多 {} 人。请核对家庭编号是否填错。", super::person::PEOPLE_MAX),
            Cause::SameFamilyAs { row } => format!("与第 {row} 行是同一户，内容却不同。请合并成一行。"),
            Cause::SameNumberAs { row } => format!("第 {row} 行的另一户用了同一个身份证号。请核对是谁的。"),
            Cause::RepeatsRow { row } => format!("与第 {row} 行完全相同。"),
            Cause::LooksLikeRow { row } => format!("与第 {row} 行很像同一户，已列入待核对。"),
            Cause::LooksLike { families } => format!("与已登记的 {} 很像同一户，已列入待核对。", list(families, "、")),
            Cause::SaysOtherwise { family, fields } => {
                format!("{}与 {family} 登记的不同，已列入待核对。", titles(fields, Lang::Zh))
            }
            Cause::AlreadyAsked => "同样的一行已经列入过待核对，不再重复。".into(),
            Cause::IdentityElsewhere { family, member } => {
                format!("这个身份证号已登记在家庭 {family} 第 {member} 号成员名下。请核对号码或家庭编号。")
            }
            Cause::OtherRole { registered } => {
                format!("这个身份证号登记的是本户的{}。请核对填在了哪一栏。", role_name(*registered, Lang::Zh))
            }
            Cause::CaseNumberDiffers { family, registered } => {
                format!("这户人已登记为 {family}，家庭编号是“{registered}”。请核对编号；确要改号，请在家庭页面修改。")
            }
            Cause::OtherPerson { family, role } => format!(
                "这个家庭编号属于 {family}，其{}是另一个人。请核对编号；确已换人，请在家庭页面修改。",
                role_name(*role, Lang::Zh)
            ),
            Cause::NeedsDay { since } => {
                format!("这一项自 {since} 起有过变更，新内容须有起始日期。请填写日期，或在家庭页面登记变更。")
            }
            Cause::VillageOfOtherTownship => "乡镇变了，但原登记的村居不在该乡镇。请同时填写村居。".into(),
            Cause::RefusedWith { row } => format!("同一户第 {row} 行有问题，整户没有导入。"),
            Cause::Register(refusal) => format!("{}{}", refusal.sentence(Lang::Zh), refusal.hint(Lang::Zh)),
        }
    }

    fn english(&self) -> String {
        match self {
            Cause::Unreadable(problem) | Cause::Unusual(problem) => full_stop(&problem.en, '.'),
            Cause::FormulaFailed => "The cell holds a formula that failed. Put the value itself.".into(),
            Cause::Rounded => {
                "The spreadsheet kept the number as a number and its last digits are lost. Format the column as text and type it again from the card.".into()
            }
            Cause::YearUnclear => "The year is not clear. Write four digits, like 1955-06-12.".into(),
            Cause::NotADay => "This is no day. Write it like 1955-06-12.".into(),
            Cause::NotYet => "The day has not come yet. Check the year.".into(),
            Cause::Contradiction { other } => format!("\"{other}\" says otherwise. Check both and leave what is right."),
            Cause::AliveButDied => "Said to be alive, with a day of death. Check both.".into(),
            Cause::DiedBeforeBirth => "The day of death lies before the day of birth. Check both.".into(),
            Cause::DeathWithoutDay => "Said to have died, without the day. Recorded so; add the day.".into(),
            Cause::KindAgainstChild => "The kind of family and the state of the child differ; both are recorded as they are. Check them.".into(),
            Cause::RegisteredAsDead => {
                "The register says that the person has died. Check it; if the register is wrong, correct it with the family.".into()
            }
            Cause::Nameless => "Neither a name nor an identity number, and not in the register: not entered. Add the name.".into(),
            Cause::SamePersonTwice { other } => format!("\"{other}\" has the same identity number. Check whose it is."),
            Cause::NobodyNamed => "A new family needs at least one name. Add it.".into(),
            Cause::NoTownship => "No township: the family will be in no township's list. Add it.".into(),
            Cause::NoLivingParent => "No parent is alive, so there is nobody to record it for; left out.".into(),
            Cause::DiffersWithinFamily { first } => format!("Row {first} of the same family says otherwise. Make them agree."),
            Cause::NoCaseNumber => "No case number: nobody knows which family it is. Add it.".into(),
            Cause::RoleUnclear => {
                "What the person is to the family is not clear. Write 父亲, 母亲, 子女, 配偶 or 其他; 户主 needs a sex or an identity number.".into()
            }
            Cause::SecondInRole(role) => format!("The family already has a {}. Check 与户主关系.", role_name(*role, Lang::En)),
            Cause::TooManyPeople => {
                format!("A family has at most {} people. Check whether the case number is right.", super::person::PEOPLE_MAX)
            }
            Cause::SameFamilyAs { row } => format!("Row {row} is about the same family and says something else. Make one row of them."),
            Cause::SameNumberAs { row } => format!("Row {row}, another family, has the same identity number. Check whose it is."),
            Cause::RepeatsRow { row } => format!("The same as row {row}."),
            Cause::LooksLikeRow { row } => format!("Looks like the family of row {row}; left to be looked at."),
            Cause::LooksLike { families } => format!("Looks like {}; left to be looked at.", list(families, ", ")),
            Cause::SaysOtherwise { family, fields } => {
                format!("Not as {family} has it: {}; left to be looked at.", titles(fields, Lang::En))
            }
            Cause::AlreadyAsked => "The same row was already left to be looked at; not asked again.".into(),
            Cause::IdentityElsewhere { family, member } => {
                format!("The identity number belongs to person {member} of family {family}. Check the number or the case number.")
            }
            Cause::OtherRole { registered } => format!(
                "The identity number is that of this family's {}. Check in which column it belongs.",
                role_name(*registered, Lang::En)
            ),
            Cause::CaseNumberDiffers { family, registered } => format!(
                "These people are family {family} with the case number \"{registered}\". Check the number; to change it, edit the family."
            ),
            Cause::OtherPerson { family, role } => format!(
                "The case number belongs to {family}, whose {} is somebody else. Check the number; if the person changed, edit the family.",
                role_name(*role, Lang::En)
            ),
            Cause::NeedsDay { since } => format!(
                "This has changed over time (last on {since}), so a new value needs its day. Add the day, or record the change with the family."
            ),
            Cause::VillageOfOtherTownship => {
                "The township is another one, but the registered village is not in it. Give the village too.".into()
            }
            Cause::RefusedWith { row } => format!("Row {row} of the same family has a problem; the family was left out as a whole."),
            Cause::Register(refusal) => format!("{} {}", refusal.sentence(Lang::En), refusal.hint(Lang::En)),
        }
    }
}

/// The word for a person's place in the family.
fn role_name(role: Role, lang: Lang) -> &'static str {
    let field = crate::policy::field::Field::Role;
    field.choices().iter().find(|choice| choice.code == role.code()).map_or("", |choice| choice.title.in_lang(lang))
}

fn titles(fields: &[Field], lang: Lang) -> String {
    let titles: Vec<&str> = fields.iter().map(|field| field.title().in_lang(lang)).collect();
    titles.join(lang.pick("、", ", "))
}

fn list(families: &[FamilyId], between: &str) -> String {
    families.iter().map(FamilyId::to_string).collect::<Vec<_>>().join(between)
}

/// Sentences of the readers come with and without their full stop.
fn full_stop(text: &str, stop: char) -> String {
    if text.ends_with(['。', '.', '？', '?', '！']) { text.to_owned() } else { format!("{text}{stop}") }
}
