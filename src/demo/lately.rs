//! What happens beside the items: emergencies that are open, answered and closed, rows of the small registers, a row of a roster that looks like a
//! family that is there, families with whom somebody was in contact every month of the year, and a few that were entered in error.
//!
//! Each deed of the script (`lately/script.rs`) is a command, and the domain decides it: for that, the few households that it is about are watched as
//! their entries come by (`lately/watch.rs`). What the domain refuses did not happen.

mod script;
mod watch;

use super::setting::Setting;
use crate::domain::command::Command;
use crate::domain::decide::{Office, decide};
use crate::domain::emergency::command::{EmergencyCommand, Report};
use crate::domain::emergency::event::EmergencyMove;
use crate::domain::entry::Body;
use crate::domain::event::{Event, Matter, Move};
use crate::domain::facts::Change;
use crate::domain::member::Role;
use crate::domain::register::{Owner, RegisterCommand};
use crate::domain::rhythm::{Made, RhythmCommand};
use crate::domain::workflow::Verb;
use crate::ids::{FamilyId, MemberNo, Seq};
use crate::policy::calendar::Calendar;
use crate::policy::field::Field;
use crate::policy::money::Fen;
use crate::policy::plan::Plan;
use crate::policy::value::Value;
use chrono::{DateTime, FixedOffset};
use script::{Cast, Deed, Line, Whose};
use std::collections::{BTreeMap, BTreeSet};
use watch::Watch;

/// How many items emergencies may open.
const ITEMS_MAX: u32 = 48;
/// Fewer households or items than these have nothing beside them.
const FAMILIES_MIN: u32 = 60;
const ITEMS_MIN: u32 = 400;

/// The deeds to come, and what is known of the households that they are about.
pub struct Lately {
    calendar: Calendar,
    watch: Watch,
    /// The households of the script, by their place in it.
    cast: Cast,
    script: Vec<Line>,
    /// Households of which the script alone tells from now on: an emergency befell them, they are called on every month, or they were entered
    /// in error. Nothing else is invented for them.
    struck: BTreeSet<FamilyId>,
    /// By the place of an emergency in the script: what it became.
    lodged: BTreeMap<u8, crate::ids::EmergencyId>,
}

impl Lately {
    /// What happens beside so many items of a setting.
    pub fn new(setting: &Setting, items: u32, calendar: &Calendar) -> Self {
        let enough = setting.families >= FAMILIES_MIN && items >= ITEMS_MIN;
        let cast = if enough { script::cast(setting) } else { Cast::default() };
        let script = if cast.served.is_empty() { Vec::new() } else { script::lines(setting, &cast) };
        let watch = Watch::of(cast.served.iter().chain(&cast.called_on).chain(&cast.strays).copied());
        let (struck, lodged) = (cast.strays.iter().copied().collect(), BTreeMap::new());
        Self { calendar: calendar.clone(), watch, cast, script, struck, lodged }
    }

    /// The lines of the script with their places.
    pub fn lines(&self) -> impl Iterator<Item = (u16, &Line)> {
        (0..).zip(&self.script)
    }

    /// The line with this place.
    pub fn line(&self, place: u16) -> Option<Line> {
        self.script.get(usize::from(place)).cloned()
    }

    /// How many items the script may open.
    pub fn items_max(&self) -> u32 {
        let contacts = self.script.iter().filter(|line| matches!(line.deed, Deed::Contact { .. })).count();
        ITEMS_MAX + u32::try_from(contacts).unwrap_or(0)
    }

    /// Whether the script alone tells of a household from now on: nothing else is invented for it.
    pub fn struck(&self, family: FamilyId) -> bool {
        self.struck.contains(&family)
    }

    /// Takes note of an entry.
    pub fn notice(&mut self, seq: Seq, body: &Body) {
        self.watch.fold(seq, body);
    }

    /// The command of a line of the script and its events; none where the domain refuses it.
    pub fn decided(
        &mut self,
        plan: &Plan,
        now: DateTime<FixedOffset>,
        deed: &Deed,
    ) -> Option<(&'static str, Vec<Event>)> {
        if let Deed::TakeOver { family } = deed {
            self.struck.insert(*family);
            return None;
        }
        let command = self.command(plan, now, deed)?;
        let events = decide(Office { plan, calendar: &self.calendar, now }, &self.watch, &command).ok()?;
        for event in &events {
            if let (Event::Emergency(event), Deed::Lodge { emergency, .. }) = (event, deed) {
                self.lodged.insert(*emergency, event.emergency());
                self.struck.insert(event.family());
            }
        }
        Some((command.word(), events))
    }

    fn command(&self, plan: &Plan, now: DateTime<FixedOffset>, deed: &Deed) -> Option<Command> {
        match deed {
            Deed::Row { register, whose, values } => {
                let owner = match whose {
                    Whose::District => Owner::District,
                    Whose::Body(id) => Owner::Department(plan.department_called(id)?.no),
                    Whose::Family(at) => Owner::Family(self.family(*at)?),
                    Whose::Parent(at) => Owner::Member(self.family(*at)?, MemberNo(1)),
                };
                let values = values.iter().map(|(key, value)| ((*key).to_string(), value.clone())).collect();
                let register = plan.register_called(register)?.no;
                Some(Command::Register(RegisterCommand::Write { register, owner, values }))
            }
            Deed::Lodge { at, kind, line, .. } => {
                let family = self.family(*at)?;
                // Who died was not of the register, and who is in hospital is one of the parents.
                let (member, on) = match *kind {
                    "hospital" => (self.living_parent(family), Some(now.date_naive())),
                    "funeral" => (None, None),
                    _ => (None, Some(now.date_naive())),
                };
                let kind = plan.emergency()?.kind_called(kind)?.no;
                let report = Report { family, kind, member, on, line: (*line).to_string(), even_so: true };
                Some(Command::Emergency(EmergencyCommand::Report(report)))
            }
            Deed::Act { emergency, act, note, yuan } => {
                let emergency = *self.lodged.get(emergency)?;
                let amount = Fen(i64::from(*yuan) * 100);
                let step = EmergencyMove { note: (*note).to_string(), amount, ..EmergencyMove::new(*act) };
                Some(Command::Emergency(EmergencyCommand::Act { emergency, seen: None, step, measure: None }))
            }
            Deed::Settle { emergency } => {
                let item = self.watch.next_open(*self.lodged.get(emergency)?)?;
                let reason = "已当面核实，暂不需要办理".to_string();
                Some(Command::MoveItem { item, seen: None, step: Move { reason, ..Move::new(Verb::Withdraw) } })
            }
            Deed::Contact { family, way } => {
                let record = [("contact_on", now.date_naive().to_string()), ("contact_way", (*way).to_string())];
                let record = record.map(|(key, value)| (key.to_string(), value)).to_vec();
                Some(Command::Rhythm(RhythmCommand::Contact(Made { family: *family, measure: None, record })))
            }
            Deed::Mistaken { family } => {
                let seq = self.watch.entered(*family)?;
                Some(Command::Undo { seq, reason: "重复登记，该户已在册".into() })
            }
            Deed::TakeOver { .. } => None,
            Deed::Alike { at, row } => {
                let like = self.family(*at)?;
                let matter = Matter::LikelyDuplicate {
                    like: vec![like],
                    because: "姓名和村居相同".into(),
                    source: format!("2026年名册.xlsx 第 {} 行", 4 + row),
                    fingerprint: [*row; 16],
                    row: self.row(like),
                };
                Some(Command::RaiseReview { matter })
            }
        }
    }

    fn family(&self, at: u8) -> Option<FamilyId> {
        self.cast.served.get(usize::from(at)).copied()
    }

    fn living_parent(&self, family: FamilyId) -> Option<MemberNo> {
        let parents = self.watch.known(family)?.members.iter();
        let mut parents = parents.filter(|member| matches!(member.role(), Role::Father | Role::Mother));
        parents.find(|member| member.facts.flag(Field::Alive) != Some(false)).map(|member| member.number)
    }

    /// A row that looks like a family: its places, and its people with another telephone.
    fn row(&self, like: FamilyId) -> Vec<Vec<Change>> {
        let change = |field: Field, after: Value| Change { field, since: None, before: None, after: Some(after) };
        let Some(family) = self.watch.known(like) else { return Vec::new() };
        let same = |facts: &crate::domain::facts::Facts, fields: &[Field]| -> Vec<Change> {
            let value = |field: &Field| facts.latest(*field).map(|value| change(*field, value.clone()));
            fields.iter().filter_map(value).collect()
        };
        let mut household = same(&family.facts, &[Field::Township, Field::Village]);
        household.push(change(Field::Phone, Value::Text(format!("1380000{:04}", like.0 % 10_000))));
        let people = family.members.iter().map(|member| same(&member.facts, &[Field::Name, Field::Role]));
        std::iter::once(household).chain(people).collect()
    }
}
