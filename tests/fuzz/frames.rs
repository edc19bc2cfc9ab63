//! Bytes between programs and on disk: frames and greetings of the protocol, entries and files of the journal.

use super::Target;
use chrono::{DateTime, NaiveDate};
use fuzhu::domain::command::{Command, Fact};
use fuzhu::domain::refusal::Refusal;
use fuzhu::ids::{FamilyId, ItemId};
use fuzhu::journal::medium::Memory;
use fuzhu::journal::{Journal, Limits, codec, verify_in};
use fuzhu::policy::field::Field;
use fuzhu::policy::value::Value;
use fuzhu::protocol::frame::{self, Inbox};
use fuzhu::protocol::greeting;
use fuzhu::protocol::message::{Changed, Reply, Request, Told, Welcome};
use fuzhu::service::client::{Notice, Order};
use fuzhu::service::query::{Page, Query, QueueFilter};
use fuzhu::service::touched::Touched;
use fuzhu::text::clean::is_harmless;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::ops::ControlFlow;
use std::sync::OnceLock;

/// The targets of this file.
pub fn targets() -> Vec<Target> {
    vec![
        Target { name: "request", dear: 1, corpus: requests, check: message::<Request> },
        Target { name: "told", dear: 2, corpus: tolds, check: message::<Told> },
        Target { name: "greeting", dear: 1, corpus: greetings, check: greeted },
        Target { name: "body", dear: 1, corpus: bodies, check: body },
        Target { name: "journal", dear: 20, corpus: segments, check: journal },
    ]
}

fn requests() -> Vec<Vec<u8>> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 24);
    let queue = Query::Queue { filter: QueueFilter { overdue: true, ..QueueFilter::default() }, page: Page::first(40) };
    let name = Fact::new(Field::Name, Value::Text("王建国".into()));
    let born = Fact::new(Field::MisfortuneOn, Value::Date(day.expect("a day")));
    let order = Order::from(Command::AddFamily { facts: Vec::new(), members: vec![vec![name, born]] });
    let item = ItemId { family: FamilyId(7), number: 3 };
    let messages = [
        Request::Ask(Query::Overview, None),
        Request::Ask(queue, day),
        Request::Ask(Query::Item { item }, None),
        Request::Preview(vec![order.clone()]),
        Request::Execute(vec![order; 3]),
        Request::LastOwn,
        Request::Watch,
    ];
    framed(&messages)
}

fn tolds() -> Vec<Vec<u8>> {
    let now = DateTime::parse_from_rfc3339("2026-11-24T09:30:00+08:00").expect("a moment");
    let notice = Notice { zh: "磁盘".into(), en: "disk".into(), read_only: true };
    let messages = [
        Told::Welcome(Welcome {
            actor: "zhoumin".into(),
            now,
            today: Some(now.date_naive()),
            plan: Some("[plan]".into()),
            days_off: vec!["date,kind,name\n".into()],
            notices: vec![notice.clone()],
        }),
        Told::Reply(Reply::Answered(Err(Refusal::NoSuchItem(ItemId { family: FamilyId(7), number: 3 })))),
        Told::Reply(Reply::Previewed(vec![Ok(()), Err(Refusal::NothingToChange)])),
        Told::Reply(Reply::LastOwn(None)),
        Told::Changed(Changed { head: 300, notices: vec![notice], touched: Touched::everything() }),
        Told::Farewell(Refusal::NothingToChange),
    ];
    framed(&messages)
}

fn framed<T: Serialize>(messages: &[T]) -> Vec<Vec<u8>> {
    let mut corpus: Vec<Vec<u8>> = messages.iter().filter_map(frame::bytes).collect();
    corpus.push(corpus.concat());
    corpus
}

/// What is taken as a message is written as one, and that is taken again and written byte by byte the same. The bytes that came may be
/// others: a number can be written longer than it must.
fn message<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> bool {
    let mut inbox = Inbox::<T>::default();
    let mut from = bytes;
    let mut some = false;
    while let Ok(Some(message)) = inbox.wait(&mut from) {
        some = true;
        let own = frame::bytes(&message).expect("what came in a frame goes into one");
        let mut again = Inbox::<T>::default();
        let message = again.wait(&mut own.as_slice()).expect("the own frame is taken").expect("a message");
        assert_eq!(frame::bytes(&message), Some(own), "a message changes when it is handed on");
    }
    some
}

fn greetings() -> Vec<Vec<u8>> {
    [&greeting::own(), "fuzhu 65000 9.1.0 and more\nrest"].map(|line| line.as_bytes().to_vec()).to_vec()
}

fn greeted(bytes: &[u8]) -> bool {
    let mut from = bytes;
    let read = greeting::read(&mut from);
    if let Ok(other) = &read {
        assert!(other.program.chars().all(is_harmless), "{:?}", other.program);
        assert!(bytes.len() - from.len() <= 81, "a greeting of {} bytes was read", bytes.len() - from.len());
    }
    read.is_ok()
}

/// The bodies that are kept for good.
fn bodies() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/journal");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the fixtures").flatten().map(|file| file.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "hex"));
    files.sort();
    let texts = files.iter().map(|path| std::fs::read_to_string(path).expect("a fixture"));
    texts.flat_map(|text| text.split_whitespace().filter_map(bytes_of).collect::<Vec<_>>()).collect()
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
}

/// A body that is read can be written, and is the same when it is read again.
fn body(bytes: &[u8]) -> bool {
    let read = codec::decode(bytes);
    if let Ok(body) = &read {
        let own = codec::encode(body).expect("what was read can be written");
        let again = codec::encode(&codec::decode(&own).expect("the own bytes are read")).expect("written again");
        assert_eq!(own, again, "a body changes when it is written again");
    }
    read.is_ok()
}

/// A journal of real bodies, in one file, and what it holds.
fn sound() -> &'static (Memory, Vec<Vec<u8>>) {
    static SOUND: OnceLock<(Memory, Vec<Vec<u8>>)> = OnceLock::new();
    SOUND.get_or_init(|| {
        let memory = Memory::new();
        let payloads: Vec<Vec<u8>> = bodies().into_iter().take(6).collect();
        let (mut journal, _) = Journal::start(memory.clone(), Limits::default()).expect("an empty journal");
        for pair in payloads.chunks(2) {
            journal.append(pair).expect("an append in memory");
        }
        drop(journal);
        (memory, payloads)
    })
}

const FIRST: &str = "00000000000000000001.seg";

fn segments() -> Vec<Vec<u8>> {
    vec![sound().0.bytes(FIRST).expect("the first segment")]
}

/// Whatever is done to the file: what is given out is what was appended, in its order, and damage is told, not mended away.
fn journal(bytes: &[u8]) -> bool {
    let (sound, payloads) = sound();
    let memory = sound.copy();
    memory.set_bytes(FIRST, Some(bytes.to_vec()));
    let report = verify_in(&memory, |_| ControlFlow::Continue(()));
    let untouched = sound.bytes(FIRST).is_some_and(|whole| whole == bytes);
    let found = report.is_ok_and(|report| report.problem.is_none() && report.frames == payloads.len() as u64);
    // Nothing may lie behind the last frame but a write that was cut short.
    assert!(!untouched || found, "a sound journal is called damaged");
    let held = sound.bytes(FIRST).unwrap_or_default();
    if let Some(whole) = bytes.get(..held.len()).filter(|_| found) {
        assert_eq!(whole, held, "a change of the file was not found");
    } else {
        assert!(!found, "a file cut short was not found");
    }
    if let Ok((journal, _)) = Journal::start(memory, Limits::default()) {
        let given: Vec<Vec<u8>> =
            journal.read_from(fuzhu::ids::Seq(1)).map_while(Result::ok).map(|frame| frame.payload).collect();
        assert!(payloads.starts_with(&given), "the journal gives out what was never appended");
    }
    found
}
