//! The terms on which a measure is paid by batch: standards, and with which month money starts and ends.

use super::refusal::BatchRefusal;
use crate::domain::decide::{Office, Register};
use crate::policy::allowance::{Monthly, Proration, must_live_on_pay_day};
use crate::policy::plan::{Measure, Rhythm, Subject};

/// What a record must ask for, so that a delivery can say what was paid.
const WANTED: [&str; 4] = ["allowance_kind", "monthly_amount", "months", "amount"];

/// Whether a measure is money by the month at a dated standard, for persons, in periods of the calendar.
pub fn is_payable(measure: &Measure) -> bool {
    let comes_round =
        matches!(measure.rhythm, Rhythm::Yearly | Rhythm::HalfYearly | Rhythm::Quarterly | Rhythm::Monthly);
    let asks = |key: &&str| measure.record.iter().any(|field| field == key);
    measure.subject == Subject::Member && comes_round && WANTED.iter().all(asks)
}

/// Why a measure is not paid by batch.
pub fn why_not_payable(measure: &Measure) -> BatchRefusal {
    BatchRefusal::NotPayable { measure: (measure.title.zh.clone(), measure.title.en.clone()) }
}

/// The terms of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// With which month money starts and ends.
    pub proration: Proration,
    /// Whether somebody must be living on the day on which money is paid.
    pub living: bool,
    /// The standards, those that ship first.
    pub standards: Vec<Monthly>,
}

impl Terms {
    /// The terms of today.
    ///
    /// # Errors
    /// When the plan does not say with which month money starts and ends.
    pub fn of(office: Office<'_>, register: &impl Register) -> Result<Terms, BatchRefusal> {
        let (proration, _) = Proration::of(office.plan, office.today()).ok_or(BatchRefusal::NoProration)?;
        let living = must_live_on_pay_day(office.plan, office.today());
        Ok(Terms { proration, living, standards: register.standards(office.plan) })
    }
}
