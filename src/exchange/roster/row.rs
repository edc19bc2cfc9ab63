//! From a row to the values of its columns, and from the values of a row with a whole family to its draft.

use super::cell::{self, Reading};
use super::column::{Column, Whose, normal};
use super::draft::{Draft, Person};
use super::heading::{Layout, Placed};
use super::problem::{Cause, Problem};
use crate::domain::command::Fact;
use crate::domain::member::Role;
use crate::exchange::table::{Cell, Row};
use crate::policy::division::TownshipCode;
use crate::policy::field::Field;
use crate::policy::reading::Reader;
use crate::policy::value::{Kind, Value};
use crate::text::clean;
use chrono::NaiveDate;

/// Beginnings of rows that stand below a table and belong to no family.
const BELOW: &[&str] = &[
    "合计",
    "总计",
    "小计",
    "共计",
    "累计",
    "总数",
    "填表",
    "填报",
    "制表",
    "审核",
    "审批",
    "负责人",
    "单位负责人",
    "主要领导",
    "分管领导",
    "经办",
    "备注:",
    "说明:",
    "注:",
    "注1",
    "盖章",
    "单位盖章",
];

/// Why a row is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Nothing stands in any column that is understood.
    Blank,
    /// The headings again.
    Heading,
    /// A total, a signature, a note.
    Below,
}

/// The values that a row states.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// The row.
    pub row: u32,
    /// Column by column; what a person is to the family is still the word that stands there.
    pub stated: Vec<(Column, Value)>,
    /// What is wrong or unusual.
    pub problems: Vec<Problem>,
}

/// Whether a row is none of the table's.
pub fn left_out(layout: &Layout, row: &Row) -> Option<LeftOut> {
    let filled = |placed: &&Placed| row.cells.get(placed.at).is_some_and(|cell| !cell.is_empty());
    if !layout.columns.iter().any(|placed| filled(&placed)) {
        return Some(LeftOut::Blank);
    }
    if layout.is_heading(row) {
        return Some(LeftOut::Heading);
    }
    let first = row.cells.iter().find_map(|cell| match cell {
        Cell::Text(text) => Some(clean::number(text)),
        _ => None,
    });
    let below = |text: &str| BELOW.iter().any(|beginning| text.starts_with(beginning));
    let first = first.filter(|text| below(text))?;
    // A note that is merged across the row fills every cell with the same text; anything else in a column of names is a family.
    let names_someone = layout.columns.iter().any(|placed| match row.cells.get(placed.at) {
        Some(Cell::Text(text)) => {
            let text = clean::number(text);
            let other = text != first && !below(&text);
            match placed.column.field {
                // A total counts people where others have their name.
                Field::Name => other && !text.contains(|c: char| c.is_ascii_digit()),
                Field::IdentityNumber => other && text.len() >= 15,
                _ => false,
            }
        }
        _ => false,
    });
    (!names_someone).then_some(LeftOut::Below)
}

/// Reads every column of a row.
pub fn read(layout: &Layout, row: &Row, today: NaiveDate) -> Values {
    let mut values = Values { row: row.number, ..Values::default() };
    let mut reader = Reader::new(today);
    // The township first: a village is looked for in it.
    let township = |placed: &&Placed| placed.column.field == Field::Township;
    let ordered =
        layout.columns.iter().filter(township).chain(layout.columns.iter().filter(|placed| !township(placed)));
    for placed in ordered {
        let cell = row.cells.get(placed.at).unwrap_or(&Cell::Empty);
        values.read_cell(placed, cell, &reader);
        if let (Field::Township, Some((_, Value::Number(code)))) = (placed.column.field, values.stated.last()) {
            reader.township = TownshipCode::from_number(*code).and_then(TownshipCode::find);
        }
    }
    values
}

impl Values {
    fn read_cell(&mut self, placed: &Placed, cell: &Cell, reader: &Reader) {
        let column = placed.column;
        if column == (Column { whose: Whose::Person, field: Field::Role }) {
            if let Cell::Text(text) = cell {
                self.stated.push((column, Value::Text(clean::name(text))));
            }
            return;
        }
        let read =
            cell::read(column.field, cell, reader).and_then(|reading| has_come(column.field, reading, reader.today));
        let problem = |cause| Problem {
            row: self.row,
            field: placed.heading.clone(),
            value: cell::shown(column.field, cell),
            cause,
        };
        match read {
            Err(cause) => self.problems.push(problem(cause)),
            Ok(reading) => {
                self.problems.extend(reading.unusual.into_iter().map(problem));
                self.stated.extend(reading.value.map(|value| (column, value)));
                if reading.died {
                    self.stated.push((Column { field: Field::Alive, ..column }, Value::Flag(false)));
                }
            }
        }
    }

    /// The first value of a column.
    pub fn value(&self, whose: Whose, field: Field) -> Option<&Value> {
        self.stated.iter().find(|(column, _)| *column == Column { whose, field }).map(|(_, value)| value)
    }

    /// The facts of whom the columns belong to, each once; a column goes before what a remark behind the name says.
    pub fn facts(&self, whose: Whose) -> Vec<Fact> {
        let mut facts: Vec<Fact> = Vec::new();
        let fields = self.stated.iter().filter(|(column, _)| column.whose == whose).map(|(column, _)| column.field);
        for field in fields.filter(|field| *field != Field::Role) {
            let last = self.stated.iter().rfind(|(column, _)| *column == Column { whose, field });
            if let Some((_, value)) = last.filter(|_| !facts.iter().any(|fact| fact.field == field)) {
                facts.push(Fact::new(field, value.clone()));
            }
        }
        facts
    }

    /// The draft of the family, when the row states one as a whole.
    pub fn into_draft(self) -> (Draft, Vec<Problem>) {
        let people = [Role::Father, Role::Mother, Role::Child]
            .into_iter()
            .map(|role| Person { row: self.row, role, facts: self.facts(Whose::of(role)), derived: Vec::new() })
            .filter(|person| !person.facts.is_empty());
        let draft = Draft {
            rows: vec![self.row],
            household: self.facts(Whose::Household),
            parents: self.facts(Whose::Parents),
            people: people.collect(),
        };
        (draft, self.problems)
    }
}

/// What has happened cannot lie ahead; only a certificate runs out later.
fn has_come(field: Field, reading: Reading, today: NaiveDate) -> Result<Reading, Cause> {
    match reading.value {
        Some(Value::Date(day)) if field.kind() == Kind::Date && field != Field::CertificateUntil && day > today => {
            Err(Cause::NotYet)
        }
        _ => Ok(reading),
    }
}

/// The word that stands in a cell, as headings and relations are compared.
pub fn word(text: &str) -> String {
    normal(text)
}
