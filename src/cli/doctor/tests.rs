use super::seen::{Abilities, Between, Line, Seen, Server, Terminal};
use crate::cli::failure::Failure;
use crate::cli::tests::Desk;
use crate::ids::Seq;
use crate::journal::Holder;
use crate::service::condition::Condition;
use crate::text::Lang;
use std::time::Duration;

/// A good terminal on this machine, and a directory in order.
fn well() -> Seen {
    let abilities =
        Abilities { colours: 256, repeat: true, erase: true, insert: true, delete: true, scroll: true, answers: true };
    Seen {
        terminal: Terminal {
            there: true,
            name: "tmux-256color".into(),
            known: true,
            size: Some((120, 36)),
            encoding: Some("UTF-8".into()),
            abilities: Some(abilities),
            no_colour: false,
            chinese: Some(2),
            ambiguous: Some(1),
        },
        line: Line {
            delay: Some(Duration::from_micros(1_240)),
            slow_from: Duration::from_millis(700),
            ..Line::default()
        },
        data: Some(Condition {
            place: "/srv/fuzhu".into(),
            exists: true,
            readable: true,
            writable: true,
            free: Some(9 << 30),
            head: Some(Seq(42)),
            has_journal: true,
            has_views: true,
            ..Condition::default()
        }),
        server: Server::None,
    }
}

fn said(seen: Seen, lang: Lang) -> (String, Result<(), Failure>) {
    let mut desk = Desk::new();
    desk.seen = seen;
    desk.ran("doctor", lang)
}

/// The codes of the advice, and whether something stops the work.
fn advised(change: impl FnOnce(&mut Seen)) -> (Vec<String>, bool) {
    let mut seen = well();
    change(&mut seen);
    let mut desk = Desk::new();
    desk.seen = seen;
    let (text, ended) = desk.ran("doctor --json", Lang::En);
    let line: serde_json::Value = serde_json::from_str(&text).unwrap();
    let codes = line["advice"].as_array().unwrap().iter().map(|advice| advice["code"].as_str().unwrap().to_string());
    assert_eq!(line["ok"], ended.is_ok(), "{text}");
    (codes.collect(), ended.is_err())
}

#[test]
fn where_all_is_well_it_says_so() {
    let (zh, ended) = said(well(), Lang::Zh);
    ended.unwrap();
    insta::assert_snapshot!(zh, @"
    终端
      TERM          tmux-256color，终端库里有
      大小          120x36
      编码          UTF-8
      颜色          256
      可用          REP ECH ICH DCH DECSTBM
      中文字        2 格
      宽窄不定      1 格（如“·”）
    线路
      连接          本机
      终端应答      应答，1.2 毫秒
      界面          完整；连续三次应答都慢时自动改为精简
      发送          终端应答后再发下一屏
    数据
      服务器        没有，直接使用数据目录
      目录          /srv/fuzhu
      权限          可读可写
      可用空间      9216 MiB
      日志          到第 42 条
      视图          有
      上次备份      不知道：fuzhu 不记录何时备份，请看本单位的安排
    没有要改的。
    ");
    let (en, ended) = said(well(), Lang::En);
    ended.unwrap();
    insta::assert_snapshot!(en, @"
    Terminal
      TERM          tmux-256color, in the terminal database
      size          120x36
      encoding      UTF-8
      colours       256
      can           REP ECH ICH DCH DECSTBM
      Chinese       2 cells
      ambiguous     1 cell (the dot in names)
    Line
      connection    on this machine
      answer        answers after 1.2 ms
      look          full; lean by itself after three slow answers in a row
      pace          the next screen goes out when the terminal has answered
    Data
      server        none: the data directory is used directly
      directory     /srv/fuzhu
      rights        can be read and written
      free          9216 MiB
      journal       up to entry 42
      views         there
      last backup   not known: fuzhu does not record backups; see your office's own arrangement
    Nothing to change.
    ");
}

#[test]
fn each_shortcoming_has_its_advice() {
    type Case = (&'static str, fn(&mut Seen), bool);
    let cases: &[Case] = &[
        ("compression", |seen| seen.line.ssh = true, false),
        ("keystroke-timing", |seen| seen.line.ssh = true, false),
        ("multiplexer", |seen| seen.line.between = Between::Tmux, false),
        ("mosh", |seen| seen.line.between = Between::Mosh, false),
        ("silent", |seen| seen.line.delay = None, false),
        ("slow", |seen| seen.line.delay = Some(Duration::from_millis(700)), false),
        ("few-abilities", |seen| seen.terminal.abilities = Some(Abilities::default()), false),
        ("no-terminal", |seen| seen.terminal.there = false, false),
        ("poor-terminal", |seen| seen.terminal.abilities = None, true),
        ("term-unknown", |seen| seen.terminal.known = false, false),
        ("too-small", |seen| seen.terminal.size = Some((79, 24)), true),
        ("not-utf-8", |seen| seen.terminal.chinese = Some(3), true),
        ("locale-not-utf-8", |seen| seen.terminal.encoding = Some("GB18030".into()), false),
        ("ambiguous-wide", |seen| seen.terminal.ambiguous = Some(2), false),
        ("no-data-directory", |seen| seen.data = None, true),
        ("data-unreadable", |seen| seen.data.as_mut().unwrap().readable = false, true),
        ("data-unwritable", |seen| seen.data.as_mut().unwrap().writable = false, true),
        ("disk-nearly-full", |seen| seen.data.as_mut().unwrap().free = Some(255 << 20), false),
        ("head-unreadable", |seen| seen.data.as_mut().unwrap().head_unreadable = true, true),
        ("in-use", |seen| seen.data.as_mut().unwrap().holder = Some(Holder::default()), false),
        ("server", |seen| seen.server = Server::Refuses(crate::domain::refusal::Refusal::NothingToChange), true),
    ];
    for (code, change, stops) in cases {
        let (codes, stopped) = advised(change);
        assert!(codes.iter().any(|found| found == code), "{code}: {codes:?}");
        assert_eq!(stopped, *stops, "{code}");
    }
    assert_eq!(advised(|_| {}), (Vec::new(), false));
}

#[test]
fn what_a_server_works_on_is_not_told() {
    let mut seen = well();
    seen.server = Server::Answers("/run/fuzhu/socket".into());
    let (text, ended) = said(seen, Lang::En);
    ended.unwrap();
    assert!(text.contains("/run/fuzhu/socket") && !text.contains("/srv/fuzhu"), "{text}");
}

#[test]
fn damage_and_a_bad_terminal_end_differently() {
    let status = |change: fn(&mut Seen)| {
        let mut seen = well();
        change(&mut seen);
        said(seen, Lang::Zh).1.unwrap_err().status()
    };
    assert_eq!(status(|seen| seen.data.as_mut().unwrap().readable = false), 3);
    assert_eq!(status(|seen| seen.terminal.abilities = None), 1);
}
