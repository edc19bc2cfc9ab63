//! The commands that wait for the same sync, and the answers in the order of the lines.

use super::verb::Verbs;
use crate::cli::act::done_keys;
use crate::cli::failure::{Failure, Status};
use crate::cli::output::Output;
use crate::cli::sense::{Finder, Sense};
use crate::cli::wrong::Wrong;
use crate::ids::FamilyId;
use crate::policy::plan::Plan;
use crate::service::answer::{FamilyRow, MemberRow};
use crate::service::client::{Client, Order};
use serde_json::{Map, Value, json};

/// The most commands that wait together.
const ORDERS_MAX: usize = 256;

/// Commands that wait for the same sync.
pub struct Group<'a, 'o> {
    client: &'a mut dyn Client,
    out: &'a mut Output<'o>,
    plan: &'a Plan,
    waiting: Vec<(u64, Order)>,
    taken: u64,
    refused: u64,
    worst: Status,
}

impl<'a, 'o> Group<'a, 'o> {
    /// Nothing waits yet.
    pub fn new(client: &'a mut dyn Client, out: &'a mut Output<'o>, plan: &'a Plan) -> Self {
        Self { client, out, plan, waiting: Vec::new(), taken: 0, refused: 0, worst: Status::Refused }
    }

    /// Takes the command of a line, or answers that it is none.
    ///
    /// # Errors
    /// When an answer cannot be written.
    pub fn take(&mut self, number: u64, line: &str, verbs: &Verbs) -> Result<(), Failure> {
        let today = self.client.now().date_naive();
        let order = verbs.order(line, &mut Sense { plan: self.plan, today, finder: self });
        match order {
            Ok(order) => {
                self.waiting.push((number, order));
                if self.waiting.len() >= ORDERS_MAX { self.settle() } else { Ok(()) }
            }
            Err(failure @ (Failure::Output(_) | Failure::NobodyReads | Failure::Wrong(Wrong::Unheard(_)))) => {
                Err(failure)
            }
            Err(failure) => self.refuse(number, &failure),
        }
    }

    /// Answers that a line was not taken, after the answers to those before it.
    ///
    /// # Errors
    /// When an answer cannot be written.
    pub fn refuse(&mut self, number: u64, failure: &Failure) -> Result<(), Failure> {
        self.settle()?;
        self.taken += 1;
        self.answer_refusal(number, failure)?;
        self.flush(number)
    }

    /// Has everything done that waits, and answers.
    ///
    /// # Errors
    /// When an answer cannot be written.
    pub fn settle(&mut self) -> Result<(), Failure> {
        let waiting = std::mem::take(&mut self.waiting);
        let Some((last, _)) = waiting.last() else { return Ok(()) };
        let last = *last;
        let (numbers, orders): (Vec<u64>, Vec<Order>) = waiting.into_iter().unzip();
        let answers = self.client.execute(&orders);
        for (number, answer) in numbers.into_iter().zip(answers) {
            self.taken += 1;
            match answer {
                Ok(done) => {
                    let mut keys = line_keys(number);
                    keys.extend(done_keys(&done));
                    self.write(number, keys)?;
                }
                Err(refusal) => self.answer_refusal(number, &refusal.into())?,
            }
        }
        self.flush(last)
    }

    /// Has the rest done, and fails when a line was refused.
    ///
    /// # Errors
    /// When a line was refused or an answer cannot be written.
    pub fn end(mut self) -> Result<(), Failure> {
        self.settle()?;
        match self.refused {
            0 => Ok(()),
            refused => Err(Failure::LinesRefused { refused, of: self.taken, status: self.worst }),
        }
    }

    fn answer_refusal(&mut self, number: u64, failure: &Failure) -> Result<(), Failure> {
        self.refused += 1;
        if failure.status() == Status::Store as u8 {
            self.worst = Status::Store;
        }
        let lang = self.out.lang;
        let mut keys = line_keys(number);
        keys.insert("ok".into(), json!(false));
        keys.insert("code".into(), json!(failure.code()));
        keys.insert("message".into(), json!(failure.sentence(lang)));
        keys.insert("hint".into(), json!(failure.hint(lang)));
        self.write(number, keys)
    }

    fn write(&mut self, number: u64, keys: Map<String, Value>) -> Result<(), Failure> {
        self.out.object(&Value::Object(keys)).map_err(|failure| unheard(failure, number))
    }

    fn flush(&mut self, number: u64) -> Result<(), Failure> {
        self.out.flush().map_err(|failure| unheard(failure, number))
    }
}

fn line_keys(number: u64) -> Map<String, Value> {
    let mut keys = Map::new();
    keys.insert("line".into(), json!(number));
    keys
}

/// That nobody reads the answers ends the work, and here it is something to say: the lines after it are not done.
fn unheard(failure: Failure, number: u64) -> Failure {
    match failure {
        Failure::NobodyReads => Wrong::Unheard(number).into(),
        other => other,
    }
}

/// What is looked up must see what the lines before have done.
impl Finder for Group<'_, '_> {
    fn families(&mut self, text: &str, limit: usize) -> Result<(Vec<FamilyRow>, bool), Failure> {
        self.settle()?;
        self.client.families(text, limit)
    }

    fn members(&mut self, family: FamilyId) -> Result<Vec<MemberRow>, Failure> {
        self.settle()?;
        self.client.members(family)
    }
}
