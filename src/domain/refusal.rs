//! Why a command was not done. A refusal is typed and carries what a clerk needs to see; its sentences are made here, in both
//! languages, and say what to do next.

mod nested;
mod store;

use super::access::AccessRefusal;
use super::batch::BatchRefusal;
use super::conflict::ConflictRefusal;
use super::emergency::refusal::EmergencyRefusal;
use super::gap::GapRefusal;
use super::merge::MergeRefusal;
use super::register::RegisterRefusal;
use super::review::ReviewRefusal;
use super::rhythm::RhythmRefusal;
use super::workflow::{Status, Verb};
use crate::ids::{FamilyId, ItemId, MemberNo, ReviewId, Seq};
use crate::policy::field::Field;
use crate::text::Lang;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why a command was not done. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// No family has this number.
    NoSuchFamily(FamilyId),
    /// No person of the family has this number.
    NoSuchMember(FamilyId, MemberNo),
    /// No item has this number.
    NoSuchItem(ItemId),
    /// The plan has no such measure.
    NoSuchMeasure(String),
    /// The plan has no such department.
    NoSuchDepartment(String),
    /// The journal has no such entry.
    NoSuchEntry(Seq),
    /// No such question is waiting.
    NoSuchReview(ReviewId),
    /// The step is not legal where the item stands.
    IllegalStep {
        /// The item.
        item: ItemId,
        /// Where it stands.
        status: Status,
        /// The step.
        verb: Verb,
        /// What may be done instead.
        legal: Vec<Verb>,
    },
    /// A reason is asked for and was not given.
    ReasonMissing(Verb),
    /// A refusal must name the clause that it rests on.
    ClauseMissing,
    /// A referral must name another department than the one that has the item.
    ReferToSame,
    /// What the measure asks to be recorded is missing: the titles of the entries, Chinese and English.
    RecordMissing(Vec<(String, String)>),
    /// An entry of the record cannot be taken: title (Chinese, English), value, what is wrong (Chinese, English).
    RecordWrong {
        /// Title of the entry.
        title: (String, String),
        /// The value as given.
        value: String,
        /// What is wrong with it.
        problem: (String, String),
    },
    /// The plan does not know this entry of a record for this measure.
    RecordUnknown(String),
    /// A day that must lie ahead does not.
    NotAhead(NaiveDate),
    /// A day that must have come has not.
    NotYet(Field, NaiveDate),
    /// A death or an event before the person was born.
    BeforeBirth {
        /// The day given.
        on: NaiveDate,
        /// The day of birth.
        born: NaiveDate,
    },
    /// Somebody changed it since the clerk looked.
    Stale {
        /// The family or item.
        what: String,
        /// The version the clerk saw.
        seen: Seq,
        /// The version now.
        now: Seq,
    },
    /// A value does not fit its field: what is wrong, Chinese and English.
    BadValue {
        /// The field.
        field: Field,
        /// The value, masked where it is personal.
        value: String,
        /// What is wrong with it.
        problem: (String, String),
    },
    /// The identity number belongs to somebody else of the register.
    IdentityTaken {
        /// The number, masked.
        number: String,
        /// Whose it is.
        family: FamilyId,
        /// Who it is.
        member: MemberNo,
    },
    /// The case number belongs to another family.
    CaseNumberTaken {
        /// The case number.
        number: String,
        /// Whose it is.
        family: FamilyId,
    },
    /// Everything asked for is already so.
    NothingToChange,
    /// A family needs at least one person with a name.
    NobodyNamed,
    /// The measure is for a person and nobody was named, or the other way round.
    WrongSubject {
        /// Whether the measure is for one person.
        wants_member: bool,
    },
    /// The measure is the district's own and a family was named, or the other way round.
    WrongOwner {
        /// Whether the measure is the district's own.
        district: bool,
    },
    /// The rule of the measure says no: title of the measure, the first reason (Chinese, English).
    NotEntitled {
        /// Title of the measure.
        measure: (String, String),
        /// Why not.
        because: (String, String),
    },
    /// The same measure is already open for the same family or person.
    AlreadyOpen(ItemId),
    /// The entry was already taken back.
    AlreadyUndone(Seq),
    /// What the entry did was changed again later.
    ChangedSince {
        /// The entry to take back.
        seq: Seq,
        /// The later entry.
        later: Seq,
    },
    /// The entry took something back itself, or did nothing that can be taken back.
    NotUndoable(Seq),
    /// A question was not settled.
    Review(ReviewRefusal),
    /// Something about the period of a duty that comes round.
    Rhythm(RhythmRefusal),
    /// About a batch of payments.
    Batch(BatchRefusal),
    /// About a row of a small register.
    Register(RegisterRefusal),
    /// What was written does not hold together: what must hold (Chinese, English), what is wrong, whether a reason lets it pass.
    RecordUnlike {
        /// What must hold.
        check: (String, String),
        /// What is wrong.
        problem: (String, String),
        /// Whether it may be put aside with a reason.
        yields: bool,
    },
    /// A command about an emergency.
    Emergency(EmergencyRefusal),
    /// Two facts that contradict each other were not settled.
    Conflict(ConflictRefusal),
    /// Two households were not merged, or one is merged already.
    Merge(MergeRefusal),
    /// Somebody may not, or an account was not changed.
    Access(AccessRefusal),
    /// The store cannot take commands now: a code, what is the matter and what to do, each Chinese and English.
    Store {
        /// The code for programs.
        code: Box<str>,
        /// What is the matter.
        sentence: (String, String),
        /// What to do.
        hint: (String, String),
    },
    /// Facts that are lacking were not put aside.
    Gap(GapRefusal),
}

impl Refusal {
    /// A word for programs that never changes.
    pub fn code(&self) -> &str {
        match self {
            Refusal::NoSuchFamily(_) => "no-such-family",
            Refusal::NoSuchMember(..) => "no-such-member",
            Refusal::NoSuchItem(_) => "no-such-item",
            Refusal::NoSuchMeasure(_) => "no-such-measure",
            Refusal::NoSuchDepartment(_) => "no-such-department",
            Refusal::NoSuchEntry(_) => "no-such-entry",
            Refusal::NoSuchReview(_) => "no-such-review",
            Refusal::IllegalStep { .. } => "illegal-step",
            Refusal::ReasonMissing(_) => "reason-missing",
            Refusal::ClauseMissing => "clause-missing",
            Refusal::ReferToSame => "refer-to-same",
            Refusal::RecordMissing(_) => "record-missing",
            Refusal::RecordWrong { .. } => "record-wrong",
            Refusal::RecordUnknown(_) => "record-unknown",
            Refusal::NotAhead(_) => "not-ahead",
            Refusal::NotYet(..) => "not-yet",
            Refusal::BeforeBirth { .. } => "before-birth",
            Refusal::Stale { .. } => "stale",
            Refusal::BadValue { .. } => "bad-value",
            Refusal::IdentityTaken { .. } => "identity-taken",
            Refusal::CaseNumberTaken { .. } => "case-number-taken",
            Refusal::NothingToChange => "nothing-to-change",
            Refusal::NobodyNamed => "nobody-named",
            Refusal::WrongSubject { .. } => "wrong-subject",
            Refusal::WrongOwner { .. } => "wrong-owner",
            Refusal::NotEntitled { .. } => "not-entitled",
            Refusal::AlreadyOpen(_) => "already-open",
            Refusal::AlreadyUndone(_) => "already-undone",
            Refusal::ChangedSince { .. } => "changed-since",
            Refusal::NotUndoable(_) => "not-undoable",
            Refusal::Review(refusal) => refusal.code(),
            Refusal::Rhythm(refusal) => refusal.code(),
            Refusal::Batch(refusal) => refusal.code(),
            Refusal::Register(refusal) => refusal.code(),
            Refusal::RecordUnlike { .. } => "record-unlike",
            Refusal::Emergency(refusal) => refusal.code(),
            Refusal::Conflict(refusal) => refusal.code(),
            Refusal::Gap(refusal) => refusal.code(),
            Refusal::Merge(refusal) => refusal.code(),
            Refusal::Access(refusal) => refusal.code(),
            Refusal::Store { code, .. } => code,
        }
    }

    /// What is the matter, as one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    /// What to do next, as one sentence.
    pub fn hint(&self, lang: Lang) -> String {
        let (zh, en) = self.hints();
        lang.pick(zh, en)
    }

    fn chinese(&self) -> String {
        match self {
            Refusal::NoSuchFamily(id) => format!("没有编号为 {id} 的家庭。"),
            Refusal::NoSuchMember(family, member) => format!("家庭 {family} 没有第 {member} 号成员。"),
            Refusal::NoSuchItem(id) => format!("没有编号为 {id} 的事项。"),
            Refusal::NoSuchMeasure(id) => format!("方案中没有“{id}”这项措施。"),
            Refusal::NoSuchDepartment(id) => format!("方案中没有“{id}”这个部门。"),
            Refusal::NoSuchEntry(seq) => format!("日志中没有第 {seq} 条记录。"),
            Refusal::NoSuchReview(id) => format!("没有待核对的第 {id} 号问题。"),
            Refusal::IllegalStep { item, status, verb, .. } => {
                format!("事项 {item} 目前“{}”，不能“{}”。", status.title().zh, verb.title().zh)
            }
            Refusal::ReasonMissing(verb) => format!("“{}”须写明原因。", verb.title().zh),
            Refusal::ClauseMissing => "不予办理须写明依据的条款。".into(),
            Refusal::ReferToSame => "该事项已经在这个部门，不能转办给同一部门。".into(),
            Refusal::RecordMissing(keys) => format!("记录还缺：{}。", join(keys, |(zh, _)| zh, "、")),
            Refusal::RecordWrong { title, value, problem } => format!("“{}”填的是“{value}”：{}。", title.0, problem.0),
            Refusal::RecordUnknown(key) => format!("这份记录没有“{key}”这一栏。"),
            Refusal::NotAhead(day) => format!("{day} 不在今天之后。"),
            Refusal::NotYet(field, day) => format!("{}是 {day}，这一天还没有到。", field.title().zh),
            Refusal::BeforeBirth { on, born } => format!("{on} 早于本人出生日期 {born}。"),
            Refusal::Stale { what, seen, now } => {
                format!("{what} 在您查看之后（第 {seen} 条）已由他人更改（第 {now} 条）。")
            }
            Refusal::BadValue { field, value, problem } => {
                format!("{}填的是“{value}”：{}。", field.title().zh, problem.0)
            }
            Refusal::IdentityTaken { number, family, member } => {
                format!("身份证号 {number} 已登记在家庭 {family} 第 {member} 号成员名下。")
            }
            Refusal::CaseNumberTaken { number, family } => format!("家庭编号“{number}”已属于家庭 {family}。"),
            Refusal::NothingToChange => "没有需要更改的内容。".into(),
            Refusal::NobodyNamed => "一个家庭至少要有一名写明姓名的成员。".into(),
            Refusal::WrongSubject { wants_member: true } => "这项措施针对个人，须指明是哪位成员。".into(),
            Refusal::WrongSubject { wants_member: false } => "这项措施不针对个人，不要指明成员。".into(),
            Refusal::WrongOwner { district: true } => "这是全区性工作，不属于某个家庭。".into(),
            Refusal::WrongOwner { district: false } => "这项措施面向家庭，须指明是哪个家庭。".into(),
            Refusal::NotEntitled { measure, because } => format!("按方案不符合“{}”的条件：{}。", measure.0, because.0),
            Refusal::AlreadyOpen(item) => format!("同一措施已有在办事项 {item}。"),
            Refusal::AlreadyUndone(seq) => format!("第 {seq} 条记录已经撤销过了。"),
            Refusal::ChangedSince { seq, later } => {
                format!("第 {seq} 条记录之后，第 {later} 条又作了更改，不能直接撤销。")
            }
            Refusal::NotUndoable(seq) => format!("第 {seq} 条记录不能撤销。"),
            Refusal::Review(refusal) => refusal.sentence(Lang::Zh),
            Refusal::Rhythm(refusal) => refusal.sentence(Lang::Zh),
            Refusal::Batch(refusal) => refusal.sentence(Lang::Zh),
            Refusal::Register(refusal) => refusal.sentence(Lang::Zh),
            Refusal::RecordUnlike { check, problem, .. } => format!("{}，但{}。", check.0, problem.0),
            Refusal::Emergency(refusal) => refusal.sentence(Lang::Zh),
            Refusal::Conflict(refusal) => refusal.sentence(Lang::Zh),
            Refusal::Gap(refusal) => refusal.sentence(Lang::Zh),
            Refusal::Merge(refusal) => refusal.sentence(Lang::Zh),
            Refusal::Access(refusal) => refusal.sentence(Lang::Zh),
            Refusal::Store { sentence, .. } => sentence.0.clone(),
        }
    }

    fn english(&self) -> String {
        match self {
            Refusal::NoSuchFamily(id) => format!("There is no family {id}."),
            Refusal::NoSuchMember(family, member) => format!("Family {family} has no person number {member}."),
            Refusal::NoSuchItem(id) => format!("There is no item {id}."),
            Refusal::NoSuchMeasure(id) => format!("The plan has no measure \"{id}\"."),
            Refusal::NoSuchDepartment(id) => format!("The plan has no department \"{id}\"."),
            Refusal::NoSuchEntry(seq) => format!("The journal has no entry {seq}."),
            Refusal::NoSuchReview(id) => format!("No question {id} is waiting."),
            Refusal::IllegalStep { item, status, verb, .. } => {
                format!("Item {item} is {}: \"{}\" is not possible.", status.title().en, verb.key())
            }
            Refusal::ReasonMissing(verb) => format!("To {} an item, say why.", verb.key()),
            Refusal::ClauseMissing => "To decline an item, name the clause it rests on.".into(),
            Refusal::ReferToSame => "The item is with that department already.".into(),
            Refusal::RecordMissing(keys) => {
                format!("The record still lacks: {}.", join(keys, |(_, en)| en, ", "))
            }
            Refusal::RecordWrong { title, value, problem } => format!("\"{}\" is \"{value}\": {}.", title.1, problem.1),
            Refusal::RecordUnknown(key) => format!("The record has no entry \"{key}\"."),
            Refusal::NotAhead(day) => format!("{day} is not after today."),
            Refusal::NotYet(field, day) => format!("{} is {day}, which has not come yet.", field.title().en),
            Refusal::BeforeBirth { on, born } => format!("{on} is before the person was born ({born})."),
            Refusal::Stale { what, seen, now } => {
                format!("{what} was changed (entry {now}) since you looked at it (entry {seen}).")
            }
            Refusal::BadValue { field, value, problem } => {
                format!("{} is \"{value}\": {}.", field.title().en, problem.1)
            }
            Refusal::IdentityTaken { number, family, member } => {
                format!("Identity number {number} is already that of person {member} of family {family}.")
            }
            Refusal::CaseNumberTaken { number, family } => {
                format!("Case number \"{number}\" is already family {family}'s.")
            }
            Refusal::NothingToChange => "There is nothing to change.".into(),
            Refusal::NobodyNamed => "A family needs at least one person with a name.".into(),
            Refusal::WrongSubject { wants_member: true } => "This measure is for one person: say which.".into(),
            Refusal::WrongSubject { wants_member: false } => "This measure is not for one person: name none.".into(),
            Refusal::WrongOwner { district: true } => "This is the district's own duty: name no family (use D).".into(),
            Refusal::WrongOwner { district: false } => "This measure is for a family: say which.".into(),
            Refusal::NotEntitled { measure, because } => {
                format!("By the plan \"{}\" does not apply: {}.", measure.1, because.1)
            }
            Refusal::AlreadyOpen(item) => format!("Item {item} already carries out the same measure."),
            Refusal::AlreadyUndone(seq) => format!("Entry {seq} was already taken back."),
            Refusal::ChangedSince { seq, later } => {
                format!("What entry {seq} did was changed again by entry {later}.")
            }
            Refusal::NotUndoable(seq) => format!("Entry {seq} cannot be taken back."),
            Refusal::Review(refusal) => refusal.sentence(Lang::En),
            Refusal::Rhythm(refusal) => refusal.sentence(Lang::En),
            Refusal::Batch(refusal) => refusal.sentence(Lang::En),
            Refusal::Register(refusal) => refusal.sentence(Lang::En),
            Refusal::RecordUnlike { check, problem, .. } => format!("{}, but {}.", check.1, problem.1),
            Refusal::Emergency(refusal) => refusal.sentence(Lang::En),
            Refusal::Conflict(refusal) => refusal.sentence(Lang::En),
            Refusal::Gap(refusal) => refusal.sentence(Lang::En),
            Refusal::Merge(refusal) => refusal.sentence(Lang::En),
            Refusal::Access(refusal) => refusal.sentence(Lang::En),
            Refusal::Store { sentence, .. } => sentence.1.clone(),
        }
    }

    fn hints(&self) -> (String, String) {
        let both = |zh: &str, en: &str| (zh.to_string(), en.to_string());
        match self {
            Refusal::NoSuchFamily(_) | Refusal::NoSuchMember(..) => both(
                "请用姓名、拼音或证件号末几位查找。",
                "Look it up by name or the last digits of an identity number.",
            ),
            Refusal::NoSuchItem(_) => {
                both("请在待办或家庭页面中查看事项编号。", "See its number in the queue or on the family's page.")
            }
            Refusal::NoSuchMeasure(_) | Refusal::NoSuchDepartment(_) => {
                both("用 fuzhu plan 查看编号。", "`fuzhu plan` lists the names.")
            }
            Refusal::NoSuchEntry(_) | Refusal::NotUndoable(_) => {
                both("用 fuzhu log 查看记录。", "`fuzhu log` lists the entries.")
            }
            Refusal::NoSuchReview(_) => both("请刷新核对清单。", "Look at the review list again."),
            Refusal::IllegalStep { legal, .. } => (
                format!("可以：{}。", legal.iter().map(|verb| verb.title().zh).collect::<Vec<_>>().join("、")),
                format!("Possible now: {}.", legal.iter().map(|verb| verb.key()).collect::<Vec<_>>().join(", ")),
            ),
            Refusal::ReasonMissing(_) => both("请填写原因（--reason）。", "Give a reason (--reason)."),
            Refusal::ClauseMissing => both("请填写条款，如“四-民政-3”（--clause）。", "Give the clause (--clause)."),
            Refusal::ReferToSame => both("请选择另一个部门（--to）。", "Choose another department (--to)."),
            Refusal::RecordMissing(_) | Refusal::RecordWrong { .. } | Refusal::RecordUnknown(_) => both(
                "用 fuzhu plan --measure 查看须记录的内容。",
                "`fuzhu plan --measure` shows what must be recorded.",
            ),
            Refusal::NotAhead(_) => both("请填今天之后的日期。", "Give a day after today."),
            Refusal::NotYet(..) | Refusal::BeforeBirth { .. } => both("请核对日期。", "Check the date."),
            Refusal::Stale { .. } => both("请重新查看后再办理。", "Look at it again, then repeat."),
            Refusal::BadValue { .. } => both("请核对原件后重新填写。", "Check the paper and enter it again."),
            Refusal::IdentityTaken { .. } => {
                both("请核对证件，或查看该家庭。", "Check the card, or look at that family.")
            }
            Refusal::CaseNumberTaken { .. } => both("请核对家庭编号。", "Check the case number."),
            Refusal::NothingToChange => both("无须再办。", "Nothing needs doing."),
            Refusal::NobodyNamed => both("请至少填写一名成员的姓名。", "Enter at least one name."),
            Refusal::WrongOwner { .. } => {
                both("用 fuzhu plan 查看措施的对象。", "`fuzhu plan` shows whom each measure is for.")
            }
            Refusal::WrongSubject { .. } => {
                both("请查看措施的对象（fuzhu plan）。", "See whom the measure is for (`fuzhu plan`).")
            }
            Refusal::NotEntitled { .. } => both(
                "请先补充家庭情况；确需办理的，请在备注中写明理由。",
                "Complete the family's facts first; if it must be opened, say why in the note.",
            ),
            Refusal::AlreadyOpen(_) => both("请在该事项上继续办理。", "Go on with that item."),
            Refusal::AlreadyUndone(_) => both("无须再撤销。", "Nothing needs doing."),
            Refusal::ChangedSince { .. } => {
                both("请先撤销较晚的记录，或直接更正。", "Take the later entry back first, or correct the value.")
            }
            Refusal::Review(refusal) => refusal.hints(),
            Refusal::Rhythm(refusal) => (refusal.hint(Lang::Zh), refusal.hint(Lang::En)),
            Refusal::Batch(refusal) => (refusal.hint(Lang::Zh), refusal.hint(Lang::En)),
            Refusal::Register(refusal) => (refusal.hint(Lang::Zh), refusal.hint(Lang::En)),
            Refusal::RecordUnlike { yields: true, .. } => {
                both("请核对；确需如此的，请写明原因（--reason）。", "Check it; if it must be so, say why (--reason).")
            }
            Refusal::RecordUnlike { .. } => both("请核对原件后重新填写。", "Check the paper and enter it again."),
            Refusal::Emergency(refusal) => refusal.hints(),
            Refusal::Merge(refusal) => (refusal.hint(Lang::Zh), refusal.hint(Lang::En)),
            Refusal::Conflict(refusal) => (refusal.hint(Lang::Zh), refusal.hint(Lang::En)),
            Refusal::Gap(refusal) => (refusal.hint(Lang::Zh), refusal.hint(Lang::En)),
            Refusal::Access(refusal) => (refusal.hint(Lang::Zh), refusal.hint(Lang::En)),
            Refusal::Store { hint, .. } => hint.clone(),
        }
    }
}

fn join<T>(items: &[T], text: impl Fn(&T) -> &String, between: &str) -> String {
    items.iter().map(|item| text(item).as_str()).collect::<Vec<_>>().join(between)
}
