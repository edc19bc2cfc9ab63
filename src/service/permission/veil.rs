//! Refusals that name somebody else's family are worded without it where the bearer may not see that family.

use super::Bearer;
use crate::domain::access::AccessRefusal;
use crate::domain::decide::Register;
use crate::domain::refusal::Refusal;
use crate::ids::FamilyId;

/// The refusal as the bearer may read it.
pub fn veiled(bearer: &Bearer, register: &impl Register, refusal: Refusal) -> Refusal {
    let seen =
        |id: FamilyId| !bearer.is_limited() || register.family(id).is_some_and(|family| bearer.sees_family(&family));
    let elsewhere = |zh: &str, en: &str| AccessRefusal::TakenElsewhere((zh.into(), en.into())).into();
    match refusal {
        Refusal::IdentityTaken { family, .. } if !seen(family) => elsewhere("身份证号", "identity number"),
        Refusal::CaseNumberTaken { family, .. } if !seen(family) => elsewhere("家庭编号", "case number"),
        other => other,
    }
}
