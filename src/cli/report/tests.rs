//! The reports as they are written, and the figures as programs read them.

use crate::cli::tests::Desk;
use crate::text::Lang;
use serde_json::json;

/// 王建国's family with a condolence handed over, and two yearly reports: one in time, one waiting.
fn desk() -> Desk {
    let mut desk = Desk::with_family();
    desk.says("item open F1 death-condolence --note '2026年补办'");
    desk.says("item accept F1-1");
    desk.says("item approve F1-1");
    desk.says(
        "item deliver F1-1 --record died_on=2026-10-02 --record visited_on=2026-10-05 --record amount=5000 --record handed_by=周文、吴敏 --record paid_on=2026-10-06",
    );
    desk.says("item open D gov-annual-report --department finance");
    desk.says("item open D gov-annual-report --department education");
    desk.says("item accept D-1");
    desk.says("item deliver D-1 --record unit=财政局 --record year=2026 --record sent_on=2026-11-20");
    desk
}

#[test]
fn a_figure_leads_to_its_rows_and_emergencies() {
    let mut desk = desk();
    desk.says("emergency report --family F1 --kind accident --line 邻居来电");
    desk.says("register write meeting --record held_on=2026-03-05 --record minutes=部署");
    let rows = desk.json("report items 2026 --measure gov-leading-group --tally 2");
    assert_eq!((rows.len(), &rows[0]["on"]), (1, &json!("2026-03-05")));
    let rows = desk.json("report items 2026 --measure gov-emergency-volunteers --tally 3");
    assert_eq!((rows.len(), &rows[0]["family"]), (1, &json!("F1")));
    assert_eq!(
        desk.json("report items 2026 --measure gov-emergency-volunteers --tally 4"),
        Vec::<serde_json::Value>::new()
    );
    assert_eq!(desk.says("report items 2026 --measure gov-emergency-volunteers --tally 4"), "没有这样的急难。\n");
}

#[test]
fn figures_for_programs() {
    let mut desk = desk();
    let rows = desk.json("report figures 2026 --department fp-association");
    let of =
        |title: &str| rows.iter().find(|row| row["title"] == title && row["measure"] == "death-condolence").unwrap();
    assert_eq!(of("户数")["value"], json!(1));
    assert_eq!(of("抚慰金合计")["value"], json!("5000.00"));
    assert_eq!(of("从亡故到慰问天数（中位）")["value"]["median"], json!("3.0"));
    assert_eq!(of("户数")["head"], json!(9));
    assert_eq!(of("户数")["head_hash"].as_str().unwrap().len(), 64);
    // Before that day there was nothing but an empty journal.
    let before = desk.json("report figures 2026 --department fp-association --as-of 2026-11-23");
    assert!(before.iter().all(|row| row["head"] == json!(0) && (row["value"].is_null() || row["value"] != json!(1))));
    assert_eq!(rows.len(), before.len());
    let today = desk.json("report figures 2026 --department fp-association --as-of 2026-11-24");
    assert_eq!(
        today.iter().map(|row| &row["value"]).collect::<Vec<_>>(),
        rows.iter().map(|row| &row["value"]).collect::<Vec<_>>()
    );
}

#[test]
fn a_figure_leads_to_its_items() {
    let mut desk = desk();
    let ids = |desk: &mut Desk, words: &str| -> Vec<String> {
        desk.json(words).iter().map(|row| row["id"].as_str().unwrap().to_string()).collect()
    };
    assert_eq!(ids(&mut desk, "report items 2026 --measure death-condolence"), ["F1-1"]);
    assert_eq!(ids(&mut desk, "report items 2026 --measure gov-annual-report"), ["D-1"]);
    assert_eq!(ids(&mut desk, "report items 2026 --measure gov-annual-report --tally 2"), ["D-2"]);
    assert_eq!(ids(&mut desk, "report items 2026 --measure gov-annual-report --tally 2 --department finance"), [""; 0]);
    assert_eq!(desk.fails("report items 2026 --measure death-condolence --tally 9"), "no-such-figure");
    assert_eq!(desk.fails("report items 2026 --measure death-condolence --part died"), "no-such-part");
    assert_eq!(desk.fails("report items lately --measure death-condolence"), "not-a-year");
}

#[test]
fn who_has_sent_a_report() {
    let mut desk = desk();
    let rows = desk.json("report status");
    assert_eq!(rows.len(), 13);
    let state = |id: &str| {
        rows.iter().find(|row| row["department"] == id).map(|row| (row["state"].clone(), row["item"].clone()))
    };
    assert_eq!(state("finance"), Some((json!("sent"), json!("D-1"))));
    assert_eq!(state("education"), Some((json!("waiting"), json!("D-2"))));
    assert_eq!(state("gov-office"), Some((json!("waiting"), json!(null))));
    assert!(rows.iter().all(|row| row["due"] == json!("2026-12-15")));
    // 15 December 2019 was a Sunday: the last working day before it is shown.
    assert!(
        desk.json("report status 2019").iter().all(|row| row["due"] == json!("2019-12-13") && row["state"] == "late")
    );
    let told = desk.says("agenda");
    assert!(told.contains("2026 年度工作报告还有 12 个单位未报"), "{told}");
}

#[test]
fn a_report_has_the_same_bytes_each_time() {
    let mut desk = desk();
    for (lang, words) in [(Lang::Zh, "report year 2026 --department fp-association"), (Lang::En, "report year 2026")] {
        let mut written = Vec::new();
        for folder in ["first", "second"] {
            let out = desk.file(folder);
            desk.ran(&format!("{words} --out {}", out.display()), lang).1.unwrap();
            let mut files: Vec<_> = std::fs::read_dir(&out).unwrap().map(|file| file.unwrap().path()).collect();
            files.sort();
            written.push(files.iter().map(|path| std::fs::read(path).unwrap()).collect::<Vec<_>>());
        }
        assert_eq!(written[0].len() % 2, 0);
        assert!(written[0] == written[1], "{words}");
        // Written again over itself nothing is in the way.
        desk.ran(&format!("{words} --out {}", desk.file("first").display()), lang).1.unwrap();
    }
    let document = std::fs::read_to_string(desk.file("first").join("report-2026-fp-association.md")).unwrap();
    insta::assert_snapshot!(
        document
            .lines()
            .filter(|line| !line.contains("校验值") && !line.contains("时间"))
            .take(24)
            .collect::<Vec<_>>()
            .join("\n")
    );
    // What somebody added to is not replaced unasked.
    let path = desk.file("first").join("report-2026-fp-association.md");
    std::fs::write(&path, document + "\n我们还做了许多。\n").unwrap();
    let words = format!("report year 2026 --department fp-association --out {}", desk.file("first").display());
    assert_eq!(desk.fails(&words), "file-exists");
    desk.says(&format!("{words} --force"));
    assert!(!std::fs::read_to_string(&path).unwrap().contains("许多"));
    let nowhere = desk.file("a-file");
    std::fs::write(&nowhere, "").unwrap();
    assert_eq!(desk.fails(&format!("report year 2026 --out {}", nowhere.join("below").display())), "file-not-written");
}

#[test]
fn figures_for_people() {
    let mut desk = desk();
    let told = desk.says("report figures 2026 --department gov-office");
    assert!(told.contains("已报单位数") && told.contains("2026 年统计，日志第 9 条"), "{told}");
    let (told, result) = desk.ran("report status", Lang::En);
    result.unwrap();
    assert!(told.starts_with("Reports of 2026: 1 of 13 sent, 12 not; due "), "{told}");
}
