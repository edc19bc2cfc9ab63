//! The families that the office is invented with: people, facts, what happened, what they are entitled to.

use super::at;
use crate::domain::member::Role;
use crate::domain::rhythm::{Account, Debt};
use crate::ids::{FamilyId, MeasureNo, MemberNo, Seq};
use crate::policy::division::Directory;
use crate::policy::field::Field;
use crate::policy::rule::Whose;
use crate::policy::value::{Dated, Value};
use crate::policy::verdict::{Basis, Found, Missing, Reason, Truth, Verdict};
use crate::policy::words::Words;
use crate::service::answer::*;
use crate::service::query::Cursor;
use chrono::NaiveDate;

const SURNAMES: [&str; 12] = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "韦", "欧阳"];
const GIVEN: [&str; 10] = ["建国", "秀英", "志强", "桂兰", "德明", "玉梅", "国华", "素芬", "永福", "淑珍"];
pub(super) const MEASURES: [u8; 10] = [2, 9, 19, 32, 36, 40, 48, 52, 54, 53];

pub(super) fn person(no: u8, name: String, role: Role, born: i32, alive: bool) -> MemberRow {
    MemberRow {
        member: MemberNo(no),
        name,
        role,
        identity_number: format!("512323{born}********{no}X"),
        born: NaiveDate::from_ymd_opt(born, 3, 9),
        sex: Some(if role == Role::Mother { 2 } else { 1 }),
        alive: Some(alive),
    }
}

/// Every third family is owed calls and visits.
fn account(number: u32) -> Account {
    let last = NaiveDate::from_ymd_opt(2026, 10, 12);
    let (missing, at) = if number.is_multiple_of(3) { (3, None) } else { (0, last) };
    let debt = |owed: u32, missing| Debt { owed, done: owed - missing, now: Some(missing == 0), last: at };
    Account { contact: debt(10, missing), visit: debt(3, missing.min(1)) }
}

pub(super) fn family(number: u32) -> FamilyPage {
    let pick = |list: &[&str], at: u32| list[at as usize % list.len()].to_string();
    let surname = pick(&SURNAMES, number);
    let died = !number.is_multiple_of(3);
    let members = vec![
        person(1, surname.clone() + &pick(&GIVEN, number / 2), Role::Father, 1955, true),
        person(2, pick(&SURNAMES, number + 5) + &pick(&GIVEN, number + 3), Role::Mother, 1958, true),
        person(3, surname + "小" + &pick(&["龙", "燕", "军"], number), Role::Child, 1984, !died),
    ];
    let townships = Directory::built_in().townships();
    let township = &townships[number as usize % townships.len()];
    let village = township.villages().next().unwrap();
    let row = FamilyRow {
        cursor: Cursor(format!("{number:08}").into_bytes()),
        family: FamilyId(number),
        case_number: format!("NC{number:05}"),
        township: i64::from(township.code.number()),
        village: i64::try_from(village.code.number()).unwrap(),
        kind: if died { FamilyKind::Died } else { FamilyKind::Disabled },
        in_plan: if number.is_multiple_of(11) { Truth::Unknown } else { Truth::Yes },
        members,
        open_items: 0,
        account: account(number),
    };
    let entitlements = MEASURES.iter().enumerate().filter(|(at, _)| !(number as usize + at).is_multiple_of(3));
    FamilyPage {
        registers: Vec::new(),
        payments: Vec::new(),
        version: Seq(u64::from(number)),
        standing: verdict(row.in_plan),
        facts: vec![
            (Field::CaseNumber, Dated { since: None, value: Value::Text(row.case_number.clone()) }),
            (Field::Township, Dated { since: None, value: Value::Number(row.township) }),
            (
                Field::Phone,
                Dated { since: NaiveDate::from_ymd_opt(2020, 1, 1), value: Value::Text("138****0000".into()) },
            ),
        ],
        member_facts: row.members.iter().map(|one| (one.member, facts(one))).collect(),
        entitlements: entitlements.map(|(at, measure)| entitled(&row, at, *measure)).collect(),
        emergencies: Vec::new(),
        items: Vec::new(),
        timeline: vec![
            event(40, -3, Happened::MemberAdded(MemberNo(3))),
            event(
                12,
                -90,
                Happened::FactsChanged(vec![(Some(MemberNo(1)), Field::SelfCare, None, Some(Value::Choice(1)))]),
            ),
            TimelineRow { withdrawn: true, ..event(11, -100, Happened::FamilyAdded) },
        ],
        row,
    }
}

pub(super) fn facts(one: &MemberRow) -> Vec<(Field, Dated)> {
    let known = |field, value| (field, Dated { since: None, value });
    vec![
        known(Field::Name, Value::Text(one.name.clone())),
        known(Field::Role, one.role.value()),
        known(Field::IdentityNumber, Value::Text(one.identity_number.clone())),
        known(Field::BornOn, Value::Date(one.born.unwrap())),
    ]
}

pub(super) fn event(seq: u64, days: i64, what: Happened) -> TimelineRow {
    TimelineRow { seq: Seq(seq), at: at(days), actor: "王科员".into(), what, withdrawn: false }
}

pub(super) fn entitled(row: &FamilyRow, at: usize, measure: u8) -> EntitlementRow {
    let truth = match (row.family.0 as usize + at) % 5 {
        0 => Truth::Unknown,
        _ => Truth::Yes,
    };
    EntitlementRow {
        cursor: Cursor(Vec::new()),
        family: row.family,
        subject: row.members[0].name.clone(),
        member: Some(MemberNo(1)),
        measure: MeasureNo(measure),
        verdict: verdict(truth),
        item: None,
        change: None,
    }
}

pub(super) fn verdict(truth: Truth) -> Verdict {
    let found =
        |value: Option<Value>, basis| Found::Fact { whose: Whose::Member, field: Field::SelfCare, value, basis };
    let (second, missing) = match truth {
        Truth::Unknown => {
            let paper = Some(Words::new("能力评估表", "assessment form"));
            (found(None, Basis::Unknown), vec![Missing::Fact { whose: Whose::Member, field: Field::SelfCare, paper }])
        }
        _ => (found(Some(Value::Choice(1)), Basis::Recorded), Vec::new()),
    };
    let reason = |rule: &str, wanted: Words, found, result| Reason {
        rule: rule.into(),
        within: None,
        wanted,
        found: vec![found],
        result,
        in_the_way: result != Truth::Yes,
    };
    let age = Found::Age { whose: Whose::Member, years: Some(71) };
    Verdict {
        truth,
        reasons: vec![
            reason("member.age >= 60", Words::new("成员年满 60 岁", "the person is 60 or older"), age, Truth::Yes),
            reason("member.self_care = able", Words::new("成员自理能力为自理", "self-care is able"), second, truth),
        ],
        missing,
    }
}
