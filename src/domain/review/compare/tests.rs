use super::*;
use crate::domain::event::Event;
use crate::ids::{FamilyId, Seq};

fn change(field: Field, value: Value) -> Change {
    Change { field, since: None, before: None, after: Some(value) }
}

fn text(field: Field, text: &str) -> Change {
    change(field, Value::Text(text.into()))
}

fn person(role: Role, name: &str) -> Vec<Change> {
    vec![change(Field::Role, role.value()), text(Field::Name, name)]
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A family with a phone, a father, and a child of grade 4 since 2018.
fn family() -> Family {
    let id = FamilyId(1);
    let mut family = Family::new(id);
    let mut set = |member: Option<u8>, changes: Vec<Change>| {
        let member = member.map(MemberNo);
        if let Some(member) = member {
            family.apply(Seq(1), &Event::MemberAdded { family: id, member });
        }
        family.apply(Seq(1), &Event::FactsChanged { family: id, member, changes });
    };
    set(None, vec![text(Field::Phone, "139")]);
    set(Some(1), person(Role::Father, "王建国"));
    let grade = Change { since: Some(day("2018-05-01")), ..change(Field::DisabilityGrade, Value::Number(4)) };
    set(Some(2), [person(Role::Child, "王小满"), vec![grade]].concat());
    family
}

fn row() -> Vec<Vec<Change>> {
    let with = |mut person: Vec<Change>, more: Vec<Change>| {
        person.extend(more);
        person
    };
    vec![
        vec![text(Field::Phone, "138"), text(Field::Address, "东城")],
        person(Role::Father, "王建国"),
        with(person(Role::Mother, "李秀英"), vec![change(Field::Alive, Value::Flag(true))]),
        with(person(Role::Child, "王小满"), vec![change(Field::DisabilityGrade, Value::Number(2))]),
    ]
}

#[test]
fn each_fact_is_the_same_fills_a_gap_or_differs() {
    let comparison = Comparison::of(&row(), Some(&family()));
    let members: Vec<_> = comparison.people.iter().map(|person| person.member).collect();
    assert_eq!(members, [Some(MemberNo(1)), None, Some(MemberNo(2))]);
    let told: Vec<_> = comparison.lines.iter().map(|line| (line.nth, line.field, line.standing)).collect();
    assert_eq!(
        told,
        [
            (0, Field::Phone, Standing::Differs),
            (0, Field::Address, Standing::Fills),
            (1, Field::Role, Standing::Same),
            (1, Field::Name, Standing::Same),
            (2, Field::Role, Standing::Fills),
            (2, Field::Name, Standing::Fills),
            (2, Field::Alive, Standing::Fills),
            (3, Field::Role, Standing::Same),
            (3, Field::Name, Standing::Same),
            (3, Field::DisabilityGrade, Standing::Differs),
        ]
    );
    assert_eq!(comparison.lines[9].since, Some(day("2018-05-01")), "a correction stands where the value stood");
    assert!(Comparison::of(&row(), None).lines.iter().all(|line| line.standing == Standing::Fills));
}

#[test]
fn the_closer_word_counts_and_keeping_before_taking() {
    let comparison = Comparison::of(&row(), Some(&family()));
    let spot = |who, field: Option<Field>| Spot { who, field };
    let all = spot(Who::Everybody, None);
    let phone = spot(Who::Household, Some(Field::Phone));
    let household = spot(Who::Household, None);
    let mother = spot(Who::Role(Role::Mother), None);
    let her_name = spot(Who::Nth(2), Some(Field::Name));
    let grade = spot(Who::Role(Role::Child), Some(Field::DisabilityGrade));
    type Taken<'a> = &'a [(u8, Field)];
    let table: &[(&[Spot], &[Spot], Taken)] = &[
        (&[], &[], &[(0, Field::Address), (2, Field::Role), (2, Field::Name), (2, Field::Alive)]),
        (&[], &[all], &[]),
        (&[phone], &[all], &[(0, Field::Phone)]),
        (&[phone], &[phone, mother], &[(0, Field::Address)]),
        (&[all], &[household], &[(2, Field::Role), (2, Field::Name), (2, Field::Alive), (3, Field::DisabilityGrade)]),
        (&[her_name, grade], &[mother, household], &[(2, Field::Name), (3, Field::DisabilityGrade)]),
    ];
    for (take, keep, wanted) in table {
        let taken = comparison.lines.iter().filter(|line| comparison.is_taken(line, take, keep));
        let taken: Vec<_> = taken.map(|line| (line.nth, line.field)).collect();
        assert_eq!(&taken, wanted, "take {take:?} keep {keep:?}");
    }
    let (edits, entered) = comparison.taking(&[her_name, grade], &[mother, household]);
    assert_eq!(
        edits.iter().map(|edit| (edit.member, edit.field)).collect::<Vec<_>>(),
        [(Some(MemberNo(2)), Field::DisabilityGrade)]
    );
    let entered: Vec<_> = entered.concat().into_iter().map(|fact| fact.field).collect();
    assert_eq!(entered, [Field::Role, Field::Name], "whoever is entered has a role");
    assert!(comparison.has(her_name) && comparison.has(mother) && comparison.has(all));
    assert!(!comparison.has(spot(Who::Nth(4), None)) && !comparison.has(spot(Who::Household, Some(Field::Hukou))));
}

#[test]
fn a_person_is_known_by_number_before_place_and_name() {
    let mut family = family();
    let number = "512302196001010015";
    let changes = vec![text(Field::IdentityNumber, number)];
    family.apply(Seq(2), &Event::FactsChanged { family: FamilyId(1), member: Some(MemberNo(1)), changes });
    let mut spouse = person(Role::Spouse, "王建国");
    assert_eq!(Comparison::of(&[Vec::new(), spouse.clone()], Some(&family)).people[0].member, None);
    spouse.push(text(Field::IdentityNumber, number));
    assert_eq!(Comparison::of(&[Vec::new(), spouse], Some(&family)).people[0].member, Some(MemberNo(1)));
}
