//! A data directory of its own for each test, and invented families in it.

use crate::clock::Clock;
use crate::domain::command::{Command, Fact};
use crate::domain::event::Move;
use crate::domain::member::Role;
use crate::domain::workflow::Verb;
use crate::ids::{FamilyId, ItemId, MeasureNo, MemberNo};
use crate::journal::Holder;
use crate::policy::calendar::Calendar;
use crate::policy::field::Field;
use crate::policy::plan::Plan;
use crate::policy::value::Value;
use crate::service::client::{Client, Order};
use crate::service::failure::Failure;
use crate::service::local::Local;
use crate::service::store::Store;
use std::path::Path;
use std::sync::Arc;

/// Personal numbers that no answer may show.
pub const IDENTITY: &str = "512302196001010015";
pub const CERTIFICATE: &str = "51230219600101001542";
pub const PHONE: &str = "13800007788";
pub const ACCOUNT: &str = "6217000000004567";

pub struct Office {
    dir: tempfile::TempDir,
    plan: Arc<Plan>,
}

impl Office {
    pub fn new() -> Self {
        Self::with(Plan::builtin())
    }

    pub fn with(plan: Plan) -> Self {
        Self { dir: tempfile::tempdir().unwrap(), plan: Arc::new(plan) }
    }

    /// The same directory under another plan.
    pub fn with_plan(self, plan: Plan) -> Self {
        Self { plan: Arc::new(plan), ..self }
    }

    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    pub fn open(&self) -> Local {
        self.try_open().unwrap_or_else(|failure| panic!("{failure}"))
    }

    pub fn open_with(&self, clock: Clock) -> Local {
        self.try_open_with(clock).unwrap_or_else(|failure| panic!("{failure}"))
    }

    pub fn try_open(&self) -> Result<Local, Failure> {
        self.try_open_with(Clock::pretending("2026-11-24".parse().unwrap()))
    }

    fn try_open_with(&self, clock: Clock) -> Result<Local, Failure> {
        let (store, opened) = Store::open(self.dir(), &Holder::default(), &mut |_, _| {})?;
        let calendar = Arc::new(calendar_with_next_year());
        Ok(Local::new(store, &opened, Arc::clone(&self.plan), calendar, clock, "zhou".into()))
    }

    pub fn plan(&self) -> Arc<Plan> {
        Arc::clone(&self.plan)
    }

    pub fn measure(&self, id: &str) -> MeasureNo {
        self.plan.by_id(id).unwrap().no
    }

    /// A family in the plan; the first one has the secrets.
    pub fn family(&self, local: &mut Local, number: u32) -> FamilyId {
        let text = |field, text: &str| Fact::new(field, Value::Text(text.into()));
        let person = |role: Role, name: &str| {
            vec![
                text(Field::Name, name),
                Fact::new(Field::Role, role.value()),
                Fact::new(Field::Alive, Value::Flag(true)),
            ]
        };
        let mut facts = vec![
            text(Field::CaseNumber, &format!("NC-{number}")),
            Fact::new(Field::TreatedAs, Value::Choice(1)),
            Fact::new(Field::Township, Value::Number(500_119_001)),
        ];
        let mut mother = person(Role::Mother, "李秀英");
        let mut child = person(Role::Child, "王小满");
        child.push(Fact::new(Field::DisabilityGrade, Value::Number(2)));
        if number == 1 {
            mother.push(text(Field::IdentityNumber, IDENTITY));
            mother.push(text(Field::Certificate, CERTIFICATE));
            facts.extend([text(Field::Phone, PHONE), text(Field::Account, ACCOUNT)]);
        }
        let command = Command::AddFamily { facts, members: vec![person(Role::Father, "王建国"), mother, child] };
        local.execute(&[command.into()])[0].clone().unwrap().family.unwrap()
    }

    pub fn opening(&self, family: FamilyId, measure: &str, member: u8) -> Order {
        let measure = self.measure(measure);
        let member = Some(MemberNo(member));
        Command::OpenItem {
            family,
            measure,
            member,
            department: None,
            urgency: None,
            due: None,
            period: None,
            note: String::new(),
        }
        .into()
    }

    pub fn item(&self, local: &mut Local, family: FamilyId, measure: &str, member: u8) -> ItemId {
        local.execute(&[self.opening(family, measure, member)])[0].clone().unwrap().item.unwrap()
    }
}

pub fn step(item: ItemId, verb: Verb) -> Order {
    Command::MoveItem { item, seen: None, step: Move::new(verb) }.into()
}

/// So that the tests do not see the notice about a year that is not loaded.
fn calendar_with_next_year() -> Calendar {
    use crate::policy::calendar::DaysOff;
    let list = "date,kind,holiday_en,holiday_zh\n2027-10-01,off,National Day,国庆节\n";
    Calendar::built_in().with(DaysOff::parse(list).unwrap_or_else(|errors| panic!("{errors:?}")))
}
