//! Holds a draft against the register and says what is to be done with its row. Pure: it asks through a trait and writes nothing.
//!
//! Case number and identity numbers say which family a row is about. Where they say nothing, names may: what only looks like a registered
//! family is neither entered nor dropped but left as a question to a clerk.

use super::column::{Column, Whose};
use super::difference::{Difference, Told, folded_case};
use super::draft::Draft;
use super::fingerprint::{self, Fingerprint};
use super::heading::Layout;
use super::likeness::Likeness;
use super::pairing::Pairing;
use super::problem::{Cause, Problem};
use crate::domain::command::{Command, Edit, Fact};
use crate::domain::event::Matter;
use crate::domain::facts::Change;
use crate::domain::family::Family;
use crate::domain::refusal::Refusal;
use crate::ids::{FamilyId, MemberNo};
use crate::policy::field::Field;
use crate::policy::showing;
use crate::policy::value::Value;
use chrono::NaiveDate;

/// The register, as an import sees it. Every method may fail with the store's own refusal (`Refusal::Store`), which ends the import.
pub trait Register {
    /// The family with this case number, withdrawn ones left out.
    fn by_case_number(&mut self, number: &str) -> Result<Option<FamilyId>, Refusal>;

    /// Who has this identity number (eighteen characters), withdrawn families left out.
    fn by_identity_number(&mut self, number: &str) -> Result<Vec<(FamilyId, MemberNo)>, Refusal>;

    /// A family, unmasked.
    fn family(&mut self, id: FamilyId) -> Result<Option<Family>, Refusal>;

    /// Families that may be alike: at least those with a person of one of the names and the same village, and those with a person of the
    /// child's name and birth date. More do no harm; at most `likeness::CANDIDATES_MAX` are looked at.
    fn alike(&mut self, likeness: &Likeness) -> Result<Vec<FamilyId>, Refusal>;

    /// Whether a row with this fingerprint was asked about before, settled or not.
    fn asked(&mut self, fingerprint: &Fingerprint) -> Result<bool, Refusal>;

    /// Does commands in order. Each answer stands for something that is on disk; a refusal stops nothing.
    fn execute(&mut self, commands: Vec<Command>) -> Vec<Result<Option<FamilyId>, Refusal>>;

    /// Says of each command whether it would be done now, as if those before it had been. Writes nothing.
    fn preview(&mut self, commands: &[Command]) -> Vec<Result<(), Refusal>>;
}

/// What is to be done with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Enter a family.
    New(Command),
    /// Change a family.
    Changed(FamilyId, Command),
    /// Nothing: everything is already so.
    Same(Option<FamilyId>),
    /// Ask a clerk; a dry run may know of the likeness without having the command.
    Review(Option<Command>),
    /// Nothing: the problems say why.
    Refused(Option<FamilyId>),
}

/// What is to be done with a draft, and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What is to be done.
    pub action: Action,
    /// What is wrong or unusual.
    pub problems: Vec<Problem>,
    /// What would change, for a registered family.
    pub told: Vec<Told>,
}

impl Decision {
    /// The row cannot be taken, whatever the register holds.
    pub fn refused(problems: Vec<Problem>) -> Self {
        Self::new(Action::Refused(None), problems)
    }

    fn new(action: Action, problems: Vec<Problem>) -> Self {
        Self { action, problems, told: Vec::new() }
    }
}

/// What a decision depends on beside the draft and the register.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The headings, for the reports.
    pub layout: &'a Layout,
    /// Today.
    pub today: NaiveDate,
    /// Where the rows come from: the file's name.
    pub source: &'a str,
}

/// Decides about a draft.
///
/// # Errors
/// When the register cannot be read.
pub fn decide(draft: &Draft, register: &mut impl Register, setting: Setting<'_>) -> Result<Decision, Refusal> {
    match locate(draft, register, setting.layout)? {
        Place::Contradiction(problems) => {
            let family = problems.iter().find_map(|problem| problem.cause.family());
            Ok(Decision::new(Action::Refused(family), problems))
        }
        Place::Registered(family) => registered(draft, register, &family, setting),
        Place::Unregistered => unregistered(draft, register, setting),
    }
}

enum Place {
    Registered(Box<Family>),
    Unregistered,
    Contradiction(Vec<Problem>),
}

/// Which family a draft is about, by its numbers.
fn locate(draft: &Draft, register: &mut impl Register, layout: &Layout) -> Result<Place, Refusal> {
    let by_case = match draft.case_number() {
        "" => None,
        number => register.by_case_number(number)?,
    };
    let mut located = by_case;
    let mut problems = Vec::new();
    for person in draft.people.iter().filter(|person| !person.identity_number().is_empty()) {
        for (family, member) in register.by_identity_number(person.identity_number())? {
            if *located.get_or_insert(family) != family {
                let value = Value::Text(person.identity_number().to_owned());
                let field = Field::IdentityNumber;
                problems.push(Problem {
                    row: person.row,
                    field: layout.heading(Column { whose: Whose::of(person.role), field }),
                    value: showing::show(field, &showing::masked(field, &value), crate::text::Lang::Zh),
                    cause: Cause::IdentityElsewhere { family, member },
                });
            }
        }
    }
    if !problems.is_empty() {
        return Ok(Place::Contradiction(problems));
    }
    let family = match located {
        Some(id) => register.family(id)?.filter(|family| family.is_listed()),
        None => None,
    };
    let Some(family) = family else { return Ok(Place::Unregistered) };
    let registered = family.case_number();
    let (stated, known) = (folded_case(draft.case_number()), folded_case(registered));
    if by_case.is_none() && !stated.is_empty() && !known.is_empty() && stated != known {
        let problem = Problem {
            row: draft.rows.first().copied().unwrap_or(0),
            field: layout.heading(Column { whose: Whose::Household, field: Field::CaseNumber }),
            value: draft.case_number().to_owned(),
            cause: Cause::CaseNumberDiffers { family: family.id, registered: registered.to_owned() },
        };
        return Ok(Place::Contradiction(vec![problem]));
    }
    Ok(Place::Registered(Box::new(family)))
}

/// What does not change in a life, and what a family's standing follows from: where a row says otherwise than the register, one of the two
/// is wrong, and neither takes the other's place without a clerk.
const FOR_LIFE: [Field; 5] = [Field::Sex, Field::BornOn, Field::DiedOn, Field::LaterBirthOn, Field::LaterAdoptionOn];

/// A draft of a registered family. One that contradicts the register waits as a whole.
fn registered(
    draft: &Draft,
    register: &mut impl Register,
    family: &Family,
    setting: Setting<'_>,
) -> Result<Decision, Refusal> {
    let mut decision = against(draft, family, setting);
    let Action::Changed(_, Command::EditFamily { edits, .. }) = &decision.action else { return Ok(decision) };
    let known = |edit: &Edit| {
        let facts = match edit.member {
            None => Some(&family.facts),
            Some(member) => family.member(member).map(|member| &member.facts),
        };
        facts.is_some_and(|facts| facts.latest(edit.field).is_some())
    };
    let fields: Vec<Field> =
        edits.iter().filter(|edit| FOR_LIFE.contains(&edit.field) && known(edit)).map(|edit| edit.field).collect();
    if fields.is_empty() {
        return Ok(decision);
    }
    let row = draft.rows.first().copied().unwrap_or(0);
    let about_row = |cause| Problem { row, field: String::new(), value: String::new(), cause };
    decision.told.clear();
    let fingerprint = fingerprint::of(draft);
    if register.asked(&fingerprint)? {
        decision.problems.push(about_row(Cause::AlreadyAsked));
        decision.action = Action::Same(Some(family.id));
        return Ok(decision);
    }
    let matter = Matter::Contradicts {
        family: family.id,
        source: format!("{} {row}", setting.source),
        fingerprint,
        row: stated(&draft.household, &Pairing::of(draft, None, setting.layout, setting.today).new),
    };
    decision.problems.push(about_row(Cause::SaysOtherwise { family: family.id, fields }));
    decision.action = Action::Review(Some(Command::RaiseReview { matter }));
    Ok(decision)
}

/// A draft beside a registered family.
fn against(draft: &Draft, family: &Family, setting: Setting<'_>) -> Decision {
    let pairing = Pairing::of(draft, Some(family), setting.layout, setting.today);
    let mut difference = Difference::between(family, draft, &pairing, setting.layout);
    let mut problems = pairing.problems;
    problems.append(&mut difference.problems);
    let action = if problems.iter().any(Problem::refuses) {
        Action::Refused(Some(family.id))
    } else if difference.is_empty() {
        Action::Same(Some(family.id))
    } else {
        Action::Changed(family.id, difference.command(family))
    };
    Decision { action, problems, told: difference.told }
}

/// A draft of which no number is registered: a new family, or one that only looks like another.
fn unregistered(draft: &Draft, register: &mut impl Register, setting: Setting<'_>) -> Result<Decision, Refusal> {
    let mut like = Vec::new();
    if let Some(likeness) = Likeness::of(draft) {
        let mut candidates = register.alike(&likeness)?;
        candidates.truncate(super::likeness::CANDIDATES_MAX);
        for id in candidates {
            let Some(family) = register.family(id)?.filter(|family| family.is_listed()) else { continue };
            if !likeness.fits(&family) {
                continue;
            }
            // A row without numbers that says nothing new is the same family, as sure as names can say it.
            let same = against(draft, &family, setting);
            if matches!(same.action, Action::Same(_)) {
                return Ok(same);
            }
            like.push(id);
        }
    }
    let row = draft.rows.first().copied().unwrap_or(0);
    let about_row = |cause| Problem { row, field: String::new(), value: String::new(), cause };
    let pairing = Pairing::of(draft, None, setting.layout, setting.today);
    let mut problems = pairing.problems;
    if draft.people.iter().all(|person| person.name().is_empty()) {
        problems.push(about_row(Cause::NobodyNamed));
    }
    if super::draft::value(&draft.household, Field::Township).is_none() {
        problems.push(about_row(Cause::NoTownship));
    }
    if problems.iter().any(Problem::refuses) {
        return Ok(Decision::new(Action::Refused(None), problems));
    }
    if like.is_empty() {
        let action = Action::New(Command::AddFamily { facts: draft.household.clone(), members: pairing.new });
        return Ok(Decision::new(action, problems));
    }
    let fingerprint = fingerprint::of(draft);
    if register.asked(&fingerprint)? {
        problems.push(about_row(Cause::AlreadyAsked));
        return Ok(Decision::new(Action::Same(None), problems));
    }
    let cause = Cause::LooksLike { families: like.clone() };
    let matter = Matter::LikelyDuplicate {
        like,
        because: super::likeness::because(),
        source: format!("{} {row}", setting.source),
        fingerprint,
        row: stated(&draft.household, &pairing.new),
    };
    problems.push(about_row(cause));
    Ok(Decision::new(Action::Review(Some(Command::RaiseReview { matter })), problems))
}

/// The facts as changes to nothing: the household's first, then each person's.
fn stated(household: &[Fact], people: &[Vec<Fact>]) -> Vec<Vec<Change>> {
    let changes = |facts: &[Fact]| {
        let change = |fact: &Fact| Change {
            field: fact.field,
            since: fact.since,
            before: None,
            after: Some(fact.value.clone()),
        };
        facts.iter().map(change).collect()
    };
    std::iter::once(household).chain(people.iter().map(Vec::as_slice)).map(changes).collect()
}
