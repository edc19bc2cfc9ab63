//! Everything that can be asked, asked by everybody; every mark that comes back must be of a place that the asker may see.

use super::town::{NAMES, TOWNSHIPS, Town, USERS, identity};
use crate::domain::access::AccessCommand;
use crate::domain::command::Command;
use crate::domain::gap::GapId;
use crate::domain::question::{QuestionId, QuestionKind};
use crate::ids::{DepartmentNo, MeasureNo, MemberNo, Seq};
use crate::service::answer::Answer;
use crate::service::emergency::EmergencyQuery;
use crate::service::figure::{FigureOf, FigureQuery};
use crate::service::permission::Right;
use crate::service::query::access::AccessQuery;
use crate::service::query::batch::BatchQuery;
use crate::service::query::log::{LogFilter, LogFrom};
use crate::service::query::register::RegisterQuery;
use crate::service::query::rhythm::{RhythmQuery, WatchList};
use crate::service::query::{EntitlementFilter, Page, Query, QueueFilter};
use crate::text::Lang;
use std::collections::BTreeSet;

/// Every kind of question, asked about everything that there is.
fn questions(town: &Town) -> Vec<(&'static str, Query)> {
    let page = || Page::first(100);
    let mut asked = vec![
        ("overview", Query::Overview),
        ("own", Query::Access(AccessQuery::Own)),
        ("accounts", Query::Access(AccessQuery::Accounts)),
        ("checkpoint", Query::Checkpoint),
        ("sweep", Query::Sweep { township: None }),
        ("log", log(LogFilter::default())),
        ("reviews", Query::Reviews { kind: None, page: page() }),
        ("reviews", Query::Reviews { kind: Some(QuestionKind::Gap), page: page() }),
        ("figures", Query::Figures(FigureQuery::Year { year: 2026, department: None, as_of: None })),
        ("figures", Query::Figures(FigureQuery::Units { year: 2026 })),
        ("emergency", Query::Emergency(EmergencyQuery::Board { page: page() })),
        ("emergency", Query::Emergency(EmergencyQuery::All { page: page() })),
        ("emergency", Query::Emergency(EmergencyQuery::Strip)),
        ("rhythm", Query::Rhythm(RhythmQuery::Coming { months: 12, page: page() })),
        (
            "rhythm",
            Query::Rhythm(RhythmQuery::ComingIn {
                first: "2026-11-24".parse().unwrap(),
                last: "2031-11-24".parse().unwrap(),
                kind: None,
                page: page(),
            }),
        ),
        ("register", Query::Register(RegisterQuery::Counts { family: None })),
    ];
    asked.extend(of_batches(town));
    for register in town.plan.registers() {
        let rows = RegisterQuery::Rows { register: register.no, family: None, page: page() };
        asked.push(("register", Query::Register(rows)));
    }
    for township in std::iter::once(None).chain(TOWNSHIPS.map(|code| Some(i64::from(code)))) {
        for department in std::iter::once(None).chain(town.departments.map(Some)) {
            let filter = QueueFilter { department, township, ..QueueFilter::default() };
            asked.push(("queue", Query::Queue { filter: filter.clone(), page: page() }));
            asked.push(("deadlines", Query::Deadlines { filter, page: page() }));
            let filter = EntitlementFilter { department, township, explain: true, ..EntitlementFilter::default() };
            asked.push(("entitlements", Query::Entitlements { filter, page: page() }));
            for list in WatchList::ALL {
                let watched = RhythmQuery::Watched { list, department, township, page: page() };
                asked.push(("rhythm", Query::Rhythm(watched)));
            }
        }
        asked.push(("families", Query::Families { township, page: page() }));
        asked.push(("rhythm", Query::Rhythm(RhythmQuery::Contact { township, deficit: false, page: page() })));
    }
    for text in
        ["赵甲", "钱乙国", "zj", "mark", "mark-0", "mark-1", "东城街道", "南城街道", "F1", "F2", "010015", "010023"]
    {
        asked.push(("search", Query::Search { text: text.into(), limit: 50 }));
    }
    asked.extend(of_places(town));
    for measure in town.measures {
        for tally in 0..4 {
            let of = FigureOf { measure, body: crate::domain::figure::ALL_BODIES, tally, part: None, year: 2026 };
            asked.push(("figures", Query::Figures(FigureQuery::Items { of, page: page() })));
            asked.push(("figures", Query::Figures(FigureQuery::Rows { of, page: page() })));
        }
    }
    let volunteers = MeasureNo(61);
    for tally in 0..8 {
        let of =
            FigureOf { measure: volunteers, body: crate::domain::figure::ALL_BODIES, tally, part: None, year: 2026 };
        asked.push(("figures", Query::Figures(FigureQuery::Emergencies { of, page: page() })));
    }
    asked
}

fn log(filter: LogFilter) -> Query {
    Query::Log { filter, from: LogFrom::After(Seq(0)), limit: 500 }
}

/// What is asked about batches.
fn of_batches(town: &Town) -> Vec<(&'static str, Query)> {
    let page = || Page::first(100);
    vec![
        ("batch", Query::Batch(BatchQuery::All { page: page() })),
        ("batch", Query::Batch(BatchQuery::Walk { after: crate::ids::FamilyId::DISTRICT })),
        (
            "batch",
            Query::Batch(BatchQuery::Uneven {
                measure: town.plan.by_id("allowance-payment").unwrap().no,
                page: page(),
            }),
        ),
        ("batch", Query::Batch(BatchQuery::One { batch: town.batch })),
        ("batch", Query::Batch(BatchQuery::Lines { batch: town.batch, state: None, page: page() })),
    ]
}

/// What is asked about each family and what belongs to it.
fn of_places(town: &Town) -> Vec<(&'static str, Query)> {
    let page = || Page::first(100);
    let mut asked = Vec::new();
    let [keep, other] = [town.places[0].family, town.places[1].family];
    asked.extend([("merge", Query::Merge { keep, other }), ("merge", Query::Merge { keep: other, other: keep })]);
    for place in &town.places {
        let family = place.family;
        let of_family = |family| log(LogFilter { family, ..LogFilter::default() });
        let only = EntitlementFilter { family: Some(family), explain: true, ..EntitlementFilter::default() };
        asked.extend([
            ("family", Query::Family { family }),
            ("log", of_family(Some(family))),
            ("entitlements", Query::Entitlements { filter: only, page: page() }),
            ("review", Query::Review { question: QuestionId::Review(place.review), against: Some(family) }),
            ("register", Query::Register(RegisterQuery::OfFamily { family })),
            ("register", Query::Register(RegisterQuery::Counts { family: Some(family) })),
            ("register", Query::Register(RegisterQuery::Row { row: place.row })),
            ("emergency", Query::Emergency(EmergencyQuery::Page { emergency: place.emergency })),
            ("batch", Query::Batch(BatchQuery::PaidTo { family })),
            (
                "batch",
                Query::Batch(BatchQuery::Standard { family, member: MemberNo(1), on: "2026-11-24".parse().unwrap() }),
            ),
        ]);
        for item in place.items {
            asked.push(("item", Query::Item { item }));
            asked.push(("log", log(LogFilter { item: Some(item), ..LogFilter::default() })));
        }
    }
    asked
}

/// A new kind of question must be asked here as well.
fn kind(query: &Query) -> &'static str {
    match query {
        Query::Overview => "overview",
        Query::Queue { .. } => "queue",
        Query::Deadlines { .. } => "deadlines",
        Query::Families { .. } => "families",
        Query::Search { .. } => "search",
        Query::Family { .. } => "family",
        Query::Item { .. } => "item",
        Query::Entitlements { .. } => "entitlements",
        Query::Sweep { .. } => "sweep",
        Query::Log { .. } => "log",
        Query::Reviews { .. } => "reviews",
        Query::Review { .. } => "review",
        Query::Merge { .. } => "merge",
        Query::Register(_) => "register",
        Query::Figures(_) => "figures",
        Query::Emergency(_) => "emergency",
        Query::Rhythm(_) => "rhythm",
        Query::Batch(_) => "batch",
        Query::Checkpoint => "checkpoint",
        Query::Access(AccessQuery::Accounts) => "accounts",
        Query::Access(AccessQuery::Own) => "own",
    }
}

/// The marks in a text: (township, department).
fn marks(text: &str) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for (place, name) in NAMES.iter().enumerate().filter(|(_, name)| text.contains(*name)) {
        assert!(!name.is_empty());
        found.insert((place.to_string(), "x".to_string()));
    }
    for (at, _) in text.match_indices("mark-") {
        let rest = text.get(at + 5..).unwrap_or_default();
        let word: String = rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '-').collect();
        let mut parts = word.split('-');
        let part = |text: Option<&str>| text.unwrap_or_default().to_string();
        let (place, department) = (part(parts.next()), part(parts.next()));
        found.insert((place, department));
    }
    found
}

/// Whether a user may read a mark, said by hand for each.
fn allowed(town: &Town, user: &str, (place, department): &(String, String)) -> bool {
    let [a, _] = town.departments.map(|department| department.0.to_string());
    let family = department == "x";
    match user {
        "owner" | "office" | "auditor" => true,
        "clerk-a" | "head-a" => family || *department == a,
        "clerk-aa" => place == "0" && (family || *department == a),
        "payer" => family || *department == town.payer.0.to_string(),
        "township-a" => place == "0",
        _ => false,
    }
}

#[test]
fn nobody_reads_what_is_not_theirs() {
    let mut town = Town::new();
    let asked = questions(&town);
    let kinds: BTreeSet<&str> = asked
        .iter()
        .map(|(name, query)| {
            assert_eq!(*name, kind(query));
            *name
        })
        .collect();
    assert_eq!(kinds.len(), 21, "a kind of question is not asked");
    let everything = town_marks(&mut town, &asked);
    let users = USERS.map(|(user, _)| user).into_iter().chain(["stranger", "owner"]);
    for user in users {
        let mut seen = BTreeSet::new();
        let mut answered = 0;
        for (name, query) in &asked {
            let text = match town.ask(user, query) {
                Ok(answer) => {
                    answered += 1;
                    format!("{answer:?}")
                }
                Err(refusal) => {
                    format!("{} {} {}", refusal.sentence(Lang::Zh), refusal.sentence(Lang::En), refusal.hint(Lang::En))
                }
            };
            for place in 0..2 {
                assert!(!text.contains(&identity(place)), "{user} read an identity number: {name}");
            }
            let read = marks(&text);
            for mark in &read {
                assert!(allowed(&town, user, mark), "{user} read {mark:?}: {query:?}");
            }
            seen.extend(read);
        }
        // What may be read is there to be read: nothing is kept from those to whom it belongs.
        let due: BTreeSet<_> = everything.iter().filter(|mark| allowed(&town, user, mark)).cloned().collect();
        assert_eq!(seen, due, "{user} does not read what is theirs");
        match user {
            "stranger" => assert_eq!(answered, 0),
            "admin" => {
                assert_eq!(answered, 5, "the overview, the accounts, the own account, the checkpoint, the strip")
            }
            _ => assert!(answered > 20, "{user}: {answered}"),
        }
    }
}

/// Every mark that there is, as the owner reads it.
fn town_marks(town: &mut Town, asked: &[(&str, Query)]) -> BTreeSet<(String, String)> {
    let texts = asked.iter().filter_map(|(_, query)| town.ask("owner", query).ok()).map(|answer| format!("{answer:?}"));
    texts.flat_map(|text| marks(&text)).collect()
}

#[test]
fn everybody_is_told_what_their_account_lacks() {
    let mut town = Town::new();
    let mut lacks = |user: &str| match town.ask(user, &Query::Overview) {
        Ok(crate::service::answer::Answer::Overview(overview)) => overview.lacks,
        other => panic!("{other:?}"),
    };
    assert_eq!(lacks("owner"), []);
    let (clerk, auditor) = (lacks("clerk-a"), lacks("auditor"));
    assert!(clerk.contains(&Right::ApproveItems) && !clerk.contains(&Right::WorkItems), "{clerk:?}");
    assert!(auditor.contains(&Right::WorkItems) && !auditor.contains(&Right::SeeJournal), "{auditor:?}");
}

#[test]
fn counts_are_of_what_is_theirs() {
    let mut town = Town::new();
    let overview = |town: &mut Town, user: &str| {
        let crate::service::answer::Answer::Overview(overview) = town.ask(user, &Query::Overview).unwrap() else {
            panic!()
        };
        let live: Vec<(DepartmentNo, u64)> =
            overview.departments.iter().map(|one| (one.department, one.live)).collect();
        (overview.families, live, overview.emergencies.open)
    };
    let [a, b] = town.departments;
    let live = |list: &[(DepartmentNo, u64)], no: DepartmentNo| list.iter().find(|(of, _)| *of == no).map(|(_, n)| *n);
    let (families, all, open) = overview(&mut town, "office");
    assert_eq!((families, open), (2, 2));
    assert!(live(&all, a) >= Some(2) && live(&all, b) >= Some(2));
    let mut waiting = |user: &str| match town.ask(user, &Query::Overview) {
        Ok(crate::service::answer::Answer::Overview(overview)) => overview.reviews,
        other => panic!("{other:?}"),
    };
    // Departments do not part families: who sees every family is told of every question; who sees some, of no count.
    assert_eq!([waiting("office"), waiting("clerk-a"), waiting("clerk-aa"), waiting("township-a")], [2, 2, 0, 0]);
    let (families, own, _) = overview(&mut town, "clerk-a");
    assert_eq!((families, own.len(), live(&own, a)), (2, 1, live(&all, a)));
    let (families, own, open) = overview(&mut town, "township-a");
    assert_eq!((families, open), (1, 1));
    assert_eq!(live(&own, b).map(|n| n * 2), live(&all, b));
    // Counts of a township follow what is done: an item more, an item fewer.
    let (item, member) = (town.places[0].items[1], Some(MemberNo(2)));
    let (family, measure) = (item.family, town.measures[1]);
    let note = "mark-0-more".to_string();
    let open =
        Command::OpenItem { family, measure, member, department: None, urgency: None, due: None, period: None, note };
    town.owner(open);
    let (_, more, _) = overview(&mut town, "township-a");
    assert_eq!(live(&more, b), live(&own, b).map(|n| n + 1));
    assert_eq!(overview(&mut town, "admin").0, 0);
}

/// Of whom facts are lacking is counted by township: each is told of his own, by number and by name.
#[test]
fn a_township_is_asked_for_what_is_lacking_of_its_own_families() {
    let mut town = Town::new();
    let (own, other) = (town.places[0].family, town.places[1].family);
    let mut asked = |user: &str| {
        let query = Query::Reviews { kind: Some(QuestionKind::Gap), page: Page::first(100) };
        let Ok(Answer::Reviews(rows)) = town.ask(user, &query) else { panic!() };
        let Ok(Answer::Overview(overview)) = town.ask(user, &Query::Overview) else { panic!() };
        let count = overview.questions.iter().find(|(kind, _)| *kind == QuestionKind::Gap).map(|(_, count)| *count);
        assert_eq!((rows.total, Some(rows.rows.len() as u64)), (count, count), "{user}");
        let families: BTreeSet<_> = rows.rows.iter().flat_map(|row| row.families().to_vec()).collect();
        (families, rows.rows.len())
    };
    let (all, every) = asked("office");
    assert_eq!(all, BTreeSet::from([own, other]));
    let (families, some) = asked("township-a");
    assert_eq!((families, some * 2), (BTreeSet::from([own]), every));
    assert_eq!(asked("clerk-a").1, every);
    let gap = QuestionId::Gap(GapId { family: other, member: MemberNo(1) });
    let page = |town: &mut Town, user| town.ask(user, &Query::Review { question: gap, against: None }).map(drop);
    assert_eq!(page(&mut town, "township-a").unwrap_err().code(), "no-such-gap");
    page(&mut town, "office").unwrap();
}

#[test]
fn what_is_masked_is_shown_with_a_reason_to_who_gave_it_and_the_log_says_who_looked() {
    let mut town = Town::new();
    let family = town.places[0].family;
    let page = |town: &mut Town, user: &str| format!("{:?}", town.ask(user, &Query::Family { family }).unwrap());
    assert!(!page(&mut town, "township-a").contains(&identity(0)));
    let reveal = Command::Access(AccessCommand::Reveal { family, reason: "电话核对身份".into() });
    assert_eq!(town.does("auditor", &reveal), Err("not-allowed".into()));
    let seq = town.does("township-a", &reveal).unwrap().seq;
    assert!(page(&mut town, "township-a").contains(&identity(0)));
    assert!(!page(&mut town, "office").contains(&identity(0)), "only who gave the reason");
    let filter = LogFilter { family: Some(family), looked: true, ..LogFilter::default() };
    let log = Query::Log { filter, from: LogFrom::After(Seq(seq.0 - 1)), limit: 5 };
    let log = format!("{:?}", town.ask("auditor", &log).unwrap());
    assert!(log.contains("township-a") && log.contains("电话核对身份"), "{log}");
    // A family of another township is not there at all.
    let other = town.places[1].family;
    let reveal = Command::Access(AccessCommand::Reveal { family: other, reason: "核对".into() });
    assert_eq!(town.does("township-a", &reveal), Err("no-such-family".into()));
}

#[test]
fn whose_number_it_is_is_not_said_to_who_may_not_see_the_family() {
    let town = Town::new();
    let text = |field, text: String| crate::domain::command::Fact::new(field, crate::policy::value::Value::Text(text));
    use crate::policy::field::Field;
    let township =
        crate::domain::command::Fact::new(Field::Township, crate::policy::value::Value::Number(TOWNSHIPS[0].into()));
    let person = vec![text(Field::Name, "王建国".into()), text(Field::IdentityNumber, identity(1))];
    let add = Command::AddFamily { facts: vec![township], members: vec![person] };
    assert_eq!(town.would("office", &add), Err("identity-taken".into()));
    assert_eq!(town.would("township-a", &add), Err("taken-elsewhere".into()));
}
