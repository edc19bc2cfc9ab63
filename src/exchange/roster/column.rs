//! Which heading of a roster means which field of whom: one table of the template's headings, and one rule that makes the others.
//!
//! The rule: a heading is a person (`父亲`) and a field (`残疾证号`), or a field alone where it is clear whose it is. So every field of the
//! vocabulary can stand in a roster, with or without an entry here.

mod words;

use self::words::{PEOPLE, words};
use crate::domain::member::Role;
use crate::policy::field::{Entry, Field, Scope};
use crate::text::clean;
use std::collections::HashMap;

/// Whose field a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Whose {
    /// The household's.
    Household,
    /// The father's.
    Father,
    /// The mother's.
    Mother,
    /// The only child's.
    Child,
    /// Each living parent's.
    Parents,
    /// The person's whose row it is, in a roster of one person a row.
    Person,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Column {
    /// Whose.
    pub whose: Whose,
    /// Which field.
    pub field: Field,
}

/// The two forms of a roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// One family a row.
    Families,
    /// One person a row, the rows of a family one below the other.
    Persons,
}

/// A heading of the template.
#[derive(Clone, Copy, Debug)]
pub struct Heading {
    /// What it says.
    pub title: &'static str,
    /// What the column holds.
    pub column: Column,
}

const fn heading(title: &'static str, whose: Whose, field: Field) -> Heading {
    Heading { title, column: Column { whose, field } }
}

/// The template of one family a row, in its order.
pub const FAMILIES: &[Heading] = &[
    heading("家庭编号", Whose::Household, Field::CaseNumber),
    heading("乡镇街道", Whose::Household, Field::Township),
    heading("村居", Whose::Household, Field::Village),
    heading("组", Whose::Household, Field::Group),
    heading("户籍性质", Whose::Household, Field::Hukou),
    heading("按城乡认定", Whose::Household, Field::TreatedAs),
    heading("家庭类别", Whose::Household, Field::DeclaredKind),
    heading("父亲姓名", Whose::Father, Field::Name),
    heading("父亲身份证号", Whose::Father, Field::IdentityNumber),
    heading("父亲是否健在", Whose::Father, Field::Alive),
    heading("母亲姓名", Whose::Mother, Field::Name),
    heading("母亲身份证号", Whose::Mother, Field::IdentityNumber),
    heading("母亲是否健在", Whose::Mother, Field::Alive),
    heading("婚姻状况", Whose::Household, Field::Marital),
    heading("子女姓名", Whose::Child, Field::Name),
    heading("子女身份证号", Whose::Child, Field::IdentityNumber),
    heading("子女性别", Whose::Child, Field::Sex),
    heading("子女出生日期", Whose::Child, Field::BornOn),
    heading("子女状况", Whose::Child, Field::Alive),
    heading("死亡日期", Whose::Child, Field::DiedOn),
    heading("残疾证号", Whose::Child, Field::Certificate),
    heading("残疾类别", Whose::Child, Field::DisabilityKinds),
    heading("残疾等级", Whose::Child, Field::DisabilityGrade),
    heading("鉴定日期", Whose::Child, Field::IdentifiedOn),
    heading("子女就学阶段", Whose::Child, Field::Stage),
    heading("年级", Whose::Child, Field::SchoolYear),
    heading("是否全日制", Whose::Child, Field::FullTime),
    heading("再生育日期", Whose::Household, Field::LaterBirthOn),
    heading("收养日期", Whose::Household, Field::LaterAdoptionOn),
    heading("特扶类别", Whose::Parents, Field::SpecialAllowance),
    heading("父亲医保", Whose::Father, Field::MedicalInsurance),
    heading("母亲医保", Whose::Mother, Field::MedicalInsurance),
    heading("父亲养老", Whose::Father, Field::Pension),
    heading("母亲养老", Whose::Mother, Field::Pension),
    heading("父亲残疾等级", Whose::Father, Field::DisabilityGrade),
    heading("母亲残疾等级", Whose::Mother, Field::DisabilityGrade),
    heading("父亲自理", Whose::Father, Field::SelfCare),
    heading("母亲自理", Whose::Mother, Field::SelfCare),
    heading("低保情况", Whose::Household, Field::LowIncome),
    heading("人均月收入", Whose::Household, Field::IncomePerHead),
    heading("住房地点", Whose::Household, Field::HousePlace),
    heading("房屋等级", Whose::Household, Field::HouseGrade),
    heading("住房困难", Whose::Household, Field::HousingDifficult),
    heading("有再生育意愿", Whose::Household, Field::WantsChild),
    heading("有收养意愿", Whose::Household, Field::WantsAdopt),
    heading("有入住养老机构意愿", Whose::Parents, Field::WantsCareHome),
    heading("康复需求", Whose::Child, Field::RehabNeeds),
    heading("辅具需求", Whose::Child, Field::DeviceNeeds),
    heading("联系电话", Whose::Household, Field::Phone),
    heading("住址", Whose::Household, Field::Address),
    heading("开户银行", Whose::Household, Field::Bank),
    heading("银行账号", Whose::Household, Field::Account),
    heading("双岗联系人一", Whose::Household, Field::ContactTownship),
    heading("双岗联系人二", Whose::Household, Field::ContactVillage),
    heading("谢绝走访", Whose::Household, Field::RefusesVisit),
    heading("备注", Whose::Household, Field::Note),
];

/// The template of one person a row, in its order.
pub const PERSONS: &[Heading] = &[
    heading("家庭编号", Whose::Household, Field::CaseNumber),
    heading("姓名", Whose::Person, Field::Name),
    heading("身份证号", Whose::Person, Field::IdentityNumber),
    heading("与户主关系", Whose::Person, Field::Role),
    heading("性别", Whose::Person, Field::Sex),
    heading("出生日期", Whose::Person, Field::BornOn),
    heading("是否健在", Whose::Person, Field::Alive),
    heading("死亡日期", Whose::Person, Field::DiedOn),
    heading("乡镇街道", Whose::Household, Field::Township),
    heading("村居", Whose::Household, Field::Village),
    heading("组", Whose::Household, Field::Group),
    heading("户籍性质", Whose::Household, Field::Hukou),
    heading("按城乡认定", Whose::Household, Field::TreatedAs),
    heading("家庭类别", Whose::Household, Field::DeclaredKind),
    heading("婚姻状况", Whose::Household, Field::Marital),
    heading("残疾证号", Whose::Person, Field::Certificate),
    heading("残疾类别", Whose::Person, Field::DisabilityKinds),
    heading("残疾等级", Whose::Person, Field::DisabilityGrade),
    heading("鉴定日期", Whose::Person, Field::IdentifiedOn),
    heading("特扶类别", Whose::Person, Field::SpecialAllowance),
    heading("医保", Whose::Person, Field::MedicalInsurance),
    heading("养老", Whose::Person, Field::Pension),
    heading("自理能力", Whose::Person, Field::SelfCare),
    heading("联系电话", Whose::Household, Field::Phone),
    heading("住址", Whose::Household, Field::Address),
    heading("备注", Whose::Household, Field::Note),
];

/// Whose a field is when the heading names nobody, in a roster of one family a row.
fn unnamed(field: Field) -> Option<Whose> {
    match field {
        Field::DiedOn
        | Field::Parentage
        | Field::Certificate
        | Field::DisabilityKinds
        | Field::DisabilityGrade
        | Field::IdentifiedOn
        | Field::CertificateUntil
        | Field::Stage
        | Field::SchoolYear
        | Field::FullTime
        | Field::RegularInstitution
        | Field::Enrolled
        | Field::RehabNeeds
        | Field::DeviceNeeds
        | Field::WantsTraining
        | Field::MeetsRehabPolicy => Some(Whose::Child),
        Field::SpecialAllowance | Field::YearlyReviewPassed | Field::WantsCareHome => Some(Whose::Parents),
        _ => None,
    }
}

/// Whether a field tells one person from another, so that two cannot share a column.
fn tells_who(field: Field) -> bool {
    matches!(field, Field::Name | Field::Role | Field::IdentityNumber | Field::Sex | Field::BornOn | Field::Certificate)
}

impl Column {
    /// What the template calls it.
    pub fn title(self) -> String {
        if let Some(heading) = FAMILIES.iter().chain(PERSONS).find(|heading| heading.column == self) {
            return heading.title.to_owned();
        }
        let person = PEOPLE.iter().find(|(whose, _)| *whose == self.whose).and_then(|(_, names)| names.first());
        format!("{}{}", person.copied().unwrap_or_default(), self.field.title().zh)
    }

    /// Whether its value is of the kind that is shown masked.
    pub fn is_personal(self) -> bool {
        matches!(self.field, Field::IdentityNumber | Field::Certificate | Field::Phone | Field::Account)
    }
}

impl Whose {
    /// The person's place in the family, for columns that belong to one person.
    pub fn role(self) -> Option<Role> {
        match self {
            Whose::Father => Some(Role::Father),
            Whose::Mother => Some(Role::Mother),
            Whose::Child => Some(Role::Child),
            Whose::Household | Whose::Parents | Whose::Person => None,
        }
    }

    /// The columns of a person in this place.
    pub fn of(role: Role) -> Whose {
        match role {
            Role::Father => Whose::Father,
            Role::Mother => Whose::Mother,
            Role::Child => Whose::Child,
            Role::Spouse | Role::Other => Whose::Person,
        }
    }
}

/// The headings of one form with what they mean.
#[derive(Debug)]
pub struct Lexicon {
    form: Form,
    meanings: HashMap<String, Column>,
}

impl Lexicon {
    /// All headings that are known for a form of roster.
    pub fn new(form: Form) -> Self {
        let mut lexicon = Self { form, meanings: HashMap::new() };
        for heading in lexicon.template() {
            lexicon.add(heading.title, heading.column);
        }
        for entry in Field::ALL {
            lexicon.add_field(entry);
        }
        lexicon
    }

    /// The headings of the form's template.
    pub fn template(&self) -> &'static [Heading] {
        match self.form {
            Form::Families => FAMILIES,
            Form::Persons => PERSONS,
        }
    }

    /// What a heading means; brackets, blanks and marks in it do not matter.
    pub fn meaning(&self, heading: &str) -> Option<Column> {
        self.meanings.get(&normal(heading)).copied()
    }

    /// What a heading means under another that stands over several columns (`父亲` over `姓名`).
    pub fn meaning_under(&self, group: &str, heading: &str) -> Option<Column> {
        let group = normal(group);
        let person = ["基本情况", "基本信息", "情况", "信息", "资料"]
            .iter()
            .find_map(|ending| group.strip_suffix(ending))
            .unwrap_or(&group);
        let heading = normal(heading);
        self.meanings.get(&format!("{person}{heading}")).or_else(|| self.meanings.get(&heading)).copied()
    }

    /// What the right side of a `--map` means: a heading, or `father.name`, `family.township`, `person.sex`.
    pub fn named(&self, name: &str) -> Option<Column> {
        let by_key = || {
            let (whose, key) = name.trim().split_once('.')?;
            let (whose, scope) = match whose {
                "family" => (Whose::Household, Scope::Family),
                "father" => (Whose::Father, Scope::Member),
                "mother" => (Whose::Mother, Scope::Member),
                "child" => (Whose::Child, Scope::Member),
                "parents" => (Whose::Parents, Scope::Member),
                "person" => (Whose::Person, Scope::Member),
                _ => return None,
            };
            let fits = (whose == Whose::Person) == (self.form == Form::Persons) || whose == Whose::Household;
            let field = Field::from_key(scope, key).filter(|_| fits)?;
            (whose != Whose::Parents || !tells_who(field)).then_some(Column { whose, field })
        };
        self.meaning(name).or_else(by_key)
    }

    fn add_field(&mut self, entry: &Entry) {
        let field = entry.field;
        for word in std::iter::once(entry.title.zh).chain(words(field).iter().copied()) {
            match (entry.scope, self.form) {
                (Scope::Family, _) => self.add(word, Column { whose: Whose::Household, field }),
                (Scope::Member, Form::Persons) => self.add(word, Column { whose: Whose::Person, field }),
                (Scope::Member, Form::Families) => {
                    for (whose, names) in PEOPLE {
                        if *whose == Whose::Parents && tells_who(field) {
                            continue;
                        }
                        for name in *names {
                            self.add(&format!("{name}{word}"), Column { whose: *whose, field });
                        }
                    }
                    if let Some(whose) = unnamed(field) {
                        self.add(word, Column { whose, field });
                    }
                }
            }
        }
    }

    /// The first meaning of a heading stays.
    fn add(&mut self, heading: &str, column: Column) {
        self.meanings.entry(normal(heading)).or_insert(column);
    }
}

/// A heading without what makes no difference: blanks, line ends, brackets with what is in them, marks.
pub fn normal(heading: &str) -> String {
    let text = clean::number(heading).to_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '(' | '[' | '【' | '〔' | '{' => depth += 1,
            ')' | ']' | '】' | '〕' | '}' => depth = depth.saturating_sub(1),
            '*' | ':' | '、' | '/' | '_' | '-' | '|' | '.' | '·' | '"' | '\'' => {}
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    // A heading that is nothing but a bracket is taken as it stands.
    if out.is_empty() { text.chars().filter(|c| !"()[]【】〔〕{}".contains(*c)).collect() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headings that were promised, in their order.
    const PROMISED: &str = "家庭编号 乡镇街道 村居 组 户籍性质(城镇|农村|居民) 按城乡认定(城镇|农村) 家庭类别(死亡|伤残) 父亲姓名 父亲身份证号 \
        父亲是否健在 母亲姓名 母亲身份证号 母亲是否健在 婚姻状况 子女姓名 子女身份证号 子女性别 子女出生日期 子女状况(死亡|健在) 死亡日期 残疾证号 \
        残疾类别 残疾等级 鉴定日期 子女就学阶段 年级 是否全日制 再生育日期 收养日期 特扶类别(无|死亡|伤残|农村四级) 父亲医保 母亲医保(居民|职工|无) \
        父亲养老 母亲养老(居民|职工|无) 父亲残疾等级 母亲残疾等级 父亲自理 母亲自理(自理|部分失能|失能) 低保情况(无|低保|边缘|特困|脱贫监测) \
        人均月收入 住房地点(城镇|农村) 房屋等级(A|B|C|D) 住房困难 有再生育意愿 有收养意愿 有入住养老机构意愿 康复需求 辅具需求 联系电话 住址 \
        开户银行 银行账号 双岗联系人一 双岗联系人二 谢绝走访 备注";

    #[test]
    fn the_promised_headings_are_the_template() {
        let lexicon = Lexicon::new(Form::Families);
        let promised: Vec<&str> = PROMISED.split_whitespace().collect();
        assert_eq!(promised.len(), FAMILIES.len());
        for (promised, heading) in promised.iter().zip(FAMILIES) {
            assert_eq!(normal(promised), heading.title);
            assert_eq!(lexicon.meaning(promised), Some(heading.column), "{promised}");
            assert_eq!(heading.column.title(), heading.title);
        }
    }

    #[test]
    fn every_heading_of_a_template_means_its_own_column() {
        for form in [Form::Families, Form::Persons] {
            let lexicon = Lexicon::new(form);
            for heading in lexicon.template() {
                assert_eq!(lexicon.meaning(heading.title), Some(heading.column), "{}", heading.title);
                let scope = if heading.column.whose == Whose::Household { Scope::Family } else { Scope::Member };
                assert_eq!(heading.column.field.entry().scope, scope, "{}", heading.title);
            }
        }
    }

    #[test]
    fn headings_of_other_offices_are_understood() {
        let of = |whose, field| Some(Column { whose, field });
        let families = Lexicon::new(Form::Families);
        let cases = [
            ("  父 亲\n姓名 ", of(Whose::Father, Field::Name)),
            ("母亲身份证号码", of(Whose::Mother, Field::IdentityNumber)),
            ("*子女身份证号（18位）", of(Whose::Child, Field::IdentityNumber)),
            ("父亲残疾证号", of(Whose::Father, Field::Certificate)),
            ("死亡子女姓名", of(Whose::Child, Field::Name)),
            ("乡镇（街道）", of(Whose::Household, Field::Township)),
            ("村（社区）", of(Whose::Household, Field::Village)),
            ("人均月收入（元）", of(Whose::Household, Field::IncomePerHead)),
            ("手机号码", of(Whose::Household, Field::Phone)),
            ("其中扶助金奖励金", of(Whose::Household, Field::FamilyPlanningMoney)),
            ("姓名", None),
            ("序号", None),
            ("", None),
        ];
        for (heading, meaning) in cases {
            assert_eq!(families.meaning(heading), meaning, "{heading}");
        }
        assert_eq!(families.meaning_under("父亲基本情况", "姓名"), of(Whose::Father, Field::Name));
        assert_eq!(families.meaning_under("家庭情况", "村居"), of(Whose::Household, Field::Village));
        assert_eq!(families.named("mother.identity_number"), of(Whose::Mother, Field::IdentityNumber));
        assert_eq!(families.named("person.name"), None);
        let persons = Lexicon::new(Form::Persons);
        assert_eq!(persons.meaning("姓名"), of(Whose::Person, Field::Name));
        assert_eq!(persons.meaning("与户主关系"), of(Whose::Person, Field::Role));
        assert_eq!(persons.named("person.sex"), of(Whose::Person, Field::Sex));
    }
}
