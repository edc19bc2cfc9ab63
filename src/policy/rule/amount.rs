//! Amounts that are known exactly, within limits, or not at all. A sum of them is compared with nought: where every amount within the
//! limits gives the same answer, the answer is definite.

use super::fact::{Fact, Facts};
use super::known::World;
use super::node::Quantity;
use super::syntax::Relation;
use super::terms::Terms;
use crate::policy::age::completed_years;
use crate::policy::field::Field;
use crate::policy::value::Kind;
use crate::policy::verdict::Truth;
use chrono::{Datelike, NaiveDate};

/// Further than any amount of this house reaches; far enough from the limits of the machine that a few hundred of them add up.
pub const FAR: i64 = 1 << 50;

/// The lowest and the highest that an amount can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Lowest.
    pub least: i64,
    /// Highest.
    pub most: i64,
}

impl Limits {
    /// Exactly this.
    pub fn exactly(amount: i64) -> Self {
        Self { least: amount, most: amount }
    }

    /// Between these.
    pub fn between(least: i64, most: i64) -> Self {
        Self { least, most }
    }

    /// With another amount added or taken away.
    pub fn with(self, adds: bool, other: Limits) -> Self {
        let (low, high) = if adds { (other.least, other.most) } else { (-other.most, -other.least) };
        Self { least: self.least.saturating_add(low), most: self.most.saturating_add(high) }
    }

    /// How it stands to nought.
    pub fn stands(self, relation: Relation) -> Truth {
        let always = |holds: bool, fails: bool| match (holds, fails) {
            (true, _) => Truth::Yes,
            (_, true) => Truth::No,
            _ => Truth::Unknown,
        };
        match relation {
            Relation::Less => always(self.most < 0, self.least >= 0),
            Relation::AtMost => always(self.most <= 0, self.least > 0),
            Relation::AtLeast => always(self.least >= 0, self.most < 0),
            Relation::More => always(self.least > 0, self.most <= 0),
            Relation::Equal => always(self.least == 0 && self.most == 0, self.least > 0 || self.most < 0),
            Relation::Unequal => !self.stands(Relation::Equal),
        }
    }
}

/// The oldest age that is thought of.
const OLDEST: i64 = 150;

/// What a field's value can be at all, on this day.
pub fn domain<F: Facts, M: Facts>(world: &World<'_, F, M>, field: Field) -> Limits {
    match field.kind() {
        Kind::Number(least, most) => Limits::between(least, most),
        Kind::Money => Limits::between(0, FAR),
        Kind::Date => {
            let last = if field == Field::CertificateUntil { 100 * 366 } else { 0 };
            Limits::between(world.today - OLDEST * 366, world.today + last)
        }
        _ => Limits::between(0, FAR),
    }
}

/// What a quantity is in this world, within limits.
pub fn limits<F: Facts, M: Facts>(world: &World<'_, F, M>, terms: &Terms, quantity: Quantity) -> Limits {
    let year = |day: i64| day_of(day).map_or(0, |day| i64::from(day.year()));
    match quantity {
        Quantity::Plain(fact) | Quantity::Day(fact) => match world.known(fact) {
            Some(amount) => Limits::exactly(amount),
            None => domain(world, fact.field),
        },
        Quantity::Year(fact) => match world.known(fact) {
            Some(day) => Limits::exactly(year(day)),
            None => {
                let days = domain(world, fact.field);
                Limits::between(year(days.least), year(days.most))
            }
        },
        Quantity::Age(fact) => match age(world, fact) {
            Some(years) => Limits::exactly(years),
            None => Limits::between(0, OLDEST),
        },
        Quantity::Standard(at) => {
            let set = terms.standards.get(at).and_then(|standard| standard.at(world.as_of()));
            set.map_or(Limits::between(-FAR, FAR), Limits::exactly)
        }
        Quantity::ThisYear => Limits::exactly(i64::from(world.as_of().year())),
        Quantity::Today => Limits::exactly(world.today),
    }
}

/// The age in completed years on the day of the case; nought for a birth after that day.
pub fn age<F: Facts, M: Facts>(world: &World<'_, F, M>, born: Fact) -> Option<i64> {
    let born = day_of(world.known(born)?)?;
    Some(completed_years(born, world.as_of()).map_or(0, |years| i64::from(years.0)))
}

/// The day with this number from the common era.
pub fn day_of(day: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(day).ok()?)
}
