//! Every command of every kind, wanted by everybody, of what is theirs and of what is not.

use super::town::{TOWNSHIPS, Town, USERS};
use crate::domain::access::{AccessCommand, Deputy, Role, Scope};
use crate::domain::batch::{BatchCommand, Correction, LineId, Said};
use crate::domain::command::{Command, Fact, Happening};
use crate::domain::conflict::{self, ConflictId};
use crate::domain::emergency::command::{EmergencyCommand, Report};
use crate::domain::emergency::event::EmergencyMove;
use crate::domain::emergency::workflow::Act;
use crate::domain::event::{Matter, Move};
use crate::domain::gap::{GapId, PutAside};
use crate::domain::merge::MergeCommand;
use crate::domain::register::{Owner, RegisterCommand};
use crate::domain::review;
use crate::domain::rhythm::{Made, RhythmCommand, Stage};
use crate::domain::workflow::Verb;
use crate::ids::{FamilyId, MeasureNo, MemberNo, Seq};
use crate::policy::field::Field;
use crate::policy::money::Fen;
use crate::policy::period::Period;
use crate::policy::plan::Subject;
use crate::policy::value::Value;
use crate::service::query::Query;
use crate::service::query::access::AccessQuery;
use std::collections::BTreeSet;

/// What is refused because of who asks, or because it is not there for whom asks.
const NOT_FOR_YOU: [&str; 11] = [
    "no-account",
    "not-allowed",
    "not-yours",
    "no-such-family",
    "no-such-item",
    "no-such-review",
    "no-such-row",
    "no-such-emergency",
    "no-such-batch",
    "no-such-entry",
    "no-such-conflict",
];

/// One command of each kind about a place, by its word.
fn commands(town: &Town, at: usize) -> Vec<(&'static str, Command)> {
    let all =
        [of_family(town, at), of_questions(town, at), of_registers(town, at), of_accounts(), of_batches(town, at)];
    let all = all.into_iter().flatten().chain(of_steps(town, at));
    let word = |command: &Command| match command {
        Command::SettleConflict(_) => "conflict settle",
        Command::PutAside(_) => "gap put aside",
        other => other.word(),
    };
    all.map(|command| (word(&command), command)).collect()
}

fn named(name: &str) -> Vec<Fact> {
    vec![Fact::new(Field::Name, Value::Text(name.into()))]
}

fn of_family(town: &Town, at: usize) -> Vec<Command> {
    let (family, other) = (town.places[at].family, town.places[1 - at].family);
    let township = Fact::new(Field::Township, Value::Number(TOWNSHIPS[at].into()));
    let (seen, reason) = (None, "同一家庭".to_string());
    let born = Happening::Birth { on: "2026-11-01".parse().unwrap() };
    let report = Report {
        family,
        kind: town.plan.emergency().unwrap().kinds()[1].no,
        member: None,
        on: None,
        line: "房屋受损".into(),
        even_so: true,
    };
    vec![
        Command::AddFamily { facts: vec![township], members: vec![named("王建国")] },
        Command::EditFamily { family, seen, edits: Vec::new(), new_members: vec![named("王小满")] },
        Command::FamilyEvent { family, happening: born },
        Command::Merge(MergeCommand { keep: family, other, seen: None, take: Vec::new(), hold: Vec::new(), reason }),
        Command::Emergency(EmergencyCommand::Report(report)),
        Command::Access(AccessCommand::Reveal { family, reason: "核对".into() }),
    ]
}

fn of_questions(town: &Town, at: usize) -> Vec<Command> {
    let (family, review) = (town.places[at].family, town.places[at].review);
    let matter = Matter::Contradicts { family, source: "s".into(), fingerprint: [7; 16], row: Vec::new() };
    let conflict = ConflictId { family, rule: 1, member: MemberNo(1), with: MemberNo(1) };
    let (seen, reason, answer) = (None, "核实".to_string(), conflict::Answer::Both);
    vec![
        Command::RaiseReview { matter },
        Command::SettleReview(review::Settling { review, answer: review::Answer::Leave, reason: "不是".into() }),
        Command::PutAside(PutAside { gap: GapId { family, member: MemberNo(1) }, seen, reason: reason.clone() }),
        Command::SettleConflict(conflict::Settling { conflict, seen, answer, reason }),
    ]
}

fn of_registers(town: &Town, at: usize) -> Vec<Command> {
    let (family, row) = (town.places[at].family, town.places[at].row);
    let register = town.plan.register_called("note").unwrap().no;
    let values = || vec![("note".to_string(), "来电".to_string())];
    vec![
        Command::Rhythm(RhythmCommand::Contact(Made { family, measure: None, record: Vec::new() })),
        Command::Register(RegisterCommand::Write { register, owner: Owner::Family(family), values: values() }),
        Command::Register(RegisterCommand::Correct { row, seen: None, values: values() }),
        Command::Register(RegisterCommand::Withdraw { row, seen: None, reason: "有误".into() }),
    ]
}

fn of_accounts() -> Vec<Command> {
    let (user, name, role) = ("new".to_string(), "周敏".to_string(), Role::Office);
    let (from, until) = ("2026-11-24".parse().unwrap(), "2026-11-30".parse().unwrap());
    let deputy = Deputy { user: "clerk-a".into(), from, until };
    [
        AccessCommand::Grant { user, seen: None, name, role, scope: Scope::ALL, limit: None },
        AccessCommand::Close { user: "clerk-a".into(), reason: "调离".into() },
        AccessCommand::Deputise { user: "head-a".into(), deputy },
        AccessCommand::Recall { user: "head-a".into(), deputy: "clerk-a".into() },
    ]
    .map(Command::Access)
    .into()
}

fn of_batches(town: &Town, at: usize) -> Vec<Command> {
    let (family, batch) = (town.places[at].family, town.batch);
    let (line, reason) = (LineId { batch, no: 1 }, || "更正".to_string());
    let measure = town.plan.by_id("allowance-payment").unwrap().no;
    let correction = Correction { line, account: None, bank: None, reason: reason() };
    let outcome = Said::Failed("账号有误".into());
    [
        BatchCommand::Draw { measure, period: Period::Half(2026, 2), department: None, note: String::new() },
        BatchCommand::Again { batch },
        BatchCommand::List { batch, families: vec![family], whole: false },
        BatchCommand::Add { batch, family, member: MemberNo(1), period: Period::Half(2025, 2) },
        BatchCommand::Rule { line, hold: true, reason: reason() },
        BatchCommand::Freeze { batch },
        BatchCommand::Send { batch },
        BatchCommand::Return { line, outcome, bounced: false },
        BatchCommand::Correct(correction),
        BatchCommand::Recover { line, amount: Fen(100), reason: reason() },
        BatchCommand::Close { batch },
        BatchCommand::Discard { batch, reason: reason() },
    ]
    .map(Command::Batch)
    .into()
}

fn of_steps(town: &Town, at: usize) -> Vec<Command> {
    let place = &town.places[at];
    let (family, item, emergency) = (place.family, place.items[0], place.emergency);
    let step = |verb| Command::MoveItem { item, seen: None, step: Move { reason: "原因".into(), ..Move::new(verb) } };
    let act = |act| {
        let step = EmergencyMove { note: "情况".into(), amount: Fen(100), ..EmergencyMove::new(act) };
        Command::Emergency(EmergencyCommand::Act { emergency, seen: None, step, measure: None })
    };
    let last = town.local.store().views().unwrap().item(item).unwrap().unwrap().version;
    let mut steps = vec![
        opening(family, town.measures[0], Some(MemberNo(2))),
        Command::Undo { seq: last, reason: "录入有误".into() },
        Command::Rhythm(RhythmCommand::Tell { stage: Stage::Soon, items: vec![item] }),
    ];
    steps.extend(Verb::ALL.into_iter().map(step));
    steps.extend(Act::ALL.into_iter().map(act));
    steps
}

fn opening(family: FamilyId, measure: MeasureNo, member: Option<MemberNo>) -> Command {
    let note = "按区里意见".to_string();
    Command::OpenItem { family, measure, member, department: None, urgency: None, due: None, period: None, note }
}

/// The users of the table, in the order of its columns.
const WHO: [&str; 9] =
    ["clerk-a", "clerk-aa", "head-a", "payer", "township-a", "office", "auditor", "admin", "stranger"];

/// Who may do what: of the first place and, after the stroke, of the second. `1` may, `.` may not. A clerk of the first department
/// (`clerk-a`), the same of the first township only (`clerk-aa`), the head of the department, the head of the department that pays, the
/// clerk of the first township, the office, an auditor, an administrator, a user without account.
const TABLE: &str = "
    family add             111111... | 1.11.1...
    family edit            111111... | 1.11.1...
    family event           111111... | 1.11.1...
    item open              111.11... | 1.1..1...
    undo                   ..1..1... | ..1..1...
    review raise           111111... | 1.11.1...
    review settle          111111... | 1.11.1...
    contact                111111... | 1.11.1...
    item seen              111.11... | 1.1..1...
    register write         111111... | 1.11.1...
    register correct       111111... | 1.11.1...
    register withdraw      111111... | 1.11.1...
    emergency report       111111... | 1.11.1...
    family merge           1.11.1... | 1.11.1...
    family reveal          111111... | 1.11.1...
    account grant          .......1. | .......1.
    account close          .......1. | .......1.
    account deputise       .......1. | .......1.
    account recall         .......1. | .......1.
    batch draw             ...1.1... | ...1.1...
    batch repay            ...1.1... | ...1.1...
    batch check            ...1.1... | ...1.1...
    batch add              ...1.1... | ...1.1...
    batch hold             ...1.1... | ...1.1...
    batch freeze           ...1.1... | ...1.1...
    batch export           ...1.1... | ...1.1...
    batch return           ...1.1... | ...1.1...
    batch correct          ...1.1... | ...1.1...
    batch recover          ...1.1... | ...1.1...
    batch close            ...1.1... | ...1.1...
    batch discard          ...1.1... | ...1.1...
    accept                 111.11... | 1.1..1...
    approve                ..1..1... | ..1..1...
    deliver                111.11... | 1.1..1...
    decline                111.11... | 1.1..1...
    suspend                111.11... | 1.1..1...
    resume                 111.11... | 1.1..1...
    refer                  111.11... | 1.1..1...
    withdraw               111.11... | 1.1..1...
    reopen                 111.11... | 1.1..1...
    close                  111.11... | 1.1..1...
";

#[test]
fn who_may_do_what_of_whose() {
    let town = Town::new();
    let places = [commands(&town, 0), commands(&town, 1)];
    let rows: Vec<&str> = TABLE.lines().map(str::trim).filter(|row| !row.is_empty()).collect();
    let mut tried = BTreeSet::new();
    for row in rows {
        let word = row.get(..23).unwrap().trim();
        let wanted: String = row.get(23..).unwrap().to_string();
        let may = |at: usize| -> String {
            let (_, command) = places[at].iter().find(|(other, _)| *other == word).unwrap_or_else(|| panic!("{word}"));
            let one = |user: &&str| match town.would(user, command) {
                Err(code) if NOT_FOR_YOU.contains(&code.as_str()) => '.',
                _ => '1',
            };
            WHO.iter().map(one).collect()
        };
        assert_eq!(format!("{} | {}", may(0), may(1)), wanted, "{word}");
        tried.insert(word);
    }
    // Emergencies have the same columns for every act but approving and refusing.
    let desk = town.plan.emergency().unwrap().department == town.departments[0];
    for (word, command) in
        places[0].iter().filter(|(word, _)| word.starts_with("emergency ") && *word != "emergency report")
    {
        let heads = ["emergency approve", "emergency refuse"].contains(word);
        let may: String = WHO
            .iter()
            .map(|user| match town.would(user, command) {
                Err(code) if NOT_FOR_YOU.contains(&code.as_str()) => '.',
                _ => '1',
            })
            .collect();
        let wanted = match (desk, heads) {
            (true, true) => "..1..1...",
            (true, false) => "111.11...",
            (false, true) => ".....1...",
            (false, false) => "....11...",
        };
        assert_eq!(may, wanted, "{word}");
        tried.insert(word);
    }
    // A conflict that is not there is refused to all; it is held by the same rule as a family.
    tried.insert("conflict settle");
    tried.insert("gap put aside");
    let all: BTreeSet<&str> = places[0].iter().map(|(word, _)| *word).collect();
    assert_eq!(tried, all);
    assert_eq!(USERS.len() + 1, WHO.len());
}

#[test]
fn who_took_it_in_hand_does_not_approve_it() {
    let mut town = Town::new();
    let paid = town
        .plan
        .measures()
        .iter()
        .find(|one| one.approval && one.departments == [town.departments[0]] && one.opens.is_none());
    let Some(measure) = paid.map(|one| (one.no, one.subject)) else { panic!("a measure with approval") };
    let (family, member) = (town.places[0].family, (measure.1 != Subject::Family).then_some(MemberNo(1)));
    let (measure, note) = (measure.0, "按区里意见".to_string());
    let open =
        Command::OpenItem { family, measure, member, department: None, urgency: None, due: None, period: None, note };
    let item = town.does("head-a", &open).unwrap().item.unwrap();
    let step = |verb| Command::MoveItem { item, seen: None, step: Move::new(verb) };
    town.does("head-a", &step(Verb::Accept)).unwrap();
    assert_eq!(town.does("head-a", &step(Verb::Approve)), Err("four-eyes".into()));
    assert_eq!(town.does("clerk-a", &step(Verb::Approve)), Err("not-allowed".into()));
    town.does("office", &step(Verb::Approve)).unwrap();
}

#[test]
fn who_drew_a_batch_does_not_freeze_it_and_who_asked_for_relief_does_not_approve_it() {
    let mut town = Town::new();
    let draw = Command::Batch(BatchCommand::Draw {
        measure: town.plan.by_id("allowance-payment").unwrap().no,
        period: Period::Half(2025, 2),
        department: None,
        note: String::new(),
    });
    let batch = town.does("payer", &draw).unwrap().batch.unwrap();
    let freeze = Command::Batch(BatchCommand::Freeze { batch });
    assert_eq!(town.does("payer", &freeze), Err("four-eyes".into()));
    assert_ne!(town.does("office", &freeze), Err("four-eyes".into()));

    let emergency = town.places[0].emergency;
    let act = |act, yuan: i64| {
        let step = EmergencyMove { note: "情况".into(), amount: Fen(yuan * 100), ..EmergencyMove::new(act) };
        Command::Emergency(EmergencyCommand::Act { emergency, seen: None, step, measure: None })
    };
    town.does("office", &act(Act::Take, 0)).unwrap();
    town.does("office", &act(Act::Verify, 0)).unwrap();
    town.does("office", &act(Act::Grant, 1_000_000)).unwrap();
    assert_eq!(town.does("office", &act(Act::Approve, 1_000_000)), Err("four-eyes".into()));
    town.owner(act(Act::Approve, 1_000_000));
}

#[test]
fn an_account_grants_up_to_its_own_limit() {
    let mut town = Town::new();
    let grant = |limit| {
        let (user, name, scope) = ("clerk-o".to_string(), "吴敏".to_string(), Scope::ALL);
        Command::Access(AccessCommand::Grant { user, seen: None, name, role: Role::Office, scope, limit })
    };
    town.owner(grant(Some(Fen(50_000))));
    let emergency = town.places[0].emergency;
    let act = |act, yuan: i64| {
        let step = EmergencyMove { note: "情况".into(), amount: Fen(yuan * 100), ..EmergencyMove::new(act) };
        Command::Emergency(EmergencyCommand::Act { emergency, seen: None, step, measure: None })
    };
    town.does("clerk-o", &act(Act::Take, 0)).unwrap();
    town.does("clerk-o", &act(Act::Verify, 0)).unwrap();
    town.does("clerk-o", &act(Act::Grant, 300)).unwrap();
    let known = |town: &Town| town.local.store().views().unwrap().emergency(emergency).unwrap().unwrap();
    assert_eq!((known(&town).granted, known(&town).asked), (Fen(30_000), Fen::ZERO));
    // The limit is of the whole emergency: what would pass it is asked for.
    town.does("clerk-o", &act(Act::Grant, 300)).unwrap();
    assert_eq!((known(&town).granted, known(&town).asked), (Fen(30_000), Fen(30_000)));
}

#[test]
fn a_deputy_has_the_rights_of_who_is_away_until_the_last_day() {
    let mut town = Town::new();
    let batch = town.batch;
    let settle = Command::Batch(BatchCommand::Discard { batch, reason: "重拟".into() });
    assert_eq!(town.would("clerk-a", &settle), Err("no-such-batch".into()));
    let deputise = |from: &str, until: &str| {
        let deputy = Deputy { user: "clerk-a".into(), from: from.parse().unwrap(), until: until.parse().unwrap() };
        Command::Access(AccessCommand::Deputise { user: "payer".into(), deputy })
    };
    town.does("admin", &deputise("2026-11-25", "2026-11-30")).unwrap();
    assert_eq!(town.would("clerk-a", &settle), Err("no-such-batch".into()), "not before the first day");
    town.does("admin", &deputise("2026-11-20", "2026-11-24")).unwrap();
    assert_eq!(town.would("clerk-a", &settle), Ok(()));
    let own = format!("{:?}", town.ask("clerk-a", &Query::Access(AccessQuery::Own)).unwrap());
    assert!(own.contains("account-payer"), "{own}");
    let recall = Command::Access(AccessCommand::Recall { user: "payer".into(), deputy: "clerk-a".into() });
    town.does("admin", &recall).unwrap();
    assert_eq!(town.would("clerk-a", &settle), Err("no-such-batch".into()));
}

#[test]
fn own_entries_are_taken_back_by_who_made_them() {
    let mut town = Town::new();
    let family = town.places[0].family;
    let edit = Command::EditFamily {
        family,
        seen: None,
        edits: Vec::new(),
        new_members: vec![vec![Fact::new(Field::Name, Value::Text("王小满".into()))]],
    };
    let seq = town.does("township-a", &edit).unwrap().seq;
    let undo = Command::Undo { seq, reason: "录错".into() };
    assert_eq!(town.would("clerk-a", &undo), Err("not-allowed".into()));
    assert_eq!(town.would("head-a", &undo), Ok(()));
    town.does("township-a", &undo).unwrap();
    // What happened to a family of another township is no entry at all.
    let of_other: Seq = town
        .owner(Command::EditFamily {
            family: town.places[1].family,
            seen: None,
            edits: Vec::new(),
            new_members: vec![vec![Fact::new(Field::Name, Value::Text("王小满".into()))]],
        })
        .seq;
    assert_eq!(
        town.would("township-a", &Command::Undo { seq: of_other, reason: "录错".into() }),
        Err("no-such-entry".into())
    );
}
