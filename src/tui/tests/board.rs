//! The emergency desk of the invented office: what is asked of it, answered from a list in memory.

use super::office::cut;
use crate::domain::emergency::clock::{Clock, minute};
use crate::domain::emergency::command::EmergencyCommand;
use crate::domain::emergency::refusal::{Alike, EmergencyRefusal};
use crate::domain::emergency::workflow::{Act, Stage, act, acts};
use crate::domain::refusal::Refusal;
use crate::ids::{DepartmentNo, EmergencyId, EmergencyKindNo, FamilyId, Seq};
use crate::policy::money::Fen;
use crate::service::answer::{EmergencyAnswer, EmergencyCounts, EmergencyRow, Happened, TimelineRow};
use crate::service::emergency::{EmergencyPage, EmergencyQuery, PINNED_MAX, Strip};
use crate::service::query::Cursor;
use chrono::{DateTime, Duration, FixedOffset};

/// An emergency lodged so many minutes ago.
pub fn lodged(number: u32, severity: u8, minutes: i64, now: DateTime<FixedOffset>) -> EmergencyPage {
    let at = now - Duration::minutes(minutes);
    let (answer, relief) = (at + Duration::hours(24), at + Duration::hours(48));
    let row = EmergencyRow {
        cursor: Cursor(Vec::new()),
        emergency: EmergencyId(number),
        kind: EmergencyKindNo((number % 6 + 1) as u8),
        family: FamilyId(number),
        subject: format!("王建国{number}"),
        member: None,
        township: 500_119_001,
        severity,
        stage: Stage::Lodged,
        department: DepartmentNo(12),
        assignee: String::new(),
        line: "邻居来电，老人摔倒".into(),
        nearer: Some((Clock::Answer, answer)),
        alarm: severity == 1,
        lodged_at: at,
        lodged_by: "李科员".into(),
        outcome: String::new(),
        version: Seq(u64::from(number)),
    };
    let lodging = TimelineRow {
        seq: Seq(u64::from(number)),
        at,
        actor: "李科员".into(),
        what: Happened::EmergencyLodged(row.emergency, row.kind, row.line.clone()),
        withdrawn: false,
    };
    EmergencyPage {
        happened_on: None,
        clocks: vec![
            (Clock::Answer, Some(answer), None),
            (Clock::Relief, Some(relief), None),
            (Clock::Paper, None, None),
        ],
        ruled: severity,
        because: ("人身或住处受到伤害".into(), "body or home is hurt".into()),
        overruled: None,
        granted: Fen::ZERO,
        asked: Fen::ZERO,
        limit: Fen(100_000),
        acts: acts(Stage::Lodged, false).collect(),
        items: Vec::new(),
        not_opened: vec![(
            crate::ids::MeasureNo(33),
            "王建国".into(),
            ("还没有写明是哪位成员".into(), "the person concerned is not named yet".into()),
        )],
        quiet: Vec::new(),
        steps: vec![lodging],
        row,
    }
}

/// The same, answered.
pub fn taken(mut page: EmergencyPage) -> EmergencyPage {
    let now = page.row.lodged_at + Duration::minutes(20);
    page.row.stage = Stage::Taken;
    page.row.assignee = "王科员".into();
    page.row.alarm = false;
    page.row.nearer = page.clocks.get(1).and_then(|(clock, due, _)| Some((*clock, (*due)?)));
    page.clocks[0].2 = Some(now);
    page.acts = acts(Stage::Taken, true).collect();
    page
}

fn red(row: &EmergencyRow, now: DateTime<FixedOffset>) -> bool {
    row.alarm || row.nearer.is_some_and(|(_, due)| minute(due) < minute(now))
}

pub fn counts(all: &[EmergencyPage], now: DateTime<FixedOffset>) -> EmergencyCounts {
    let open = || all.iter().map(|page| &page.row).filter(|row| row.stage != Stage::Closed);
    EmergencyCounts {
        open: open().count() as u64,
        unanswered: open().filter(|row| row.stage == Stage::Lodged).count() as u64,
        red: open().filter(|row| red(row, now)).count() as u64,
    }
}

pub fn ask(
    all: &[EmergencyPage],
    query: &EmergencyQuery,
    _: DateTime<FixedOffset>,
) -> Result<EmergencyAnswer, Refusal> {
    let mut rows: Vec<EmergencyRow> =
        all.iter().map(|page| page.row.clone()).filter(|row| row.stage != Stage::Closed).collect();
    for row in &mut rows {
        let due = row.nearer.map_or(0, |(_, due)| due.timestamp());
        row.cursor = Cursor(format!("{due:012}{:08}", row.emergency.0).into_bytes());
    }
    rows.sort_by(|a, b| a.cursor.cmp(&b.cursor));
    Ok(match query {
        EmergencyQuery::Board { page } | EmergencyQuery::All { page } => {
            EmergencyAnswer::Rows(cut(rows, page, |row| &row.cursor))
        }
        EmergencyQuery::Strip => {
            let mut unanswered: Vec<EmergencyRow> = rows.into_iter().filter(|row| row.stage == Stage::Lodged).collect();
            unanswered.sort_by_key(|row| (row.severity, row.cursor.clone()));
            let total = unanswered.len() as u64;
            unanswered.truncate(PINNED_MAX);
            let outcomes = all.iter().map(|page| &page.row).filter(|row| !row.outcome.is_empty()).cloned().collect();
            EmergencyAnswer::Strip(Strip { unanswered, total, outcomes })
        }
        EmergencyQuery::Page { emergency } => {
            let page = all.iter().find(|page| page.row.emergency == *emergency).cloned();
            EmergencyAnswer::Page(Box::new(page.ok_or(EmergencyRefusal::NoSuch(*emergency))?))
        }
    })
}

/// What the desk refuses: a second one of the same family, and what is not legal.
pub fn decide(all: &[EmergencyPage], command: &EmergencyCommand) -> Result<(), Refusal> {
    match command {
        EmergencyCommand::Report(report) => {
            let alike = all.iter().map(|page| &page.row).filter(|row| row.family == report.family).map(|row| Alike {
                emergency: row.emergency,
                kind: ("意外事故".into(), "Accident".into()),
                by: row.lodged_by.clone(),
                at: row.lodged_at,
                line: row.line.clone(),
            });
            let alike: Vec<Alike> = alike.collect();
            if alike.is_empty() || report.even_so {
                return Ok(());
            }
            Err(EmergencyRefusal::Alike(report.family, alike).into())
        }
        EmergencyCommand::Act { emergency, step, .. } => {
            let page = all.iter().find(|page| page.row.emergency == *emergency).unwrap();
            match act(page.row.stage, step.act, !page.row.assignee.is_empty()) {
                Some(_) => Ok(()),
                None => Err(EmergencyRefusal::NoSuch(*emergency).into()),
            }
        }
    }
}

/// Does what was asked for.
pub fn apply(
    all: &mut Vec<EmergencyPage>,
    command: &EmergencyCommand,
    seq: Seq,
    now: DateTime<FixedOffset>,
) -> EmergencyId {
    match command {
        EmergencyCommand::Report(report) => {
            let mut page = lodged(all.len() as u32 + 1, 2, 0, now);
            (page.row.family, page.row.kind, page.row.line) = (report.family, report.kind, report.line.clone());
            all.push(page);
            EmergencyId(all.len() as u32)
        }
        EmergencyCommand::Act { emergency, step, .. } => {
            let page = all.iter_mut().find(|page| page.row.emergency == *emergency).unwrap();
            if step.act == Act::Take {
                *page = taken(page.clone());
            } else {
                page.row.stage = act(page.row.stage, step.act, true).unwrap();
                page.acts = acts(page.row.stage, true).collect();
            }
            page.row.version = seq;
            *emergency
        }
    }
}
