//! The year on the real program: figures and reports that are the same from the same journal, files that are checked, paper.

use crate::support::{Desk, Office, TODAY};

#[test]
fn the_same_journal_gives_the_same_report_and_any_day_can_be_asked_for() {
    let office = Office::new();
    office.run(&["demo", "--families", "40", "--items", "600", "--seed", "3"]).ok();
    let report = |folder: &str| {
        office.run(&["report", "year", "2026", "--department", "fp-association", "--out", folder]).ok();
        ["md", "xlsx"].map(|ending| {
            let path = office.home().join(folder).join(format!("report-2026-fp-association.{ending}"));
            std::fs::read(path).expect("a report")
        })
    };
    let first = report("first");
    // The views are folded again from nothing: the figures are those of the journal.
    std::fs::remove_dir_all(office.data().join("views")).expect("the views are there");
    assert!(report("second") == first);
    assert!(office.run(&["verify"]).ok().starts_with("数据完好"));

    let now = office.run(&["report", "figures", "2026", "--json"]).out;
    let lines = office.run(&["report", "figures", "2026", "--as-of", TODAY, "--json"]);
    let told = |text: &str| -> Vec<serde_json::Value> {
        text.lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .map(|line: serde_json::Value| line["value"].clone())
            .collect()
    };
    assert_eq!(told(&lines.out), told(&now));
    let before = office.run(&["report", "figures", "2026", "--as-of", "2001-01-01", "--json"]).json();
    assert!(before.iter().all(|line| line["head"] == 0));
}

#[test]
fn a_file_is_kept_checked_and_put_right() {
    let office = Office::new();
    office.run(&["demo", "--families", "3", "--seed", "3"]).ok();
    let photo = office.file("证书.jpg", b"a photograph").display().to_string();
    office.run(&["attach", "add", &photo, "--family", "F1"]).ok();
    assert!(office.run(&["verify"]).ok().starts_with("数据完好"));
    let hash = office.run(&["attach", "list", "--json"]).json()[0]["hash"].as_str().expect("a hash").to_string();
    let kept = office.data().join("attachments").join(hash);
    std::fs::write(&kept, b"another").expect("written");
    let found = office.run(&["verify", "--json"]);
    assert_eq!(found.status, 3, "{found:?}");
    assert_eq!(found.lines()[0]["findings"][0]["code"], "file-changed", "{found:?}");
    std::fs::remove_file(&kept).expect("removed");
    assert_eq!(office.run(&["verify", "--json"]).lines()[0]["findings"][0]["code"], "file-missing");
    // The same photograph once more puts both right.
    office.run(&["attach", "add", &photo, "--family", "F1"]).ok();
    assert!(office.run(&["verify"]).ok().starts_with("数据完好"));
}

#[test]
fn figures_on_the_desk_lead_to_their_items() {
    let office = Office::new();
    office.run(&["demo", "--families", "30", "--items", "400", "--seed", "3"]).ok();
    let mut desk = Desk::open(&office, 120, 36, &[]);
    desk.shows("F7 报表");
    desk.press("F7");
    desk.until("the figures", |screen| screen.contains("2026 年 全部部门") && screen.contains("2026 年度报告"));
    desk.press("1");
    desk.until("the year before", |screen| screen.contains("2025 年 全部部门"));
    desk.press("Enter");
    desk.until("the items behind", |screen| screen.contains("2025 特扶金配套拨付"));
    desk.press("Esc");
    desk.shows("2025 年 全部部门");
    desk.press("F10");
    assert!(desk.ends().0.success());
}
