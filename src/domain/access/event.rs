//! What happened to accounts, and who looked: part of the journal's format. Variants are only added at the end.

use super::{Deputy, Role, Scope};
use crate::ids::FamilyId;
use crate::policy::money::Fen;
use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccessEvent {
    /// An account was opened, changed or opened again: from now on it is so.
    Granted {
        /// The user of the operating system.
        user: String,
        /// The holder's name.
        name: String,
        /// What the holder is.
        role: Role,
        /// For which part of the register.
        scope: Scope,
        /// What the holder may grant in one emergency, where it is less than the plan's limit.
        limit: Option<Fen>,
    },
    /// An account was closed.
    Closed {
        /// The user.
        user: String,
        /// Why.
        reason: String,
    },
    /// Somebody stands in for the holder.
    Deputised {
        /// The user who is away.
        user: String,
        /// Who stands in, and when.
        deputy: Deputy,
    },
    /// Somebody no longer stands in.
    Recalled {
        /// The user who was away.
        user: String,
        /// Who stood in.
        deputy: String,
    },
    /// Somebody was shown in full what is masked otherwise.
    Revealed {
        /// The family.
        family: FamilyId,
        /// Why.
        reason: String,
    },
}

impl AccessEvent {
    /// What it says, as a line of a timeline.
    pub fn told(&self, lang: Lang) -> String {
        match self {
            AccessEvent::Granted { user, name, role, .. } => lang.pick(
                format!("账户 {user}（{name}）：{}", role.title().zh),
                format!("account {user} ({name}): {}", role.title().en),
            ),
            AccessEvent::Closed { user, reason } => {
                lang.pick(format!("停用账户 {user}：{reason}"), format!("account {user} closed: {reason}"))
            }
            AccessEvent::Deputised { user, deputy: Deputy { user: deputy, from, until } } => lang.pick(
                format!("{deputy} 代理 {user}，{from} 至 {until}"),
                format!("{deputy} stands in for {user} from {from} to {until}"),
            ),
            AccessEvent::Recalled { user, deputy } => {
                lang.pick(format!("{deputy} 不再代理 {user}"), format!("{deputy} no longer stands in for {user}"))
            }
            AccessEvent::Revealed { reason, .. } => {
                lang.pick(format!("查看完整证件号：{reason}"), format!("numbers shown in full: {reason}"))
            }
        }
    }

    /// The account it changes.
    pub fn user(&self) -> Option<&str> {
        match self {
            AccessEvent::Granted { user, .. }
            | AccessEvent::Closed { user, .. }
            | AccessEvent::Deputised { user, .. }
            | AccessEvent::Recalled { user, .. } => Some(user),
            AccessEvent::Revealed { .. } => None,
        }
    }

    /// The family it is about.
    pub fn family(&self) -> Option<FamilyId> {
        match self {
            AccessEvent::Revealed { family, .. } => Some(*family),
            _ => None,
        }
    }
}
