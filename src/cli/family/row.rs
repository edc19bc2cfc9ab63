//! A household as one line: of the register, of a search, at the head of its page.

use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::queue::{place, place_name};
use crate::cli::table::{Table, figure, text};
use crate::domain::member::Role;
use crate::policy::division::VillageCode;
use crate::policy::field::Field;
use crate::policy::showing;
use crate::policy::value::Value as Known;
use crate::service::answer::{FamilyKind, FamilyRow, MemberRow};
use crate::text::{Both, Lang};
use serde_json::{Map, Value, json};

/// The keys of a household in JSON.
pub fn keys(row: &FamilyRow) -> Map<String, Value> {
    let mut keys = Map::new();
    let mut put = |key: &str, value: Value| keys.insert(key.to_string(), value);
    put("id", json!(row.family.to_string()));
    put("case_number", json!(row.case_number));
    put("kind", json!(kind_key(row.kind)));
    put("in_plan", json!(row.in_plan.key()));
    put("township", json!(place(row.township)));
    put("village", json!(village(row.village).map(|code| code.to_string())));
    put("members", json!(row.members.iter().map(member).collect::<Vec<_>>()));
    put("open_items", json!(row.open_items));
    put("contacts_missing", json!(row.account.contact.missing()));
    put("visits_missing", json!(row.account.visit.missing()));
    keys
}

fn member(member: &MemberRow) -> Value {
    json!({
        "id": member.member.to_string(),
        "name": member.name,
        "role": role_key(member.role),
        "identity_number": member.identity_number,
        "born": member.born.map(|born| born.to_string()),
        "sex": member.sex.map(|sex| showing::key(Field::Sex, &Known::Choice(sex))),
        "alive": member.alive,
    })
}

/// The word of JSON for what has befallen the child.
pub fn kind_key(kind: FamilyKind) -> &'static str {
    match kind {
        FamilyKind::Died => "died",
        FamilyKind::Disabled => "disabled",
        FamilyKind::None => "none",
    }
}

/// What a clerk reads of it.
pub fn kind_title(kind: FamilyKind) -> Both {
    match kind {
        FamilyKind::Died => Both::new("子女亡故", "child died"),
        FamilyKind::Disabled => Both::new("子女残疾", "child disabled"),
        FamilyKind::None => Both::new("未登记", "not recorded"),
    }
}

/// The word of JSON for what a person is to the family.
pub fn role_key(role: Role) -> String {
    showing::key(Field::Role, &role.value())
}

/// What a clerk reads of it.
pub fn role_title(role: Role, lang: Lang) -> String {
    showing::show(Field::Role, &role.value(), lang)
}

/// A village's code; none when it is not known.
pub fn village(village: i64) -> Option<VillageCode> {
    VillageCode::from_number(village).filter(|_| village > 0)
}

/// A village's name; empty when it is not known.
pub fn village_name(code: i64) -> String {
    village(code).map(|code| code.name().into_owned()).unwrap_or_default()
}

/// Households one under the other, for people or for programs.
pub struct List {
    table: Table<7>,
    printed: bool,
}

impl List {
    /// A list without rows.
    pub fn new() -> Self {
        let table = Table::new([
            text("家庭", "family"),
            text("家庭编号", "case number"),
            text("成员", "people"),
            text("乡镇街道", "township"),
            text("村居", "village"),
            text("情况", "kind"),
            figure("在办", "open"),
        ]);
        Self { table, printed: false }
    }

    /// Prints rows.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn print(&mut self, rows: &[FamilyRow], out: &mut Output<'_>) -> Result<(), Failure> {
        for row in rows {
            self.printed = true;
            if out.json {
                out.object(&Value::Object(keys(row)))?;
                continue;
            }
            self.table.row([
                row.family.to_string().into(),
                row.case_number.as_str().into(),
                names(row, out.lang).into(),
                place_name(row.township).into(),
                village_name(row.village).into(),
                kind_title(row.kind).in_lang(out.lang).into(),
                row.open_items.to_string().into(),
            ]);
        }
        self.table.print(out)
    }

    /// Says so when there was no row.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(&self, out: &mut Output<'_>) -> Result<(), Failure> {
        if self.printed || out.json {
            return Ok(());
        }
        out.line(out.lang.pick("没有找到家庭。", "No family is found."))
    }
}

/// The names of a household's people.
pub fn names(row: &FamilyRow, lang: Lang) -> String {
    let names = row.members.iter().map(|member| member.name.as_str()).filter(|name| !name.is_empty());
    names.collect::<Vec<_>>().join(lang.pick("、", ", "))
}
