//! The power cut: what is left on disk of what was not synced.

use super::{Content, Memory, Names, State, apply};

/// Smallest unit a disk writes in one piece.
const SECTOR: usize = 512;

impl Memory {
    /// Cuts the power once `changes` more changes (writes, syncs, cuts, names) have been done; until [`Memory::restart`] every later one fails.
    pub fn cut_power_after(&self, changes: u64) {
        self.state().power = Some(changes);
    }

    /// The directory as it is found after a power cut, which leaves of the unsynced what `seed` decides.
    pub fn restart(&self, seed: u64) -> Memory {
        let before = self.state().clone();
        let mut chance = Chance(seed);
        let names = before.names_after_power_cut(&mut chance);
        let files = before.files.iter().map(|content| content.after_power_cut(&mut chance)).collect();
        let memory = Memory::new();
        *memory.state() = State { files, synced_names: names.clone(), names, ..State::default() };
        memory
    }

    /// Whether the power has gone.
    pub fn is_off(&self) -> bool {
        self.state().power == Some(0)
    }
}

impl State {
    /// The synced names with the later changes up to some place, or with any of them.
    fn names_after_power_cut(&self, chance: &mut Chance) -> Names {
        let mut names = self.synced_names.clone();
        let (in_order, kept) = (chance.below(2) == 0, chance.below(self.unsynced_names.len() + 1));
        for (position, change) in self.unsynced_names.iter().enumerate() {
            if if in_order { position < kept } else { chance.below(2) == 0 } {
                apply(&mut names, change);
            }
        }
        names
    }
}

impl Content {
    fn after_power_cut(&self, chance: &mut Chance) -> Content {
        let left = match chance.below(5) {
            0 => self.on_disk.clone(),
            1 => self.due.clone(),
            2 => self.beginning(&self.due, chance),
            3 => self.some_sectors(chance),
            _ => self.beginning(&self.some_sectors(chance), chance),
        };
        Content { seen: left.clone(), due: left.clone(), on_disk: left }
    }

    /// The new bytes up to some place, the old ones after it.
    fn beginning(&self, new: &[u8], chance: &mut Chance) -> Vec<u8> {
        let kept = chance.below(new.len() + 1);
        let mut left: Vec<u8> = new.iter().take(kept).copied().collect();
        left.extend(self.on_disk.iter().skip(kept));
        left
    }

    /// The new length, each sector new or old by chance; where there was nothing old, zeros.
    fn some_sectors(&self, chance: &mut Chance) -> Vec<u8> {
        let mut left = self.on_disk.clone();
        left.resize(self.due.len(), 0);
        for (old, new) in left.chunks_mut(SECTOR).zip(self.due.chunks(SECTOR)) {
            if chance.below(2) == 0 {
                old.copy_from_slice(new);
            }
        }
        left
    }
}

/// Numbers that look random and are the same for the same seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % (bound as u64).max(1)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{Access, Medium, MediumFile};
    use super::*;

    fn write(memory: &Memory, file: &str, bytes: &[u8]) -> std::io::Result<()> {
        let mut open = memory.open(file, Access::Create)?;
        open.write_at(0, bytes)
    }

    #[test]
    fn what_is_synced_survives_and_the_rest_may_not() {
        let memory = Memory::new();
        let mut file = memory.open("a", Access::Create).unwrap();
        file.write_at(0, b"kept").unwrap();
        file.sync().unwrap();
        memory.sync_names().unwrap();
        file.write_at(4, &[b'x'; 2000]).unwrap();
        let lengths: std::collections::BTreeSet<usize> = (0..64)
            .map(|seed| {
                let left = memory.restart(seed).bytes("a").unwrap();
                assert!(left.starts_with(b"kept"));
                left.len()
            })
            .collect();
        assert!(lengths.contains(&4) && lengths.contains(&2004) && lengths.len() > 5, "{lengths:?}");
    }

    #[test]
    fn a_name_that_was_not_synced_may_be_gone() {
        let memory = Memory::new();
        write(&memory, "a", b"x").unwrap();
        let found: Vec<bool> = (0..16).map(|seed| memory.restart(seed).bytes("a").is_some()).collect();
        assert!(found.contains(&true) && found.contains(&false));
    }

    #[test]
    fn without_power_nothing_changes() {
        let memory = Memory::new();
        memory.cut_power_after(1);
        assert!(write(&memory, "a", b"x").is_err());
        assert!(memory.is_off());
        assert_eq!(memory.bytes("a"), Some(Vec::new()));
    }

    #[test]
    fn what_a_failed_sync_dropped_stays_dropped() {
        let memory = Memory::new();
        let mut file = memory.open("a", Access::Create).unwrap();
        memory.sync_names().unwrap();
        file.write_at(0, b"x").unwrap();
        memory.fail(super::super::Fail::Sync);
        assert!(file.sync().is_err());
        assert!(file.sync().is_ok());
        assert_eq!(memory.bytes("a").unwrap(), b"x");
        assert!((0..16).all(|seed| memory.restart(seed).bytes("a").unwrap() == [0]));
        file.write_at(0, b"y").unwrap();
        file.sync().unwrap();
        assert_eq!(memory.restart(0).bytes("a").unwrap(), b"y");
    }
}
