//! From a filled-in form to what the service is asked to do. The form has been checked; what cannot be read counts as empty.

use super::Form;
use super::emergency::EmergencyForm;
use super::entry::{Entry, Reading};
use super::kind::{Kind, Occasion, Subject};
use super::open::{NEW_PEOPLE, OVERRIDE};
use crate::domain::command::{Command, Edit, Fact, Happening};
use crate::domain::emergency::command::{EmergencyCommand, Report};
use crate::domain::emergency::event::EmergencyMove;
use crate::domain::event::Move;
use crate::domain::item::{Due, Urgency};
use crate::domain::rhythm::{Made, RhythmCommand};
use crate::domain::workflow::Verb;
use crate::ids::{DepartmentNo, EmergencyKindNo, FamilyId, MeasureNo, MemberNo};
use crate::policy::field::Field;
use crate::policy::money::Fen;
use crate::policy::value::Value;
use crate::service::client::Order;
use chrono::NaiveDate;

/// What the form asks for: a command for each item of a step, one for everything else, none for a filter.
pub fn orders(form: &Form, today: NaiveDate) -> Vec<Order> {
    let filled = Filled { form, today };
    let commands = match &form.kind {
        Kind::Step { verb, subjects } => {
            let step = filled.step(*verb);
            subjects.iter().map(|subject| move_item(subject, step.clone())).collect()
        }
        Kind::NewItem { family } => filled.new_item(*family).into_iter().collect(),
        Kind::NewFamily => vec![filled.new_family()],
        Kind::EditFacts { family, member } => vec![filled.edit_facts(*family, *member)],
        Kind::AddMember { family } => vec![Command::EditFamily {
            family: *family,
            seen: form.seen,
            edits: Vec::new(),
            new_members: vec![filled.facts("")],
        }],
        Kind::Happened { family, occasion, .. } => {
            let family = *family;
            filled
                .happening(*occasion)
                .map(|happening| Command::FamilyEvent { family, happening })
                .into_iter()
                .collect()
        }
        Kind::Contact { family } => vec![filled.contact(*family)],
        Kind::Enter(enter) => enter.command(form, today).into_iter().collect(),
        Kind::SettleConflict(settle) => vec![settle.command(form, today)],
        Kind::AnswerGap(answer) => answer.command(form, today).into_iter().collect(),
        Kind::Settle(settle) => vec![settle.command(filled.text("reason"))],
        Kind::Emergency(form) => filled.emergency(form).into_iter().map(Command::Emergency).collect(),
        Kind::Undo { entries, .. } => {
            let reason = filled.text("reason");
            entries.iter().map(|seq| Command::Undo { seq: *seq, reason: reason.clone() }).collect()
        }
        Kind::Batch(batch) => batch.command(form, today).into_iter().collect(),
        Kind::Merge(merge) => vec![merge.command(form, filled.text("reason"))],
        Kind::File(_) | Kind::Filter { .. } | Kind::MergeWith { .. } | Kind::Meanwhile(_) => Vec::new(),
    };
    commands.into_iter().map(Order::from).collect()
}

/// A step with an item, for steps that ask for nothing as well as for those with a form.
pub fn move_item(subject: &Subject, step: Move) -> Command {
    Command::MoveItem { item: subject.item, seen: Some(subject.seen), step }
}

struct Filled<'a> {
    form: &'a Form,
    today: NaiveDate,
}

impl Filled<'_> {
    fn text(&self, key: &str) -> String {
        match self.form.value(key, self.today) {
            Some(Value::Text(text)) => text,
            _ => String::new(),
        }
    }

    fn raw(&self, key: &str) -> &str {
        self.form.entry(key).and_then(Entry::picked).map_or("", |pick| &pick.key)
    }

    fn day(&self, key: &str) -> Option<NaiveDate> {
        match self.form.value(key, self.today) {
            Some(Value::Date(day)) => Some(day),
            _ => None,
        }
    }

    fn number(&self, key: &str) -> Option<i64> {
        match self.form.value(key, self.today) {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        }
    }

    fn step(&self, verb: Verb) -> Move {
        let mut step = Move::new(verb);
        if verb == Verb::Deliver {
            step.record = self.record();
            step.reason = self.text(OVERRIDE);
            return step;
        }
        step.reason = self.text("reason");
        step.clause = self.text("clause");
        step.until = self.day("until");
        step.department = self.raw("department").parse().ok().map(DepartmentNo);
        step
    }

    fn emergency(&self, form: &EmergencyForm) -> Option<EmergencyCommand> {
        match form {
            EmergencyForm::Report { shown } => {
                let family = self.raw("family").parse().ok()?;
                Some(EmergencyCommand::Report(Report {
                    family,
                    kind: EmergencyKindNo(self.raw("kind").parse().ok()?),
                    member: self.raw("member").parse().ok().map(MemberNo),
                    on: self.day("on"),
                    line: self.text("line"),
                    even_so: *shown == Some(family),
                }))
            }
            EmergencyForm::Act { act, emergency, seen, .. } => {
                let amount = match self.form.value("amount", self.today) {
                    Some(Value::Money(fen)) => Fen(fen),
                    _ => Fen::ZERO,
                };
                let step = EmergencyMove {
                    note: self.text("note"),
                    amount,
                    department: self.raw("department").parse().ok().map(DepartmentNo),
                    level: self.raw("level").parse().ok(),
                    member: self.raw("member").parse().ok().map(MemberNo),
                    on: self.day("on"),
                    ..EmergencyMove::new(*act)
                };
                let (emergency, seen) = (*emergency, Some(*seen));
                let measure = self.raw("called").split_once(':').and_then(|(_, no)| no.parse().ok());
                Some(EmergencyCommand::Act { emergency, seen, step, measure: measure.map(MeasureNo) })
            }
        }
    }

    fn record(&self) -> Vec<(String, String)> {
        let written = |entry: &Entry| Some(self.text(&entry.key)).filter(|text| !text.is_empty());
        let fields = self.form.entries.iter().filter(|entry| entry.key != OVERRIDE);
        fields.filter_map(|entry| Some((entry.key.clone(), written(entry)?))).collect()
    }

    fn contact(&self, family: FamilyId) -> Command {
        Command::Rhythm(RhythmCommand::Contact(Made { family, measure: None, record: self.record() }))
    }

    fn new_item(&self, family: FamilyId) -> Option<Command> {
        let (measure, member) = self.raw("measure").split_once(':')?;
        Some(Command::OpenItem {
            family,
            measure: MeasureNo(measure.parse().ok()?),
            member: member.parse().ok().map(MemberNo),
            department: None,
            urgency: Urgency::from_key(self.raw("urgency")),
            due: self.day("due").map(Due::on),
            period: self.raw("period").split_once(':').and_then(|(_, period)| period.parse().ok()),
            note: self.text("note"),
        })
    }

    fn new_family(&self) -> Command {
        let people = NEW_PEOPLE.iter().filter_map(|(role, prefix, _)| {
            let mut facts = self.facts(prefix);
            let somebody = !facts.is_empty();
            facts.insert(0, Fact::new(Field::Role, role.value()));
            somebody.then_some(facts)
        });
        let members = people.collect();
        let household = self.form.entries.iter().filter(|entry| !entry.key.contains('.'));
        Command::AddFamily { facts: household.filter_map(|entry| self.fact(entry)).collect(), members }
    }

    fn facts(&self, prefix: &str) -> Vec<Fact> {
        let mine = self.form.entries.iter().filter(|entry| entry.key.starts_with(prefix));
        mine.filter_map(|entry| self.fact(entry)).collect()
    }

    fn fact(&self, entry: &Entry) -> Option<Fact> {
        match (&entry.reading, self.form.value(&entry.key, self.today)) {
            (Reading::Fact(field), Some(value)) => Some(Fact::new(*field, value)),
            _ => None,
        }
    }

    fn edit_facts(&self, family: FamilyId, member: Option<MemberNo>) -> Command {
        let since = self.day("since");
        let changed = self.form.entries.iter().filter(|entry| entry.is_changed());
        let edits = changed.filter_map(|entry| match entry.reading {
            Reading::Fact(field) => Some(Edit { member, field, since, value: self.form.value(&entry.key, self.today) }),
            _ => None,
        });
        Command::EditFamily { family, seen: self.form.seen, edits: edits.collect(), new_members: Vec::new() }
    }

    fn happening(&self, occasion: Occasion) -> Option<Happening> {
        let on = self.day("on")?;
        let member = || self.raw("member").parse().ok().map(MemberNo);
        Some(match occasion {
            Occasion::Birth => Happening::Birth { on },
            Occasion::Adoption => Happening::Adoption { on },
            Occasion::Death => Happening::Death { member: member()?, on },
            Occasion::GradeChange => Happening::GradeChange {
                member: member()?,
                grade: self.number(Field::DisabilityGrade.key()).and_then(|grade| u8::try_from(grade).ok())?,
                on,
                certificate: Some(self.text(Field::Certificate.key())).filter(|text| !text.is_empty()),
            },
            Occasion::MoveHouse => Happening::Move {
                township: self.number(Field::Township.key())?,
                village: self.number(Field::Village.key()),
                on,
            },
        })
    }
}
