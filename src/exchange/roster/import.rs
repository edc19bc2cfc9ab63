//! Carries a file into the register: opens it, finds the headings, decides row by row, and has the decisions done in batches.
//!
//! A row counts as done when its batch is on disk. An import that ends early, for whatever reason, has done whole rows only, and the same file
//! can be imported again: what is already so is the same.

use super::column::Form;
use super::draft::Draft;
use super::heading::{HeadingError, Headings, Layout, ROWS_SEARCHED, Renaming};
use super::matching::{self, Action, Decision, Register, Setting};
use super::person;
use super::problem::{Cause, Problem};
use super::report::{ImportError, Opening, Outcome, RowReport, Summary};
use super::row::{self, Values};
use super::seen::Seen;
use crate::domain::command::Command;
use crate::domain::refusal::Refusal;
use crate::exchange::table::{Row, Table};
use crate::text::clean;
use chrono::NaiveDate;
use std::ops::ControlFlow;
use std::path::Path;

/// So many commands go to the register together.
const BATCH: usize = 128;
/// More rows than people of a family may have are not held back for one case number.
const GROUP_ROWS_MAX: usize = person::PEOPLE_MAX * 2;

/// What is asked of an import.
#[derive(Clone, Debug)]
pub struct Options {
    /// The sheet; without it, the first one whose headings are understood.
    pub sheet: Option<String>,
    /// The renamings of headings.
    pub renamings: Vec<Renaming>,
    /// Write nothing and say what would be done.
    pub dry_run: bool,
    /// Today.
    pub today: NaiveDate,
}

/// Who wants to know how an import goes.
pub trait Watch {
    /// How the file was understood.
    fn opened(&mut self, opening: &Opening);

    /// What became of a row, in the order of the rows.
    fn row(&mut self, report: RowReport);

    /// The row that was read last and how much of the file that is, from 0 to 1. `Break` ends the import after what has been decided is done.
    fn progress(&mut self, row: u32, part: f32) -> ControlFlow<()>;
}

/// Imports a file.
///
/// # Errors
/// When the file or its headings cannot be used, or the register takes nothing more. What was done before stands and is told.
pub fn run(
    path: &Path,
    options: &Options,
    register: &mut impl Register,
    watch: &mut impl Watch,
) -> Result<Summary, ImportError> {
    let nothing = Summary { dry_run: options.dry_run, ..Summary::default() };
    let unreadable = |error| ImportError::Table { error, done: nothing };
    let mut table = Table::open(path).map_err(unreadable)?;
    let (sheet, layout) = find_layout(&mut table, path, options, nothing)?;
    watch.opened(&Opening {
        sheet: sheet.clone(),
        form: layout.form,
        columns: layout.columns.len(),
        unknown: layout.unknown.clone(),
        repeated: layout.repeated.clone(),
    });
    let source =
        clean::free_text(&path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default());
    let setting = Setting { layout: &layout, today: options.today, source: &source };
    let mut run = Run {
        register,
        watch,
        setting,
        seen: Seen::default(),
        group: Vec::new(),
        pending: Vec::new(),
        commands: Vec::new(),
        summary: nothing,
        last_row: layout.last_row,
        stopped: None,
    };
    let read = table.read(&sheet, &mut |row| run.take(&row));
    run.end();
    match (run.stopped, read) {
        (Some(refusal), _) => {
            Err(ImportError::Register { refusal: Box::new(refusal), done: run.summary, last_row: run.last_row })
        }
        (None, Err(error)) => Err(ImportError::Table { error, done: run.summary }),
        (None, Ok(())) => Ok(run.summary),
    }
}

/// The sheet to read and how it is laid out: the first with a family below its headings, or else the first with headings. A template has
/// two sheets with headings, and people fill in one of them.
fn find_layout(
    table: &mut Table,
    path: &Path,
    options: &Options,
    nothing: Summary,
) -> Result<(String, Layout), ImportError> {
    let headings = Headings::new(&options.renamings);
    let sheets = options.sheet.as_ref().map_or_else(|| table.sheets(), |sheet| vec![sheet.clone()]);
    let mut empty = None;
    let mut first_error = None;
    for sheet in &sheets {
        let mut rows = Vec::new();
        let head = table.read(sheet, &mut |row| {
            rows.push(row);
            if rows.len() <= ROWS_SEARCHED { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        head.map_err(|error| ImportError::Table { error, done: nothing })?;
        match headings.find(&rows) {
            Ok(layout) => {
                let counts = |row: &Row| row.number > layout.last_row && row::left_out(&layout, row).is_none();
                if rows.iter().any(counts) {
                    return Ok((sheet.clone(), layout));
                }
                empty.get_or_insert((sheet.clone(), layout));
            }
            Err(error) => {
                // A renaming that does not fit one sheet may fit another, but says more than that there are no headings.
                let vague = matches!(first_error, None | Some(HeadingError::NotFound { .. }));
                if vague && (first_error.is_none() || !matches!(error, HeadingError::NotFound { .. })) {
                    first_error = Some(error);
                }
            }
        }
    }
    let error = first_error.unwrap_or(HeadingError::NotFound { seen: Vec::new() });
    empty.ok_or_else(|| ImportError::Headings { file: path.to_owned(), sheets, error })
}

/// An import under way.
struct Run<'a, R, W> {
    register: &'a mut R,
    watch: &'a mut W,
    setting: Setting<'a>,
    seen: Seen,
    /// Rows of one family, of a roster of one person a row.
    group: Vec<Values>,
    /// Reports that wait for their batch.
    pending: Vec<Pending>,
    commands: Vec<Command>,
    summary: Summary,
    last_row: u32,
    stopped: Option<Refusal>,
}

/// The reports of the rows of one draft, and whether the next command of the batch is theirs.
struct Pending {
    reports: Vec<RowReport>,
    commanded: bool,
}

impl<R: Register, W: Watch> Run<'_, R, W> {
    fn take(&mut self, row: &Row) -> ControlFlow<()> {
        let layout = self.setting.layout;
        if row.number <= layout.last_row {
            return ControlFlow::Continue(());
        }
        if let Some(why) = row::left_out(layout, row) {
            self.summary.leave_out(why);
        } else {
            let values = row::read(layout, row, self.setting.today);
            match layout.form {
                Form::Families => {
                    let (draft, problems) = values.into_draft();
                    self.decide(draft, problems);
                }
                Form::Persons => self.group(values),
            }
        }
        if self.stopped.is_some() {
            return ControlFlow::Break(());
        }
        let wanted = self.watch.progress(row.number, row.progress);
        self.summary.interrupted = wanted.is_break();
        wanted
    }

    /// Adds a row to the family that its case number names; a row without one belongs to the family above it, as merged cells are left.
    fn group(&mut self, values: Values) {
        let here = person::case_number(&values);
        let above = self.group.iter().find_map(person::case_number);
        let same = !self.group.is_empty() && (here.is_none() || above.is_none_or(|above| Some(above) == here));
        if !same || self.group.len() >= GROUP_ROWS_MAX {
            self.end_group();
        }
        self.group.push(values);
    }

    fn end_group(&mut self) {
        let rows = std::mem::take(&mut self.group);
        if !rows.is_empty() {
            let (draft, problems) = person::into_draft(rows, self.setting.layout, self.setting.today);
            self.decide(draft, problems);
        }
    }

    fn decide(&mut self, mut draft: Draft, mut problems: Vec<Problem>) {
        problems.append(&mut draft.complete(self.setting.layout, self.setting.today));
        if problems.iter().any(Problem::refuses) {
            return self.plan(&draft, Decision::refused(problems));
        }
        if let Some(cause) = self.seen.earlier(&draft) {
            problems.push(about_row(&draft, cause));
            let refused = problems.iter().any(Problem::refuses);
            let action = if refused { Action::Refused(None) } else { Action::Same(None) };
            return self.plan(&draft, Decision { action, problems, told: Vec::new() });
        }
        // A family that was decided upon but is not in the register yet cannot be found there.
        let alike = self.seen.alike(&draft);
        if alike.is_some() && !self.summary.dry_run {
            self.flush();
        }
        let decided = matching::decide(&draft, self.register, self.setting);
        let mut decision = match decided {
            Ok(decision) => decision,
            Err(refusal) => {
                self.stopped = Some(refusal);
                return;
            }
        };
        if let (Some(row), Action::New(_), true) = (alike, &decision.action, self.summary.dry_run) {
            problems.push(about_row(&draft, Cause::LooksLikeRow { row }));
            decision.action = Action::Review(None);
        }
        problems.append(&mut decision.problems);
        decision.problems = problems;
        self.plan(&draft, decision);
    }

    /// Puts a decision into the batch.
    fn plan(&mut self, draft: &Draft, decision: Decision) {
        let (outcome, family, command) = match decision.action {
            Action::New(command) => (Outcome::New, None, Some(command)),
            Action::Changed(family, command) => (Outcome::Changed, Some(family), Some(command)),
            Action::Same(family) => (Outcome::Same, family, None),
            Action::Review(command) => (Outcome::Review, None, command),
            Action::Refused(family) => (Outcome::Refused, family, None),
        };
        if outcome != Outcome::Refused {
            self.seen.take(draft, outcome == Outcome::New);
        }
        let mut reports: Vec<RowReport> = draft
            .rows
            .iter()
            .map(|row| RowReport { row: *row, outcome, family, problems: Vec::new(), changes: Vec::new() })
            .collect();
        spread(&mut reports, decision.problems, outcome);
        if let Some(first) = reports.first_mut() {
            first.changes = decision.told;
        }
        self.pending.push(Pending { reports, commanded: command.is_some() });
        self.commands.extend(command);
        if self.commands.len() >= BATCH || self.pending.len() >= BATCH * 8 {
            self.flush();
        }
    }

    /// Has the batch done and tells what became of its rows.
    fn flush(&mut self) {
        let commands = std::mem::take(&mut self.commands);
        let answers: Vec<Result<Option<crate::ids::FamilyId>, Refusal>> = if self.summary.dry_run {
            self.register.preview(&commands).into_iter().map(|answer| answer.map(|()| None)).collect()
        } else {
            self.register.execute(commands)
        };
        let mut answers = answers.into_iter();
        for mut pending in std::mem::take(&mut self.pending) {
            if pending.commanded {
                match answers.next() {
                    Some(Ok(family)) => {
                        pending.reports.iter_mut().for_each(|report| report.family = report.family.or(family))
                    }
                    Some(Err(refusal @ Refusal::Store { .. })) => {
                        self.stopped.get_or_insert(refusal);
                        return;
                    }
                    Some(Err(refusal)) => refuse(&mut pending.reports, refusal),
                    None => return,
                }
            }
            for report in pending.reports {
                self.summary.count(report.outcome);
                self.last_row = report.row;
                self.watch.row(report);
            }
        }
    }

    fn end(&mut self) {
        if self.stopped.is_none() {
            self.end_group();
        }
        if self.stopped.is_none() {
            self.flush();
        }
    }
}

fn about_row(draft: &Draft, cause: Cause) -> Problem {
    Problem { row: draft.rows.first().copied().unwrap_or(0), field: String::new(), value: String::new(), cause }
}

/// Gives each row its own problems. A row without any that is refused says with which row it is.
fn spread(reports: &mut [RowReport], problems: Vec<Problem>, outcome: Outcome) {
    let guilty = problems.iter().find(|problem| problem.refuses()).map(|problem| problem.row);
    for problem in problems {
        let own = reports.iter().position(|report| report.row == problem.row).unwrap_or(0);
        if let Some(report) = reports.get_mut(own) {
            report.problems.push(problem);
        }
    }
    for report in reports.iter_mut().filter(|_| outcome == Outcome::Refused) {
        if let Some(row) = guilty.filter(|row| *row != report.row && !report.problems.iter().any(Problem::refuses)) {
            let cause = Cause::RefusedWith { row };
            report.problems.push(Problem { row: report.row, field: String::new(), value: String::new(), cause });
        }
    }
}

/// The register did not take what had been decided.
fn refuse(reports: &mut [RowReport], refusal: Refusal) {
    for report in reports {
        report.outcome = Outcome::Refused;
        report.changes.clear();
        let cause = Cause::Register(refusal.clone());
        report.problems.push(Problem { row: report.row, field: String::new(), value: String::new(), cause });
    }
}
