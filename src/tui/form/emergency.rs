//! The forms of the emergency desk: lodging one, and the steps that ask for something.

use super::entry::{Entry, Reading};
use super::picks;
use crate::domain::emergency::workflow::Act;
use crate::ids::{EmergencyId, EmergencyKindNo, FamilyId, Seq};
use crate::service::answer::{EmergencyRow, FamilyPage};
use crate::tui::form::entry::Pick;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use serde::{Deserialize, Serialize};

/// What a form of the desk is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EmergencyForm {
    /// Lodging one. After others of the same family were shown, sending it for that family lodges it all the same.
    Report {
        /// The family whose others were shown.
        shown: Option<FamilyId>,
    },
    /// A step with one.
    Act {
        /// The step.
        act: Act,
        /// The emergency.
        emergency: EmergencyId,
        /// The family it befell.
        family: FamilyId,
        /// Its kind.
        kind: EmergencyKindNo,
        /// Its version when the clerk saw it.
        seen: Seq,
        /// What was said of it.
        line: String,
    },
}

impl EmergencyForm {
    /// The form of a step with an emergency.
    pub fn of(act: Act, row: &EmergencyRow) -> Self {
        EmergencyForm::Act {
            act,
            emergency: row.emergency,
            family: row.family,
            kind: row.kind,
            seen: row.version,
            line: format!("{}  {}", row.subject, row.line),
        }
    }

    /// The name of its draft.
    pub fn draft_name(&self) -> String {
        match self {
            EmergencyForm::Report { .. } => "emergency-report".to_string(),
            EmergencyForm::Act { act, emergency, .. } => format!("emergency-{}-{emergency}", act.key()),
        }
    }

    /// The family whose page must be known before the form can be opened: verifying names its people.
    pub fn needs(&self) -> Option<FamilyId> {
        match self {
            EmergencyForm::Act { act: Act::Verify, family, .. } => Some(*family),
            _ => None,
        }
    }

    /// Whether a step asks for nothing and is done at once.
    pub fn is_at_once(act: Act) -> bool {
        matches!(act, Act::Take | Act::Acknowledge)
    }

    /// The fields.
    pub fn entries(&self, page: Option<&FamilyPage>, session: &Session) -> Vec<Entry> {
        let line = |key: &str, phrase: Phrase| Entry::text(key, phrase.both(), Reading::Line);
        let day = || Entry::text("on", Phrase::OnDayIfKnown.both(), Reading::Day);
        let reason = || line("note", Phrase::Reason).required();
        let departments = || Entry::search("department", Phrase::Department.both(), picks::departments(session));
        let EmergencyForm::Act { act, .. } = self else {
            return vec![
                Entry::family("family", Phrase::Family.both()).required(),
                Entry::choice("kind", Phrase::EmergencyKind.both(), kinds(session)).required(),
                line("line", Phrase::EmergencyLine).required(),
                day(),
                Entry::choice("member", Phrase::PersonIfKnown.both(), Vec::new()),
            ];
        };
        match act {
            Act::Verify => {
                let people = page.map(picks::members).unwrap_or_default();
                vec![day(), Entry::choice("member", Phrase::PersonIfKnown.both(), people), line("note", Phrase::Note)]
            }
            Act::Grant => {
                vec![
                    Entry::text("amount", Phrase::AmountInYuan.both(), Reading::Money),
                    line("note", Phrase::WhatWasGiven),
                ]
            }
            Act::HandOver => vec![departments().required(), reason()],
            Act::CallIn => {
                let called = Entry::search("called", Phrase::MeasureIfKnown.both(), picks::called_in(session));
                vec![departments().required(), called.limited(), reason()]
            }
            Act::Grade => vec![Entry::choice("level", Phrase::Level.both(), levels()).required(), reason()],
            Act::Close => vec![line("note", Phrase::OutcomeWord).required()],
            Act::AddLine => vec![line("note", Phrase::EmergencyLine).required()],
            Act::Refuse => vec![reason()],
            Act::Approve | Act::Take | Act::Ask | Act::Acknowledge => vec![line("note", Phrase::Note)],
        }
    }
}

fn kinds(session: &Session) -> Vec<Pick> {
    let kinds = session.plan.emergency().into_iter().flat_map(|part| part.kinds());
    kinds.map(|kind| Pick::new(kind.no.to_string(), kind.title.clone())).collect()
}

fn levels() -> Vec<Pick> {
    (1..=crate::policy::plan::EmergencyDesk::LEAST)
        .map(|level| {
            let level = level.to_string();
            Pick::new(level.clone(), crate::policy::words::Words::new(level.clone(), level))
        })
        .collect()
}
