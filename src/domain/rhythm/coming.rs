//! What comes of itself in the months ahead, with the date worked out: an age reached, a certificate that lapses, a day that was written
//! down when an item was delivered. Ages and years are the plan's dated standards.

use crate::domain::family::Family;
use crate::domain::member::{Member, Role};
use crate::policy::age::{self, Years};
use crate::policy::field::Field;
use crate::policy::plan::Plan;
use crate::text::{Both, Lang, date};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The standards of ages, and whom each is about.
const AGES: [(&str, Whose); 3] =
    [("allowance_age", Whose::Wife), ("rural4_age_until", Whose::Rural4), ("old_age", Whose::Anybody)];
/// The standard that says for how many years a disability certificate is valid.
const CERTIFICATE: &str = "certificate_years";
/// The code of a woman in the `sex` field.
const FEMALE: u8 = 2;
/// The code of the rural grade-4 scheme in the `special_allowance` field.
const RURAL4: u8 = 4;

/// A kind of what comes, to look at it alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ComingKind {
    /// Wives who reach the age of the special allowance.
    AllowanceAge,
    /// The rural grade-4 scheme ends.
    Rural4Ends,
    /// People who become old by the plan.
    OldAge,
    /// Certificates that lapse.
    CertificateLapses,
    /// Days that were written down with a delivery.
    Recorded,
}

impl ComingKind {
    /// Every kind.
    pub const ALL: [ComingKind; 5] = [
        ComingKind::AllowanceAge,
        ComingKind::Rural4Ends,
        ComingKind::OldAge,
        ComingKind::CertificateLapses,
        ComingKind::Recorded,
    ];

    /// The word of commands and JSON, that of `Coming::key`.
    pub fn key(self) -> &'static str {
        match self {
            ComingKind::AllowanceAge => "allowance-age",
            ComingKind::Rural4Ends => "rural4-ends",
            ComingKind::OldAge => "old-age",
            ComingKind::CertificateLapses => "certificate-lapses",
            ComingKind::Recorded => "recorded",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            ComingKind::AllowanceAge => Both::new("到龄可申报特扶", "of age for the allowance"),
            ComingKind::Rural4Ends => Both::new("农村四级到期", "rural grade 4 ends"),
            ComingKind::OldAge => Both::new("年满六十", "turning old"),
            ComingKind::CertificateLapses => Both::new("残疾证到期", "certificate lapses"),
            ComingKind::Recorded => Both::new("登记的日子", "days written down"),
        }
    }
}

/// Something that comes of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Coming {
    /// The wife reaches the age of the special allowance.
    AllowanceAge(u16, NaiveDate),
    /// The rural grade-4 scheme ends for somebody of this age.
    Rural4Ends(u16, NaiveDate),
    /// Somebody becomes old by the plan.
    OldAge(u16, NaiveDate),
    /// The certificate of a disability identified on a day lapses after so many years.
    CertificateLapses(u16, NaiveDate),
    /// A day that was written down with a delivery: the key of the record.
    Recorded(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Whose {
    Wife,
    Rural4,
    Anybody,
}

/// An age or a number of years that something follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// How many years.
    pub years: u16,
    of: Of,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Of {
    Age(Whose),
    Certificate,
}

impl Term {
    /// Every term that the plan sets on a day, always in the same order.
    pub fn all(plan: &Plan, today: NaiveDate) -> Vec<Term> {
        let years = |key: &str| plan.number(key, today).and_then(|years| u16::try_from(years).ok());
        let ages = AGES.iter().filter_map(|(key, whose)| Some(Term { years: years(key)?, of: Of::Age(*whose) }));
        ages.chain(years(CERTIFICATE).map(|years| Term { years, of: Of::Certificate })).collect()
    }

    /// Whether it counts from a birth; otherwise from the identification of a disability.
    pub fn is_age(&self) -> bool {
        matches!(self.of, Of::Age(_))
    }

    /// Which kind it is.
    pub fn kind(&self) -> ComingKind {
        match self.of {
            Of::Age(Whose::Wife) => ComingKind::AllowanceAge,
            Of::Age(Whose::Rural4) => ComingKind::Rural4Ends,
            Of::Age(Whose::Anybody) => ComingKind::OldAge,
            Of::Certificate => ComingKind::CertificateLapses,
        }
    }

    /// The day on which it is reached.
    pub fn reached(&self, from: NaiveDate) -> Option<NaiveDate> {
        age::date_of_age(from, Years(self.years))
    }

    /// What comes to a person for whom it counts from a day; none for whom it does not concern.
    pub fn coming(&self, family: &Family, member: &Member, from: NaiveDate) -> Option<Coming> {
        let Of::Age(whose) = self.of else {
            let graded = member.facts.number(Field::DisabilityGrade).is_some_and(|grade| grade > 0);
            let latest = member.facts.date(Field::IdentifiedOn) == Some(from);
            return (graded && latest).then_some(Coming::CertificateLapses(self.years, from));
        };
        let wife = || {
            let role = member.role();
            role == Role::Mother || (role == Role::Spouse && member.facts.choice(Field::Sex) == Some(FEMALE))
        };
        let concerned = match whose {
            Whose::Wife => wife() && family.child().is_some(),
            Whose::Rural4 => member.facts.choice(Field::SpecialAllowance) == Some(RURAL4),
            Whose::Anybody => member.role() != Role::Child,
        };
        concerned.then_some(match whose {
            Whose::Wife => Coming::AllowanceAge(self.years, from),
            Whose::Rural4 => Coming::Rural4Ends(self.years, from),
            Whose::Anybody => Coming::OldAge(self.years, from),
        })
    }
}

impl Coming {
    /// The word of JSON.
    pub fn key(&self) -> &'static str {
        match self {
            Coming::AllowanceAge(..) => "allowance-age",
            Coming::Rural4Ends(..) => "rural4-ends",
            Coming::OldAge(..) => "old-age",
            Coming::CertificateLapses(..) => "certificate-lapses",
            Coming::Recorded(_) => "recorded",
        }
    }

    /// What it is and how the day was worked out.
    pub fn sentence(&self, plan: &Plan, lang: Lang) -> String {
        let day = |on: NaiveDate| date::day(on, lang);
        match self {
            Coming::AllowanceAge(years, born) => lang.pick(
                format!("女方满{years}周岁（{}出生），可申报特别扶助", day(*born)),
                format!("turns {years} (born {}): the special allowance can be applied for", day(*born)),
            ),
            Coming::Rural4Ends(years, born) => lang.pick(
                format!("满{years}周岁（{}出生），农村四级扶助到期", day(*born)),
                format!("turns {years} (born {}): the rural grade-4 scheme ends", day(*born)),
            ),
            Coming::OldAge(years, born) => lang
                .pick(format!("满{years}周岁（{}出生）", day(*born)), format!("turns {years} (born {})", day(*born))),
            Coming::CertificateLapses(years, on) => lang.pick(
                format!("残疾证满{years}年（{}鉴定），须换证", day(*on)),
                format!("the disability certificate is {years} years old (identified {})", day(*on)),
            ),
            Coming::Recorded(key) => {
                let title = plan.record(key).map_or(key.as_str(), |field| field.title.in_lang(lang));
                lang.pick(format!("落实时登记的“{title}”"), format!("written down on delivery: {title}"))
            }
        }
    }
}
