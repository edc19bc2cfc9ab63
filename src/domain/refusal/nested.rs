//! Refusals that come from a rule about one noun, which has its own list of them.

use super::Refusal;
use crate::domain::conflict::ConflictRefusal;
use crate::domain::emergency::refusal::EmergencyRefusal;
use crate::domain::gap::GapRefusal;
use crate::domain::merge::MergeRefusal;
use crate::domain::register::RegisterRefusal;
use crate::domain::review::ReviewRefusal;

impl From<MergeRefusal> for Refusal {
    fn from(refusal: MergeRefusal) -> Self {
        Refusal::Merge(refusal)
    }
}

impl From<GapRefusal> for Refusal {
    fn from(refusal: GapRefusal) -> Self {
        Refusal::Gap(refusal)
    }
}

impl From<ConflictRefusal> for Refusal {
    fn from(refusal: ConflictRefusal) -> Self {
        Refusal::Conflict(refusal)
    }
}

impl From<EmergencyRefusal> for Refusal {
    fn from(refusal: EmergencyRefusal) -> Self {
        Refusal::Emergency(refusal)
    }
}

impl From<ReviewRefusal> for Refusal {
    fn from(refusal: ReviewRefusal) -> Self {
        Refusal::Review(refusal)
    }
}

impl From<RegisterRefusal> for Refusal {
    fn from(refusal: RegisterRefusal) -> Self {
        Refusal::Register(refusal)
    }
}
