//! What is asked for with accounts and with what is masked.

use super::{Deputy, Role, Scope};
use crate::ids::{FamilyId, Seq};
use crate::policy::money::Fen;
use serde::{Deserialize, Serialize};

/// One command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccessCommand {
    /// Open an account, change it, or open a closed one again.
    Grant {
        /// The user of the operating system.
        user: String,
        /// The version that was seen, where it matters; none for a new one.
        seen: Option<Seq>,
        /// The holder's name.
        name: String,
        /// What the holder is.
        role: Role,
        /// For which part of the register.
        scope: Scope,
        /// What the holder may grant in one emergency, where it is less than the plan's limit.
        limit: Option<Fen>,
    },
    /// Close an account.
    Close {
        /// The user.
        user: String,
        /// Why.
        reason: String,
    },
    /// Let somebody stand in for the holder.
    Deputise {
        /// The user who is away.
        user: String,
        /// Who stands in, and when.
        deputy: Deputy,
    },
    /// End that somebody stands in.
    Recall {
        /// The user who was away.
        user: String,
        /// Who stands in.
        deputy: String,
    },
    /// Show in full what is masked of a family, for some minutes.
    Reveal {
        /// The family.
        family: FamilyId,
        /// Why.
        reason: String,
    },
}

impl AccessCommand {
    /// The word that stands for the command in the journal and in messages.
    pub fn word(&self) -> &'static str {
        match self {
            AccessCommand::Grant { .. } => "account grant",
            AccessCommand::Close { .. } => "account close",
            AccessCommand::Deputise { .. } => "account deputise",
            AccessCommand::Recall { .. } => "account recall",
            AccessCommand::Reveal { .. } => "family reveal",
        }
    }
}
