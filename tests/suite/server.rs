//! Many clerks on one server: the same answers through the socket, one desk's work on another's screen, lines that drop and come back.

use crate::support::{Desk, Office, Server, TODAY};
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::time::Duration;

fn desk(office: &Office) -> Desk {
    let desk = Desk::open(office, 120, 36, &[]);
    desk.shows("建立健康档案");
    desk
}

#[test]
fn a_server_gives_the_answers_that_the_directory_gives() {
    let office = Office::with_an_item();
    office.run(&["family", "show", "F1", "--reveal", "电话核对"]).ok();
    let questions: [&[&str]; 11] = [
        &["queue", "--json"],
        &["family", "show", "F1", "--json"],
        &["item", "show", "F1-1", "--json"],
        &["search", "wjg", "--json"],
        &["match", "--family", "F1", "--json"],
        &["log", "--json"],
        &["log", "--by", "zhoumin", "--command", "item", "--until", TODAY],
        &["log", "--looked", "--json"],
        &["log", "--looked", "--family", "F1", "--limit", "1"],
        &["agenda", "--json"],
        &["report", "status", "2026", "--json"],
    ];
    let alone: Vec<String> = questions.iter().map(|question| office.run(question).ok().to_string()).collect();
    let server = Server::start(&office);
    for (question, alone) in questions.iter().zip(alone) {
        assert_eq!(office.run(question).ok(), alone, "{question:?}");
    }
    assert_eq!(office.run(&["item", "show", "F9-9"]).status, 1);
    office.run(&["item", "accept", "F1-1"]).ok();
    let (status, told) = server.stop();
    assert_eq!((status, told.as_str()), (0, ""));
    assert!(!office.data().join("socket").exists());
    let item = office.run(&["item", "show", "F1-1", "--json"]).json();
    assert_eq!(item[0]["status"], "accepted");
    office.run(&["verify"]).ok();
}

#[test]
fn what_one_desk_does_another_shows_by_itself() {
    let office = Office::with_an_item();
    let server = Server::start(&office);
    let watching = desk(&office);
    let mut working = desk(&office);
    working.press("1");
    working.shows("已受理");
    watching.shows("已受理");
    office.run(&["item", "suspend", "F1-1", "--until", "2026-12-24", "--reason", "等待材料"]).ok();
    watching.shows("暂缓");
    working.shows("暂缓");
    drop(server);
}

#[test]
fn a_desk_outlives_its_server_and_goes_on_where_it_was() {
    let office = Office::with_an_item();
    let server = Server::start(&office);
    let mut desk = desk(&office);
    server.kill();
    desk.shows("与服务器的连接断开");
    // Nothing can be written meanwhile: the step is not offered, and its key says why.
    desk.until("no step is offered", |screen| !screen.contains("1 受理"));
    desk.press("1");
    desk.shows("现在只能查看：与服务器的连接断开");
    let server = Server::start(&office);
    desk.shows("1 受理");
    desk.press("1");
    desk.shows("已受理");
    let log = office.run(&["log", "--item", "F1-1", "--json"]).json();
    assert_eq!(log.len(), 2, "opened and accepted, once each");
    drop(server);
}

#[test]
fn one_server_a_directory_and_a_dead_one_leaves_nothing_to_clear() {
    let office = Office::with_an_item();
    let server = Server::start(&office);
    let second = office.run(&["serve"]);
    assert_eq!(second.status, 3, "{second:?}");
    let import = office.run(&["import", "nothing.csv"]);
    assert_eq!(import.status, 1, "{import:?}");
    server.kill();
    assert!(office.data().join("socket").exists(), "a killed server leaves its socket");
    // Without a server the directory is opened itself, whatever lies there.
    office.run(&["item", "show", "F1-1"]).ok();
    let server = Server::start(&office);
    office.run(&["item", "show", "F1-1"]).ok();
    drop(server);
}

#[test]
fn a_socket_that_somebody_removed_comes_back() {
    let office = Office::with_an_item();
    let server = Server::start(&office);
    std::fs::remove_file(server.socket()).expect("a socket");
    let desk =
        Desk::start(&office, 80, 24, "/bin/sh", &["-c", "while [ ! -S data/socket ]; do :; done; echo back"], &[]);
    desk.shows("back");
    office.run(&["item", "show", "F1-1"]).ok();
    drop(server);
}

#[test]
fn clients_that_misbehave_disturb_nobody() {
    let office = Office::with_an_item();
    let server = Server::start(&office);
    let connect = || UnixStream::connect(server.socket()).expect("a line");
    let own = format!("fuzhu {} {}\n", fuzhu::protocol::PROTOCOL, env!("CARGO_PKG_VERSION"));
    // Each of them stays connected until the end.
    let silent: Vec<_> = (0..100).map(|_| connect()).collect();
    let mut other_version = connect();
    other_version.write_all(b"fuzhu 999 9.0.0\n").expect("sent");
    let mut rubbish = connect();
    rubbish.write_all(b"GET / HTTP/1.1\r\n\r\n").expect("sent");
    let mut huge = connect();
    huge.write_all(own.as_bytes()).expect("sent");
    huge.write_all(&[0xff; 64]).expect("sent");
    let mut half = connect();
    half.write_all(own.as_bytes()).expect("sent");
    half.write_all(&[200, 0, 0, 0, 1, 2]).expect("sent");
    // It asks and asks and never reads.
    let mut deaf = connect();
    deaf.set_write_timeout(Some(Duration::from_millis(500))).expect("a timeout");
    deaf.write_all(own.as_bytes()).expect("sent");
    while deaf.write_all(&[1, 0, 0, 0, 3]).is_ok() {}
    office.run(&["item", "accept", "F1-1"]).ok();
    assert_eq!(office.run(&["item", "show", "F1-1", "--json"]).json()[0]["status"], "accepted");
    // Whoever sent what cannot be read was let go, and told.
    let mut said = Vec::new();
    huge.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
    huge.read_to_end(&mut said).expect("the end");
    assert!(String::from_utf8_lossy(&said).contains("rubbish"), "{}", String::from_utf8_lossy(&said));
    other_version.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
    said.clear();
    other_version.read_to_end(&mut said).expect("the end");
    assert_eq!(String::from_utf8_lossy(&said), own, "another version reads which one it has met");
    drop((silent, rubbish, half, deaf));
    let (status, told) = server.stop();
    assert_eq!((status, told.as_str()), (0, ""));
}

#[test]
fn a_server_that_was_named_must_be_there() {
    let office = Office::with_an_item();
    let ran = office.run(&["--socket", "/nowhere/socket", "agenda"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.err.contains("/nowhere/socket"), "{ran:?}");
}
