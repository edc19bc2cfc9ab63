//! What a clerk asks for with an emergency.

use super::event::EmergencyMove;
use crate::ids::{EmergencyId, EmergencyKindNo, FamilyId, MeasureNo, MemberNo, Seq};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One command about an emergency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EmergencyCommand {
    /// Lodge one.
    Report(Report),
    /// Do something with one.
    Act {
        /// The emergency.
        emergency: EmergencyId,
        /// The version the clerk saw, where it matters.
        seen: Option<Seq>,
        /// What; its `paper_by` is worked out by `decide`, and `Ask` follows from `Grant` where the limit is passed.
        step: EmergencyMove,
        /// What to open when a department is called in; the plan's own choice where none is named.
        measure: Option<MeasureNo>,
    },
}

/// What is told when an emergency is lodged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The family it befell.
    pub family: FamilyId,
    /// Its kind.
    pub kind: EmergencyKindNo,
    /// The person concerned, where one is known.
    pub member: Option<MemberNo>,
    /// The day it happened, where it is known.
    pub on: Option<NaiveDate>,
    /// One line.
    pub line: String,
    /// Lodge it although one of the same family is open.
    pub even_so: bool,
}

impl EmergencyCommand {
    /// The word that stands for the command in the journal and in messages.
    pub fn word(&self) -> &'static str {
        match self {
            EmergencyCommand::Report(_) => "emergency report",
            EmergencyCommand::Act { step, .. } => step.act.word(),
        }
    }
}
