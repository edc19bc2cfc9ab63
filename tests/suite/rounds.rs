//! What comes round, over three days of a winter: items open by themselves once, a festival visit is due before its day, an overdue one is
//! told once to each whom it concerns, and a program that is killed in between does nothing twice.

use crate::support::Office;
use std::collections::BTreeMap;
use std::process::Stdio;

/// Entered before the first round, so that everything of the winter is owed.
const FAMILY: [&str; 13] = [
    "family",
    "add",
    "--set",
    "case_number=NC-1",
    "--set",
    "refuses_visit=no",
    "--set",
    "treated_as=urban",
    "--father",
    "name=王建国,alive=yes",
    "--mother",
    "name=李秀英,alive=yes",
    "--child=name=王磊,sex=male,born_on=1985-03-04,alive=no,died_on=2013-05-06",
];

/// Starts a run and kills it before it has said anything.
fn killed(office: &Office, today: &str, arguments: &[&str]) {
    let mut command = office.command_on(today);
    let mut child = command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
}

/// The open items of a day: how many there are for each turn, and when each measure's is due.
fn open(office: &Office, today: &str) -> (BTreeMap<String, usize>, BTreeMap<String, String>) {
    let (mut turns, mut due) = (BTreeMap::new(), BTreeMap::new());
    for row in office.run_on(today, &["queue", "--limit", "500", "--json"]).json() {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_string();
        let turn = format!("{} {} {} {}", text("measure"), row["family"], row["member"], text("period"));
        *turns.entry(format!("{turn} {}", text("department"))).or_insert(0) += 1;
        due.insert(format!("{} {}", text("measure"), text("period")), text("due"));
    }
    (turns, due)
}

/// The items of which a role is told that they are new at their stage.
fn told(office: &Office, today: &str, role: &str, seen: bool) -> Vec<String> {
    let mut arguments = vec!["agenda", "--new", "--role", role, "--json"];
    arguments.extend(seen.then_some("--seen"));
    let rows = office.run_on(today, &arguments).json();
    rows.iter().map(|row| row["id"].as_str().unwrap_or_default().to_string()).collect()
}

#[test]
fn a_winter_of_rounds_with_the_program_killed_in_between() {
    let office = Office::new();
    office.run_on("2026-12-20", &FAMILY).ok();

    // Four weeks before the Spring Festival of 6 February.
    for _ in 0..3 {
        killed(&office, "2027-01-10", &["schedule"]);
    }
    office.run_on("2027-01-10", &["schedule"]).ok();
    let (turns, due) = open(&office, "2027-01-10");
    assert!(turns.values().all(|count| *count == 1), "{turns:?}");
    let visit = due.get("festival-visit 2027-spring").unwrap_or_else(|| panic!("no visit: {due:?}"));
    assert_eq!(visit, "2027-02-03", "before the day");
    office.run_on("2027-01-10", &["schedule"]).ok();
    assert_eq!(open(&office, "2027-01-10").0, turns, "nothing opens a second time");

    // The visit is overdue: its department's head is told, and once that was seen, not again.
    let head = told(&office, "2027-02-05", "head", false);
    let item = |office: &Office, today| {
        let rows = office.run_on(today, &["queue", "--limit", "500", "--json"]).json();
        let visit = rows.iter().find(|row| row["measure"] == "festival-visit" && row["period"] == "2027-spring");
        visit.and_then(|row| row["id"].as_str()).unwrap_or_default().to_string()
    };
    let visit = item(&office, "2027-02-05");
    assert!(head.contains(&visit), "{visit} of {head:?}");
    killed(&office, "2027-02-05", &["agenda", "--new", "--role", "head", "--seen"]);
    told(&office, "2027-02-05", "head", true);
    assert_eq!(told(&office, "2027-02-05", "head", false), Vec::<String>::new());

    // A week and more: the leading group's office hears of it, once; the head does not again.
    killed(&office, "2027-02-12", &["schedule"]);
    office.run_on("2027-02-12", &["schedule"]).ok();
    assert!(told(&office, "2027-02-12", "office", true).contains(&visit));
    assert!(!told(&office, "2027-02-12", "office", false).contains(&visit));
    assert!(!told(&office, "2027-02-12", "head", false).contains(&visit));
    let (later, _) = open(&office, "2027-02-12");
    assert!(later.values().all(|count| *count == 1), "{later:?}");
    assert!(later.len() > turns.len(), "February has rounds of its own");
    assert!(office.run_on("2027-02-12", &["verify"]).ok().starts_with("数据完好"));
}
