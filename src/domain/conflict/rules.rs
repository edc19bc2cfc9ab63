//! The table of conflicts: what is set against what. A number is kept in the journal and never given to another rule.

use super::{Conflict, ConflictId, Side};
use crate::domain::command::Edit;
use crate::domain::family::Family;
use crate::domain::member::{Member, Role};
use crate::ids::MemberNo;
use crate::policy::age::{Years, completed_years};
use crate::policy::disability_certificate::{Certificate, DisabilityGrade, DisabilityKind};
use crate::policy::division::VillageCode;
use crate::policy::field::Field;
use crate::policy::identity_number::{IdentityNumber, Sex};
use crate::policy::value::Value;
use crate::text::Both;
use chrono::NaiveDate;

/// One kind of conflict.
#[derive(Debug)]
pub struct Rule {
    /// Its number in the journal.
    pub no: u8,
    /// Its word on the command line.
    pub key: &'static str,
    /// What is set against what, in a clerk's words.
    pub title: Both,
    pub(super) find: fn(&mut Look<'_>),
}

const fn rule_of(no: u8, key: &'static str, zh: &'static str, en: &'static str, find: fn(&mut Look<'_>)) -> Rule {
    Rule { no, key, title: Both::new(zh, en), find }
}

/// Every rule, in the order in which a family's conflicts are shown: who a person is, then life and death, then what money follows from.
pub const RULES: &[Rule] = &[
    rule_of(1, "number-sex", "身份证号的性别与登记的性别不同", "the identity number tells another sex", number_sex),
    rule_of(
        2,
        "number-birth",
        "身份证号的出生日期与登记的不同",
        "the identity number tells another day of birth",
        number_birth,
    ),
    rule_of(3, "number-twice", "两人登记了同一个身份证号", "two people have the same identity number", number_twice),
    rule_of(
        4,
        "certificate-holder",
        "残疾证号中的身份证号是另一人的",
        "the certificate is another person's",
        certificate_holder,
    ),
    rule_of(
        5,
        "died-living",
        "登记了死亡日期，又登记为健在",
        "a day of death is recorded, and the person as living",
        died_living,
    ),
    rule_of(6, "died-born", "死亡日期早于出生日期", "died before being born", |look| {
        in_order(look, Field::BornOn, Field::DiedOn)
    }),
    rule_of(
        7,
        "parent-young",
        "父母比子女大不足十四岁",
        "a parent is less than fourteen years older than the child",
        parent_young,
    ),
    rule_of(
        8,
        "allowance-living",
        "父母享受死亡特扶，子女登记为健在",
        "the allowance is for a child who died, and the child is recorded as living",
        allowance_living,
    ),
    rule_of(
        9,
        "declared-living",
        "家庭类别为死亡，子女登记为健在",
        "the family is declared as one whose child died, and the child is recorded as living",
        declared_living,
    ),
    rule_of(
        10,
        "allowance-birth",
        "已再生育，特扶类别仍未终止",
        "another child was born, and the allowance goes on",
        |look| allowance_after(look, Field::LaterBirthOn),
    ),
    rule_of(
        11,
        "allowance-adoption",
        "已收养，特扶类别仍未终止",
        "a child was adopted, and the allowance goes on",
        |look| allowance_after(look, Field::LaterAdoptionOn),
    ),
    rule_of(12, "later-birth", "再生育日期不晚于子女出生日期", "the later birth is not after the child's", later_birth),
    rule_of(
        13,
        "certificate-grade",
        "残疾证的等级与登记的等级不同",
        "the certificate tells another grade",
        certificate_grade,
    ),
    rule_of(
        14,
        "certificate-kind",
        "残疾证的类别不在登记的类别中",
        "the certificate tells another kind",
        certificate_kind,
    ),
    rule_of(15, "identified-born", "鉴定日期早于出生日期", "identified before being born", |look| {
        in_order(look, Field::BornOn, Field::IdentifiedOn)
    }),
    rule_of(
        16,
        "certificate-days",
        "残疾证有效期早于鉴定日期",
        "the certificate ends before the identification",
        |look| in_order(look, Field::IdentifiedOn, Field::CertificateUntil),
    ),
    rule_of(17, "stay-days", "出院日期早于入院日期", "discharged before being admitted", |look| {
        in_order(look, Field::StayIn, Field::StayOut)
    }),
    rule_of(18, "stage-age", "就学阶段与年龄不符", "the school stage does not fit the age", stage_age),
    rule_of(19, "village-township", "村居不在登记的乡镇街道", "the village is not in the township", village_township),
];

/// The rule with this number.
pub fn rule(no: u8) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.no == no)
}

/// Years by which a parent is older than a child at the least: below that one of the days is a slip.
const PARENT_OLDER: u16 = 14;
/// The code of `none` in the `special_allowance` field, and of the allowance for a child who died.
const ALLOWANCE_NONE: u8 = 1;
const ALLOWANCE_DIED: u8 = 2;
/// The code of a family whose child died in the `declared_kind` field, and of an adopted child in `parentage`.
const DECLARED_DIED: u8 = 1;
const ADOPTED: u8 = 2;

/// Completed years at which a stage of school is attended, by its code: outside them one of the two is a slip.
const STAGE_YEARS: &[(u8, u16, u16)] =
    &[(2, 2, 7), (3, 5, 19), (4, 13, 25), (5, 13, 60), (6, 14, 60), (7, 15, 60), (8, 14, 60)];

/// What a rule looks at, and where it puts what it finds.
pub(super) struct Look<'a> {
    pub family: &'a Family,
    pub as_of: NaiveDate,
    pub rule: &'static Rule,
    pub found: &'a mut Vec<Conflict>,
}

/// A recorded fact.
#[derive(Clone, Copy)]
struct Known<'a> {
    member: Option<MemberNo>,
    field: Field,
    since: Option<NaiveDate>,
    value: &'a Value,
}

impl<'a> Known<'a> {
    /// The fact that holds in the end.
    fn of(family: &'a Family, member: Option<&'a Member>, field: Field) -> Option<Known<'a>> {
        let facts = member.map_or(&family.facts, |member| &member.facts);
        let (_, dated) = facts.iter().filter(|(other, _)| *other == field).last()?;
        Some(Known { member: member.map(|member| member.number), field, since: dated.since, value: &dated.value })
    }

    fn day(self) -> Option<NaiveDate> {
        match self.value {
            Value::Date(day) => Some(*day),
            _ => None,
        }
    }

    fn text(self) -> &'a str {
        match self.value {
            Value::Text(text) => text,
            _ => "",
        }
    }

    fn code(self) -> Option<u8> {
        match self.value {
            Value::Choice(code) => Some(*code),
            _ => None,
        }
    }

    /// It as a side that is taken back when it gives way.
    fn side(self) -> Side {
        self.or(None)
    }

    /// It as a side that becomes another value when it gives way.
    fn or(self, instead: Option<Value>) -> Side {
        let Known { member, field, since, value } = self;
        self.yielding(Edit { member, field, since, value: instead }, value)
    }

    fn yielding(self, gives_way: Edit, value: &Value) -> Side {
        Side { member: self.member, field: self.field, since: self.since, value: value.clone(), gives_way }
    }
}

impl Look<'_> {
    fn put(&mut self, first: Side, second: Side) {
        let who = |side: &Side| side.member.unwrap_or(MemberNo(0));
        let id = ConflictId { family: self.family.id, rule: self.rule.no, member: who(&first), with: who(&second) };
        self.found.push(Conflict { id, sides: [first, second] });
    }
}

/// The people of whom both facts are known.
fn both<'a>(family: &'a Family, fields: (Field, Field)) -> Vec<(Known<'a>, Known<'a>)> {
    let of = |member: &'a Member| {
        Some((Known::of(family, Some(member), fields.0)?, Known::of(family, Some(member), fields.1)?))
    };
    family.members.iter().filter_map(of).collect()
}

fn parents(family: &Family) -> impl Iterator<Item = &Member> {
    family.members.iter().filter(|member| matches!(member.role(), Role::Father | Role::Mother))
}

fn number_sex(look: &mut Look<'_>) {
    for (number, sex) in both(look.family, (Field::IdentityNumber, Field::Sex)) {
        let (Ok(told), Some(stated)) =
            (IdentityNumber::from_eighteen(number.text()), sex.code().and_then(Sex::from_code))
        else {
            continue;
        };
        if told.against_sex(stated).is_some() {
            look.put(number.side(), sex.or(Some(Value::Choice(told.sex().code()))));
        }
    }
}

fn number_birth(look: &mut Look<'_>) {
    for (number, born) in both(look.family, (Field::IdentityNumber, Field::BornOn)) {
        let (Ok(told), Some(day)) = (IdentityNumber::from_eighteen(number.text()), born.day()) else { continue };
        if told.against_birth_date(day).is_some() {
            look.put(number.side(), born.or(Some(Value::Date(told.birth_date()))));
        }
    }
}

fn number_twice(look: &mut Look<'_>) {
    let family = look.family;
    let known = |member| Known::of(family, Some(member), Field::IdentityNumber);
    let numbers: Vec<Known<'_>> = family.members.iter().filter_map(known).collect();
    for (at, number) in numbers.iter().enumerate() {
        // Each is set against the first who has the number.
        if let Some(first) = numbers.iter().take(at).find(|first| first.text() == number.text()) {
            look.put(first.side(), number.side());
        }
    }
}

fn certificate_holder(look: &mut Look<'_>) {
    for (certificate, number) in both(look.family, (Field::Certificate, Field::IdentityNumber)) {
        let Ok(certified) = Certificate::parse(certificate.text(), look.as_of) else { continue };
        let holder = certified.certificate.holder();
        if number.text() != holder.as_str() {
            look.put(certificate.side(), number.or(Some(Value::Text(holder.as_str().to_string()))));
        }
    }
}

fn died_living(look: &mut Look<'_>) {
    for (died, alive) in both(look.family, (Field::DiedOn, Field::Alive)) {
        if *alive.value == Value::Flag(true) {
            look.put(died.side(), alive.or(Some(Value::Flag(false))));
        }
    }
}

fn in_order(look: &mut Look<'_>, earlier: Field, later: Field) {
    for (first, second) in both(look.family, (earlier, later)) {
        if let (Some(before), Some(after)) = (first.day(), second.day())
            && after < before
        {
            look.put(first.side(), second.side());
        }
    }
}

fn parent_young(look: &mut Look<'_>) {
    let family = look.family;
    let Some(child) = family.child() else { return };
    if child.facts.choice(Field::Parentage) == Some(ADOPTED) {
        return;
    }
    let Some(born) = Known::of(family, Some(child), Field::BornOn) else { return };
    for parent in parents(family) {
        let Some(known) = Known::of(family, Some(parent), Field::BornOn) else { continue };
        let (Some(older), Some(younger)) = (known.day(), born.day()) else { continue };
        if completed_years(older, younger).is_none_or(|Years(years)| years < PARENT_OLDER) {
            look.put(known.side(), born.side());
        }
    }
}

/// The child as recorded among the living, unless its death is recorded as well: that is a conflict of its own.
fn child_living(family: &Family) -> Option<Known<'_>> {
    let child = family.child().filter(|child| child.facts.date(Field::DiedOn).is_none())?;
    Known::of(family, Some(child), Field::Alive).filter(|alive| *alive.value == Value::Flag(true))
}

fn allowance_living(look: &mut Look<'_>) {
    let family = look.family;
    let Some(living) = child_living(family) else { return };
    for parent in parents(family) {
        let known = Known::of(family, Some(parent), Field::SpecialAllowance);
        if let Some(allowance) = known.filter(|known| known.code() == Some(ALLOWANCE_DIED)) {
            look.put(allowance.or(Some(Value::Choice(ALLOWANCE_NONE))), living.or(Some(Value::Flag(false))));
        }
    }
}

fn declared_living(look: &mut Look<'_>) {
    let declared = Known::of(look.family, None, Field::DeclaredKind);
    let declared = declared.filter(|declared| declared.code() == Some(DECLARED_DIED));
    if let (Some(declared), Some(living)) = (declared, child_living(look.family)) {
        look.put(declared.side(), living.or(Some(Value::Flag(false))));
    }
}

fn allowance_after(look: &mut Look<'_>, ended: Field) {
    let family = look.family;
    let Some(end) = Known::of(family, None, ended) else { return };
    let Some(day) = end.day() else { return };
    for member in &family.members {
        let known = Known::of(family, Some(member), Field::SpecialAllowance);
        let Some(allowance) = known.filter(|known| known.code() != Some(ALLOWANCE_NONE)) else { continue };
        // What was right until that day stays; from then on there is none.
        let since = allowance.since.map_or(day, |since| since.max(day));
        let none = Some(Value::Choice(ALLOWANCE_NONE));
        let edit = Edit { member: allowance.member, field: allowance.field, since: Some(since), value: none };
        look.put(end.side(), allowance.yielding(edit, allowance.value));
    }
}

fn later_birth(look: &mut Look<'_>) {
    let family = look.family;
    let Some(born) = family.child().and_then(|child| Known::of(family, Some(child), Field::BornOn)) else { return };
    let Some(later) = Known::of(family, None, Field::LaterBirthOn) else { return };
    if let (Some(before), Some(after)) = (born.day(), later.day())
        && after <= before
    {
        look.put(born.side(), later.side());
    }
}

fn certificate_grade(look: &mut Look<'_>) {
    for (certificate, grade) in both(look.family, (Field::Certificate, Field::DisabilityGrade)) {
        let Ok(certified) = Certificate::parse(certificate.text(), look.as_of) else { continue };
        let certified = certified.certificate.grade();
        let stated = match grade.value {
            Value::Number(stated) => u8::try_from(*stated).ok(),
            _ => None,
        };
        if stated.is_some_and(|stated| DisabilityGrade::new(stated) != Some(certified)) {
            look.put(certificate.side(), grade.or(Some(Value::Number(certified.digit().into()))));
        }
    }
}

fn certificate_kind(look: &mut Look<'_>) {
    for (certificate, kinds) in both(look.family, (Field::Certificate, Field::DisabilityKinds)) {
        let (Ok(certified), Value::Choices(bits)) = (Certificate::parse(certificate.text(), look.as_of), kinds.value)
        else {
            continue;
        };
        let certified = certified.certificate.kind();
        // A certificate for several kinds does not say which they are.
        let stated = DisabilityKind::among(*bits);
        if certified != DisabilityKind::MULTIPLE && !stated.is_empty() && !stated.contains(&certified) {
            look.put(certificate.side(), kinds.or(Some(Value::Choices(1 << certified.digit()))));
        }
    }
}

fn stage_age(look: &mut Look<'_>) {
    for (born, stage) in both(look.family, (Field::BornOn, Field::Stage)) {
        let (Some(day), Some(code)) = (born.day(), stage.code()) else { continue };
        let Some((_, least, most)) = STAGE_YEARS.iter().find(|(of, ..)| *of == code) else { continue };
        let on = stage.since.unwrap_or(look.as_of);
        if completed_years(day, on).is_none_or(|Years(years)| years < *least || years > *most) {
            look.put(born.side(), stage.side());
        }
    }
}

fn village_township(look: &mut Look<'_>) {
    let family = look.family;
    let known = |field| Known::of(family, None, field);
    let (Some(township), Some(village)) = (known(Field::Township), known(Field::Village)) else { return };
    let (Value::Number(code), Value::Number(within)) = (township.value, village.value) else { return };
    let Some(told) = VillageCode::from_number(*within) else { return };
    let told = i64::from(told.township().number());
    if told != *code {
        look.put(township.or(Some(Value::Number(told))), village.side());
    }
}
