//! The messages as bytes, a server that drops the line at the worst moment, and many clients at once.

use super::frame::{self, Inbox};
use super::greeting;
use super::message::{Changed, Others, Reply, Request, Told, Welcome};
use super::remote::{Office, Remote, Unreached};
use super::server::{Admit, Settings, listen, serve};
use crate::clock::Clock;
use crate::domain::access::{AccessCommand, AccessRefusal, Role, Scope};
use crate::domain::command::{Command, Edit, Fact};
use crate::domain::refusal::Refusal;
use crate::ids::{FamilyId, ItemId, Seq};
use crate::journal::Holder;
use crate::policy::calendar::Calendar;
use crate::policy::field::Field;
use crate::policy::plan::Plan;
use crate::policy::value::Value;
use crate::service::answer::{Answer, Done};
use crate::service::client::{Client, Notice, Order};
use crate::service::local::Local;
use crate::service::presence::{Here, Present, Subject};
use crate::service::query::{Page, Query, QueueFilter};
use crate::service::store::Store;
use crate::service::touched::{Touch, Touched};
use chrono::{DateTime, NaiveDate};
use std::collections::BTreeSet;
use std::io::Write;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn welcome() -> Welcome {
    let now = DateTime::parse_from_rfc3339("2026-11-24T09:30:00+08:00").unwrap();
    Welcome { actor: "zhoumin".into(), now, today: Some(day()), plan: None, days_off: Vec::new(), notices: Vec::new() }
}

fn office(_: &Welcome) -> Result<Office, Unreached> {
    Ok(Office { plan: Arc::new(Plan::builtin()), calendar: Arc::new(Calendar::built_in()) })
}

fn family(name: &str) -> Order {
    let name = Fact { field: Field::Name, since: None, value: Value::Text(name.into()) };
    Order::from(Command::AddFamily { facts: Vec::new(), members: vec![vec![name]] })
}

fn touched() -> Touched {
    let item: ItemId = "F7-3".parse().unwrap();
    let departments = vec![crate::ids::DepartmentNo(5)];
    let thing = Touch { family: FamilyId(7), item: Some(item), departments, listed: false, township: 410 };
    Touched { counts: true, things: vec![thing], ..Touched::default() }
}

fn done(seq: u64) -> Done {
    Done::by(Seq(seq))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Changed bytes are a changed message: [`super::PROTOCOL`] goes up with them.
#[test]
fn the_bytes_of_the_messages() {
    let queue = Query::Queue { filter: QueueFilter { overdue: true, ..QueueFilter::default() }, page: Page::first(40) };
    let item: ItemId = "F7-3".parse().unwrap();
    let notice = Notice { zh: "磁盘".into(), en: "disk".into(), read_only: true };
    let requests = [
        Request::Ask(Query::Overview, None),
        Request::Ask(queue, Some(day())),
        Request::Ask(Query::Item { item }, None),
        Request::Preview(Vec::new()),
        Request::Execute(vec![Order { token: Some("t".into()), ..family("王") }]),
        Request::LastOwn,
        Request::Watch,
        Request::Here(Some(Here { subject: Subject::Item(item), filling: true })),
        Request::Here(None),
    ];
    let told = [
        Told::Welcome(welcome()),
        Told::Reply(Reply::Answered(Err(Refusal::NoSuchItem(item)))),
        Told::Reply(Reply::Previewed(vec![Ok(())])),
        Told::Reply(Reply::Executed(vec![Ok(done(9)), Err(Refusal::NothingToChange)])),
        Told::Reply(Reply::LastOwn(None)),
        Told::Reply(Reply::Watching),
        Told::Changed(Changed { head: 300, notices: vec![notice], touched: touched() }),
        Told::Farewell(Refusal::NothingToChange),
        Told::Reply(Reply::Here(Others::default())),
        Told::Others(Others { turn: 3, who: vec![Present { looking: false, same: true, name: "周敏".into() }] }),
    ];
    let requests: Vec<String> = requests.iter().map(|message| hex(&frame::bytes(message).unwrap())).collect();
    let told: Vec<String> = told.iter().map(|message| hex(&frame::bytes(message).unwrap())).collect();
    insta::assert_snapshot!(requests.join("\n"), @"
    03000000000000
    15000000000100000001000028010a323032362d31312d3234
    050000000006070300
    020000000100
    1000000002010000010164000603e78e8b010174
    0100000003
    0100000004
    06000000050101070301
    020000000500
    ");
    insta::assert_snapshot!(told.join("\n"), @"
    3200000000077a686f756d696e19323032362d31312d32345430393a33303a30302b30383a3030010a323032362d31312d3234000000
    06000000010001020703
    0400000001010100
    0e0000000102020009000000000000000115
    03000000010300
    020000000104
    1d00000002fb2c010106e7a381e79b98046469736b010000010107010703010500
    020000000315
    0400000001050000
    0c000000040301000106e591a8e6958f
    ");
}

/// A server that greets, welcomes, and then does with each request as it is told.
fn greeted(listener: &UnixListener) -> (UnixStream, Inbox<Request>) {
    let (mut stream, _) = listener.accept().unwrap();
    stream.write_all(greeting::own().as_bytes()).unwrap();
    assert!(greeting::read(&mut stream).unwrap().is_understood());
    frame::write(&mut stream, &Told::Welcome(welcome())).unwrap();
    (stream, Inbox::default())
}

#[test]
fn what_was_on_its_way_when_the_line_dropped_is_sent_again_under_its_token() {
    let home = tempfile::tempdir().unwrap();
    let socket = home.path().join("socket");
    let listener = UnixListener::bind(&socket).unwrap();
    let server = thread::spawn(move || {
        let (mut stream, mut inbox) = greeted(&listener);
        assert_eq!(inbox.wait(&mut stream).unwrap(), Some(Request::Watch));
        frame::write(&mut stream, &Told::Reply(Reply::Watching)).unwrap();
        // It takes the orders, perhaps does them, and is gone.
        let Some(Request::Execute(first)) = inbox.wait(&mut stream).unwrap() else { panic!("orders") };
        drop(stream);
        let (mut stream, mut inbox) = greeted(&listener);
        assert_eq!(inbox.wait(&mut stream).unwrap(), Some(Request::Watch));
        frame::write(&mut stream, &Told::Reply(Reply::Watching)).unwrap();
        let Some(Request::Execute(again)) = inbox.wait(&mut stream).unwrap() else { panic!("orders") };
        frame::write(&mut stream, &Told::Reply(Reply::Executed(vec![Ok(done(5)), Ok(done(6))]))).unwrap();
        assert_eq!(inbox.wait(&mut stream).unwrap(), None);
        (first, again)
    });
    let mut desk = Remote::connect(&socket, None, office).unwrap().staying();
    let answers = desk.execute(&[family("王"), family("李")]);
    assert!(answers.iter().all(|answer| answer.as_ref().is_err_and(|refusal| refusal.code() == "on-its-way")));
    assert!(desk.notices().iter().any(|notice| notice.read_only));
    assert!(desk.idle(), "it is connected again: somebody should look");
    assert!(!desk.idle());
    assert!(desk.take_changed());
    let notices = desk.notices();
    assert!(notices.iter().all(|notice| !notice.read_only));
    assert_eq!(notices[0].en, "Connected again; what was on its way is saved (2).");
    drop(desk);
    let (first, again) = server.join().unwrap();
    assert_eq!(first, again);
    let tokens: BTreeSet<_> = first.iter().map(|order| order.token.clone().unwrap()).collect();
    assert_eq!(tokens.len(), 2);
}

#[test]
fn an_older_server_is_named_and_a_missing_one_is_nobody() {
    let home = tempfile::tempdir().unwrap();
    let socket = home.path().join("socket");
    assert_eq!(Remote::connect(&socket, None, office).err(), Some(Unreached::Nobody));
    let listener = UnixListener::bind(&socket).unwrap();
    let server = thread::spawn(move || listener.accept().unwrap().0.write_all(b"fuzhu 0 0.0.9\n").unwrap());
    let Err(Unreached::OtherVersion(other)) = Remote::connect(&socket, None, office) else { panic!("another version") };
    assert_eq!(other.program, "0.0.9");
    let told = Refusal::from(Unreached::OtherVersion(other));
    assert!(told.sentence(crate::text::Lang::En).contains("0.0.9"));
    server.join().unwrap();
}

/// A server on a directory, whose doorkeeper gives each client a name of its own; ends when it is dropped.
struct Running {
    stop: Arc<AtomicBool>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Running {
    fn start(home: &Path) -> Self {
        Self::with_doors(home, false)
    }

    /// With closed doors only the first client, to whom the directory belongs, comes in without an account.
    fn with_doors(home: &Path, closed: bool) -> Self {
        let socket = home.join("socket");
        let listener = listen(&socket).unwrap();
        let (store, opened) = Store::open(&home.join("data"), &Holder::default(), &mut |_, _| {}).unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            let Ok(Office { plan, calendar }) = office(&welcome()) else { return };
            let mut local = Local::new(store, &opened, plan, calendar, Clock::pretending(day()), "server".into());
            let number = AtomicU32::new(0);
            let admit: Admit = Arc::new(move |_| format!("clerk{}", number.fetch_add(1, Ordering::Relaxed)));
            if closed {
                local.belongs_to("clerk0".into());
                local.close_doors();
            }
            let settings = Settings { listener, socket: Some(socket), admit, welcome: welcome() };
            serve(&mut local, settings, &stopped).unwrap();
            local.close();
        });
        Self { stop, thread: Some(thread) }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.take().map(|thread| thread.join());
    }
}

#[test]
fn many_clients_each_under_its_own_name_and_everything_once() {
    const CLIENTS: usize = 8;
    const EACH: usize = 20;
    let home = tempfile::tempdir().unwrap();
    let running = Running::start(home.path());
    let socket = home.path().join("socket");
    let work = |socket: std::path::PathBuf| {
        let mut client = Remote::connect(&socket, None, office).unwrap();
        let order = Order { token: Some(format!("token of {}", client.actor())), ..family("王") };
        let mut seqs: Vec<Seq> = (0..EACH).map(|_| client.execute(&[family("王")]).remove(0).unwrap().seq).collect();
        let (first, again) =
            (client.execute(std::slice::from_ref(&order)).remove(0), client.execute(&[order]).remove(0));
        assert_eq!(first.clone().unwrap().seq, again.unwrap().seq);
        seqs.push(first.unwrap().seq);
        (client.actor().to_string(), client.last_own().unwrap(), seqs)
    };
    let threads: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let socket = socket.clone();
            thread::spawn(move || work(socket))
        })
        .collect();
    let mut all = BTreeSet::new();
    for thread in threads {
        let (actor, last, seqs) = thread.join().unwrap();
        assert_eq!((last.actor, last.seq), (actor, *seqs.last().unwrap()));
        assert!(seqs.is_sorted());
        all.extend(seqs);
    }
    assert_eq!(all.len(), CLIENTS * (EACH + 1));
    let mut client = Remote::connect(&socket, None, office).unwrap();
    let Ok(Answer::Overview(overview)) = client.ask(&Query::Overview) else { panic!("an overview") };
    assert_eq!((overview.families, overview.head), (168, 168));
    drop(running);
    assert_eq!(client.ask(&Query::Overview).unwrap_err().code(), "server-ends");
    assert!(!socket.exists());
}

#[test]
fn nobody_comes_in_without_an_account() {
    let home = tempfile::tempdir().unwrap();
    let _running = Running::with_doors(home.path(), true);
    let socket = home.path().join("socket");
    let mut owner = Remote::connect(&socket, None, office).unwrap();
    let stranger = Remote::connect(&socket, None, office).err();
    let no_account = Refusal::from(AccessRefusal::NoAccount("clerk1".into()));
    assert_eq!(stranger, Some(Unreached::Sent(Box::new(no_account))));
    let grant = |user: &str| {
        let (user, name, scope) = (user.to_string(), "周敏".to_string(), Scope::ALL);
        Command::Access(AccessCommand::Grant { user, seen: None, name, role: Role::Office, scope, limit: None })
    };
    assert!(owner.execute(&[grant("clerk2").into()]).remove(0).is_ok());
    let mut clerk = Remote::connect(&socket, None, office).unwrap();
    assert!(clerk.execute(&[family("王")]).remove(0).is_ok());
    // Whoever loses the account loses it at once, not with the next connection.
    let close = Command::Access(AccessCommand::Close { user: "clerk2".into(), reason: "调离".into() });
    assert!(owner.execute(&[close.into()]).remove(0).is_ok());
    assert_eq!(clerk.ask(&Query::Overview).unwrap_err().code(), "no-account");
    assert_eq!(clerk.execute(&[family("李")]).remove(0).unwrap_err().code(), "no-account");
}

#[test]
fn with_another_day_nothing_is_written_on_a_server() {
    let home = tempfile::tempdir().unwrap();
    let _running = Running::start(home.path());
    let socket = home.path().join("socket");
    let mut drill = Remote::connect(&socket, day().succ_opt(), office).unwrap();
    assert_eq!(drill.execute(&[family("王")]).remove(0).unwrap_err().code(), "drill-on-server");
    assert!(drill.ask(&Query::Overview).is_ok());
    let mut same = Remote::connect(&socket, Some(day()), office).unwrap();
    assert!(same.execute(&[family("王")]).remove(0).is_ok());
}

/// Waits until a desk's server has said something that makes it so.
fn until(desk: &mut Remote, rung: &std::sync::mpsc::Receiver<()>, so: impl Fn(&Remote) -> bool) {
    desk.idle();
    while !so(desk) {
        rung.recv_timeout(std::time::Duration::from_secs(60)).unwrap();
        desk.idle();
    }
}

fn names(desk: &Remote) -> Vec<String> {
    desk.others().into_iter().map(|one| one.name).collect()
}

#[test]
fn desks_at_the_same_family_see_one_another_until_one_is_gone_and_nobody_sees_what_is_not_theirs() {
    let home = tempfile::tempdir().unwrap();
    let _running = Running::with_doors(home.path(), true);
    let socket = home.path().join("socket");
    let mut owner = Remote::connect(&socket, None, office).unwrap().staying();
    let townships = crate::policy::division::Directory::built_in().townships();
    let [near, far] = [0, 1].map(|at| townships[at].code.number());
    let township = Fact { field: Field::Township, since: None, value: Value::Number(near.into()) };
    let name = Fact { field: Field::Name, since: None, value: Value::Text("王".into()) };
    let added = Command::AddFamily { facts: vec![township], members: vec![vec![name]] };
    assert!(owner.execute(&[added.into()])[0].is_ok());
    // A desk has a line of its own for its bell, so that it takes two names of this server.
    for (at, name, townships) in [(1, "周敏", vec![near]), (3, "赵云", vec![]), (5, "李强", vec![far])] {
        for user in [format!("clerk{at}"), format!("clerk{}", at + 1)] {
            let (name, scope) = (name.to_string(), Scope { townships: townships.clone(), ..Scope::ALL });
            let role = if townships.is_empty() { Role::Office } else { Role::Township };
            let grant = AccessCommand::Grant { user, seen: None, name, role, scope, limit: None };
            assert_eq!(owner.execute(&[Command::Access(grant).into()])[0].as_ref().err(), None);
        }
    }
    let (bell, rung) = std::sync::mpsc::channel();
    let desk = || {
        let mut desk = Remote::connect(&socket, None, office).unwrap().staying();
        let bell = bell.clone();
        desk.ring(Arc::new(move || {
            let _ = bell.send(());
        }));
        desk
    };
    let (mut zhou, mut zhao, mut far) = (desk(), desk(), desk());
    let here = |filling| Some(Here { subject: Subject::Family(FamilyId(1)), filling });
    assert_eq!(zhou.present(here(true)), []);
    assert_eq!(far.present(here(true)), [], "another township's family: nobody is told of it");
    let others = zhao.present(here(false));
    assert_eq!(others, [Present { looking: false, same: true, name: "周敏".into() }]);
    until(&mut zhou, &rung, |desk| names(desk) == ["赵云"]);
    drop(zhao);
    until(&mut zhou, &rung, |desk| names(desk).is_empty());
    zhou.present(None);
    assert_eq!(far.present(here(false)), []);
}

#[test]
fn a_desk_is_told_which_families_changed_and_of_its_own_alone() {
    let home = tempfile::tempdir().unwrap();
    let _running = Running::with_doors(home.path(), true);
    let socket = home.path().join("socket");
    let mut owner = Remote::connect(&socket, None, office).unwrap().staying();
    let townships = crate::policy::division::Directory::built_in().townships();
    let add = |at: usize| {
        let code = townships[at].code.number();
        let township = Fact { field: Field::Township, since: None, value: Value::Number(code.into()) };
        let name = Fact { field: Field::Name, since: None, value: Value::Text("王".into()) };
        Order::from(Command::AddFamily { facts: vec![township], members: vec![vec![name]] })
    };
    let phone = |family: u32, number: &str| {
        let (field, value) = (Field::Phone, Some(Value::Text(number.into())));
        let edits = vec![Edit { member: None, field, since: None, value }];
        Order::from(Command::EditFamily { family: FamilyId(family), seen: None, edits, new_members: Vec::new() })
    };
    assert!(owner.execute(&[add(0), add(1)]).iter().all(Result::is_ok));
    let scope = Scope { townships: vec![townships[1].code.number()], ..Scope::ALL };
    for user in ["clerk1", "clerk2"] {
        let (user, name, scope) = (user.to_string(), "李强".to_string(), scope.clone());
        let grant = AccessCommand::Grant { user, seen: None, name, role: Role::Township, scope, limit: None };
        assert!(owner.execute(&[Command::Access(grant).into()])[0].is_ok());
    }
    let (bell, rung) = std::sync::mpsc::channel();
    let mut clerk = Remote::connect(&socket, None, office).unwrap().staying();
    clerk.ring(Arc::new(move || {
        let _ = bell.send(());
    }));
    // What was done before is told as well, if it is told late: what counts are the things that are named from here on.
    assert!(owner.execute(&[phone(1, "13800000001")])[0].is_ok());
    assert!(owner.execute(&[phone(2, "13800000002")])[0].is_ok());
    let mut all = Vec::new();
    while !all.contains(&FamilyId(2)) {
        rung.recv_timeout(std::time::Duration::from_secs(60)).unwrap();
        clerk.idle();
        if clerk.take_changed() {
            all.extend(clerk.touched().things.into_iter().map(|thing| thing.family));
        }
    }
    assert!(!all.contains(&FamilyId(1)), "another township's family is named to nobody there");
}

#[test]
fn naming_what_changed_costs_a_few_bytes() {
    let told = Told::Changed(Changed { head: 300, notices: Vec::new(), touched: touched() });
    assert!(frame::bytes(&told).unwrap().len() <= 20);
}
