//! The same change on both sides: a note of one family, as an order of fuzhu and as a transaction of SQLite.

use fuzhu::domain::command::{Command, Edit, Fact};
use fuzhu::ids::FamilyId;
use fuzhu::policy::field::Field;
use fuzhu::policy::value::Value;
use fuzhu::service::client::Order;
use rusqlite::{Transaction, params};
use std::time::{Duration, Instant};

/// What SQLite keeps: the entry, the family's record and a line of its timeline.
pub const TABLES: &str = "
    CREATE TABLE entry (seq INTEGER PRIMARY KEY, body BLOB NOT NULL);
    CREATE TABLE family (id INTEGER PRIMARY KEY, record BLOB NOT NULL);
    CREATE TABLE line (family INTEGER, seq INTEGER, what BLOB NOT NULL, PRIMARY KEY (family, seq)) WITHOUT ROWID;";

/// Enters the family.
pub fn family() -> Order {
    let name = Fact::new(Field::Name, Value::Text("王建国".into()));
    Command::AddFamily { facts: Vec::new(), members: vec![vec![name]] }.into()
}

/// The change as an order.
pub fn note(text: String) -> Order {
    let edit = Edit { member: None, field: Field::Note, since: None, value: Some(Value::Text(text)) };
    Command::EditFamily { family: FamilyId(1), seen: None, edits: vec![edit], new_members: Vec::new() }.into()
}

/// The change inside a transaction.
pub fn change(transaction: &Transaction<'_>, number: usize) {
    let (seq, note) = (i64::try_from(number).unwrap(), format!("clerk 2026-11-24 09:30 family edit 第 {number} 次"));
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        transaction.prepare_cached(sql).unwrap().execute(values).unwrap();
    };
    run("INSERT INTO entry VALUES (?, ?)", params![seq, note.as_bytes()]);
    run("INSERT OR REPLACE INTO family VALUES (1, ?)", params![note.as_bytes()]);
    run("INSERT INTO line VALUES (1, ?, ?)", params![seq, note.as_bytes()]);
}

/// How long some work takes.
pub fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

/// Commits a second.
#[expect(clippy::cast_precision_loss, reason = "a rate is rounded anyway")]
pub fn rate(commits: usize, time: Duration) -> f64 {
    commits as f64 / time.as_secs_f64()
}
