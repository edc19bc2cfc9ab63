//! The special allowance in money: the dated table of monthly standards with their sources, which one is in force for somebody on a day, and
//! for which months of a period it is paid.
//!
//! The plan names no amount (section three: the standard grows step by step, and payment follows it on time). What ships is what has a
//! published source; an office adds what it is sent. Money starts and stops by rules that differ from place to place, so they are
//! settings of the plan.

pub mod owed;
pub mod own;
pub mod table;

use super::field::Field;
use super::money::Fen;
use super::plan::Plan;
use super::rule::StandardKind;
use crate::text::Both;
use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Why somebody is on the allowance. Kept in the journal: variants are only added at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// The only child has died.
    Died,
    /// The only child is disabled, grade 3 or worse.
    Disabled,
    /// Chongqing's rural grade-4 scheme.
    Rural4,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 3] = [Kind::Died, Kind::Disabled, Kind::Rural4];

    /// The kind that a code of the field `special_allowance` stands for; none for whoever is not on the allowance.
    pub fn from_code(code: u8) -> Option<Kind> {
        let key = Field::SpecialAllowance.choices().iter().find(|choice| choice.code == code)?.key;
        Kind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The word of the field `special_allowance`, of files and of JSON.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Died => "died",
            Kind::Disabled => "disabled",
            Kind::Rural4 => "rural4",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Kind::Died => Both::new("死亡", "child died"),
            Kind::Disabled => Both::new("伤残", "child disabled"),
            Kind::Rural4 => Both::new("农村四级", "rural, grade 4"),
        }
    }
}

/// Who set a standard. The nearer one is what is paid; the nation's is the floor beneath it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// The nation.
    Nation,
    /// The city.
    City,
    /// The district.
    District,
}

impl Level {
    /// Every level, the widest first.
    pub const ALL: [Level; 3] = [Level::Nation, Level::City, Level::District];

    /// The word of files and of JSON.
    pub fn key(self) -> &'static str {
        match self {
            Level::Nation => "nation",
            Level::City => "city",
            Level::District => "district",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Level::Nation => Both::new("国家", "nation"),
            Level::City => Both::new("市", "city"),
            Level::District => Both::new("区", "district"),
        }
    }
}

/// Where the household counts as living, for standards that differ by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Settlement {
    /// In a town.
    Urban,
    /// In the country.
    Rural,
}

impl Settlement {
    /// The word of files and of JSON.
    pub fn key(self) -> &'static str {
        match self {
            Settlement::Urban => "urban",
            Settlement::Rural => "rural",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Settlement::Urban => Both::new("城镇", "urban"),
            Settlement::Rural => Both::new("农村", "rural"),
        }
    }
}

/// A standard: so much a month, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Monthly {
    /// For whom.
    pub kind: Kind,
    /// Only for households of this kind; none for all.
    pub settlement: Option<Settlement>,
    /// Who set it.
    pub level: Level,
    /// So much a month.
    pub amount: Fen,
    /// First day on which it is in force.
    #[serde(with = "crate::when::day")]
    pub from: NaiveDate,
    /// Last day on which it is in force; none while nothing has replaced it.
    #[serde(with = "crate::when::maybe_day")]
    pub until: Option<NaiveDate>,
    /// Where it was published.
    pub source: String,
    /// The number of the paper, empty when not known.
    pub document: String,
}

impl Monthly {
    /// Whether it is in force on a day.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it is for such a household. One that differs by settlement is not for a household whose settlement is not known.
    fn is_for(&self, settlement: Option<Settlement>) -> bool {
        self.settlement.is_none() || self.settlement == settlement
    }
}

/// The standards that ship with the program, in the order of their days.
#[expect(clippy::expect_used, reason = "the text is part of the program, and a test reads it")]
pub fn built_in() -> &'static [Monthly] {
    static TABLE: LazyLock<Vec<Monthly>> =
        LazyLock::new(|| table::parse(include_str!("allowance.csv")).expect("the table that ships is sound"));
    &TABLE
}

/// The standard that is paid on a day: that of the nearest body, and of its standards the one that began last. Of two that are alike in all
/// this the later in the list counts, so an office's own come after those that ship.
pub fn in_force<'t>(
    table: impl IntoIterator<Item = &'t Monthly>,
    kind: Kind,
    settlement: Option<Settlement>,
    day: NaiveDate,
) -> Option<&'t Monthly> {
    let fits = |one: &&Monthly| one.kind == kind && one.is_for(settlement) && one.in_force(day);
    table.into_iter().filter(fits).max_by_key(|one| (one.level, one.from))
}

/// With which month money starts once the right is confirmed. It is never paid back to an earlier day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Starts {
    /// With the month of the confirmation.
    InMonth,
    /// With the month after it.
    MonthAfter,
    /// With the first month of the period in which it was confirmed.
    WholePeriod,
}

/// With which month money ends once the person has died, or a child was born or adopted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// The month before it is the last.
    MonthBefore,
    /// Its own month is the last.
    InMonth,
    /// The period in which it happened is paid whole.
    WholePeriod,
}

/// How the months of a period are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proration {
    /// How money starts.
    pub starts: Starts,
    /// How it ends.
    pub ends: Ends,
}

/// What the plan's settings are called.
const STARTS: &str = "allowance_starts";
/// See `STARTS`.
const ENDS: &str = "allowance_ends";
/// See `STARTS`.
const LIVING: &str = "allowance_living_on_pay_day";

/// Whether somebody must be living on the day on which money is paid, whatever was owed until then; what the plan does not say is yes, as
/// the city's guide has it.
pub fn must_live_on_pay_day(plan: &Plan, day: NaiveDate) -> bool {
    let standard = plan.standards().iter().find(|one| one.key == LIVING && one.kind == StandardKind::Flag);
    let figure = standard.and_then(|standard| standard.figures.iter().rfind(|figure| figure.from <= day));
    figure.is_none_or(|figure| figure.amount != 0)
}

impl Proration {
    /// As the plan sets it for a day, each with its source; none where the plan does not say.
    pub fn of(plan: &Plan, day: NaiveDate) -> Option<(Proration, [String; 2])> {
        let figure = |key: &str| {
            let standard = plan.standards().iter().find(|one| one.key == key && one.kind == StandardKind::Number)?;
            standard.figures.iter().rfind(|figure| figure.from <= day)
        };
        let (starts, ends) = (figure(STARTS)?, figure(ENDS)?);
        let proration = Proration {
            starts: match starts.amount {
                0 => Starts::InMonth,
                1 => Starts::MonthAfter,
                _ => Starts::WholePeriod,
            },
            ends: match ends.amount {
                0 => Ends::MonthBefore,
                1 => Ends::InMonth,
                _ => Ends::WholePeriod,
            },
        };
        Some((proration, [starts.source.clone(), ends.source.clone()]))
    }

    /// The months of a period that are paid, each by its first day: from the confirmation of the right to what ended it.
    pub fn months(
        self,
        first: NaiveDate,
        last: NaiveDate,
        confirmed: Option<NaiveDate>,
        ended: Option<NaiveDate>,
    ) -> Vec<NaiveDate> {
        let holds = |day: NaiveDate| first <= day && day <= last;
        let mut months = Vec::new();
        let mut month = first.with_day(1);
        while let Some(day) = month.filter(|day| *day <= last) {
            let begun = confirmed.is_none_or(|confirmed| match self.starts {
                Starts::WholePeriod if holds(confirmed) => true,
                Starts::MonthAfter => after(confirmed, day),
                Starts::InMonth | Starts::WholePeriod => !after(day, confirmed),
            });
            let still = ended.is_none_or(|ended| match self.ends {
                Ends::WholePeriod if holds(ended) => true,
                Ends::InMonth => !after(ended, day),
                Ends::MonthBefore | Ends::WholePeriod => after(day, ended),
            });
            if begun && still {
                months.push(day);
            }
            month = day.checked_add_months(Months::new(1));
        }
        months
    }
}

/// Whether the second day lies in a later month than the first.
fn after(first: NaiveDate, second: NaiveDate) -> bool {
    (first.year(), first.month()) < (second.year(), second.month())
}

#[cfg(test)]
mod tests;
