//! Finds the headings of a roster among the first rows of a sheet, below titles and notes, in one row or in two.
//!
//! The row that is understood best wins; of equals, the first. What is not understood is told, not guessed.

use super::column::{Column, Form, Lexicon, Whose, normal};
use crate::exchange::table::{Cell, Row};
use crate::policy::field::Field;
use crate::text::{clean, width};

/// So many rows from the top may be titles and notes.
pub const ROWS_SEARCHED: usize = 40;
/// Fewer headings than this are an accident.
const LEAST: usize = 3;
/// As many headings of a file as a sentence can hold.
const SAMPLE: usize = 12;

/// One of the renamings of `--map`: a heading of the file and the column it stands for, or none to leave it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    /// The heading of the file.
    pub theirs: String,
    /// What it stands for: one of our headings, or `father.name`; empty or `-` leaves the column out.
    pub ours: String,
}

/// Where what stands in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// One family or one person a row.
    pub form: Form,
    /// The columns that are understood: their place from 0, and their meaning.
    pub columns: Vec<Placed>,
    /// Headings that are not understood; their columns are left alone.
    pub unknown: Vec<String>,
    /// Headings that mean what an earlier one already means; their columns are left alone.
    pub repeated: Vec<String>,
    /// The last row of the headings.
    pub last_row: u32,
}

/// A column that is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its place in the row, from 0.
    pub at: usize,
    /// What it holds.
    pub column: Column,
    /// What the file calls it.
    pub heading: String,
}

/// Why the headings cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadingError {
    /// No row has enough headings that are understood: what the likeliest row says.
    NotFound {
        /// Headings of the file.
        seen: Vec<String>,
    },
    /// The right side of a `--map` is none of our headings.
    UnknownField {
        /// The renaming.
        renaming: Renaming,
    },
    /// The left side of a `--map` is no heading of the file.
    UnknownHeading {
        /// The renaming.
        renaming: Renaming,
        /// Headings of the file.
        seen: Vec<String>,
    },
}

/// Understands headings: the lexicons of both forms, and the renamings.
pub struct Headings<'a> {
    lexicons: [(Form, Lexicon); 2],
    renamings: &'a [Renaming],
}

impl<'a> Headings<'a> {
    /// With these renamings.
    pub fn new(renamings: &'a [Renaming]) -> Self {
        Self { lexicons: [Form::Families, Form::Persons].map(|form| (form, Lexicon::new(form))), renamings }
    }

    /// The layout of a sheet that begins with these rows.
    ///
    /// # Errors
    /// When no row is understood, or a renaming does not fit.
    pub fn find(&self, rows: &[Row]) -> Result<Layout, HeadingError> {
        let searched = || rows.iter().take(ROWS_SEARCHED);
        let single = searched().map(|row| (row.number, one_row(row)));
        let pairs = searched().zip(rows.iter().skip(1)).filter(|(upper, lower)| lower.number == upper.number + 1);
        let double = pairs.map(|(upper, lower)| (lower.number, two_rows(upper, lower)));
        // A later candidate must be better: so one row goes before two, and the first before the second.
        let mut best: Option<Layout> = None;
        for (last_row, labels) in single.chain(double) {
            for (form, lexicon) in &self.lexicons {
                let layout = self.layout(*form, lexicon, &labels, last_row);
                if best.as_ref().is_none_or(|best| layout.columns.len() > best.columns.len()) {
                    best = Some(layout);
                }
            }
        }
        let best = best.filter(|best| best.columns.len() >= LEAST && best.says_who());
        let layout = best.ok_or_else(|| HeadingError::NotFound { seen: seen(rows) })?;
        self.check_renamings(&layout)?;
        Ok(layout)
    }

    fn layout(&self, form: Form, lexicon: &Lexicon, labels: &[Label], last_row: u32) -> Layout {
        let mut layout = Layout { form, columns: Vec::new(), unknown: Vec::new(), repeated: Vec::new(), last_row };
        for label in labels {
            let renamed = self.renamings.iter().find(|renaming| label.is(&renaming.theirs));
            let column = match renamed {
                Some(renaming) if renaming.leaves_out() => None,
                Some(renaming) => lexicon.named(&renaming.ours),
                None if label.group.is_empty() => lexicon.meaning(&label.text),
                None => lexicon.meaning_under(&label.group, &label.text),
            };
            let heading = label.shown();
            match column {
                None => layout.unknown.push(heading),
                Some(column) if layout.columns.iter().any(|placed| placed.column == column) => {
                    layout.repeated.push(heading)
                }
                Some(column) => layout.columns.push(Placed { at: label.at, column, heading }),
            }
        }
        layout
    }

    fn check_renamings(&self, layout: &Layout) -> Result<(), HeadingError> {
        for renaming in self.renamings {
            let known = self
                .lexicons
                .iter()
                .any(|(form, lexicon)| *form == layout.form && lexicon.named(&renaming.ours).is_some());
            if !known && !renaming.leaves_out() {
                return Err(HeadingError::UnknownField { renaming: renaming.clone() });
            }
            let all =
                || layout.columns.iter().map(|placed| &placed.heading).chain(&layout.unknown).chain(&layout.repeated);
            if !all().any(|heading| same_heading(heading, &renaming.theirs)) {
                let seen = all().take(SAMPLE * 2).cloned().collect();
                return Err(HeadingError::UnknownHeading { renaming: renaming.clone(), seen });
            }
        }
        Ok(())
    }
}

impl Renaming {
    /// Reads `their heading=our field`.
    pub fn parse(text: &str) -> Option<Renaming> {
        let (theirs, ours) = text.rsplit_once('=')?;
        let renaming = Renaming { theirs: theirs.trim().to_owned(), ours: ours.trim().to_owned() };
        (!renaming.theirs.is_empty()).then_some(renaming)
    }

    fn leaves_out(&self) -> bool {
        matches!(self.ours.as_str(), "" | "-")
    }
}

impl Layout {
    /// What the file calls a column; what the template calls it when the file does not have it.
    pub fn heading(&self, column: Column) -> String {
        let as_row = Column { whose: Whose::Person, ..column };
        let placed = self.placed(column).or_else(|| self.placed(as_row).filter(|_| column.whose != Whose::Household));
        placed.map_or_else(|| column.title(), |placed| placed.heading.clone())
    }

    /// The column with this meaning.
    pub fn placed(&self, column: Column) -> Option<&Placed> {
        self.columns.iter().find(|placed| placed.column == column)
    }

    /// Whether a row repeats the headings, as printed pages do.
    pub fn is_heading(&self, row: &Row) -> bool {
        let same = |placed: &&Placed| match row.cells.get(placed.at) {
            Some(Cell::Text(text)) => placed.heading.ends_with(&label(text)),
            _ => false,
        };
        let filled =
            self.columns.iter().filter(|placed| row.cells.get(placed.at).is_some_and(|cell| !cell.is_empty())).count();
        let repeats = self.columns.iter().filter(same).count();
        repeats >= LEAST && repeats * 2 > filled
    }

    /// A roster must say who its rows are about.
    fn says_who(&self) -> bool {
        let has = |field| self.columns.iter().any(|placed| placed.column.field == field);
        match self.form {
            Form::Families => has(Field::CaseNumber) || has(Field::Name) || has(Field::IdentityNumber),
            Form::Persons => {
                has(Field::CaseNumber)
                    && has(Field::Role)
                    && self.placed(Column { whose: Whose::Person, field: Field::Name }).is_some()
            }
        }
    }
}

/// A heading as it stands in a sheet.
struct Label {
    at: usize,
    /// What stands over it and its neighbours; empty in headings of one row.
    group: String,
    text: String,
}

impl Label {
    fn is(&self, theirs: &str) -> bool {
        same_heading(&self.text, theirs) || same_heading(&self.shown(), theirs)
    }

    /// What a report calls it.
    fn shown(&self) -> String {
        if self.group.is_empty() || self.group == self.text {
            self.text.clone()
        } else {
            format!("{}·{}", self.group, self.text)
        }
    }
}

fn same_heading(one: &str, other: &str) -> bool {
    one == other || normal(one) == normal(other)
}

fn one_row(row: &Row) -> Vec<Label> {
    row.cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty())
        .map(|(at, cell)| Label { at, group: String::new(), text: text(cell) })
        .collect()
}

/// Headings in two rows. A group stands in the first of its columns, or (merged) in all; a heading that is merged downwards stands in the
/// upper row only, or in both.
fn two_rows(upper: &Row, lower: &Row) -> Vec<Label> {
    let mut group = String::new();
    let mut labels = Vec::new();
    for at in 0..upper.cells.len().max(lower.cells.len()) {
        let above = upper.cells.get(at).map(text).unwrap_or_default();
        let below = lower.cells.get(at).map(text).unwrap_or_default();
        if !above.is_empty() {
            group.clone_from(&above);
        }
        let label = |group: &str, text: &str| Label { at, group: group.to_owned(), text: text.to_owned() };
        match (above.is_empty(), below.is_empty()) {
            (true, true) => {}
            (false, true) => labels.push(label("", &above)),
            (false, false) if above == below => labels.push(label("", &above)),
            (_, false) => labels.push(label(&group, &below)),
        }
    }
    labels
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => label(text),
        Cell::Number(number) => number.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::Empty | Cell::Bool(_) | Cell::Error(_) => String::new(),
    }
}

/// A heading without line ends, blanks between its characters, and what would harm a terminal; cut where it is no heading any more.
fn label(text: &str) -> String {
    width::cut(&clean::name(text), 60).into_owned()
}

/// The texts of the row that looks most like headings.
fn seen(rows: &[Row]) -> Vec<String> {
    let texts = |row: &Row| row.cells.iter().filter(|cell| matches!(cell, Cell::Text(_))).count();
    // Of equals the first: `max_by_key` takes the last, so the rows are walked backwards.
    let likeliest = rows.iter().take(ROWS_SEARCHED).rev().max_by_key(|row| texts(row));
    let mut seen: Vec<String> =
        likeliest.iter().flat_map(|row| &row.cells).map(text).filter(|text| !text.is_empty()).collect();
    seen.dedup();
    seen.truncate(SAMPLE);
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&str]) -> Vec<Row> {
        lines
            .iter()
            .zip(1..)
            .filter(|(line, _)| !line.is_empty())
            .map(|(line, number)| Row { number, cells: line.split('|').map(Cell::text).collect(), progress: 0.0 })
            .collect()
    }

    fn find(lines: &[&str]) -> Result<Layout, HeadingError> {
        Headings::new(&[]).find(&rows(lines))
    }

    fn at(layout: &Layout, whose: Whose, field: Field) -> Option<usize> {
        layout.placed(Column { whose, field }).map(|placed| placed.at)
    }

    #[test]
    fn headings_stand_under_titles_in_any_order() {
        let layout = find(&[
            "南川区计划生育特殊家庭花名册",
            "填报单位：水江镇||填报日期：2026年11月",
            "",
            "",
            "重要：不得外传",
            "序号|子女姓名|父亲姓名|父亲身份证号码|乡镇（街道）|备用",
            "1|王小明|王建国|51232319550612121X|水江镇|",
        ])
        .unwrap();
        assert_eq!((layout.form, layout.last_row), (Form::Families, 6));
        assert_eq!(at(&layout, Whose::Child, Field::Name), Some(1));
        assert_eq!(at(&layout, Whose::Father, Field::IdentityNumber), Some(3));
        assert_eq!(at(&layout, Whose::Household, Field::Township), Some(4));
        assert_eq!(layout.unknown, ["序号", "备用"]);
    }

    #[test]
    fn headings_in_two_rows_are_read_together() {
        // As a text file has them, and as merged cells give them.
        for (upper, lower) in [
            ("家庭编号|父亲||母亲||子女情况||住址", "|姓名|身份证号|姓名|身份证号|姓名|死亡日期|"),
            (
                "家庭编号|父亲|父亲|母亲|母亲|子女情况|子女情况|住址",
                "家庭编号|姓名|身份证号|姓名|身份证号|姓名|死亡日期|住址",
            ),
        ] {
            let layout = find(&["花名册", upper, lower, "1|王建国|x|李芳|y|王小明|2015-01-01|南城"]).unwrap();
            assert_eq!(layout.last_row, 3);
            assert_eq!(at(&layout, Whose::Household, Field::CaseNumber), Some(0));
            assert_eq!(at(&layout, Whose::Father, Field::IdentityNumber), Some(2));
            assert_eq!(at(&layout, Whose::Mother, Field::Name), Some(3));
            assert_eq!(at(&layout, Whose::Child, Field::DiedOn), Some(6));
            assert_eq!(at(&layout, Whose::Household, Field::Address), Some(7));
            assert!(layout.unknown.is_empty() && layout.repeated.is_empty());
        }
    }

    #[test]
    fn one_person_a_row_is_told_by_its_headings() {
        let layout = find(&["家庭编号|姓名|身份证号|与户主关系|乡镇街道"]).unwrap();
        assert_eq!(layout.form, Form::Persons);
        assert_eq!(at(&layout, Whose::Person, Field::Role), Some(3));
    }

    #[test]
    fn a_heading_that_stands_twice_is_told() {
        let layout = find(&["家庭编号|父亲姓名|父亲姓名|联系电话|手机号"]).unwrap();
        assert_eq!(at(&layout, Whose::Father, Field::Name), Some(1));
        assert_eq!(layout.repeated, ["父亲姓名", "手机号"]);
    }

    #[test]
    fn repeated_headings_of_a_printed_page_are_no_family() {
        let lines = ["家庭编号|父亲姓名|母亲姓名", "1|王建国|李芳", "家庭编号|父亲姓名|母亲姓名"];
        let layout = find(&lines).unwrap();
        let rows = rows(&lines);
        assert!(!layout.is_heading(&rows[1]) && layout.is_heading(&rows[2]));
    }

    #[test]
    fn a_sheet_without_headings_says_what_it_has() {
        let error = find(&["库存表", "品名|数量|单价|姓名", "纸|3|5|甲"]).unwrap_err();
        assert_eq!(error, HeadingError::NotFound { seen: ["品名", "数量", "单价", "姓名"].map(String::from).to_vec() });
        assert_eq!(find(&[]).unwrap_err(), HeadingError::NotFound { seen: Vec::new() });
        // Three that are understood, but nobody is named.
        assert!(find(&["乡镇街道|村居|住址|备注"]).is_err());
    }

    #[test]
    fn a_heading_can_be_renamed_or_left_out() {
        let lines = rows(&["编号X|父亲姓名|他妈妈|备注|住址"]);
        let renamings: Vec<Renaming> = ["编号X=家庭编号", "他妈妈=mother.name", "备注=-"]
            .iter()
            .map(|text| Renaming::parse(text).unwrap())
            .collect();
        let layout = Headings::new(&renamings).find(&lines).unwrap();
        assert_eq!(at(&layout, Whose::Household, Field::CaseNumber), Some(0));
        assert_eq!(at(&layout, Whose::Mother, Field::Name), Some(2));
        assert_eq!(layout.unknown, ["备注"]);
        for (text, wrong_field) in [("编号X=家庭号码牌", true), ("没有这列=家庭编号", false)] {
            let renamings = [Renaming::parse(text).unwrap()];
            let lines = rows(&["家庭编号|父亲姓名|编号X|母亲姓名"]);
            let error = Headings::new(&renamings).find(&lines).unwrap_err();
            assert_eq!(matches!(error, HeadingError::UnknownField { .. }), wrong_field, "{text}");
        }
        assert_eq!(Renaming::parse("没有等号"), None);
    }
}
