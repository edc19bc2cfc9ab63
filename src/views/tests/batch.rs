//! Batches in random histories: kept up to date entry by entry they are what they are when they are built anew, and every list is what one
//! would write down without a store.

use super::super::{From, Views};
use crate::domain::batch::{Batch, BatchEvent, Line, LineId, Listed, Outcome, Ruling, State, Totals, Why};
use crate::domain::entry::{Body, Entry};
use crate::domain::event::Event;
use crate::ids::{BatchId, DepartmentNo, FamilyId, MeasureNo, MemberNo, Seq};
use crate::policy::allowance::Kind;
use crate::policy::allowance::owed::Share;
use crate::policy::money::Fen;
use crate::policy::period::Period;
use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

#[derive(Clone, Debug)]
enum Deed {
    Drawn,
    Listed { batch: u32, family: u32, months: u8, out: bool, no: u32 },
    Ruled { line: usize, hold: bool },
    Returned { line: usize, paid: bool },
    Corrected(usize),
    Recovery(usize),
    Stage { batch: u32, which: u8 },
}

fn deeds() -> impl Strategy<Value = Deed> {
    prop_oneof![
        2 => Just(Deed::Drawn),
        6 => (any::<u32>(), 1u32..5, 0u8..7, any::<bool>(), 1u32..6).prop_map(|(batch, family, months, out, no)| {
            Deed::Listed { batch, family, months, out, no }
        }),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(line, hold)| Deed::Ruled { line, hold }),
        4 => (any::<usize>(), any::<bool>()).prop_map(|(line, paid)| Deed::Returned { line, paid }),
        2 => any::<usize>().prop_map(Deed::Corrected),
        1 => any::<usize>().prop_map(Deed::Recovery),
        2 => (any::<u32>(), 0u8..5).prop_map(|(batch, which)| Deed::Stage { batch, which }),
    ]
}

fn listed(no: u32, family: u32, months: u8, out: bool) -> Listed {
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    Listed {
        no,
        family: FamilyId(family),
        member: MemberNo(1),
        period: Period::Half(2026, 1),
        extra: 0,
        name: "甲".into(),
        identity: String::new(),
        bank: String::new(),
        account: String::new(),
        shares: vec![Share { kind: Kind::Died, first, months, monthly: Fen(100), source: String::new() }],
        ended: None,
        out: out.then_some(Why::NoAccount),
    }
}

/// What is known of batches, in memory.
#[derive(Default)]
struct Model {
    batches: BTreeMap<BatchId, Batch>,
    lines: BTreeMap<LineId, Line>,
}

impl Model {
    fn event(&self, deed: &Deed) -> Option<BatchEvent> {
        let count = u32::try_from(self.batches.len()).ok()?;
        let of = |n: u32| (count > 0).then(|| BatchId(n % count + 1));
        let line = |n: usize| self.lines.keys().nth(n % self.lines.len().max(1)).copied();
        let measure = MeasureNo(36);
        Some(match deed {
            Deed::Drawn => BatchEvent::Drawn {
                batch: BatchId(count + 1),
                measure,
                period: Period::Half(2026, 1),
                department: DepartmentNo(7),
                again: None,
                note: String::new(),
            },
            Deed::Listed { batch, family, months, out, no } => {
                BatchEvent::Listed { batch: of(*batch)?, measure, lines: vec![listed(*no, *family, *months, *out)] }
            }
            Deed::Ruled { line: n, hold } => {
                let LineId { batch, no } = line(*n)?;
                BatchEvent::Ruled { batch, no, ruling: Ruling { hold: *hold, reason: "r".into() } }
            }
            Deed::Returned { line: n, paid } => {
                let LineId { batch, no } = line(*n)?;
                let on = NaiveDate::from_ymd_opt(2026, 6, 20)?;
                let failed = Outcome::Failed { reason: "r".into() };
                BatchEvent::Returned {
                    batch,
                    no,
                    outcome: if *paid { Outcome::Paid { on, item: None } } else { failed },
                }
            }
            Deed::Corrected(n) => {
                let LineId { batch, no } = line(*n)?;
                BatchEvent::Corrected { batch, no, reason: "r".into() }
            }
            Deed::Recovery(n) => {
                let LineId { batch, no } = line(*n)?;
                BatchEvent::Recovery { batch, no, amount: Fen(1), reason: "r".into() }
            }
            Deed::Stage { batch, which } => {
                let batch = of(*batch)?;
                match which {
                    0 => BatchEvent::Checked { batch },
                    1 => BatchEvent::Frozen { batch, lines: 1, amount: Fen(1) },
                    2 => BatchEvent::Sent { batch },
                    3 => BatchEvent::Closed { batch },
                    _ => BatchEvent::Discarded { batch, reason: "r".into() },
                }
            }
        })
    }

    fn fold(&mut self, entry: &Entry, event: &BatchEvent) {
        let (seq, at, id) = (entry.seq, entry.body.at, event.batch());
        match self.batches.get_mut(&id) {
            Some(batch) => batch.apply(seq, at, event),
            None => drop(self.batches.insert(id, Batch::draw(seq, at, &entry.body.actor, event).unwrap())),
        }
        if let BatchEvent::Listed { measure, lines, .. } = event {
            for listed in lines {
                let line = self.lines.entry(LineId { batch: id, no: listed.no });
                line.or_insert_with(|| Line::new(id, *measure, listed.clone())).listed = listed.clone();
            }
        }
        if let Some(no) = event.line() {
            self.lines.get_mut(&LineId { batch: id, no }).unwrap().apply(event);
        }
        // What its lines come to is added up anew.
        let mut totals = Totals::default();
        self.lines.values().filter(|line| line.batch == id).for_each(|line| totals.replace(None, line));
        self.batches.get_mut(&id).unwrap().totals = totals;
    }
}

fn same(views: &Views, model: &Model) {
    let page = views.batches(&From::Start, 500).unwrap();
    let found: Vec<Batch> = page.rows.into_iter().map(|row| row.batch).collect();
    assert_eq!(found, model.batches.values().rev().cloned().collect::<Vec<_>>());
    assert_eq!(views.next_batch().unwrap().0, u32::try_from(model.batches.len()).unwrap() + 1);
    for id in model.batches.keys() {
        for state in std::iter::once(None).chain(State::ALL.map(Some)) {
            let wanted: Vec<&Line> = model
                .lines
                .values()
                .filter(|line| line.batch == *id && state.is_none_or(|state| line.state() == state))
                .collect();
            let page = views.payments(*id, state, &From::Start, 500).unwrap();
            assert_eq!(page.rows.iter().map(|row| &row.line).collect::<Vec<_>>(), wanted, "{state:?}");
            // A page that begins after a row goes on with the next.
            if let Some(row) = page.rows.first() {
                let rest = views.payments(*id, state, &From::After(row.cursor.clone()), 500).unwrap();
                assert_eq!(rest.rows.len(), wanted.len() - 1);
                assert!(rest.more_before);
            }
        }
    }
    for family in (1..5).map(FamilyId) {
        let wanted: Vec<Line> = model.lines.values().filter(|line| line.listed.family == family).cloned().collect();
        assert_eq!(views.payments_to(family).unwrap(), wanted);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn batches_kept_up_to_date_are_batches_built_anew(deeds in proptest::collection::vec(deeds(), 1..60), at in 0usize..60) {
        let (mut model, mut entries) = (Model::default(), Vec::<Entry>::new());
        for deed in &deeds {
            let Some(event) = model.event(deed) else { continue };
            let body = Body {
                at: DateTime::parse_from_rfc3339("2026-11-24T08:15:30+08:00").unwrap(),
                actor: "zhou".into(),
                command: "batch".into(),
                token: None,
                events: vec![Event::Batch(event.clone())],
            };
            let entry = Entry { seq: Seq(entries.len() as u64 + 1), body };
            model.fold(&entry, &event);
            entries.push(entry);
        }
        let dir = tempfile::tempdir().unwrap();
        let mut kept = Views::create(&dir.path().join("kept")).unwrap();
        let (first, rest) = entries.split_at(at.min(entries.len()));
        kept.apply(first).unwrap();
        rest.iter().for_each(|entry| drop(kept.apply(std::slice::from_ref(entry)).unwrap()));
        same(&kept, &model);
        let anew = entries.iter().cloned().map(Ok::<_, crate::views::ViewsError>);
        let built = Views::rebuild(&dir.path().join("built"), anew, &mut |_| ControlFlow::Continue(())).unwrap();
        same(&built, &model);
        prop_assert_eq!(built.fingerprint(), kept.fingerprint());
    }
}
