//! What happened to a family, entry by entry.
//!
//! A line is kept for what happened to the household and its people; what happened to its items is in the items, as their steps. The
//! facts that came with a new household or person are not said again: the line says that it was entered.

use super::store::Way;
use super::{Views, ViewsError, codec, key};
use crate::domain::access::AccessEvent;
use crate::domain::conflict::{ConflictEvent, ConflictId};
use crate::domain::emergency::event::{EmergencyEvent, EmergencyMove};
use crate::domain::event::Event;
use crate::domain::facts::Change;
use crate::domain::gap::{GapEvent, GapId};
use crate::domain::merge::MergeEvent;
use crate::domain::register::RegisterEvent;
use crate::ids::{EmergencyId, EmergencyKindNo, FamilyId, MemberNo, RegisterNo, RowId, Seq};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// One line of a family's timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The entry.
    pub seq: Seq,
    /// When.
    #[serde(with = "crate::when::moment")]
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub actor: String,
    /// What.
    pub what: Vec<What>,
    /// Taken back later.
    pub withdrawn: bool,
}

/// Something that happened to a household or its people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// It was entered.
    FamilyAdded,
    /// It had been entered in error.
    FamilyWithdrawn,
    /// A person was entered.
    MemberAdded(MemberNo),
    /// A person had been entered in error.
    MemberWithdrawn(MemberNo),
    /// Facts of the household or of a person changed.
    FactsChanged(Option<MemberNo>, Vec<Change>),
    /// An earlier entry was taken back, with the reason.
    Undone(Seq, String),
    /// A row of a small register was written or corrected.
    RowWritten(RegisterNo, RowId),
    /// A row of a small register was withdrawn, with the reason.
    RowWithdrawn(RegisterNo, RowId, String),
    /// An emergency was lodged: its kind and what was said.
    EmergencyLodged(EmergencyId, EmergencyKindNo, String),
    /// Something was done with an emergency, with what was said.
    EmergencyMoved(EmergencyId, EmergencyMove),
    /// Somebody said of two facts that contradict each other that both are right, with the reason.
    BothRight(ConflictId, String),
    /// Another family went into it, with the reason.
    Merged(FamilyId, String),
    /// Another family is one of its own again.
    Parted(FamilyId),
    /// Somebody was shown in full what is masked, with the reason.
    Revealed(String),
    /// Somebody said that facts which are lacking cannot be found out, with the reason.
    PutAside(GapId, String),
}

/// What a line says of an event, given what it says already.
pub(super) fn what(event: &Event, said: &[What]) -> Option<What> {
    match event {
        Event::FamilyAdded { .. } => Some(What::FamilyAdded),
        Event::FamilyWithdrawn { .. } => Some(What::FamilyWithdrawn),
        Event::MemberAdded { member, .. } => Some(What::MemberAdded(*member)),
        Event::MemberWithdrawn { member, .. } => Some(What::MemberWithdrawn(*member)),
        Event::FactsChanged { member, changes, .. } => {
            let new = said.contains(&What::FamilyAdded)
                || member.is_some_and(|member| said.contains(&What::MemberAdded(member)));
            (!new).then(|| What::FactsChanged(*member, changes.clone()))
        }
        Event::Register(RegisterEvent::Written { register, row, .. }) => Some(What::RowWritten(*register, *row)),
        Event::Register(RegisterEvent::Withdrawn { register, row, reason, .. }) => {
            Some(What::RowWithdrawn(*register, *row, reason.clone()))
        }
        Event::Emergency(EmergencyEvent::Lodged(lodged)) => {
            Some(What::EmergencyLodged(lodged.emergency, lodged.kind, lodged.line.clone()))
        }
        Event::Emergency(EmergencyEvent::Moved { emergency, step, .. }) => {
            Some(What::EmergencyMoved(*emergency, step.clone()))
        }
        Event::Merge(MergeEvent::Merged { merged, reason }) => Some(What::Merged(merged.other, reason.clone())),
        Event::Merge(MergeEvent::Parted { merged }) => Some(What::Parted(merged.other)),
        Event::Conflict(ConflictEvent::Accepted { conflict, reason, .. }) => {
            Some(What::BothRight(*conflict, reason.clone()))
        }
        Event::Gap(GapEvent::PutAside { gap, reason, .. }) => Some(What::PutAside(*gap, reason.clone())),
        Event::Access(AccessEvent::Revealed { reason, .. }) => Some(What::Revealed(reason.clone())),
        _ => None,
    }
}

impl Views {
    /// The first line of a family: that it was entered.
    pub fn first_line(&self, family: FamilyId) -> Result<Option<Line>, ViewsError> {
        let range = key::line(family, Seq(0))..key::line(family, Seq(u64::MAX));
        let rows = self.store.scan(&range, Way::Forward, 1)?;
        rows.first().map(|(_, value)| self.heed(codec::decode(value))).transpose()
    }

    /// What happened to a family and its people, newest first, before an entry or from the last one on.
    pub fn timeline(&self, family: FamilyId, before: Option<Seq>, limit: usize) -> Result<Vec<Line>, ViewsError> {
        let range = key::line(family, Seq(0))..key::line(family, before.unwrap_or(Seq(u64::MAX)));
        let rows = self.store.scan(&range, Way::Backward, limit)?;
        rows.iter().map(|(_, value)| self.heed(codec::decode(value))).collect()
    }
}
