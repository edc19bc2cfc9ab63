//! The plan as the invention uses it: for each measure what opening, moving and delivering an item needs, worked out once.

use super::chance::Chance;
use super::filler::Filler;
use super::ledger::{self, Ledger};
use super::limit::Almanac;
use super::neighbour;
use super::occasion::{For, OCCASIONS, Season};
use super::standing::Standing;
use crate::domain::item::Urgency;
use crate::domain::member::Role;
use crate::ids::{DepartmentNo, MeasureNo, MemberNo};
use crate::policy::festival::Festival;
use crate::policy::period::Period;
use crate::policy::plan::{Delivery, Measure, Plan, Rhythm, Subject, Within};
use chrono::{Datelike, Days, NaiveDate};

/// A measure of the plan.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number.
    pub no: MeasureNo,
    /// The bodies that carry it out, the leading one first.
    pub departments: Vec<DepartmentNo>,
    /// Whether approval is needed.
    pub approval: bool,
    /// The time limit.
    pub within: Within,
    /// How urgent its items are.
    pub urgency: Urgency,
    /// For whom it is.
    pub subject: Subject,
    /// The clause.
    pub clause: String,
    /// Whether somebody goes to the home.
    pub visits: bool,
    /// The department it is handed to when it is handed on.
    pub neighbour: DepartmentNo,
    /// How often the same household may have it.
    pub repeats: Repeats,
    /// The measures that come round with it, as the ledger keeps them.
    pub alike: u128,
    /// The record's keys, whether each must be filled, and how.
    pub record: Vec<(String, bool, Filler)>,
}

/// How often the same household may have items of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeats {
    /// Once.
    Once,
    /// Once for each period of its rhythm.
    Each(Rhythm),
    /// As often as there is an occasion.
    Freely,
}

impl Repeats {
    /// The same for rhythms whose periods are the same.
    fn by_period(self) -> Self {
        if self == Repeats::Each(Rhythm::Seasonal) { Repeats::Each(Rhythm::Quarterly) } else { self }
    }
}

/// All measures, and the rows that choose among them.
#[derive(Clone, Debug)]
pub struct Catalogue {
    entries: Vec<Entry>,
    /// For each row of `OCCASIONS` the place of its measure; none when the plan does not have it.
    rows: Vec<Option<usize>>,
    /// The numbers of all departments.
    pub departments: Vec<DepartmentNo>,
    /// The festivals.
    pub almanac: Almanac,
}

/// A chosen measure: its place in the catalogue, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The place of the measure.
    pub place: u8,
    /// The person, or none for the household.
    pub member: Option<MemberNo>,
}

impl Catalogue {
    /// What the plan says, made ready.
    pub fn new(plan: &Plan) -> Self {
        // Places are kept in a byte; a plan of the 65 measures is far from it, and what lies beyond is never chosen.
        let mut entries: Vec<Entry> = plan.measures().iter().take(255).map(|measure| entry(plan, measure)).collect();
        let turns: Vec<(MeasureNo, Repeats)> =
            entries.iter().map(|entry| (entry.no, entry.repeats.by_period())).collect();
        for entry in &mut entries {
            let same = turns.iter().filter(|(_, repeats)| *repeats == entry.repeats.by_period());
            entry.alike = same.fold(0, |bits, (no, _)| bits | ledger::bit(*no));
        }
        let place = |id: &str| plan.by_id(id).and_then(|wanted| entries.iter().position(|entry| entry.no == wanted.no));
        Self {
            rows: OCCASIONS.iter().map(|row| place(row.measure)).collect(),
            departments: plan.departments().iter().map(|department| department.no).collect(),
            almanac: Almanac::known(),
            entries,
        }
    }

    /// The measure at a place.
    pub fn entry(&self, place: u8) -> Option<&Entry> {
        self.entries.get(usize::from(place))
    }

    /// The place of the measure with this number.
    pub fn place(&self, no: MeasureNo) -> Option<u8> {
        self.entries.iter().position(|entry| entry.no == no).and_then(|place| u8::try_from(place).ok())
    }

    /// One of the measures that suit a household on a day and that it may have now.
    pub fn choose(&self, at: &Standing<'_>, ledger: &Ledger, chance: &mut Chance) -> Option<Choice> {
        self.choose_among(at, chance, |season, entry| {
            self.in_season(season, entry, at.on) && ledger.allows(entry, self.period(entry, at.on))
        })
    }

    /// One of the measures of a department, or of any, that suit a household, whatever the season; not those that are done within hours.
    pub fn choose_unfinished(
        &self,
        at: &Standing<'_>,
        department: Option<DepartmentNo>,
        chance: &mut Chance,
    ) -> Option<Choice> {
        let led = |entry: &Entry| department.is_none_or(|department| entry.departments.first() == Some(&department));
        self.choose_among(at, chance, |_, entry| !matches!(entry.within, Within::Hours(_)) && led(entry))
    }

    /// Every row that suits is met once; each takes the place of those before it with the chance that its weight has among theirs.
    fn choose_among(
        &self,
        at: &Standing<'_>,
        chance: &mut Chance,
        allowed: impl Fn(Season, &Entry) -> bool,
    ) -> Option<Choice> {
        let (mut chosen, mut total) = (None, 0);
        for (row, place) in OCCASIONS.iter().zip(&self.rows) {
            let Some((place, entry)) = place.and_then(|place| Some((place, self.entries.get(place)?))) else {
                continue;
            };
            if row.weight == 0 || !allowed(row.season, entry) {
                continue;
            }
            let Some(who) = (row.suits)(at) else { continue };
            total += row.weight;
            if chance.below(total) < row.weight {
                chosen = Some((place, who));
            }
        }
        let (place, who) = chosen?;
        self.choice(place, who, at)
    }

    /// The item that an event asks for, when the plan has its measure and the household may have it.
    pub fn wanted(
        &self,
        id: MeasureNo,
        member: Option<MemberNo>,
        at: &Standing<'_>,
        ledger: &Ledger,
    ) -> Option<Choice> {
        let place = self.place(id)?;
        let entry = self.entry(place)?;
        let who = member.map_or(For::Household, For::Person);
        ledger.allows(entry, self.period(entry, at.on)).then(|| self.choice(usize::from(place), who, at)).flatten()
    }

    /// What the plan says about whom a measure is for goes before what the row says.
    fn choice(&self, place: usize, who: For, at: &Standing<'_>) -> Option<Choice> {
        let named = match who {
            For::Household => None,
            For::Person(member) => Some(member),
        };
        let someone =
            |role: fn(Role) -> bool| at.it.people().find(|person| role(person.role)).map(|person| person.number);
        let member = match self.entries.get(place)?.subject {
            Subject::Family => None,
            Subject::Member => Some(named.or_else(|| someone(|role| role != Role::Child))?),
            Subject::Child => Some(someone(|role| role == Role::Child)?),
            Subject::District => return None,
        };
        Some(Choice { place: u8::try_from(place).ok()?, member })
    }

    fn in_season(&self, season: Season, entry: &Entry, on: NaiveDate) -> bool {
        match season {
            Season::Any => true,
            Season::Months(from, to) => (from..=to).contains(&on.month()),
            Season::Festival => self.festival(entry, on).is_some_and(|(date, _)| date <= on + Days::new(35)),
        }
    }

    /// The period that an item opened on a day covers, as the domain would say.
    pub fn period(&self, entry: &Entry, on: NaiveDate) -> Option<Period> {
        let Repeats::Each(rhythm) = entry.repeats else { return None };
        match self.festival(entry, on) {
            // Only Laba falls into the year after its own.
            Some((date, Festival::Laba)) if date.month() == 1 => {
                Some(Period::Festival(year(date)? - 1, Festival::Laba))
            }
            Some((date, festival)) => Some(Period::Festival(year(date)?, festival)),
            None => Period::of(rhythm, on),
        }
    }

    /// The festival that something of a measure opened on a day is for.
    pub fn festival(&self, entry: &Entry, on: NaiveDate) -> Option<(NaiveDate, Festival)> {
        let Within::BeforeFestival { days, festivals } = entry.within else { return None };
        self.almanac.next(festivals, on, days)
    }
}

fn year(date: NaiveDate) -> Option<u16> {
    u16::try_from(date.year()).ok()
}

fn entry(plan: &Plan, measure: &Measure) -> Entry {
    let fields = plan.asked(measure);
    let mut record: Vec<_> =
        fields.filter_map(|(field, required)| Some((field.key.clone(), required, Filler::of(field)?))).collect();
    Filler::agree(&mut record);
    Entry {
        no: measure.no,
        departments: measure.departments.clone(),
        approval: measure.approval,
        within: measure.limit.within,
        urgency: measure.urgency,
        subject: measure.subject,
        clause: measure.clause.clone(),
        visits: measure.delivers.contains(&Delivery::Service),
        neighbour: neighbour(plan, measure),
        repeats: match measure.rhythm {
            Rhythm::OneOff => Repeats::Once,
            Rhythm::PerEvent | Rhythm::Standing => Repeats::Freely,
            rhythm => Repeats::Each(rhythm),
        },
        alike: 0,
        record,
    }
}

/// The second body of the measure, or the neighbour of the first; in a plan with other bodies, any other one.
fn neighbour(plan: &Plan, measure: &Measure) -> DepartmentNo {
    let first = measure.department();
    let second = measure.departments.iter().copied().find(|no| *no != first);
    let known = plan.department(first).and_then(|it| neighbour::of(&it.id)).and_then(|id| plan.department_called(id));
    let other = || plan.departments().iter().map(|department| department.no).find(|no| *no != first);
    second.or(known.map(|department| department.no)).or_else(other).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_measure_of_the_plan_has_one_row_or_is_a_duty_of_the_district() {
        let plan = Plan::builtin();
        let rows: Vec<&str> = OCCASIONS.iter().map(|row| row.measure).collect();
        let duties: Vec<&str> = crate::demo::duty::DUTIES.iter().map(|duty| duty.measure).collect();
        let named: BTreeSet<&str> = rows.iter().chain(&duties).copied().collect();
        assert_eq!(named.len(), rows.len() + duties.len(), "a measure is named twice");
        let planned: BTreeSet<&str> = plan.measures().iter().map(|measure| measure.id.as_str()).collect();
        assert_eq!(named, planned);
    }

    #[test]
    fn whatever_a_delivery_must_record_can_be_filled() {
        let plan = Plan::builtin();
        for (entry, measure) in Catalogue::new(&plan).entries.iter().zip(plan.measures()) {
            let filled: Vec<&str> = entry.record.iter().map(|(key, ..)| key.as_str()).collect();
            for key in &measure.required {
                assert!(filled.contains(&key.as_str()), "{}: {key}", measure.id);
            }
        }
    }
}
