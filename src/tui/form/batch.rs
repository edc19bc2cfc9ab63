//! Forms for allowance batches: drawing one up, and every act with a batch or a line of it. What an act means in people and money stands
//! above the fields, so that sending the form is saying yes to it.

use super::Form;
use super::entry::{Entry, Pick, Reading};
use super::picks;
use crate::domain::batch::workflow::Act;
use crate::domain::batch::{Balance, Batch, BatchCommand, Correction, Line as Payment, LineId, Said, is_payable};
use crate::domain::command::Command;
use crate::ids::{BatchId, DepartmentNo, FamilyId, MeasureNo, MemberNo};
use crate::policy::money::Fen;
use crate::policy::period::Period;
use crate::policy::value::Value;
use crate::policy::words::Words;
use crate::service::errand::Errand;
use crate::tui::action::Action;
use crate::tui::compose::batch as told;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::Line;
use crate::tui::tone::Tone;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a form is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BatchForm {
    /// A new batch.
    Draw,
    /// Arrears of somebody, paid by a line of a draft.
    Arrears {
        /// The draft.
        batch: BatchId,
        /// Whose.
        family: FamilyId,
        /// The person.
        member: MemberNo,
        /// Of which period.
        period: Period,
        /// What it is about, and what will come of it.
        told: Vec<String>,
    },
    /// An act.
    Act {
        /// The act.
        act: Act,
        /// The batch.
        batch: BatchId,
        /// The line, for an act with one.
        line: Option<u32>,
        /// What it is about, and what will come of it.
        told: Vec<String>,
    },
}

impl BatchForm {
    /// An act with a batch.
    pub fn of(act: Act, batch: &Batch, session: &Session) -> Self {
        let mut lines = vec![told::title(batch, session)];
        let waiting = told::sum(batch.totals.waiting, session);
        let (out, failed) = (batch.totals.out.lines.to_string(), batch.totals.failed.lines.to_string());
        let corrected = told::sum(batch.totals.corrected, session);
        let paid = told::sum(batch.totals.paid, session);
        let (phrase, parts): (Phrase, [&str; 2]) = match act {
            Act::Freeze => (Phrase::WillFreeze, [&waiting, &out]),
            Act::Send => (Phrase::WillSend, [&waiting, ""]),
            Act::Return => (Phrase::WillRead, [&waiting, ""]),
            Act::Close => (Phrase::WillClose, [&paid, &failed]),
            Act::Again => (Phrase::WillPayAgain, [&corrected, &failed]),
            Act::Discard => (Phrase::WillDiscard, [&waiting, ""]),
            Act::Add => (Phrase::WillAdd, ["", ""]),
            _ => (Phrase::WillCheck, ["", ""]),
        };
        lines.push(session.fill(phrase, &parts));
        BatchForm::Act { act, batch: batch.id, line: None, told: lines }
    }

    /// An act with a line.
    pub fn of_line(act: Act, line: &Payment, session: &Session) -> Self {
        let listed = &line.listed;
        let about = format!("{}  {}  {}  {}", line.id(), listed.name, listed.family, listed.period.text(session.lang));
        let amount = line.amount().grouped();
        let left = Fen(line.amount().0.saturating_sub(line.recovered().0)).grouped();
        let phrase = match act {
            Act::Hold => Phrase::WillHold,
            Act::Include => Phrase::WillInclude,
            Act::Paid => Phrase::WillBePaid,
            Act::Failed => Phrase::WillHaveFailed,
            Act::Bounce => Phrase::WillBounce,
            Act::Correct => Phrase::WillCorrect,
            _ => Phrase::WillRecover,
        };
        let because = line.because(session.lang);
        let mut lines = vec![about];
        lines.extend((!because.is_empty()).then_some(because));
        lines.push(session.fill(phrase, &[&amount, &left]));
        BatchForm::Act { act, batch: line.batch, line: Some(listed.no), told: lines }
    }

    /// Arrears, to be paid by a draft.
    pub fn arrears(balance: &Balance, draft: &Batch, session: &Session) -> Self {
        let Balance { family, member, period, .. } = *balance;
        let about = format!("{}  {family}  {}", balance.name, period.text(session.lang));
        let will = session.fill(Phrase::WillAddArrears, &[&balance.arrears().grouped(), &told::title(draft, session)]);
        BatchForm::Arrears { batch: draft.id, family, member, period, told: vec![about, will] }
    }

    /// What was paid too much, to be noted on the line that paid it.
    pub fn over(balance: &Balance, line: LineId, session: &Session) -> Self {
        let about = format!("{line}  {}  {}  {}", balance.name, balance.family, balance.period.text(session.lang));
        let over = balance.overpaid().grouped();
        let told = vec![about, session.fill(Phrase::WillRecover, &["", &over])];
        BatchForm::Act { act: Act::Recover, batch: line.batch, line: Some(line.no), told }
    }

    /// The name of its draft; what asks for nothing has none.
    pub fn draft_name(&self) -> Option<String> {
        match self {
            BatchForm::Draw => Some("batch-draw".to_string()),
            BatchForm::Arrears { .. } | BatchForm::Act { act: Act::Freeze | Act::Close | Act::Again, .. } => None,
            BatchForm::Act { act, batch, line: None, .. } => Some(format!("batch-{act:?}-{batch}").to_lowercase()),
            BatchForm::Act { act, batch, line: Some(line), .. } => {
                Some(format!("batch-{act:?}-{batch}-{line}").to_lowercase())
            }
        }
    }

    /// What the form is called.
    pub fn title(&self, session: &Session) -> String {
        match self {
            BatchForm::Draw => session.both(Action::DrawBatch.title()).to_string(),
            BatchForm::Arrears { batch, .. } => format!("{}  {batch}", session.both(Act::Add.title())),
            BatchForm::Act { act, batch, line: None, .. } => format!("{}  {batch}", session.both(act.title())),
            BatchForm::Act { act, batch, line: Some(line), .. } => {
                format!("{}  {batch}-{line}", session.both(act.title()))
            }
        }
    }

    /// What stands above the fields.
    pub fn about(&self, session: &Session) -> Vec<Line> {
        let (told, asks) = match self {
            BatchForm::Draw => return vec![Line::text(session.say(Phrase::WillDraw), Tone::Plain)],
            BatchForm::Arrears { told, .. } => (told, false),
            BatchForm::Act { told, act, .. } => (told, !matches!(act, Act::Freeze | Act::Close | Act::Again)),
        };
        let mut lines: Vec<Line> = Vec::new();
        for (at, text) in told.iter().enumerate() {
            lines.push(Line::text(text.clone(), if at == 0 { Tone::Strong } else { Tone::Plain }));
        }
        if !asks {
            lines.push(Line::text(session.say(Phrase::EnterConfirms), Tone::Soon));
        }
        lines
    }

    /// The fields.
    pub fn entries(&self, session: &Session) -> Vec<Entry> {
        let reason = || Entry::text("reason", Phrase::Reason.both(), Reading::Line).required();
        let day = || Entry::text("on", Phrase::PaidOn.both(), Reading::Day).holding(session.say(Phrase::TodayWord));
        let file = || Entry::text("file", Phrase::FilePath.both(), Reading::Line).required();
        let (act, batch) = match self {
            BatchForm::Draw => return drawing(session),
            BatchForm::Arrears { .. } => return Vec::new(),
            BatchForm::Act { act, batch, .. } => (act, batch),
        };
        match act {
            Act::Add => vec![
                Entry::family("family", Phrase::Family.both()).required(),
                Entry::choice("member", Phrase::Person.both(), Vec::new()).required(),
                Entry::search("period", Phrase::PeriodFor.both(), payable_periods(session)).required(),
            ],
            Act::Send => vec![file().holding(&format!("{batch}.xlsx"))],
            Act::Return => vec![file(), day()],
            Act::Paid => vec![day().required()],
            Act::Correct => vec![
                Entry::text("account", Phrase::RightAccount.both(), Reading::Line),
                Entry::text("bank", Phrase::RightBank.both(), Reading::Line),
                reason(),
            ],
            Act::Recover => {
                vec![Entry::text("amount", Phrase::AmountInYuan.both(), Reading::Money).required(), reason()]
            }
            Act::Discard | Act::Hold | Act::Include | Act::Failed | Act::Bounce => vec![reason()],
            Act::Check | Act::Freeze | Act::Close | Act::Again => Vec::new(),
        }
    }

    /// The errand that the form comes to, for what is done with a file.
    pub fn errand(&self, form: &Form, today: NaiveDate) -> Option<Errand> {
        let BatchForm::Act { act, batch, .. } = self else { return None };
        let file = text(form, "file", today);
        match act {
            Act::Send => Some(Errand::SendBatch { batch: *batch, file }),
            Act::Return => Some(Errand::ReadReturns { batch: *batch, file }),
            _ => None,
        }
    }

    /// The command that the form comes to; none for what is done with a file, or where nobody is named.
    pub fn command(&self, form: &Form, today: NaiveDate) -> Option<Command> {
        let reason = text(form, "reason", today);
        let raw = |key: &str| form.entry(key).and_then(Entry::picked).map_or("", |pick| pick.key.as_str());
        // A period's key begins with that of its measure.
        let period = || raw("period").split_once(':').and_then(|(_, period)| period.parse().ok());
        if let BatchForm::Arrears { batch, family, member, period, .. } = self {
            let (batch, family, member, period) = (*batch, *family, *member, *period);
            return Some(Command::Batch(BatchCommand::Add { batch, family, member, period }));
        }
        let BatchForm::Act { act, batch, line, .. } = self else {
            return Some(Command::Batch(BatchCommand::Draw {
                measure: MeasureNo(raw("measure").trim_end_matches(':').parse().ok()?),
                period: period()?,
                department: raw("department").parse().ok().map(DepartmentNo),
                note: text(form, "note", today),
            }));
        };
        let batch = *batch;
        let line = || line.map(|no| LineId { batch, no });
        Some(Command::Batch(match act {
            Act::Add => BatchCommand::Add {
                batch,
                family: raw("family").parse().ok()?,
                member: MemberNo(raw("member").parse().ok()?),
                period: period()?,
            },
            Act::Freeze => BatchCommand::Freeze { batch },
            Act::Close => BatchCommand::Close { batch },
            Act::Again => BatchCommand::Again { batch },
            Act::Discard => BatchCommand::Discard { batch, reason },
            Act::Hold | Act::Include => BatchCommand::Rule { line: line()?, hold: *act == Act::Hold, reason },
            Act::Paid => BatchCommand::Return { line: line()?, outcome: Said::Paid(day(form, today)), bounced: false },
            Act::Failed | Act::Bounce => {
                BatchCommand::Return { line: line()?, outcome: Said::Failed(reason), bounced: *act == Act::Bounce }
            }
            Act::Correct => {
                let given = |key: &str| Some(text(form, key, today)).filter(|text| !text.is_empty());
                let (account, bank) = (given("account"), given("bank"));
                BatchCommand::Correct(Correction { line: line()?, account, bank, reason })
            }
            Act::Recover => {
                let Some(Value::Money(fen)) = form.value("amount", today) else { return None };
                BatchCommand::Recover { line: line()?, amount: Fen(fen), reason }
            }
            Act::Check | Act::Send | Act::Return => return None,
        }))
    }
}

/// The day that a form names, else today.
pub fn day(form: &Form, today: NaiveDate) -> NaiveDate {
    match form.value("on", today) {
        Some(Value::Date(day)) => day,
        _ => today,
    }
}

fn text(form: &Form, key: &str, today: NaiveDate) -> String {
    match form.value(key, today) {
        Some(Value::Text(text)) => text,
        _ => String::new(),
    }
}

/// The measures that are paid by batch.
fn payable(session: &Session) -> impl Iterator<Item = MeasureNo> {
    session.plan.measures().iter().filter(|measure| is_payable(measure)).map(|measure| measure.no)
}

fn payable_periods(session: &Session) -> Vec<Pick> {
    payable(session).flat_map(|no| picks::periods(no, session)).collect()
}

fn drawing(session: &Session) -> Vec<Entry> {
    let titled = |no: MeasureNo| {
        let title = session.plan.measure(no).map(|one| Words::new(one.short.zh.clone(), one.short.en.clone()));
        title.map(|title| Pick::new(no.to_string(), title))
    };
    let measures: Vec<Pick> = payable(session).filter_map(titled).collect();
    let first = measures.first().map(|pick| pick.key.clone()).unwrap_or_default();
    let periods = payable_periods(session);
    let period =
        payable(session).next().and_then(|no| picks::periods(no, session).first().map(|pick| pick.key.clone()));
    vec![
        Entry::search("measure", Phrase::Measure.both(), measures).required().holding(&first),
        Entry::search("period", Phrase::PeriodFor.both(), periods).required().holding(&period.unwrap_or_default()),
        Entry::search("department", Phrase::PayingDepartment.both(), picks::departments(session)),
        Entry::text("note", Phrase::Note.both(), Reading::Line),
    ]
}
