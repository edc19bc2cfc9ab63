//! The office's own standards: rows of the register `allowance-standard` (decision 10).

use super::{Kind, Level, Monthly, Settlement};
use crate::policy::money::Fen;

/// The register that holds them.
pub const REGISTER: &str = "allowance-standard";

/// The standard that a row says: the plan's record keys and what is written for them. None where it does not say enough.
pub fn standard(values: &[(String, String)]) -> Option<Monthly> {
    let text = |key: &str| values.iter().find(|(name, _)| name == key).map_or("", |(_, text)| text.as_str());
    Some(Monthly {
        kind: Kind::ALL.into_iter().find(|kind| kind.key() == text("allowance_kind"))?,
        settlement: [Settlement::Urban, Settlement::Rural].into_iter().find(|one| one.key() == text("treated_as")),
        level: Level::ALL.into_iter().find(|level| level.key() == text("level"))?,
        amount: Fen::parse_yuan(text("monthly_amount")).ok()?,
        from: text("from_on").parse().ok()?,
        until: text("to_on").parse().ok(),
        source: text("source").to_string(),
        document: text("document_no").to_string(),
    })
}
