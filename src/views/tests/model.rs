//! The views as one would write them without a store: everything in memory, every question answered by looking at everything.

use super::super::term;
use super::super::{Area, Kind, Line, QueueFilter, TOKEN_MEMORY, Watch, What};
use crate::domain::conflict::{self, ConflictEvent};
use crate::domain::emergency::Emergency;
use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::domain::family::Family;
use crate::domain::gap::GapEvent;
use crate::domain::item::{Item, Urgency};
use crate::domain::merge::MergeEvent;
use crate::domain::question::{QuestionId, QuestionKind};
use crate::domain::register::{RegisterEvent, Row};
use crate::domain::review::{Review, ReviewEvent};
use crate::domain::workflow::Status;
use crate::ids::{DepartmentNo, EmergencyId, FamilyId, ItemId, MemberNo, ReviewId, RowId, Seq};
use crate::policy::field::Field;
use crate::text::pinyin::{Query, readings};
use chrono::{Days, NaiveDate, NaiveTime};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that is known.
#[derive(Default)]
pub struct Model {
    pub head: u64,
    pub families: BTreeMap<FamilyId, Family>,
    pub items: BTreeMap<ItemId, Item>,
    pub lines: BTreeMap<(FamilyId, Seq), Line>,
    pub reviews: BTreeMap<ReviewId, Review>,
    pub rows: BTreeMap<RowId, Row>,
    pub emergencies: BTreeMap<EmergencyId, Emergency>,
    tokens: BTreeMap<String, Seq>,
}

impl Model {
    pub fn of(entries: &[Entry]) -> Model {
        let mut model = Model::default();
        entries.iter().for_each(|entry| model.fold(entry));
        model
    }

    fn fold(&mut self, entry: &Entry) {
        let (seq, body) = (entry.seq, &entry.body);
        self.head = seq.0;
        let mut what: BTreeMap<FamilyId, Vec<What>> = BTreeMap::new();
        for event in &body.events {
            match event {
                Event::FamilyAdded { family: id }
                | Event::FamilyWithdrawn { family: id }
                | Event::MemberAdded { family: id, .. }
                | Event::MemberWithdrawn { family: id, .. }
                | Event::FactsChanged { family: id, .. } => {
                    let family = self.families.entry(*id).or_insert_with(|| Family::new(*id));
                    family.apply_on(seq, body.at.date_naive(), event);
                    let said = what.entry(*id).or_default();
                    said_of_family(event, said);
                }
                Event::ItemOpened { item, .. } => {
                    self.families.entry(item.family).or_insert_with(|| Family::new(item.family)).apply(seq, event);
                    self.items.insert(*item, Item::open(seq, body.at, &body.actor, event).unwrap());
                    what.entry(item.family).or_default();
                }
                Event::ItemMoved { item, .. } | Event::StepWithdrawn { item, .. } => {
                    self.items.get_mut(item).unwrap().apply(seq, body.at, &body.actor, event);
                    what.entry(item.family).or_default();
                }
                Event::ReviewRaised { review, matter } => {
                    let raised = Review { id: *review, matter: matter.clone(), raised: seq, settled: None };
                    self.reviews.insert(*review, raised);
                }
                Event::ReviewSettled { review, .. }
                | Event::Review(ReviewEvent::Settled { review, .. } | ReviewEvent::Reopened { review }) => {
                    let settled = (!matches!(event, Event::Review(ReviewEvent::Reopened { .. }))).then_some(seq);
                    self.reviews.entry(*review).and_modify(|review| review.settled = settled);
                }
                Event::Rhythm(rhythm) => {
                    for item in rhythm.items() {
                        self.items.get_mut(item).unwrap().apply(seq, body.at, &body.actor, event);
                    }
                    what.entry(rhythm.items()[0].family).or_default();
                }
                Event::Emergency(event) => {
                    let family = event.family();
                    what.entry(family).or_default().extend(super::emergency::fold(self, entry, event));
                }
                Event::Merge(_) | Event::Conflict(_) | Event::Gap(_) => self.fold_judged(seq, event, &mut what),
                // Batches have a test of their own.
                Event::EntryWithdrawn { .. } | Event::Batch(_) | Event::Access(_) => {}
                Event::Register(event) => {
                    if let Some(family) = event.owner().family() {
                        self.families.get_mut(&family).unwrap().version = seq;
                        what.entry(family).or_default().extend(said(event));
                    }
                    let new = Row::new(event.row(), event.register(), event.owner());
                    self.rows.entry(event.row()).or_insert(new).apply(seq, body.at, &body.actor, event);
                }
            }
        }
        for event in &body.events {
            if let Event::EntryWithdrawn { of, reason } = event {
                for (family, said) in &mut what {
                    said.push(What::Undone(*of, reason.clone()));
                    strike(&mut self.lines, *family, *of, true);
                }
            }
        }
        for (family, what) in what.into_iter().filter(|(_, what)| !what.is_empty()) {
            let line = Line { seq, at: body.at, actor: body.actor.clone(), what, withdrawn: false };
            self.lines.insert((family, seq), line);
        }
        if let Some(token) = &body.token {
            self.tokens.insert(token.clone(), seq);
        }
    }

    fn fold_judged(&mut self, seq: Seq, event: &Event, what: &mut BTreeMap<FamilyId, Vec<What>>) {
        let (families, said) = match event {
            Event::Merge(merge) => {
                let other = merge.merged().other;
                let said = match merge {
                    MergeEvent::Merged { reason, .. } => What::Merged(other, reason.clone()),
                    MergeEvent::Parted { .. } => What::Parted(other),
                };
                (merge.families().to_vec(), Some(said))
            }
            Event::Conflict(conflict) => (vec![conflict.family()], said_of_conflict(conflict)),
            Event::Gap(gap) => {
                let said = match gap {
                    GapEvent::PutAside { gap, reason, .. } => Some(What::PutAside(*gap, reason.clone())),
                    GapEvent::TakenUp { .. } => None,
                };
                (vec![gap.family()], said)
            }
            _ => unreachable!(),
        };
        for family in &families {
            self.families.get_mut(family).unwrap().apply(seq, event);
        }
        what.entry(families[0]).or_default().extend(said);
    }

    /// A family with its count of open items, as it should be kept.
    pub fn family(&self, id: FamilyId) -> Option<Family> {
        let open = |item: &&Item| item.id.family == id && item.status.is_open();
        let open_items = self.items.values().filter(open).count() as u32;
        self.families.get(&id).map(|family| Family { open_items, ..family.clone() })
    }

    /// Rows that were not withdrawn: by register, the last day first, the newest first within a day.
    pub fn written(&self, wanted: impl Fn(&Row) -> bool) -> Vec<RowId> {
        let mut rows: Vec<&Row> = self.rows.values().filter(|row| row.on().is_some() && wanted(row)).collect();
        rows.sort_by_key(|row| (row.register, Reverse(row.on()), Reverse(row.id)));
        rows.into_iter().map(|row| row.id).collect()
    }

    fn listed(&self) -> impl Iterator<Item = &Family> {
        self.families.values().filter(|family| family.is_listed())
    }

    /// Items that are in lists, with the township of their family.
    pub fn listed_items(&self) -> impl Iterator<Item = (&Item, i64)> {
        self.items.values().filter_map(|item| {
            let family = self.families.get(&item.id.family).filter(|family| !family.withdrawn)?;
            Some((item, place(family).0))
        })
    }

    pub fn queue(&self, filter: &QueueFilter) -> Vec<ItemId> {
        let wanted = |status: Status| filter.status.map_or(status.is_open(), |only| only == status);
        let ended = filter.status.is_some_and(|status| !status.is_open());
        let mut items = self.filtered(filter, wanted);
        if !ended {
            items.sort_by_key(|item| (!item.status.is_live(), Reverse(item.urgency), due_rank(item), item.id));
        }
        items.into_iter().map(|item| item.id).collect()
    }

    pub fn deadlines(&self, filter: &QueueFilter) -> Vec<ItemId> {
        let mut items = self.filtered(filter, Status::is_live);
        items.sort_by_key(|item| (due_rank(item), item.id));
        items.into_iter().map(|item| item.id).collect()
    }

    /// Items of one kind whose day lies between these, by day.
    pub fn watched(
        &self,
        watch: Watch,
        department: Option<DepartmentNo>,
        township: Option<i64>,
        days: (NaiveDate, NaiveDate),
    ) -> Vec<ItemId> {
        let listed = self.listed_items().filter(|(item, at)| {
            department.is_none_or(|wanted| wanted == item.department) && township.is_none_or(|wanted| wanted == *at)
        });
        let dated = listed.filter_map(|(item, _)| Some((watch.day(item)?, item.id)));
        let mut found: Vec<_> = dated.filter(|(day, _)| days.0 <= *day && *day <= days.1).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// Dates of the people of the register, in order.
    pub fn dated(&self, kind: Kind) -> Vec<(NaiveDate, FamilyId, MemberNo)> {
        let of = |family: &Family| {
            let id = family.id;
            let dates = super::super::ahead::of_family(family).into_iter().filter(move |(other, ..)| *other == kind);
            dates.map(move |(_, on, member)| (on, id, member)).collect::<Vec<_>>()
        };
        let mut dates: Vec<_> = self.listed().flat_map(of).collect();
        dates.sort_unstable();
        dates
    }

    /// Days ahead in the records of items, in order of the day.
    pub fn recorded(&self) -> Vec<(NaiveDate, ItemId, String)> {
        let of = |(item, _): (&Item, i64)| {
            let dates = super::super::ahead::of_item(item);
            dates.into_iter().map(|(on, key)| (on, item.id, key)).collect::<Vec<_>>()
        };
        let mut found: Vec<_> = self.listed_items().flat_map(of).collect();
        found.sort_unstable();
        found
    }

    fn filtered(&self, filter: &QueueFilter, wanted: impl Fn(Status) -> bool) -> Vec<&Item> {
        let overdue = |item: &Item, today| item.status.is_live() && item.due.is_some_and(|due| due.on < today);
        self.listed_items()
            .filter(|(item, township)| {
                wanted(item.status)
                    && filter.department.is_none_or(|department| department == item.department)
                    && filter.township.is_none_or(|wanted| wanted == *township)
                    && (!filter.emergency || item.urgency == Urgency::Emergency)
                    && filter.overdue_on.is_none_or(|today| overdue(item, today))
            })
            .map(|(item, _)| item)
            .collect()
    }

    pub fn register(&self, area: &Area) -> Vec<FamilyId> {
        let inside = |family: &&Family| match area {
            Area::District => true,
            Area::Township(township) => place(family).0 == *township,
            Area::Village(township, village) => place(family) == (*township, *village),
            Area::Townships(townships) => townships.iter().any(|code| place(family).0 == i64::from(*code)),
        };
        let mut families: Vec<&Family> = self.listed().filter(inside).collect();
        families.sort_by_key(|family| (place(family), family.id));
        families.into_iter().map(|family| family.id).collect()
    }

    /// Live, due soon, overdue, emergencies and suspended items of a department.
    pub fn counts(&self, department: DepartmentNo, today: NaiveDate) -> [usize; 5] {
        let of = |wanted: &dyn Fn(&Item) -> bool| {
            self.listed_items().filter(|(item, _)| item.department == department && wanted(item)).count()
        };
        let due = |item: &Item, from: NaiveDate, to: NaiveDate| {
            item.status.is_live() && item.due.is_some_and(|due| from <= due.on && due.on < to)
        };
        [
            of(&|item| item.status.is_live()),
            of(&|item| due(item, today, today + Days::new(8))),
            of(&|item| due(item, NaiveDate::MIN, today)),
            of(&|item| item.status.is_live() && item.urgency == Urgency::Emergency),
            of(&|item| item.status == Status::Suspended),
        ]
    }

    pub fn families_listed(&self) -> usize {
        self.listed().count()
    }

    /// Every family that a text should find.
    pub fn search(&self, text: &str) -> BTreeSet<FamilyId> {
        self.listed().filter(|family| finds(text, family)).map(|family| family.id).collect()
    }

    pub fn token(&self, token: &str) -> Option<Seq> {
        self.tokens.get(token).copied().filter(|seq| seq.0 + TOKEN_MEMORY > self.head)
    }

    pub fn asked_about(&self, row: u8) -> Option<ReviewId> {
        let about = |review: &&Review| review.matter.fingerprint() == Some(&[row; 16]);
        self.reviews.values().find(about).map(|review| review.id)
    }

    /// The questions of a kind that wait: what was raised by number, then what contradicts itself, the oldest first.
    pub fn questions(&self, kind: QuestionKind) -> Vec<QuestionId> {
        let raised = self.reviews.values().filter(|review| review.waits() && review.matter.kind() == kind);
        let raised = raised.map(|review| QuestionId::Review(review.id));
        let found = self.listed().flat_map(|family| {
            conflict::open(family).into_iter().map(|found| (family.facts_on, found.id.family, found.id))
        });
        let mut found: Vec<_> = found.filter(|_| kind == QuestionKind::Conflict).collect();
        found.sort();
        raised.chain(found.into_iter().map(|(.., id)| QuestionId::Conflict(id))).collect()
    }
}

/// What a line says of an event about a family, after what it says already.
fn said_of_family(event: &Event, said: &mut Vec<What>) {
    match event {
        Event::FamilyAdded { .. } => said.push(What::FamilyAdded),
        Event::FamilyWithdrawn { .. } => said.push(What::FamilyWithdrawn),
        Event::MemberAdded { member, .. } => said.push(What::MemberAdded(*member)),
        Event::MemberWithdrawn { member, .. } => said.push(What::MemberWithdrawn(*member)),
        Event::FactsChanged { member, changes, .. } => {
            let came_with = |new: &What| match new {
                What::FamilyAdded => true,
                What::MemberAdded(added) => Some(*added) == *member,
                _ => false,
            };
            if !said.iter().any(came_with) {
                said.push(What::FactsChanged(*member, changes.clone()));
            }
        }
        _ => unreachable!(),
    }
}

fn said_of_conflict(event: &ConflictEvent) -> Option<What> {
    match event {
        ConflictEvent::Accepted { conflict, reason, .. } => Some(What::BothRight(*conflict, reason.clone())),
        _ => None,
    }
}

fn said(event: &RegisterEvent) -> Option<What> {
    match event {
        RegisterEvent::Written { register, row, .. } => Some(What::RowWritten(*register, *row)),
        RegisterEvent::Withdrawn { register, row, reason, .. } => {
            Some(What::RowWithdrawn(*register, *row, reason.clone()))
        }
        RegisterEvent::VersionWithdrawn { .. } => None,
    }
}

fn strike(lines: &mut BTreeMap<(FamilyId, Seq), Line>, family: FamilyId, of: Seq, withdrawn: bool) {
    let Some(line) = lines.get_mut(&(family, of)) else { return };
    line.withdrawn = withdrawn;
    let undone = line.what.iter().find_map(|what| match what {
        What::Undone(earlier, _) if *earlier < of => Some(*earlier),
        _ => None,
    });
    if let Some(earlier) = undone {
        strike(lines, family, earlier, !withdrawn);
    }
}

fn place(family: &Family) -> (i64, i64) {
    let village = family.facts.number(Field::Village).unwrap_or(0);
    (family.facts.number(Field::Township).unwrap_or(village / 1000), village)
}

fn due_rank(item: &Item) -> (bool, NaiveDate, bool, NaiveTime) {
    let at = item.due.and_then(|due| due.at);
    let on = item.due.map_or(NaiveDate::MIN, |due| due.on);
    (item.due.is_none(), on, at.is_none(), at.unwrap_or(NaiveTime::MIN))
}

fn finds(sought: &str, family: &Family) -> bool {
    let number = term::folded(sought);
    let digits = number.len() >= 4 && number.trim_end_matches('X').bytes().all(|byte| byte.is_ascii_digit());
    let merged = family.merged.iter().map(|merged| merged.case_number.as_str());
    let mut cases = std::iter::once(family.case_number()).chain(merged);
    let case =
        number.contains(|c: char| c.is_ascii_digit()) && cases.any(|case| term::folded(case).starts_with(&number));
    let phones: Vec<String> = family.facts.text(Field::Phone).split('、').map(only_digits).collect();
    let phone = digits && phones.iter().any(|phone| phone.starts_with(&number) || phone.ends_with(&number));
    let member = family.members.iter().any(|member| {
        let name = term::plain(member.name());
        let (typed, sound) = (term::plain(sought), Query::parse(sought));
        let ends: Vec<String> = (0..name.chars().count()).map(|n| name.chars().skip(n).collect()).collect();
        let end_counts = |n: usize, end: &String| n == 0 || n == 1 || end.chars().count() >= 2;
        let by_name =
            !sought.is_ascii() && ends.iter().enumerate().any(|(n, end)| end_counts(n, end) && end.starts_with(&typed));
        let by_sound = sound.is_some_and(|query| readings(&name).iter().take(4).any(|r| query.matches(r.syllables())));
        let by_number = digits && term::folded(member.identity_number()).ends_with(&number);
        by_name || by_sound || by_number
    });
    case || phone || member
}

fn only_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
