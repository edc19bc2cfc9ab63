//! What the words of a command stand for: families, people, items, measures, departments, days.
//!
//! Ids are understood at once; only a name or a search text makes anybody look something up. Nothing here prints.

use super::failure::Failure;
use super::plan;
use super::word::Word;
use super::wrong::Wrong;
use crate::domain::item::Due;
use crate::domain::member::Role;
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterRefusal;
use crate::ids::{DepartmentNo, EmergencyId, FamilyId, ItemId, MeasureNo, MemberNo, RowId, Seq};
use crate::policy::plan::{Plan, Register};
use crate::policy::reading;
use crate::service::answer::{Answer, FamilyRow, MemberRow};
use crate::service::client::Client;
use crate::service::query::Query;
use chrono::{NaiveDate, NaiveDateTime};

/// Candidates that are named when a text stands for several families.
const LIKE_MAX: usize = 5;

/// Where what is not an id is looked up.
pub trait Finder {
    /// The families that a text finds, at most `limit`, and whether there are more.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn families(&mut self, text: &str, limit: usize) -> Result<(Vec<FamilyRow>, bool), Failure>;

    /// The people of a family.
    ///
    /// # Errors
    /// When there is no such family, or the register cannot be read.
    fn members(&mut self, family: FamilyId) -> Result<Vec<MemberRow>, Failure>;
}

impl Finder for &mut dyn Client {
    fn families(&mut self, text: &str, limit: usize) -> Result<(Vec<FamilyRow>, bool), Failure> {
        match self.ask(&Query::Search { text: text.to_string(), limit })? {
            Answer::Families(rows) => Ok((rows.rows, rows.more_after)),
            _ => Ok((Vec::new(), false)),
        }
    }

    fn members(&mut self, family: FamilyId) -> Result<Vec<MemberRow>, Failure> {
        match self.ask(&Query::Family { family })? {
            Answer::Family(page) => Ok(page.row.members),
            _ => Ok(Vec::new()),
        }
    }
}

/// What is needed to understand words.
pub struct Sense<'a> {
    /// The plan in force.
    pub plan: &'a Plan,
    /// The day it is.
    pub today: NaiveDate,
    /// Where names are looked up.
    pub finder: &'a mut dyn Finder,
}

impl<'a> Sense<'a> {
    /// What a client knows.
    pub fn of<'c: 'a>(plan: &'a Plan, client: &'a mut &'c mut dyn Client) -> Self {
        Self { plan, today: client.now().date_naive(), finder: client }
    }

    /// A family by its id, case number, identity number or a search text that finds no other.
    ///
    /// # Errors
    /// When it finds none or several.
    pub fn family(&mut self, word: &Word) -> Result<FamilyId, Failure> {
        match word.as_str().trim().parse() {
            Ok(family) => Ok(family),
            Err(_) => self.family_found(word.as_str().trim()),
        }
    }

    fn family_found(&mut self, text: &str) -> Result<FamilyId, Failure> {
        let (rows, more) = self.finder.families(text, LIKE_MAX)?;
        let by_case = rows.iter().find(|row| !text.is_empty() && row.case_number == text);
        match (rows.as_slice(), by_case) {
            (_, Some(row)) => Ok(row.family),
            ([row], _) if !more => Ok(row.family),
            ([], _) => Err(Wrong::NobodyFound(text.to_string()).into()),
            (several, _) => {
                let like = several.iter().map(described).collect();
                Err(Wrong::SeveralFound { text: text.to_string(), like, more }.into())
            }
        }
    }

    /// A person of a family by number, role or name.
    ///
    /// # Errors
    /// When nobody of the family is meant, or more than one.
    pub fn member(&mut self, family: FamilyId, word: &Word) -> Result<MemberNo, Failure> {
        let text = word.as_str().trim();
        if let Ok(number) = text.parse() {
            return Ok(MemberNo(number));
        }
        let members = self.finder.members(family)?;
        let role = role_named(text);
        let mut meant = members.iter().filter(|member| Some(member.role) == role || member.name == text);
        match (meant.next(), meant.next()) {
            (Some(member), None) => Ok(member.member),
            _ => Err(Wrong::NotAMember(text.to_string()).into()),
        }
    }

    /// An item by its id.
    ///
    /// # Errors
    /// When it is no id.
    pub fn item(&self, word: &Word) -> Result<ItemId, Failure> {
        word.as_str().trim().parse().map_err(|_| Wrong::NotAnItem(word.0.clone()).into())
    }

    /// An emergency by its id.
    ///
    /// # Errors
    /// When it is no id.
    pub fn emergency(&self, word: &Word) -> Result<EmergencyId, Failure> {
        word.as_str().trim().parse().map_err(|_| Wrong::NotAnEmergency(word.0.clone()).into())
    }

    /// A measure by its id or its title.
    ///
    /// # Errors
    /// When the plan has none.
    pub fn measure(&self, word: &Word) -> Result<MeasureNo, Failure> {
        plan::measure(self.plan, word).map(|measure| measure.no)
    }

    /// A small register by its id or its title.
    ///
    /// # Errors
    /// When the plan has none.
    pub fn register(&self, word: &Word) -> Result<&'a Register, Failure> {
        let wanted = || RegisterRefusal::NoSuchRegister(word.0.clone());
        self.plan.register_called(word.as_str()).ok_or_else(|| Refusal::from(wanted()).into())
    }

    /// A row of a small register by its id.
    ///
    /// # Errors
    /// When it is no id.
    pub fn row(&self, word: &Word) -> Result<RowId, Failure> {
        word.as_str().trim().parse().map_err(|_| Wrong::NotARow(word.0.clone()).into())
    }

    /// A department by its id or any name it has or had.
    ///
    /// # Errors
    /// When the plan has none.
    pub fn department(&self, word: &Word) -> Result<DepartmentNo, Failure> {
        plan::department(self.plan, word)
    }

    /// A day, as people write it.
    ///
    /// # Errors
    /// When it is none.
    pub fn day(&self, word: &Word) -> Result<NaiveDate, Failure> {
        day(word, self.today)
    }

    /// A due date: a day, or a day and a time.
    ///
    /// # Errors
    /// When it is neither.
    pub fn due(&self, word: &Word) -> Result<Due, Failure> {
        let text = word.as_str().trim();
        let timed =
            ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"].iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
        match timed {
            Some(at) => Ok(Due { on: at.date(), at: Some(at.time()) }),
            None => self.day(word).map(Due::on),
        }
    }
}

/// A day, as people write it.
///
/// # Errors
/// When it is none.
pub fn day(word: &Word, today: NaiveDate) -> Result<NaiveDate, Failure> {
    reading::date::read(word.as_str().trim(), today).map_err(|_| Wrong::NotADay(word.0.clone()).into())
}

/// The number of an entry.
///
/// # Errors
/// When it is none.
pub fn seq(word: &Word) -> Result<Seq, Failure> {
    let number = word.as_str().trim().parse().ok().filter(|number| *number > 0);
    number.map(Seq).ok_or_else(|| Wrong::NotANumber(word.0.clone()).into())
}

/// A township by name or code: its code.
///
/// # Errors
/// When there is none; the nearest names are in the sentence.
pub fn township(word: &Word) -> Result<i64, Failure> {
    let found = reading::township(word.as_str());
    found
        .map(|township| i64::from(township.code.number()))
        .map_err(|problem| Wrong::NoSuchTownship(problem.zh, problem.en).into())
}

fn role_named(text: &str) -> Option<Role> {
    let choices = crate::policy::field::Field::Role.choices();
    reading::choice_named(choices, text).map(|choice| Role::from_code(choice.code))
}

/// A family as a list of candidates names it: its id and its people.
fn described(row: &FamilyRow) -> String {
    let names: Vec<&str> =
        row.members.iter().map(|member| member.name.as_str()).filter(|name| !name.is_empty()).collect();
    format!("{} {}", row.family, names.join("、"))
}
