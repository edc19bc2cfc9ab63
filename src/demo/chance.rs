//! Invented chance: a small generator of numbers that is the same for the same seed, on every machine and in every release.
//!
//! It is SplitMix64 (Steele, Lea and Flood 2014): one addition and three mixing steps a number, written here so that no crate's next
//! release can change what a seed means. It is good enough to scatter households; it guards no secret.

/// A stream of invented numbers.
#[derive(Clone, Debug)]
pub struct Chance {
    state: u64,
}

/// The golden ratio in 64 bits: the step that visits every state once.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

impl Chance {
    /// The stream of `seed` for one purpose and one number (a family, an item): streams do not depend on each other, so that a
    /// household can be invented again without inventing those before it.
    pub fn new(seed: u64, purpose: Purpose, number: u64) -> Self {
        let mixed_in = mixed(seed.wrapping_add(STEP)) ^ mixed(number.wrapping_mul(STEP) ^ ((purpose as u64) << 56));
        Self { state: mixed_in }
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        mixed(self.state)
    }

    /// A number below `bound`; 0 when there is none. The bias of the multiplication is below one in four billion.
    pub fn below(&mut self, bound: u32) -> u32 {
        let wide = (self.next() >> 32) * u64::from(bound);
        (wide >> 32) as u32
    }

    /// A number from `least` to `most`, both allowed.
    pub fn between(&mut self, least: i32, most: i32) -> i32 {
        let span = most.saturating_sub(least).max(0).unsigned_abs();
        least + self.below(span.saturating_add(1)).cast_signed()
    }

    /// True in `percent` of a hundred cases.
    pub fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// True in `permille` of a thousand cases.
    pub fn permille(&mut self, permille: u32) -> bool {
        self.below(1000) < permille
    }

    /// One entry of a table.
    pub fn pick<T: Copy, const N: usize>(&mut self, table: &[T; N]) -> T {
        const { assert!(N > 0 && N < 1 << 32, "a table to pick from has entries") };
        // Below N by construction.
        table[self.below(N as u32) as usize]
    }

    /// One entry of a table whose entries carry weights.
    pub fn weighted<T: Copy, const N: usize>(&mut self, table: &[(u32, T); N]) -> T {
        const { assert!(N > 0, "a table to pick from has entries") };
        let total = table.iter().fold(0, |total, (weight, _)| total + weight);
        let mut left = self.below(total);
        for (weight, entry) in table {
            if left < *weight {
                return *entry;
            }
            left -= weight;
        }
        table[N - 1].1
    }
}

/// What a stream is for; part of its seed, so the numbers here are never given to another purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    /// Who lives in a household and what is known of it.
    Household = 1,
    /// The names, numbers and texts of a household.
    Papers = 2,
    /// What happens to a household later.
    Life = 3,
    /// Which items are opened in a year.
    Occasions = 4,
    /// How one item goes.
    Course = 5,
    /// When a household is entered.
    Intake = 6,
    /// When and how later happenings are written down.
    Chronicle = 7,
    /// What is still open when the history ends.
    Unfinished = 8,
    /// The district's own duties.
    Duties = 9,
    /// What happens beside the items.
    Lately = 10,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_means_the_same_for_good() {
        let mut chance = Chance { state: 1_234_567 };
        // The reference values of SplitMix64 for this state.
        let wanted = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([chance.next(), chance.next(), chance.next()], wanted);
        let mut stream = Chance::new(20_141_128, Purpose::Household, 1);
        assert_eq!([stream.below(1000), stream.below(1000), stream.below(1000)], [739, 346, 259]);
    }

    #[test]
    fn streams_of_neighbours_differ() {
        let first = |purpose, number| Chance::new(7, purpose, number).next();
        assert_ne!(first(Purpose::Household, 1), first(Purpose::Household, 2));
        assert_ne!(first(Purpose::Household, 1), first(Purpose::Papers, 1));
        assert_ne!(first(Purpose::Household, 1), Chance::new(8, Purpose::Household, 1).next());
    }

    #[test]
    fn numbers_stay_in_bounds_and_reach_them() {
        let mut chance = Chance::new(1, Purpose::Course, 1);
        let mut seen = [0u32; 7];
        for _ in 0..7000 {
            seen[usize::try_from(chance.between(-3, 3) + 3).unwrap()] += 1;
        }
        assert!(seen.iter().all(|count| (850..1150).contains(count)), "{seen:?}");
        assert_eq!((chance.below(0), chance.between(5, 5), chance.between(5, 1)), (0, 5, 5));
    }

    #[test]
    fn weights_are_kept() {
        let mut chance = Chance::new(1, Purpose::Course, 2);
        let heavy = (0..10_000).filter(|_| chance.weighted(&[(9, true), (1, false), (0, false)])).count();
        assert!((8_800..9_200).contains(&heavy), "{heavy}");
    }
}
