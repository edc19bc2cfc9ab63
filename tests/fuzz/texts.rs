//! What people type or write into files of text: keys and answers of a terminal, values of fields, the plan, days off, standards.

use super::Target;
use chrono::NaiveDate;
use fuzhu::policy::allowance;
use fuzhu::policy::calendar::DaysOff;
use fuzhu::policy::field::Field;
use fuzhu::policy::money::Fen;
use fuzhu::policy::plan::Plan;
use fuzhu::policy::reading::Reader;
use fuzhu::policy::value::Value;
use fuzhu::text::Lang;
use fuzhu::text::clean::is_harmless;
use fuzhu::text::pinyin;
use fuzhu::tui::key::Key;
use fuzhu::tui::terminal::keys::{Heard, Keys};

/// The targets of this file.
pub fn targets() -> Vec<Target> {
    vec![
        Target { name: "keys", dear: 1, corpus: sequences, check: keys },
        Target { name: "values", dear: 4, corpus: typed, check: values },
        Target { name: "plan", dear: 100, corpus: plans, check: plan },
        Target { name: "days-off", dear: 1, corpus: days, check: days_off },
        Target { name: "standards", dear: 1, corpus: tables, check: standards },
    ]
}

/// Today, for all of them.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day")
}

fn samples(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

fn sequences() -> Vec<Vec<u8>> {
    samples(&[
        "王建国\r",
        "\u{1b}[A\u{1b}OB\u{1b}[1;5C\u{1b}[3~\u{1b}[15~\u{1b}[[A",
        "\u{1b}[200~家庭\n粘贴\u{1b}[201~x",
        "\u{1b}[0n\u{1b}[24;80R\u{1b}[?62;1;6c",
        "\u{1b}]11;rgb:0000/0000/0000\u{1b}\\\u{1b}P1+r\u{1b}\\y",
        "\u{1b}[M !!\u{1b}[<0;10;20Mz",
        "\u{1b}\u{1b}[D\u{1b}a\u{1b}\u{7f}\t\u{3}",
        "\u{1b}[27;5;105~\u{1b}[97;5u",
    ])
}

/// The same bytes mean the same however the line cuts them, nothing is held back after a quiet moment, and no more comes out than went in.
fn keys(bytes: &[u8]) -> bool {
    let (mut at_once, mut cut) = (Keys::default(), Keys::default());
    let mut heard = at_once.feed(bytes);
    let mut pieces: Vec<Heard> = bytes.chunks(3).flat_map(|piece| cut.feed(piece)).collect();
    // A string that has become too long is given up where that is seen, so what comes after it may be cut elsewhere.
    let same = bytes.len() < 4_000;
    heard.extend(at_once.quiet());
    pieces.extend(cut.quiet());
    assert!(!same || heard == pieces, "{heard:?} at once, {pieces:?} in pieces");
    assert!(at_once.waits().is_none() && cut.waits().is_none(), "something is waited for after a quiet moment");
    assert!(heard.len() <= bytes.len(), "{} things out of {} bytes", heard.len(), bytes.len());
    for one in &heard {
        if let Heard::Paste(text) = one {
            assert!(text.len() <= bytes.len() * 3, "a paste of {} bytes out of {}", text.len(), bytes.len());
        }
    }
    !heard.is_empty()
}

fn typed() -> Vec<Vec<u8>> {
    samples(&[
        "51232319550612121X",
        "1955年6月12日",
        "1955-06-12",
        "55.6",
        "今天",
        "１２，３４５．６０元",
        "1.2万",
        "13900001234",
        "023-71420000转8",
        "51232319550612121X42B1",
        "6222 0212 3456 7890 123",
        "东城街道",
        "500119001",
        "王建国",
        "'=HYPERLINK(1)",
        "是",
        "一级",
        "5.12323195506121E+17",
        "F7",
        "wang jianguo",
        "ctrl-s",
    ])
}

/// Whatever a field accepts can be shown as it is, and a value that was read is read again.
fn values(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let reader = Reader::new(today());
    let mut accepted = false;
    for entry in Field::ALL {
        match reader.read(entry.field, &text) {
            Ok(Some(Value::Text(value))) => {
                accepted = true;
                assert!(value.chars().all(is_harmless), "{:?} accepts {value:?}", entry.field);
                let again = reader.read(entry.field, &value);
                assert!(
                    matches!(&again, Ok(Some(Value::Text(same))) if *same == value),
                    "{:?}: {value:?}: {again:?}",
                    entry.field
                );
            }
            Ok(value) => accepted |= value.is_some(),
            Err(problem) => assert!(!problem.in_lang(Lang::Zh).is_empty() && !problem.in_lang(Lang::En).is_empty()),
        }
    }
    if let Ok(fen) = Fen::parse_yuan(&text) {
        assert_eq!(Fen::parse_yuan(&fen.to_string()), Ok(fen), "{text:?}");
    }
    let _ = (pinyin::readings(&text), Key::parse(&text));
    accepted
}

fn plans() -> Vec<Vec<u8>> {
    samples(&[Plan::BUILTIN])
}

/// A plan that is accepted hangs together: what is named is there, under one name and one number.
fn plan(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let read = Plan::parse(&text);
    match &read {
        Ok(plan) => {
            for measure in plan.measures() {
                assert_eq!(
                    plan.measure(measure.no).map(|found| &found.id),
                    Some(&measure.id),
                    "measure {}",
                    measure.no
                );
                assert_eq!(plan.by_id(&measure.id).map(|found| found.no), Some(measure.no), "measure {}", measure.id);
                for (record, _) in plan.asked(measure) {
                    assert!(plan.record(&record.key).is_some(), "record {}", record.key);
                }
            }
            for department in plan.departments() {
                assert_eq!(plan.department(department.no).map(|found| &found.id), Some(&department.id));
            }
            for register in plan.registers() {
                assert!(plan.register(register.no).is_some());
            }
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "a plan is refused for nothing");
            for fault in faults {
                assert!(!fault.sentence(Lang::Zh).is_empty() && !fault.sentence(Lang::En).is_empty());
            }
        }
    }
    read.is_ok()
}

fn days() -> Vec<Vec<u8>> {
    samples(&[
        "date,kind,holiday_en,holiday_zh\n2027-01-01,off,New Year,元旦\n2027-10-01,off,National Day,国庆节\n2027-10-09,makeup-work,National Day,国庆节\n",
    ])
}

/// A list that is accepted marks days, each in a year it gives as a whole or beside one.
fn days_off(bytes: &[u8]) -> bool {
    let read = DaysOff::parse(&String::from_utf8_lossy(bytes));
    match &read {
        Ok(list) => assert!(!list.is_empty() && !list.whole_years().is_empty()),
        Err(faults) => {
            assert!(!faults.is_empty() && faults.len() <= 21, "{} faults", faults.len());
            assert!(faults.iter().all(|fault| !fault.sentence(Lang::Zh).is_empty()));
        }
    }
    read.is_ok()
}

fn tables() -> Vec<Vec<u8>> {
    samples(&["特扶类别,层级,月标准,起始日期,来源\n死亡,区,1100,2024-01-01,区文件\n伤残,市,1050.50,2022-01-01,更正\n"])
}

/// Standards that are accepted are of different places and of money.
fn standards(bytes: &[u8]) -> bool {
    let read = allowance::table::parse(&String::from_utf8_lossy(bytes));
    match &read {
        Ok(table) => {
            for (at, one) in table.iter().enumerate() {
                assert!(table.iter().skip(at + 1).all(|other| other.place() != one.place()), "{:?} twice", one.place());
            }
        }
        Err(faults) => assert!(!faults.is_empty(), "refused for nothing"),
    }
    read.is_ok()
}
