//! What an emergency means for the departments: the facts it records, the items it opens, those it joins, and those it does not open,
//! with the reason.

use super::super::{Office, Register, family, happening, item};
use crate::domain::command::{Edit, Happening};
use crate::domain::emergency::event::{Linked, NotOpened};
use crate::domain::emergency::refusal::EmergencyRefusal;
use crate::domain::event::Event;
use crate::domain::family::Family;
use crate::domain::item::{Due, Item, Urgency};
use crate::domain::member::Role;
use crate::domain::merge;
use crate::domain::refusal::Refusal;
use crate::domain::rhythm::{self, RhythmEvent, RhythmRefusal, Turn};
use crate::ids::{DepartmentNo, EmergencyId, ItemId, MeasureNo, MemberNo, Seq};
use crate::policy::deadline;
use crate::policy::field::Field;
use crate::policy::period::Period;
use crate::policy::plan::{EmergencyKind, Happens, Measure, Subject, TimeLimit, Whom};
use crate::policy::value::{Choice, Kind, Value};
use crate::text::Lang;
use chrono::NaiveDate;

/// One emergency as it reaches the departments.
pub(super) struct FanOut<'a, R> {
    pub office: Office<'a>,
    pub register: &'a R,
    /// The family as it was before.
    pub family: &'a Family,
    pub kind: &'a EmergencyKind,
    pub emergency: EmergencyId,
    /// What the items say they are about.
    pub line: &'a str,
}

/// Whether there is room for an item.
enum Room {
    /// Nothing is in its way; the period it would cover.
    Free(Option<Period>),
    /// It is open already.
    Open(ItemId),
    /// What comes round is done for now, this period and the next: by which item, for which period.
    Done(ItemId, Period),
}

/// An item to be opened.
#[derive(Clone, Copy)]
struct New<'a> {
    item: ItemId,
    measure: &'a Measure,
    department: DepartmentNo,
    member: Option<MemberNo>,
    period: Option<Period>,
    limit: Option<TimeLimit>,
}

/// Why what is done for this period and the next is not opened again: Chinese, English.
fn done_already(item: ItemId, period: Period) -> (String, String) {
    (
        format!("{}及下一期已由 {item} 等办理", period.text(Lang::Zh)),
        format!("{} and the next are covered, by {item} and another", period.text(Lang::En)),
    )
}

impl<R: Register> FanOut<'_, R> {
    /// The person concerned: whoever was named; the child where the kind says so.
    pub fn concerned(&self, named: Option<MemberNo>) -> Option<MemberNo> {
        match self.kind.happens {
            Happens::ChildDied => self.family.child().map(|child| child.number).or(named),
            _ => named,
        }
    }

    /// The events that record what happened, and the family as they leave it. What is recorded already is not recorded again.
    pub fn facts(&self, member: Option<MemberNo>, on: Option<NaiveDate>) -> Result<(Vec<Event>, Family), Refusal> {
        let recorded = match (self.kind.happens, member, on) {
            (Happens::ChildDied | Happens::MemberDied, Some(member), Some(on)) => {
                let death = Happening::Death { member, on };
                happening::record(self.office, self.register, self.family, &death)
            }
            (Happens::MemberDied | Happens::Admitted, None, Some(_)) => return Err(EmergencyRefusal::WhoseDay.into()),
            (Happens::Admitted, Some(member), Some(on)) => {
                self.edit(vec![edit(Some(member), Field::StayIn, Value::Date(on))])
            }
            (Happens::Disaster | Happens::Accident | Happens::GraveHardship, _, on) => {
                let code = misfortune(self.kind.happens).map(|code| edit(None, Field::Misfortune, Value::Choice(code)));
                let on = on.map(|on| edit(None, Field::MisfortuneOn, Value::Date(on)));
                self.edit(code.into_iter().chain(on).collect())
            }
            _ => Ok(Vec::new()),
        };
        let events = match recorded {
            Err(Refusal::NothingToChange) => Vec::new(),
            recorded => recorded?,
        };
        let mut after = self.family.clone();
        events.iter().for_each(|event| after.apply(Seq(0), event));
        Ok((events, after))
    }

    fn edit(&self, edits: Vec<Edit>) -> Result<Vec<Event>, Refusal> {
        family::edit(self.office, self.register, self.family, &edits, &[])
    }

    /// The events that open what the kind calls for, and what is joined to the emergency; `has` are the items it has already.
    pub fn items(&self, after: &Family, member: Option<MemberNo>, has: &[Item]) -> (Vec<Event>, Linked) {
        let mut linked = Linked {
            emergency: self.emergency,
            family: self.family.id,
            items: Vec::new(),
            judged: true,
            not_opened: Vec::new(),
        };
        let mut opened = Vec::new();
        let mut number = self.register.next_item(self.family.id).number;
        for planned in &self.kind.items {
            let Some(measure) = self.office.plan.measure(planned.measure) else { continue };
            let whom = match self.whom(planned.whom, after, member) {
                Ok(whom) => whom,
                Err(because) => {
                    linked.not_opened.push(NotOpened { measure: measure.no, member: None, because });
                    continue;
                }
            };
            for member in whom {
                if has.iter().any(|item| item.measure == measure.no && item.member == member) {
                    continue;
                }
                let refused = item::why_not(self.office, after, measure, member);
                let room = self.room(measure, member, measure.department());
                let refuse = |because| NotOpened { measure: measure.no, member, because };
                match (room, refused) {
                    (Room::Open(open), _) => linked.items.push(open),
                    (Room::Free(_), Some(because)) => linked.not_opened.push(refuse(because)),
                    (Room::Done(item, period), _) => linked.not_opened.push(refuse(done_already(item, period))),
                    (Room::Free(period), None) => {
                        let item = ItemId { family: self.family.id, number };
                        number = number.saturating_add(1);
                        linked.items.push(item);
                        let limit = planned.limit;
                        let new = New { item, measure, department: measure.department(), member, period, limit };
                        opened.extend(self.opened(&new));
                    }
                }
            }
        }
        (opened, linked)
    }

    /// The item that calls in a department: the one it has already, or a new one.
    pub fn called(
        &self,
        department: DepartmentNo,
        measure: MeasureNo,
        member: Option<MemberNo>,
    ) -> Result<(Vec<Event>, ItemId), Refusal> {
        let measure = self.office.plan.measure(measure).ok_or_else(|| Refusal::NoSuchMeasure(measure.to_string()))?;
        let member = match measure.subject {
            Subject::District => return Err(Refusal::WrongOwner { district: true }),
            Subject::Family => None,
            Subject::Child => self.family.child().map(|child| child.number),
            Subject::Member => member.or_else(|| self.parents(self.family).first().copied()),
        };
        if member.is_none() && measure.subject != Subject::Family {
            return Err(Refusal::WrongSubject { wants_member: true });
        }
        let item = self.register.next_item(self.family.id);
        let period = match self.room(measure, member, department) {
            Room::Open(open) => return Ok((Vec::new(), open)),
            Room::Free(period) => period,
            Room::Done(item, period) => return Err(RhythmRefusal::Covered { item, period }.into()),
        };
        Ok((self.opened(&New { item, measure, department, member, period, limit: None }), item))
    }

    /// Whether there is room for an item: what comes round has one for each period, so one that is done already makes way for the next.
    fn room(&self, measure: &Measure, member: Option<MemberNo>, department: DepartmentNo) -> Room {
        let (family, plan) = (self.family.id, self.office.plan);
        let mut period = rhythm::period_wanted(measure, None, self.office.today()).ok().flatten();
        let mut done = None;
        while let Some(wanted) = period {
            let turn = Turn::new(family, member, department, wanted);
            match rhythm::holder(&merge::items(self.register, family), measure, turn, plan) {
                None => return Room::Free(Some(wanted)),
                Some(holder) if holder.status.is_open() => return Room::Open(holder.id),
                Some(holder) if done.is_none() => done = Some((holder.id, wanted)),
                Some(_) => break,
            }
            period = wanted.next();
        }
        if let Some((item, period)) = done {
            return Room::Done(item, period);
        }
        item::open_already(self.register, family, measure, member).map_or(Room::Free(None), Room::Open)
    }

    fn opened(&self, new: &New<'_>) -> Vec<Event> {
        let New { item, measure, department, member, period, limit } = *new;
        let TimeLimit { within, .. } = limit.unwrap_or(measure.limit);
        let opened = Event::ItemOpened {
            item,
            measure: measure.no,
            department,
            member,
            urgency: if measure.urgency == Urgency::Normal { Urgency::High } else { measure.urgency },
            opened: self.office.today(),
            due: deadline::due(within, self.office.now, self.office.calendar).map(Due::from),
            note: format!("{} {}", self.emergency, self.line),
        };
        let covers = period.map(|period| Event::Rhythm(RhythmEvent::ItemCovers { item, period }));
        std::iter::once(opened).chain(covers).collect()
    }

    /// Whom a planned item is for, or why nobody: Chinese, English.
    fn whom(
        &self,
        whom: Whom,
        after: &Family,
        member: Option<MemberNo>,
    ) -> Result<Vec<Option<MemberNo>>, (String, String)> {
        let none = |zh: &str, en: &str| (zh.to_string(), en.to_string());
        let found: Vec<Option<MemberNo>> = match whom {
            Whom::Family => vec![None],
            Whom::Member => member.map(Some).into_iter().collect(),
            Whom::Child => after.child().map(|child| Some(child.number)).into_iter().collect(),
            Whom::Parents => self.parents(after).into_iter().map(Some).collect(),
        };
        match (found.is_empty(), whom) {
            (false, _) => Ok(found),
            (true, Whom::Child) => Err(none("登记中没有子女", "no child is in the register")),
            (true, Whom::Parents) => Err(none("登记中没有健在的父母", "no living parent is in the register")),
            (true, _) => Err(none("还没有写明是哪位成员", "the person concerned is not named yet")),
        }
    }

    fn parents(&self, family: &Family) -> Vec<MemberNo> {
        let today = self.office.today();
        let parents = [Role::Father, Role::Mother].into_iter().filter_map(|role| family.in_role(role));
        parents.filter(|parent| parent.alive(today) != Some(false)).map(|parent| parent.number).collect()
    }
}

fn edit(member: Option<MemberNo>, field: Field, value: Value) -> Edit {
    Edit { member, field, since: None, value: Some(value) }
}

/// The code of the field `misfortune` that a kind records.
fn misfortune(happens: Happens) -> Option<u8> {
    let Kind::Choice(choices) = Field::Misfortune.kind() else { return None };
    choices.iter().find(|choice: &&Choice| choice.key == happens.key()).map(|choice| choice.code)
}
