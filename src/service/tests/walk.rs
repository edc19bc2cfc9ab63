//! Every measure walked to the end by the service, from the two tables that a policy officer reads: `plan/cases.toml` says who gets it, who does
//! not and of whom it is not known yet; `tests/fixtures/measures/walked.toml` what is recorded, what is refused, and what is counted.

use super::office::{Office, step};
use crate::clock::Clock;
use crate::domain::command::{Command, Fact};
use crate::domain::event::Move;
use crate::domain::figure::reading::{Figure, Quantity};
use crate::domain::figure::{ALL_BODIES, part};
use crate::domain::register::{Owner, RegisterCommand};
use crate::domain::workflow::{Status, Verb};
use crate::ids::{FamilyId, ItemId, MemberNo};
use crate::policy::field::Field;
use crate::policy::plan::{Measure, Plan, Subject};
use crate::policy::rule::Whose;
use crate::policy::rule::sample::{Known, Sample};
use crate::policy::value::Value;
use crate::policy::verdict::{Missing, Truth};
use crate::service::answer::{Answer, EntitlementRow};
use crate::service::client::Client;
use crate::service::figure::{FigureAnswer, FigureQuery, FigureYear};
use crate::service::local::Local;
use crate::service::query::{EntitlementFilter, Page, Query};
use crate::text::Lang;
use toml::Table;

const CASES: &str = include_str!("../../policy/plan/cases.toml");
const WALKED: &str = include_str!("../../../tests/fixtures/measures/walked.toml");
const TODAY: &str = "2015-06-01";
const YEAR: u16 = 2015;

/// A household of the table of cases, entered, with the person who is judged.
struct Entered {
    family: FamilyId,
    /// The member who is judged, where it is a measure of members or of the child.
    member: Option<MemberNo>,
}

struct Walk {
    local: Local,
    plan: std::sync::Arc<Plan>,
    families: Table,
    cases: Table,
}

/// The plan with the minimum-living lines that the table of cases is made for.
fn plan() -> Plan {
    crate::policy::plan::tests::plan()
}

impl Walk {
    fn enter(&mut self, measure: &Measure, text: &str) -> Entered {
        if measure.subject == Subject::District {
            return Entered { family: FamilyId::DISTRICT, member: None };
        }
        let (family, differs) = text.split_once(' ').unwrap_or((text, ""));
        let sample = Sample::new(self.families[family].as_str().unwrap()).with(differs);
        assert_eq!(sample.as_of.to_string(), TODAY, "{}: the first case of each kind is of {TODAY}", measure.id);
        let facts = |known: &Known| -> Vec<Fact> {
            known.0.iter().map(|(field, value)| Fact::new(*field, value.clone())).collect()
        };
        let person = |known: &Known, name: &str| {
            let mut own = facts(known);
            own.push(Fact::new(Field::Name, Value::Text(name.into())));
            own
        };
        let members =
            vec![person(&sample.member, "王建国"), person(&sample.wife, "李秀英"), person(&sample.child, "王小满")];
        let command = Command::AddFamily { facts: facts(&sample.family), members };
        let family = self.done(command).family.unwrap();
        let judged = match (measure.subject, sample.member_is) {
            (Subject::Child, _) | (Subject::Member, Whose::Child) => Some(MemberNo(3)),
            (Subject::Member, Whose::Wife) => Some(MemberNo(2)),
            (Subject::Member, _) => Some(MemberNo(1)),
            _ => None,
        };
        Entered { family, member: judged }
    }

    #[track_caller]
    fn done(&mut self, command: Command) -> crate::service::answer::Done {
        let answer = self.local.execute(&[command.into()]).remove(0);
        answer.unwrap_or_else(|refusal| panic!("{}", refusal.sentence(Lang::En)))
    }

    /// The first case of a kind, and what it lacks.
    fn case(&self, measure: &Measure, kind: &str) -> (String, Vec<String>) {
        if measure.subject == Subject::District {
            return (String::new(), Vec::new());
        }
        let first = &self.cases[&measure.id][kind][0];
        let text = |at: usize| first.get(at).and_then(|text| text.as_str()).unwrap_or_default();
        match first.as_str() {
            Some(case) => (case.to_string(), Vec::new()),
            None => (text(0).to_string(), text(1).split_whitespace().map(field_of).collect()),
        }
    }

    fn verdict(&mut self, measure: &Measure, of: &Entered) -> EntitlementRow {
        let filter = EntitlementFilter { family: Some(of.family), measure: Some(measure.no), ..Default::default() };
        let Ok(Answer::Entitlements(rows)) = self.local.ask(&Query::Entitlements { filter, page: Page::first(50) })
        else {
            panic!("{}: no answer", measure.id)
        };
        let row = rows.rows.into_iter().find(|row| measure.subject != Subject::Member || row.member == of.member);
        row.unwrap_or_else(|| panic!("{}: nobody is judged", measure.id))
    }

    fn open(&mut self, measure: &Measure, of: &Entered) -> Result<ItemId, crate::domain::refusal::Refusal> {
        let command = Command::OpenItem {
            family: of.family,
            measure: measure.no,
            member: of.member,
            department: None,
            urgency: None,
            due: None,
            period: None,
            note: String::new(),
        };
        self.local.execute(&[command.into()]).remove(0).map(|done| done.item.unwrap())
    }

    fn status(&mut self, item: ItemId) -> Status {
        let Ok(Answer::Item(page)) = self.local.ask(&Query::Item { item }) else { panic!("{item} is gone") };
        page.row.status
    }

    /// Delivers with a record: what was refused, or that it was done.
    fn deliver(&mut self, item: ItemId, record: &[(String, String)]) -> Result<(), crate::domain::refusal::Refusal> {
        let step = Move { record: record.to_vec(), ..Move::new(Verb::Deliver) };
        self.local.execute(&[Command::MoveItem { item, seen: None, step }.into()]).remove(0).map(|_| ())
    }

    fn year(&mut self, as_of: bool) -> FigureYear {
        let as_of = as_of.then(|| TODAY.parse().unwrap());
        let query = FigureQuery::Year { year: YEAR, department: None, as_of };
        match self.local.ask(&Query::Figures(query)) {
            Ok(Answer::Figures(FigureAnswer::Year(year))) => *year,
            other => panic!("{other:?}"),
        }
    }

    /// Whoever does not get it is refused, and of whomever it is not known the register says what is missing.
    fn judge(&mut self, measure: &Measure) {
        if measure.subject == Subject::District {
            return;
        }
        let (text, _) = self.case(measure, "no");
        let refused = self.enter(measure, &text);
        assert_eq!(self.verdict(measure, &refused).verdict.truth, Truth::No, "{}", measure.id);
        assert_eq!(self.open(measure, &refused).unwrap_err().code(), "not-entitled", "{}", measure.id);
        let (text, lacking) = self.case(measure, "unknown");
        let unknown = self.enter(measure, &text);
        let verdict = self.verdict(measure, &unknown).verdict;
        assert_eq!(verdict.truth, Truth::Unknown, "{}", measure.id);
        let mut missing: Vec<String> = verdict.missing.iter().map(name_of).collect();
        let mut lacking = lacking;
        missing.sort_unstable();
        lacking.sort_unstable();
        assert_eq!(missing, lacking, "{}", measure.id);
    }

    fn walk(&mut self, measure: &Measure, row: &Table) {
        let (text, _) = self.case(measure, "yes");
        let entitled = self.enter(measure, &text);
        if measure.subject != Subject::District {
            assert_eq!(self.verdict(measure, &entitled).verdict.truth, Truth::Yes, "{}", measure.id);
        }
        let item =
            self.open(measure, &entitled).unwrap_or_else(|no| panic!("{}: {}", measure.id, no.sentence(Lang::En)));
        let moves =
            |walk: &mut Walk, verb| assert!(walk.local.execute(&[step(item, verb)])[0].is_ok(), "{}", measure.id);
        moves(self, Verb::Accept);
        let record = pairs(&row["record"]);
        if measure.approval {
            assert_eq!(self.deliver(item, &record).unwrap_err().code(), "illegal-step", "{}", measure.id);
            moves(self, Verb::Approve);
        }
        self.refused(measure, item, row, &record);
        self.deliver(item, &record).unwrap_or_else(|no| panic!("{}: {}", measure.id, no.sentence(Lang::En)));
        moves(self, Verb::Close);
        assert_eq!(self.status(item), Status::Closed, "{}", measure.id);
        for entry in row.get("rows").and_then(|rows| rows.as_array()).into_iter().flatten() {
            let register = self.plan.register_called(entry["register"].as_str().unwrap()).unwrap().no;
            let owner = match entry["of"].as_str().unwrap() {
                "district" => Owner::District,
                "member" => Owner::Member(entitled.family, entitled.member.unwrap()),
                department => Owner::Department(self.plan.department_called(department).unwrap().no),
            };
            let values = pairs(&entry["values"]);
            self.done(Command::Register(RegisterCommand::Write { register, owner, values }));
        }
    }

    /// A record with one field wrong is refused with a sentence that names the field, in both languages.
    fn refused(&mut self, measure: &Measure, item: ItemId, row: &Table, record: &[(String, String)]) {
        let change = pairs(&row["refused"]);
        let mut wrong: Vec<(String, String)> =
            record.iter().filter(|(key, _)| change.iter().all(|(other, _)| other != key)).cloned().collect();
        wrong.extend(change.iter().filter(|(_, value)| !value.is_empty()).cloned());
        let refusal = self.deliver(item, &wrong).expect_err(&measure.id);
        let named = row.get("names").and_then(|key| key.as_str()).unwrap_or(&change[0].0);
        let title = &self.plan.record(named).unwrap().title;
        for (lang, title) in [(Lang::Zh, &title.zh), (Lang::En, &title.en)] {
            let sentence = refusal.sentence(lang);
            assert!(sentence.contains(title.as_str()), "{}: {title} is not in: {sentence}", measure.id);
        }
    }
}

fn pairs(table: &toml::Value) -> Vec<(String, String)> {
    let table = table.as_table().unwrap();
    table.iter().map(|(key, value)| (key.clone(), value.as_str().unwrap().to_string())).collect()
}

/// The key of a fact, without whose it is.
fn field_of(name: &str) -> String {
    name.split_once('.').map_or(name, |(_, key)| key).to_string()
}

fn name_of(missing: &Missing) -> String {
    match missing {
        Missing::Fact { field, .. } => field.key().to_string(),
        Missing::Standard { key, .. } => key.clone(),
    }
}

/// The figures of a measure that are not nothing: `title value`, or `title part value，part value`.
fn told(plan: &Plan, measure: &Measure, year: &FigureYear) -> Vec<String> {
    let rows = year.rows.iter().filter(|row| row.measure == measure.no && row.body == ALL_BODIES);
    let shown = rows.filter_map(|row| {
        let tally = &measure.tally[usize::from(row.tally)];
        let Figure { whole, parts } = &row.figure;
        let parts: Vec<String> = parts
            .iter()
            .filter(|(_, quantity)| !quantity.is_nothing())
            .map(|(part, quantity)| format!("{} {}", part::name(plan, tally, *part).1.zh, quantity.text(Lang::Zh)))
            .collect();
        let told = match whole.filter(|whole| !Quantity::is_nothing(*whole)) {
            Some(whole) => whole.text(Lang::Zh),
            None if parts.is_empty() => return None,
            None => parts.join("，"),
        };
        Some(format!("{} {told}", tally.title.zh))
    });
    shown.collect()
}

#[test]
fn every_measure_from_entitled_to_counted_in_the_year() {
    let office = Office::with(plan());
    let mut cases: Table = CASES.parse().unwrap();
    let families = cases.remove("families").unwrap().as_table().unwrap().clone();
    let walked: Table = WALKED.parse().unwrap();
    let plan = office.plan();
    let local = office.open_with(Clock::pretending(TODAY.parse().unwrap()));
    let mut walk = Walk { local, plan: plan.clone(), families, cases };
    for measure in plan.measures() {
        walk.judge(measure);
        let row = walked.get(&measure.id).and_then(|row| row.as_table());
        walk.walk(measure, row.unwrap_or_else(|| panic!("{} is not walked", measure.id)));
    }
    let year = walk.year(false);
    let mut wrong = Vec::new();
    for measure in plan.measures() {
        let counted = walked[&measure.id]["counted"].as_array().unwrap();
        let wanted: Vec<&str> = counted.iter().map(|line| line.as_str().unwrap()).collect();
        let found = told(&plan, measure, &year);
        if found != wanted {
            wrong.push(format!("{}\t{}", measure.id, found.join("\t")));
        }
    }
    assert!(wrong.is_empty(), "counted otherwise:\n{}", wrong.join("\n"));
    // The journal alone gives the same figures: as of today, and after the views were folded again.
    assert_eq!(walk.year(true).rows, year.rows);
    drop(walk);
    std::fs::remove_dir_all(office.dir().join("views")).unwrap();
    let local = office.open_with(Clock::pretending(TODAY.parse().unwrap()));
    let mut again = Walk { local, plan, families: Table::new(), cases: Table::new() };
    assert_eq!(again.year(false).rows, year.rows);
}
