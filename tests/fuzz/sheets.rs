//! Files that other people's programs made: rosters and returns of a bank, as text, xls and xlsx.

use super::Target;
use super::texts::today;
use fuzhu::domain::command::Command;
use fuzhu::domain::family::Family;
use fuzhu::domain::refusal::Refusal;
use fuzhu::exchange::bank::returns;
use fuzhu::exchange::roster::likeness::Likeness;
use fuzhu::exchange::roster::{self, Fingerprint, Opening, Options, Register, RowReport, Watch};
use fuzhu::ids::{FamilyId, MemberNo};
use fuzhu::text::Lang;
use fuzhu::text::clean::is_harmless;
use std::io::Write;
use std::ops::ControlFlow;

/// The targets of this file.
pub fn targets() -> Vec<Target> {
    vec![
        Target { name: "roster", dear: 20, corpus: rosters, check: roster },
        Target { name: "workbook", dear: 50, corpus: workbooks, check: roster },
        Target { name: "returns", dear: 10, corpus: answers, check: returned },
    ]
}

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/roster/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("a fixture")
}

fn gbk(bytes: &[u8]) -> Vec<u8> {
    encoding_rs::GBK.encode(&String::from_utf8_lossy(bytes)).0.into_owned()
}

/// The fixtures in both encodings, with both ends of lines and with tabs.
fn rosters() -> Vec<Vec<u8>> {
    let files = [fixture("families.csv"), fixture("persons.csv")];
    let tabs = String::from_utf8_lossy(&files[1]).replace(',', "\t").replace('\n', "\r\n").into_bytes();
    let gbk = files.each_ref().map(|file| gbk(file));
    files.into_iter().chain(gbk).chain([tabs]).collect()
}

/// The template that the program writes, the roster as it, and an old workbook.
fn workbooks() -> Vec<Vec<u8>> {
    let place = tempfile::tempdir().expect("a folder");
    let path = place.path().join("template.xlsx");
    roster::template(&path).expect("the template");
    vec![std::fs::read(&path).expect("the template"), filled(), fixture("families.xls")]
}

/// A workbook with the persons of the fixture.
fn filled() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let text = String::from_utf8_lossy(&fixture("persons.csv")).into_owned();
    for (row, line) in (0u32..).zip(text.lines()) {
        for (column, cell) in (0u16..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn answers() -> Vec<Vec<u8>> {
    let text = "序号,身份证号,户名,金额,结果,原因\n1,51232319550612121X,王建国,850.00,成功,\n2,,李秀英,850.00,失败,账号已销户\n合计,,,1700,,\n";
    vec![text.as_bytes().to_vec(), gbk(text.as_bytes())]
}

/// The input as a file, which goes when it has been read.
fn written(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(bytes).expect("a written file");
    file
}

fn roster(bytes: &[u8]) -> bool {
    let file = written(bytes);
    let options = Options { sheet: None, renamings: Vec::new(), dry_run: true, today: today() };
    let read = roster::run(file.path(), &options, &mut Nobody, &mut Nothing);
    if let Err(error) = &read {
        assert!(!error.sentence(Lang::Zh).is_empty() && !error.sentence(Lang::En).is_empty());
    }
    read.is_ok()
}

fn returned(bytes: &[u8]) -> bool {
    let read = returns::read(written(bytes).path(), &[], today());
    match &read {
        Ok(rows) => {
            assert!(rows.windows(2).all(|pair| matches!(pair, [one, next] if one.row < next.row)), "rows out of order")
        }
        Err(unread) => drop(unread.sentences()),
    }
    read.is_ok()
}

/// A register that holds nobody and looks at what it is asked to take.
struct Nobody;

impl Register for Nobody {
    fn by_case_number(&mut self, _: &str) -> Result<Option<FamilyId>, Refusal> {
        Ok(None)
    }

    fn by_identity_number(&mut self, _: &str) -> Result<Vec<(FamilyId, MemberNo)>, Refusal> {
        Ok(Vec::new())
    }

    fn family(&mut self, _: FamilyId) -> Result<Option<Family>, Refusal> {
        Ok(None)
    }

    fn alike(&mut self, _: &Likeness) -> Result<Vec<FamilyId>, Refusal> {
        Ok(Vec::new())
    }

    fn asked(&mut self, _: &Fingerprint) -> Result<bool, Refusal> {
        Ok(false)
    }

    fn execute(&mut self, _: Vec<Command>) -> Vec<Result<Option<FamilyId>, Refusal>> {
        panic!("a trial run writes")
    }

    fn preview(&mut self, commands: &[Command]) -> Vec<Result<(), Refusal>> {
        for command in commands {
            harmless(&serde_json::to_value(command).expect("a command can be written"));
        }
        commands.iter().map(|_| Ok(())).collect()
    }
}

/// No text in a command carries what may not be shown.
fn harmless(value: &serde_json::Value) {
    match value {
        serde_json::Value::String(text) => assert!(text.chars().all(is_harmless), "{text:?} would be written"),
        serde_json::Value::Array(all) => all.iter().for_each(harmless),
        serde_json::Value::Object(all) => all.values().for_each(harmless),
        _ => {}
    }
}

struct Nothing;

impl Watch for Nothing {
    fn opened(&mut self, _: &Opening) {}

    fn row(&mut self, _: RowReport) {}

    fn progress(&mut self, _: u32, _: f32) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
