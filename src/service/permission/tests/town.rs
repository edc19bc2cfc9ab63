//! Two townships and two departments, with a family, an item of each department, an emergency, a row of a register, a batch and a question
//! in each place. Every text in it is a mark that says where it belongs: `mark-<township>-<department>`, with `x` where it is of none.

use crate::clock::Clock;
use crate::domain::access::{AccessCommand, Role, Scope};
use crate::domain::batch::BatchCommand;
use crate::domain::command::{Command, Fact};
use crate::domain::emergency::command::{EmergencyCommand, Report};
use crate::domain::event::{Matter, Move};
use crate::domain::facts::Change;
use crate::domain::member;
use crate::domain::register::{Owner, RegisterCommand};
use crate::domain::workflow::Verb;
use crate::ids::{BatchId, DepartmentNo, EmergencyId, FamilyId, ItemId, MeasureNo, ReviewId, RowId};
use crate::journal::Holder;
use crate::policy::calendar::Calendar;
use crate::policy::field::Field;
use crate::policy::period::Period;
use crate::policy::plan::{Plan, Subject};
use crate::policy::value::Value;
use crate::service::answer::{Answer, Done};
use crate::service::client::{Client, Order};
use crate::service::local::Local;
use crate::service::query::Query;
use crate::service::store::Store;
use std::sync::Arc;

/// With what the names of the people of a place begin: a name cannot be a mark.
pub const NAMES: [&str; 2] = ["赵甲", "钱乙"];

pub const TOWNSHIPS: [u32; 2] = [500_119_001, 500_119_002];

/// What stands in one township.
pub struct Place {
    pub family: FamilyId,
    /// An item of each department.
    pub items: [ItemId; 2],
    pub emergency: EmergencyId,
    pub row: RowId,
    pub review: ReviewId,
}

pub struct Town {
    pub local: Local,
    pub plan: Arc<Plan>,
    /// The departments, the first of which has the emergencies as well.
    pub departments: [DepartmentNo; 2],
    pub measures: [MeasureNo; 2],
    pub places: Vec<Place>,
    /// A batch of the second department.
    pub batch: BatchId,
    pub payer: DepartmentNo,
    _home: tempfile::TempDir,
}

/// The users who have accounts, with what they are; `a` is the first township or department, `b` the second.
pub const USERS: [(&str, Role); 8] = [
    ("clerk-a", Role::Clerk),
    ("clerk-aa", Role::Clerk),
    ("head-a", Role::Head),
    ("payer", Role::Head),
    ("township-a", Role::Township),
    ("office", Role::Office),
    ("auditor", Role::Auditor),
    ("admin", Role::Administrator),
];

impl Town {
    pub fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let plan = Arc::new(Plan::builtin());
        let (store, opened) = Store::open(home.path(), &Holder::default(), &mut |_, _| {}).unwrap();
        let clock = Clock::pretending("2026-11-24".parse().unwrap());
        let calendar = Arc::new(Calendar::built_in());
        let mut local = Local::new(store, &opened, Arc::clone(&plan), calendar, clock, "owner".into());
        local.belongs_to("owner".into());
        let desk = plan.emergency().unwrap().department;
        let of_people = |department: DepartmentNo| {
            let fits = |measure: &&crate::policy::plan::Measure| {
                measure.subject == Subject::Member
                    && measure.departments == [department]
                    && !measure.approval
                    && measure.opens.is_none()
            };
            plan.measures().iter().find(fits).map(|measure| (department, measure.no))
        };
        let mut found = plan.departments().iter().filter(|department| department.no != desk);
        let first = of_people(desk).unwrap_or_else(|| found.clone().find_map(|one| of_people(one.no)).unwrap());
        let second =
            found.rfind(|one| one.no != first.0 && of_people(one.no).is_some()).and_then(|one| of_people(one.no));
        let second = second.unwrap();
        let paid = plan.by_id("allowance-payment").unwrap();
        let payer = paid.department();
        let mut town = Town {
            local,
            plan: Arc::clone(&plan),
            departments: [first.0, second.0],
            measures: [first.1, second.1],
            places: Vec::new(),
            batch: BatchId(1),
            payer,
            _home: home,
        };
        for place in 0..2 {
            let made = town.place(place);
            town.places.push(made);
        }
        let draw = BatchCommand::Draw {
            measure: paid.no,
            period: Period::Half(2026, 1),
            department: None,
            note: format!("mark-x-{}", payer.0),
        };
        town.batch = town.owner(Command::Batch(draw)).batch.unwrap();
        let families = town.places.iter().map(|place| place.family).collect();
        town.owner(Command::Batch(BatchCommand::List { batch: town.batch, families, whole: true }));
        town.give_accounts();
        town
    }

    fn give_accounts(&mut self) {
        let [a, _] = self.departments;
        for (user, role) in USERS {
            let scope = match user {
                "clerk-a" | "head-a" => Scope::new(vec![a], Vec::new()),
                "clerk-aa" => Scope::new(vec![a], vec![TOWNSHIPS[0]]),
                "payer" => Scope::new(vec![self.payer], Vec::new()),
                "township-a" => Scope::new(Vec::new(), vec![TOWNSHIPS[0]]),
                _ => Scope::ALL,
            };
            let (user, name) = (user.to_string(), format!("account-{user}"));
            self.owner(Command::Access(AccessCommand::Grant { user, seen: None, name, role, scope, limit: None }));
        }
    }

    /// Does what the owner of the directory wants.
    #[track_caller]
    pub fn owner(&mut self, command: Command) -> Done {
        self.local.execute(&[command.into()]).remove(0).unwrap_or_else(|refusal| panic!("{refusal:?}"))
    }

    /// Does what a user wants; the word for why not.
    pub fn does(&mut self, user: &str, command: &Command) -> Result<Done, String> {
        let orders = [Order::from(command.clone())];
        let answer = self.local.execute_for(&[(user, &orders)]).remove(0).remove(0);
        answer.map_err(|refusal| refusal.code().to_string())
    }

    /// Whether a user would be let do something, and the word for why not.
    pub fn would(&self, user: &str, command: &Command) -> Result<(), String> {
        let answer = self.local.preview_for(user, &[command.clone().into()]).remove(0);
        answer.map_err(|refusal| refusal.code().to_string())
    }

    pub fn ask(&mut self, user: &str, query: &Query) -> Result<Answer, crate::domain::refusal::Refusal> {
        self.local.ask_for(user, None, query)
    }

    fn place(&mut self, at: usize) -> Place {
        let mark = |department: &str| format!("mark-{at}-{department}");
        let text = |field, text: String| Fact::new(field, Value::Text(text));
        let person = |role: member::Role, n: &str| {
            vec![text(Field::Name, format!("{}{n}", NAMES[at])), Fact::new(Field::Role, role.value())]
        };
        let mut father = person(member::Role::Father, "国");
        father.push(text(Field::IdentityNumber, identity(at)));
        father.push(Fact::new(Field::SpecialAllowance, Value::Choice(1)));
        let facts = vec![
            text(Field::CaseNumber, mark("x")),
            text(Field::Address, mark("x")),
            text(Field::Note, mark("x")),
            Fact::new(Field::Township, Value::Number(i64::from(TOWNSHIPS[at]))),
        ];
        let members = vec![father, person(member::Role::Mother, "秀"), person(member::Role::Child, "满")];
        let family = self.owner(Command::AddFamily { facts, members }).family.unwrap();
        let items = [0, 1].map(|which| {
            let department = self.departments[which].0.to_string();
            let open = Command::OpenItem {
                family,
                measure: self.measures[which],
                member: Some(crate::ids::MemberNo(1)),
                department: None,
                urgency: None,
                due: None,
                period: None,
                note: mark(&department),
            };
            let item = self.owner(open).item.unwrap();
            let reason = Move { reason: mark(&department), ..Move::new(Verb::Suspend) };
            let until = Some("2026-12-01".parse().unwrap());
            self.owner(Command::MoveItem { item, seen: None, step: Move { until, ..reason } });
            self.owner(Command::MoveItem { item, seen: None, step: Move::new(Verb::Resume) });
            item
        });
        let desk = self.plan.emergency().unwrap();
        let report = Report {
            family,
            kind: desk.kinds().last().unwrap().no,
            member: None,
            on: None,
            line: mark(&desk.department.0.to_string()),
            even_so: false,
        };
        let emergency = self.owner(Command::Emergency(EmergencyCommand::Report(report))).emergency.unwrap();
        let register = self.plan.register_called("note").unwrap();
        let (register, owner) = (register.no, Owner::Family(family));
        let values = vec![("note".to_string(), mark("x"))];
        let row = self.owner(Command::Register(RegisterCommand::Write { register, owner, values })).row.unwrap();
        let change = Change { field: Field::Address, since: None, before: None, after: Some(Value::Text(mark("x"))) };
        let matter = Matter::LikelyDuplicate {
            like: vec![family],
            because: mark("x"),
            source: mark("x"),
            fingerprint: [at as u8; 16],
            row: vec![vec![change]],
        };
        let review = self.owner(Command::RaiseReview { matter }).review.unwrap();
        Place { family, items, emergency, row, review }
    }
}

/// An invented identity number of the father of a place.
pub fn identity(at: usize) -> String {
    ["512302196001010015", "512302196001010023"].map(str::to_string)[at].clone()
}
