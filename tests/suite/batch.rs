//! Money on the real program: from the roster to the batch, the bank's file, what comes back, the failed lines paid again, and the figures of
//! the year; and a walk that is killed and goes on.

use crate::support::{Desk, Office};
use serde_json::Value;

const HEADINGS: &str = "家庭编号,乡镇街道,按城乡认定,母亲姓名,母亲身份证号,母亲是否健在,子女姓名,子女状况,死亡日期,特扶类别,开户银行,银行账号";

/// So many widowed mothers on the allowance, each with an account of her own.
fn roster(families: u32) -> String {
    let mut text = format!("{HEADINGS}\n");
    for number in 1..=families {
        text += &format!(
            "NC-{number:04},东城街道,城镇,李秀{},{},是,王磊,死亡,2013-05-06,死亡,农商行,99990000{number:08}\n",
            ["英", "兰", "芳", "梅"][number as usize % 4],
            identity(number),
        );
    }
    text
}

/// An invented identity number of a woman, with its check digit.
fn identity(number: u32) -> String {
    let body = format!("512323{:04}0101{:03}", 1955 + number / 400, (number * 2) % 1000);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{body}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum as usize % 11])
}

/// An office with so many mothers on the allowance who passed the yearly review.
fn office(families: u32) -> Office {
    let office = Office::new();
    let file = office.file("名册.csv", roster(families));
    office.run(&["import", &file.to_string_lossy()]).ok();
    let reviewed: String = (1..=families)
        .map(|number| {
            format!("{{\"command\": \"family edit\", \"family\": \"F{number}\", \"member\": 1, \"set\": {{\"yearly_review_passed\": \"yes\"}}}}\n")
        })
        .collect();
    office.feed(&["apply", "-"], &reviewed).ok();
    office
}

fn summary(lines: &[Value]) -> Value {
    lines.last().expect("a last line")["summary"].clone()
}

#[test]
fn from_the_roster_to_the_figures_of_the_year() {
    let office = office(6);
    // One has no account; one dies before the batch is drawn up.
    office.run(&["family", "event", "F6", "death", "--member", "mother", "--on", "2026-10-20"]).ok();
    let dry = office.run(&["batch", "draw", "2026-H2", "--dry-run", "--json"]).json();
    assert_eq!((&summary(&dry)["lines"], &summary(&dry)["amount"]), (&5.into(), &"30000.00".into()), "{dry:?}");
    assert!(office.run(&["batch", "list", "--json"]).json().is_empty(), "a dry run writes nothing");

    let drawn = office.run(&["batch", "draw", "2026-H2", "--json"]).json();
    assert_eq!((&drawn[0]["id"], &drawn[0]["waiting"]["lines"]), (&"B1".into(), &5.into()), "{drawn:?}");
    assert_eq!(drawn[0]["left_out"]["ended"], 1);
    let shown = office.run(&["batch", "show", "B1", "--json"]).json();
    assert_eq!(shown.len(), 7);
    assert!(shown[1]["account"].as_str().expect("an account").contains('*'), "masked: {shown:?}");

    office.run(&["batch", "freeze", "B1"]).ok();
    let bank = office.home().join("送银行.csv");
    let exported = office.run(&["batch", "export", "B1", &bank.to_string_lossy(), "--json"]).json();
    assert_eq!((&exported[0]["lines"], &exported[0]["masked"]), (&5.into(), &false.into()));
    let sent = std::fs::read_to_string(&bank).expect("the bank's file");
    assert!(sent.contains("9999000000000002") && !sent.contains('*'), "{sent}");

    bank_answers(&office);
    failed_lines_are_paid_again(&office);
    the_year_counts_each_once(&office);
}

/// What comes back: other headings in another order, two failures, and rubbish.
fn bank_answers(office: &Office) {
    let back =
        |rows: &[&str]| format!("某银行代发回单\n结果,失败原因,金额,序号,备注\n{}\n合计,,,,5\n", rows.join("\n"));
    let rows = [
        "成功,,6000,1,",
        "失败,户名不符,6000,2,",
        "交易失败,账户已销户,6000,3,",
        "成功,,5999,4,",
        "成功,,6000,77,",
        "也许,,6000,5,",
    ];
    let file = office.file("回单.csv", back(&rows).replace("合计,,,,5", ",,,合计,"));
    let path = file.to_string_lossy().into_owned();
    let dry = office.run(&["batch", "returns", "B1", &path, "--dry-run", "--json"]).lines();
    let ran = office.run(&["batch", "returns", "B1", &path, "--json"]);
    assert_eq!(ran.status, 1, "rows were refused: {ran:?}");
    let sums = summary(&ran.lines());
    for (key, wanted) in [("rows", 6), ("paid", 1), ("failed", 2), ("same", 0), ("refused", 3)] {
        assert_eq!((&sums[key], &summary(&dry)[key]), (&wanted.into(), &wanted.into()), "{key}: {sums}");
    }
    // The same file again changes nothing.
    let sums = summary(&office.run(&["batch", "returns", "B1", &path, "--json"]).lines());
    assert_eq!((&sums["same"], &sums["refused"]), (&3.into(), &3.into()));
    let rest = office.file("回单二.csv", "序号,处理状态\n4,成功\n5,成功\n");
    office.run(&["batch", "returns", "B1", &rest.to_string_lossy()]).ok();
}

/// The failed lines are put right and paid again, in a batch that is linked.
fn failed_lines_are_paid_again(office: &Office) {
    let correct = ["batch", "correct", "B1-2", "--account", "9999 0000 0000 0099", "--reason", "核对存折"];
    office.run(&correct).ok();
    office.run(&["batch", "correct", "B1-3", "--account", "9999000000000098", "--reason", "换卡"]).ok();
    let again = office.run(&["batch", "repay", "B1", "--json"]).json();
    assert_eq!((&again[0]["again"], &again[0]["waiting"]["lines"]), (&"B1".into(), &2.into()), "{again:?}");
    office.run(&["batch", "freeze", "B2"]).ok();
    let book = office.home().join("补发.xlsx");
    office.run(&["batch", "export", "B2", &book.to_string_lossy()]).ok();
    // The bank fills in its own column in the workbook; here its file comes by identity number.
    let rows = [2, 3].map(|number| format!("{},6000.00,交易成功,2026-11-23", identity(number)));
    let file = office.file("回单三.csv", format!("证件号码,交易金额,交易结果,交易日期\n{}\n", rows.join("\n")));
    office.run(&["batch", "returns", "B2", &file.to_string_lossy()]).ok();
    for batch in ["B1", "B2"] {
        office.run(&["batch", "close", batch]).ok();
    }
}

/// Nobody is left, nobody was paid twice, and the year counts each.
fn the_year_counts_each_once(office: &Office) {
    let third = office.run(&["batch", "draw", "2026-H2", "--json"]).json();
    assert_eq!((&third[0]["waiting"]["lines"], &third[0]["left_out"]["paid-already"]), (&0.into(), &5.into()));
    let even = office.run(&["batch", "arrears", "--json"]).json();
    assert_eq!(summary(&even)["rows"], 0, "{even:?}");
    assert_eq!(summary(&office.run(&["batch", "overpaid", "--json"]).json())["rows"], 0);
    let figures = office.run(&["report", "figures", "2026", "--json"]).json();
    let text = |line: &&Value| line.to_string().contains("allowance-payment");
    let text: String = figures.iter().filter(text).map(Value::to_string).collect();
    assert!(text.contains("30000.00"), "{text}");
    let paid = office.run(&["batch", "paid", "F2", "--json"]).json();
    let states: Vec<&Value> = paid.iter().map(|line| &line["state"]).collect();
    assert_eq!(states, ["out", "paid", "corrected"]);
    let item = paid[1]["item"].as_str().expect("an item").to_string();
    let item = office.run(&["item", "show", &item, "--json"]).json();
    assert_eq!(item[0]["status"], "delivered");
    assert!(office.run(&["verify"]).ok().starts_with("数据完好"));
}

/// Runs the program and kills it once it has begun to write, wherever it is then.
fn killed(office: &Office, arguments: &[&str]) {
    let written = || -> u64 {
        let files = std::fs::read_dir(office.data().join("journal")).expect("a journal");
        let segments = files.filter_map(Result::ok).filter(|file| file.file_name().to_string_lossy().ends_with("seg"));
        segments.filter_map(|file| file.metadata().ok()).map(|known| known.len()).sum()
    };
    let before = written();
    let mut child = office.command().args(arguments).spawn().expect("the program starts");
    while written() == before && child.try_wait().expect("its state").is_none() {
        std::thread::yield_now();
    }
    // It may have come to its end meanwhile; that is one of the places where it can be.
    let _ = child.kill();
    child.wait().expect("it ends");
}

#[test]
fn a_walk_that_was_killed_goes_on() {
    let office = office(300);
    killed(&office, &["batch", "draw", "2026-H2"]);
    let drawn = office.run(&["batch", "draw", "2026-H2", "--json"]).json();
    assert_eq!((&drawn[0]["id"], &drawn[0]["waiting"]["lines"]), (&"B1".into(), &300.into()));
    office.run(&["batch", "freeze", "B1"]).ok();
    let bank = office.home().join("bank.csv");
    office.run(&["batch", "export", "B1", &bank.to_string_lossy()]).ok();
    let rows: String = (1..=300).map(|no| format!("{no},成功\n")).collect();
    let file = office.file("回单.csv", format!("序号,结果\n{rows}"));
    let path = file.to_string_lossy().into_owned();
    killed(&office, &["batch", "returns", "B1", &path]);
    let sums = summary(&office.run(&["batch", "returns", "B1", &path, "--json"]).lines());
    let sum = |key: &str| sums[key].as_u64().expect("a number");
    assert_eq!((sum("rows"), sum("paid") + sum("same"), sum("refused")), (300, 300, 0), "{sums}");
    let shown = office.run(&["batch", "list", "--json"]).json();
    assert_eq!((&shown[0]["paid"]["lines"], &shown[0]["paid"]["amount"]), (&300.into(), &"1800000.00".into()));
    assert!(office.run(&["verify"]).ok().starts_with("数据完好"));
}

/// A clerk at the desk: draws up, freezes, writes the bank's file and takes in what comes back, by keys alone.
#[test]
fn a_batch_from_drawing_up_to_closing_by_keys() {
    let office = office(3);
    let bank = office.home().join("h2.csv");
    let back = office.file("back.csv", "序号,结果\n1,成功\n2,成功\n3,成功\n");
    let mut desk = Desk::open(&office, 120, 36, &[]);
    desk.shows("待办");
    desk.press("F8");
    desk.shows("还没有发放批次");
    desk.press("F9");
    desk.shows("冻结之前不发放");
    desk.send("\x13");
    desk.shows("核对完毕，共 3 户。");
    desk.press("Enter");
    desk.shows("看过明细无误，按 2 冻结。");
    desk.press("2");
    desk.shows("应发 3 人 18,000.00 元");
    desk.press("Enter");
    desk.shows("按 3 生成送银行的文件");
    desk.press("3");
    desk.shows("请妥善保管");
    desk.send(&format!("\x15{}\r", bank.display()));
    desk.shows("等待银行回执，按 4 导入");
    assert!(std::fs::read_to_string(&bank).expect("the bank's file").contains("9999000000000002"));
    desk.press("4");
    desk.shows("先试运行");
    desk.send(&format!("{}\x13", back.display()));
    desk.shows("按 Enter 登记 3 行");
    desk.press("Enter");
    desk.shows("回执 3 行：已登记 3");
    desk.press("Enter");
    desk.shows("都已有回执，按 5 结案");
    desk.press("5");
    desk.shows("按 Enter 确定");
    desk.press("Enter");
    desk.shows("已结案。");
    desk.kill();
    let shown = office.run(&["batch", "show", "B1", "--json"]).json();
    assert_eq!((&shown[0]["stage"], &shown[0]["paid"]["lines"]), (&"closed".into(), &3.into()), "{shown:?}");
}
