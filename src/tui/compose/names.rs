//! What families and people are called on the screen.

use crate::domain::member::Role;
use crate::ids::MemberNo;
use crate::policy::field::Field;
use crate::policy::showing;
use crate::service::answer::{FamilyKind, FamilyRow, MemberRow, QueueRow};
use crate::text::{Both, Lang};
use crate::tui::phrase::Phrase;

/// The name of a household: its parents', or whoever is there, or its number.
pub fn household(row: &FamilyRow, lang: Lang) -> String {
    let named = |member: &&MemberRow| !member.name.is_empty();
    let parents = row.members.iter().filter(|member| matches!(member.role, Role::Father | Role::Mother)).filter(named);
    let mut names: Vec<&str> = parents.map(|member| member.name.as_str()).collect();
    if names.is_empty() {
        names.extend(row.members.iter().find(named).map(|member| member.name.as_str()));
    }
    match (names.is_empty(), row.case_number.is_empty()) {
        (false, _) => names.join(lang.pick("、", ", ")),
        (true, false) => row.case_number.clone(),
        (true, true) => row.family.to_string(),
    }
}

/// Whom an item is for.
pub fn subject(row: &QueueRow, lang: Lang) -> String {
    match (row.item.family.is_district(), row.subject.is_empty()) {
        (true, _) => Phrase::District.in_lang(lang).to_string(),
        (false, true) => row.item.family.to_string(),
        (false, false) => row.subject.clone(),
    }
}

/// What a person is to the family.
pub fn role(role: Role, lang: Lang) -> String {
    showing::show(Field::Role, &role.value(), lang)
}

/// A person of a family, or the household.
pub fn person(members: &[MemberRow], member: Option<MemberNo>, lang: Lang) -> String {
    match member {
        None => Phrase::Household.in_lang(lang).to_string(),
        Some(no) => {
            let known = members.iter().find(|row| row.member == no && !row.name.is_empty());
            known.map_or_else(|| format!("#{no}"), |row| row.name.clone())
        }
    }
}

/// What has befallen the family's child.
pub fn kind(kind: FamilyKind) -> Both {
    match kind {
        FamilyKind::Died => Both::new("子女亡故", "child died"),
        FamilyKind::Disabled => Both::new("子女残疾", "child disabled"),
        FamilyKind::None => Both::new("待核实", "not known"),
    }
}

/// The same in a column of four cells.
pub fn kind_shortest(kind: FamilyKind) -> Both {
    match kind {
        FamilyKind::Died => Both::new("亡故", "died"),
        FamilyKind::Disabled => Both::new("残疾", "dis."),
        FamilyKind::None => Both::new("待核", "?"),
    }
}

/// The same in a column of eight cells.
pub fn kind_short(kind: FamilyKind) -> Both {
    match kind {
        FamilyKind::Died => Both::new("子女亡故", "died"),
        FamilyKind::Disabled => Both::new("子女残疾", "disabled"),
        FamilyKind::None => Both::new("待核实", "unknown"),
    }
}
