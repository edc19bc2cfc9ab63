//! A drill: two hundred emergencies in one hour, at night, on the real store, with a clock of its own. Nothing is lost, the board is in
//! order, every clock and every count is right, and a start from the journal alone shows the same.

use super::office::Office;
use crate::domain::command::Command;
use crate::domain::decide::Office as Bureau;
use crate::domain::emergency::clock::{Clock, minute};
use crate::domain::emergency::command::{EmergencyCommand, Report};
use crate::domain::emergency::event::EmergencyMove;
use crate::domain::emergency::workflow::Act;
use crate::ids::{EmergencyId, EmergencyKindNo, FamilyId, MemberNo, Seq};
use crate::policy::calendar::Calendar;
use crate::policy::money::Fen;
use crate::policy::plan::Plan;
use crate::service::answer::{Answer, Done, EmergencyAnswer, EmergencyRow, Overview};
use crate::service::ask::{self, Desk};
use crate::service::client::Order;
use crate::service::execute::execute;
use crate::service::local::Local;
use crate::service::permission::Bearer;
use crate::service::query::{EmergencyQuery, From, Page, Query};
use crate::views::{EmergencyList, From as At, Views};
use chrono::{DateTime, Duration, FixedOffset};
use std::collections::BTreeSet;

const FAMILIES: u32 = 100;
const EMERGENCIES: u32 = 200;

/// The office of the drill: who acts and when is said for each command.
struct Drill {
    local: Local,
    plan: Plan,
    calendar: Calendar,
    now: DateTime<FixedOffset>,
}

impl Drill {
    fn run(&mut self, actor: &str, command: EmergencyCommand) -> Done {
        let bureau = Bureau { plan: &self.plan, calendar: &self.calendar, now: self.now };
        let order = Order::from(Command::Emergency(command));
        execute(self.local.store_mut(), bureau, actor, &[order]).remove(0).unwrap()
    }

    fn act(&mut self, emergency: EmergencyId, act: Act, amount: i64) -> Seq {
        let note = if act.wants_note() { "演练".to_string() } else { String::new() };
        let step = EmergencyMove { note, amount: Fen(amount), ..EmergencyMove::new(act) };
        self.run("desk", EmergencyCommand::Act { emergency, seen: None, step, measure: None }).seq
    }

    fn ask(&self, query: &Query) -> Answer {
        let (store, plan, calendar) = (self.local.store(), &self.plan, &self.calendar);
        let (today, bearer) = (self.now.date_naive(), &Bearer::UNLIMITED);
        let desk = Desk { store, plan, calendar, today, now: self.now, actor: "desk", bearer, shown: &[] };
        ask::ask(desk, query).unwrap_or_else(|_| panic!("not answered"))
    }

    fn overview(&self) -> Overview {
        let Answer::Overview(overview) = self.ask(&Query::Overview) else { panic!("no overview") };
        overview
    }

    /// The whole board, read page by page as a screen reads it.
    fn board(&self) -> Vec<EmergencyRow> {
        let mut rows: Vec<EmergencyRow> = Vec::new();
        loop {
            let from = rows.last().map_or(From::Start, |row| From::After(row.cursor.clone()));
            let query = EmergencyQuery::Board { page: Page { from, limit: 19 } };
            let Answer::Emergency(EmergencyAnswer::Rows(page)) = self.ask(&Query::Emergency(query)) else {
                panic!("no board");
            };
            rows.extend(page.rows);
            if !page.more_after {
                return rows;
            }
        }
    }

    /// The board is in order, whole and counted.
    fn check(&self, open: &BTreeSet<EmergencyId>) {
        let board = self.board();
        let found: BTreeSet<EmergencyId> = board.iter().map(|row| row.emergency).collect();
        assert_eq!((board.len(), &found), (open.len(), open), "an emergency is lost or there twice");
        let due = |row: &EmergencyRow| (minute(row.nearer.unwrap().1), row.emergency);
        assert!(board.is_sorted_by_key(due), "the board is out of order");
        let red = board.iter().filter(|row| row.alarm || due(row).0 < minute(self.now)).count() as u64;
        let unanswered = board.iter().filter(|row| row.nearer.unwrap().0 == Clock::Answer).count() as u64;
        let counts = self.overview().emergencies;
        assert_eq!((counts.open, counts.unanswered, counts.red), (open.len() as u64, unanswered, red));
        let Answer::Emergency(EmergencyAnswer::Strip(strip)) = self.ask(&Query::Emergency(EmergencyQuery::Strip))
        else {
            panic!("no strip");
        };
        assert_eq!(strip.total, unanswered);
        let gravest = board.iter().filter(|row| row.nearer.unwrap().0 == Clock::Answer).map(|row| row.severity).min();
        assert_eq!(strip.unanswered.first().map(|row| row.severity), gravest);
    }
}

#[test]
fn two_hundred_in_an_hour() {
    let office = Office::new();
    let mut local = office.open();
    for number in 1..=FAMILIES {
        office.family(&mut local, number);
    }
    // The night before the National Day holiday.
    let start = DateTime::parse_from_rfc3339("2026-09-30T23:20:00+08:00").unwrap();
    let (plan, calendar) = (Plan::builtin(), Calendar::built_in());
    let mut drill = Drill { local, plan, calendar, now: start };
    let mut open = BTreeSet::new();
    for number in 0..EMERGENCIES {
        // One every eighteen seconds, from ten desks; each family is told of twice.
        drill.now = start + Duration::seconds(i64::from(number) * 18);
        let report = Report {
            family: FamilyId(number % FAMILIES + 1),
            kind: EmergencyKindNo((number % 6 + 1) as u8),
            member: (number % 2 == 0).then_some(MemberNo(1)),
            on: None,
            line: format!("演练 {number}"),
            even_so: number >= FAMILIES,
        };
        let done = drill.run(&format!("desk{}", number % 10), EmergencyCommand::Report(report));
        open.insert(done.emergency.unwrap());
        // The desk answers every third of them, and every sixth is given relief at once.
        let answered = EmergencyId(number / 3 * 3 + 1);
        if number % 3 == 2 {
            drill.act(answered, Act::Take, 0);
            if number % 2 == 0 {
                drill.act(answered, Act::Verify, 0);
                drill.act(answered, Act::Grant, 50_000);
            }
        }
        if number % 50 == 49 {
            drill.check(&open);
        }
    }
    assert_eq!(open.len(), EMERGENCIES as usize);
    let end = drill.now;
    let every = |views: &Views| {
        let page = views.emergencies(EmergencyList::All, &At::Start, 500).unwrap();
        page.rows.into_iter().map(|row| row.emergency).collect::<Vec<_>>()
    };
    for (number, one) in every(drill.local.store().views().unwrap()).iter().enumerate() {
        let at = start + Duration::seconds(number as i64 * 18);
        assert_eq!((one.lodged.line.as_str(), one.lodged_at), (format!("演练 {number}").as_str(), at));
        assert_eq!(one.due(Clock::Answer), Some(at + Duration::hours(24)));
        assert_eq!(one.due(Clock::Relief), Some(at + Duration::hours(48)));
        // Ten working days from 30 September or 1 October, over the holiday, with the Saturday that is worked.
        assert!(
            one.paper_by.is_none_or(|paper| paper.to_string() == "2026-10-20" || paper.to_string() == "2026-10-21")
        );
        assert_eq!(one.paper_by.is_some(), one.relieved_at.is_some());
    }
    // The clocks run on through the night and the holiday.
    for hours in [1, 23, 24, 25, 47, 49, 24 * 30] {
        drill.now = end + Duration::hours(hours);
        drill.check(&open);
    }
    let before = every(drill.local.store().views().unwrap());
    drop(drill);
    std::fs::remove_dir_all(office.dir().join("views")).unwrap();
    assert_eq!(every(office.open().store().views().unwrap()), before, "the journal alone tells it otherwise");
}
