//! A clerk in a storm: gives commands, sends again under the same token whatever was not answered, and keeps account.

use super::Sky;
use super::chance::Chance;
use crate::support::Office;
use fuzhu::domain::command::{Command, Edit, Fact};
use fuzhu::domain::event::Move;
use fuzhu::domain::refusal::Refusal;
use fuzhu::domain::workflow::Verb;
use fuzhu::ids::{FamilyId, ItemId, MemberNo, Seq};
use fuzhu::policy::calendar::Calendar;
use fuzhu::policy::field::Field;
use fuzhu::policy::plan::Plan;
use fuzhu::policy::value::Value;
use fuzhu::protocol::remote::{Office as Works, Remote, Unreached};
use fuzhu::service::answer::Done;
use fuzhu::service::client::{Client, Order};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// How long a server may be away before a clerk gives the storm up as lost.
const PATIENCE: Duration = Duration::from_secs(120);

/// Between two tries to connect.
const PAUSE: Duration = Duration::from_millis(5);

/// What clerks know to be on disk.
#[derive(Default)]
pub struct Account {
    /// Every acknowledged command: its token, and the entry that it was told to be.
    pub done: BTreeMap<String, Seq>,
    /// The note of each family as it was last acknowledged.
    notes: BTreeMap<FamilyId, String>,
    /// Where each item stands.
    items: BTreeMap<ItemId, &'static str>,
    pub refused: u64,
    pub sent_again: u64,
    pub repeated: u64,
}

impl Account {
    pub fn of_all(accounts: Vec<Account>) -> Account {
        let mut all = Account::default();
        for one in accounts {
            all.done.extend(one.done);
            all.notes.extend(one.notes);
            all.items.extend(one.items);
            all.refused += one.refused;
            all.sent_again += one.sent_again;
            all.repeated += one.repeated;
        }
        all
    }

    /// The journal holds exactly this, each once, and everything reads as it was acknowledged.
    pub fn holds(&self, office: &Office, seed: u64) {
        let mut seqs: Vec<u64> = self.done.values().map(|seq| seq.0).collect();
        seqs.sort_unstable();
        let wanted: Vec<u64> = (1..=self.done.len() as u64).collect();
        assert!(seqs == wanted, "seed {seed}: the entries acknowledged are not all there is, each once: {seqs:?}");
        office.run(&["verify"]).ok();
        let last = office.run(&["log", "--limit", "1000000", "--json"]).json();
        assert_eq!(last.len(), self.done.len(), "seed {seed}: entries of the journal");
        for (family, note) in &self.notes {
            let page = office.run(&["family", "show", &family.to_string(), "--json"]).json().remove(0);
            let facts = page["facts"].as_array().expect("facts");
            let kept = facts.iter().find(|fact| fact["field"] == "note").map(|fact| fact["value"].clone());
            let kept = kept.unwrap_or_default();
            assert_eq!(kept, note.as_str(), "seed {seed}: {family}");
        }
        for (item, status) in &self.items {
            let page = office.run(&["item", "show", &item.to_string(), "--json"]).json().remove(0);
            assert_eq!(page["status"], *status, "seed {seed}: {item}");
        }
    }
}

pub struct Clerk {
    number: usize,
    socket: PathBuf,
    chance: Chance,
    plan: Arc<Plan>,
    line: Option<Remote>,
    given: u64,
    account: Account,
}

impl Clerk {
    pub fn new(number: usize, socket: PathBuf, chance: Chance) -> Self {
        let plan = Arc::new(Plan::builtin());
        Self { number, socket, chance, plan, line: None, given: 0, account: Account::default() }
    }

    /// Works until the storm is over.
    pub fn work(&mut self, sky: &Sky) -> Account {
        while !sky.is_over() {
            let command = self.command();
            self.given += 1;
            let token = format!("clerk {} command {}", self.number, self.given);
            let order = Order { command: command.clone(), token: Some(token.clone()) };
            match self.give(&order) {
                Ok(done) => {
                    self.note(&command, &done);
                    self.account.repeated += u64::from(done.repeated);
                    self.account.done.insert(token, done.seq);
                    sky.acknowledged.fetch_add(1, Ordering::Relaxed);
                }
                Err(_) => self.account.refused += 1,
            }
        }
        std::mem::take(&mut self.account)
    }

    fn command(&mut self) -> Command {
        let families: Vec<FamilyId> = self.account.notes.keys().copied().collect();
        let any = |chance: &mut Chance, of: usize| usize::try_from(chance.below(of as u64)).unwrap_or(0);
        if families.is_empty() || (families.len() < 8 && self.chance.once_in(10)) {
            let name = Fact::new(Field::Name, Value::Text("王建国".into()));
            return Command::AddFamily { facts: vec![self.said()], members: vec![vec![name]] };
        }
        let family = families[any(&mut self.chance, families.len())];
        let items: Vec<(ItemId, &'static str)> = self.account.items.iter().map(|(item, at)| (*item, *at)).collect();
        match self.chance.below(4) {
            0 if items.len() < 30 => Command::OpenItem {
                family,
                measure: self.plan.by_id("health-record").expect("a measure").no,
                member: Some(MemberNo(1)),
                department: None,
                urgency: None,
                due: None,
                period: None,
                note: "按区里意见".into(),
            },
            1 if !items.is_empty() => {
                let (item, at) = items[any(&mut self.chance, items.len())];
                let verb = if at == "suspended" { Verb::Resume } else { Verb::Suspend };
                let until = (verb == Verb::Suspend).then(|| "2026-12-24".parse().expect("a day"));
                let step = Move { reason: "等待材料".into(), until, ..Move::new(verb) };
                Command::MoveItem { item, seen: None, step }
            }
            _ => {
                let Fact { field, since, value } = self.said();
                let edits = vec![Edit { member: None, field, since, value: Some(value) }];
                Command::EditFamily { family, seen: None, edits, new_members: Vec::new() }
            }
        }
    }

    /// A note that is said once.
    fn said(&self) -> Fact {
        Fact::new(Field::Note, Value::Text(format!("第{}人第{}次", self.number, self.given)))
    }

    /// Gives an order until it is answered.
    fn give(&mut self, order: &Order) -> Result<Done, Refusal> {
        let since = Instant::now();
        for attempt in 0u64.. {
            assert!(since.elapsed() < PATIENCE, "the server stays away");
            self.account.sent_again += u64::from(attempt > 0);
            if self.line.is_none() {
                let works =
                    |_: &_| Ok(Works { plan: Arc::clone(&self.plan), calendar: Arc::new(Calendar::built_in()) });
                match Remote::connect::<Unreached>(&self.socket, None, works) {
                    Ok(line) => self.line = Some(line),
                    Err(_) => std::thread::park_timeout(PAUSE),
                }
            }
            let Some(line) = &mut self.line else { continue };
            match line.execute(std::slice::from_ref(order)).pop() {
                // The line dropped or the store takes nothing: whether it was done is not known.
                Some(Err(Refusal::Store { .. })) | None => self.line = None,
                Some(answer) => return answer,
            }
        }
        unreachable!("tries go on until the clerk's patience ends")
    }

    fn note(&mut self, command: &Command, done: &Done) {
        match command {
            Command::AddFamily { facts, .. } => {
                let said = facts.iter().find_map(|fact| text(&fact.value));
                self.account.notes.extend(done.family.zip(said));
            }
            Command::EditFamily { family, edits, .. } => {
                let said = edits.iter().find_map(|edit| edit.value.as_ref().and_then(text));
                self.account.notes.extend(said.map(|said| (*family, said)));
            }
            Command::OpenItem { .. } => self.account.items.extend(done.item.map(|item| (item, "pending"))),
            Command::MoveItem { item, step, .. } => {
                let at = if step.verb == Verb::Suspend { "suspended" } else { "pending" };
                self.account.items.insert(*item, at);
            }
            _ => {}
        }
    }
}

fn text(value: &Value) -> Option<String> {
    if let Value::Text(text) = value { Some(text.clone()) } else { None }
}
