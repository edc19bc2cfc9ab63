//! The head file: the number and hash of the last frame that was on disk, so that a journal which has lost its end is noticed.
//!
//! Two slots in one file that never grows. The slot that was synced last is left alone until the other has been synced, so a torn
//! write costs at most the newer of the two. Why not every write is synced is in `docs/decisions/0002-journal-head.md`.

use std::io;

use super::error::Fault;
use super::field::{seal, take, take_u32, take_u64, unseal};
use super::frame::FORMAT_VERSION;
use super::medium::{Access, Medium, MediumFile};
use super::seq::{Hash, Head, Seq};

/// Name of the head file.
pub(super) const FILE: &str = "head";
/// Name under which it is made.
pub(super) const FILE_NEW: &str = "head.new";
/// First bytes of a slot.
pub(super) const MAGIC: [u8; 8] = *b"FUZHU-HD";
/// Length of a slot: magic 8, version 4, number 8, hash 32, checksum 4.
pub(super) const SLOT_BYTES: usize = 56;
/// Where the two slots begin: far enough apart that no disk writes both in one piece.
pub(super) const SLOTS: [u64; 2] = [0, 4096];

/// The head file, open for writing.
#[derive(Debug)]
pub(super) struct HeadFile<F> {
    file: F,
    /// The slot that is written; the other holds what was synced last.
    working: usize,
    /// Writes since the last sync.
    unsynced: u32,
}

impl<F: MediumFile> HeadFile<F> {
    /// Makes the head file of an empty journal. On disk when this returns, save its name: sync that too.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn create<M: Medium<File = F>>(medium: &M) -> io::Result<()> {
        Self::create_at(medium, Head::EMPTY)
    }

    /// Makes the head file of a journal that ends at `last`, in place of one that is there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn create_at<M: Medium<File = F>>(medium: &M, last: Head) -> io::Result<()> {
        let mut file = medium.open(FILE_NEW, Access::Create)?;
        for slot in SLOTS {
            file.write_at(slot, &to_bytes(last))?;
        }
        file.sync()?;
        medium.rename(FILE_NEW, FILE)
    }

    /// Takes the head file in hand and says what it holds. The slot that says so may not be on disk, so it is to be written and synced
    /// with the same again before anything else; the other was on disk before this one was begun.
    ///
    /// # Errors
    /// When it cannot be read. The inner result says what is wrong with its bytes.
    pub(super) fn open(file: F) -> io::Result<Result<(Self, Head), Fault>> {
        let newest = newest_slot(&file)?;
        Ok(newest.map(|(slot, head)| (HeadFile { file, working: slot, unsynced: 0 }, head)))
    }

    /// Notes the last frame that is on disk.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&mut self, last: Head) -> io::Result<()> {
        let offset = SLOTS.get(self.working).copied().unwrap_or_default();
        self.file.write_at(offset, &to_bytes(last))?;
        self.unsynced = self.unsynced.saturating_add(1);
        Ok(())
    }

    /// Writes since the last sync.
    pub(super) fn unsynced(&self) -> u32 {
        self.unsynced
    }

    /// Returns when the last note is on disk.
    ///
    /// # Errors
    /// When the disk does not confirm.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        if self.unsynced > 0 {
            self.file.sync()?;
            self.working = 1 - self.working;
            self.unsynced = 0;
        }
        Ok(())
    }
}

/// What the head file of a journal says: the later of its slots that are whole.
///
/// # Errors
/// When it cannot be read. The inner result says what is wrong with its bytes.
pub(super) fn read<F: MediumFile>(file: &F) -> io::Result<Result<Head, Fault>> {
    Ok(newest_slot(file)?.map(|(_, head)| head))
}

fn newest_slot<F: MediumFile>(file: &F) -> io::Result<Result<(usize, Head), Fault>> {
    let mut newest: Result<(usize, Head), Fault> = Err(Fault::Head);
    for (slot, offset) in SLOTS.into_iter().enumerate() {
        let mut bytes = [0; SLOT_BYTES];
        let read = file.read_at(offset, &mut bytes)?;
        newest = match (newest, from_bytes(bytes.get(..read).unwrap_or_default())) {
            (Ok((_, older)), Ok(head)) if head.seq >= older.seq => Ok((slot, head)),
            (Err(Fault::Head), Ok(head)) => Ok((slot, head)),
            (_, Err(Fault::Version(version))) => Err(Fault::Version(version)),
            (newest, _) => newest,
        };
    }
    Ok(newest)
}

fn to_bytes(head: Head) -> Vec<u8> {
    let mut out = Vec::with_capacity(SLOT_BYTES);
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&u32::from(FORMAT_VERSION).to_le_bytes());
    out.extend_from_slice(&head.seq.0.to_le_bytes());
    out.extend_from_slice(head.hash.bytes());
    seal(&mut out, 0);
    out
}

fn from_bytes(bytes: &[u8]) -> Result<Head, Fault> {
    let mut fields = unseal(bytes).and_then(|bytes| bytes.strip_prefix(&MAGIC)).ok_or(Fault::Head)?;
    let fields = &mut fields;
    let version = take_u32(fields).ok_or(Fault::Head)?;
    if version != u32::from(FORMAT_VERSION) {
        return Err(Fault::Version(u8::try_from(version).unwrap_or(u8::MAX)));
    }
    let seq = Seq(take_u64(fields).ok_or(Fault::Head)?);
    Ok(Head { seq, hash: Hash::new(take(fields).ok_or(Fault::Head)?) })
}

#[cfg(test)]
mod tests {
    use super::super::medium::Memory;
    use super::*;

    fn head(number: u64) -> Head {
        Head { seq: Seq(number), hash: Hash::of(&number.to_le_bytes()) }
    }

    fn on(memory: &Memory) -> HeadFile<super::super::medium::MemoryFile> {
        if memory.bytes(FILE).is_none() {
            HeadFile::create(memory).unwrap();
            memory.sync_names().unwrap();
        }
        HeadFile::open(memory.open(FILE, Access::Write).unwrap()).unwrap().unwrap().0
    }

    fn found(memory: &Memory) -> Result<Head, Fault> {
        read(&memory.open(FILE, Access::Read).unwrap()).unwrap()
    }

    #[test]
    fn a_power_cut_costs_only_what_was_not_synced() {
        let memory = Memory::new();
        let mut file = on(&memory);
        let mut synced = 0;
        for number in 1..200 {
            file.write(head(number)).unwrap();
            for seed in number * 100..number * 100 + 100 {
                let left = found(&memory.restart(seed)).expect("one slot is always whole");
                assert!(left.seq.0 >= synced && left.seq.0 <= number, "{left:?} after {synced} was synced");
            }
            if number % 3 == 0 {
                file.sync().unwrap();
                synced = number;
            }
            if number % 7 == 0 {
                // The program ends without a power cut, and is started again.
                drop(file);
                file = on(&memory);
                file.write(head(number)).unwrap();
                let seeds = number * 1000..number * 1000 + 500;
                let least = seeds.map(|seed| found(&memory.restart(seed)).unwrap().seq.0).min();
                assert!(least >= Some(synced), "{least:?} after {synced} was synced");
                file.sync().unwrap();
                synced = number;
            }
        }
    }

    #[test]
    fn a_newer_version_is_told_from_damage() {
        let memory = Memory::new();
        on(&memory);
        let mut slot = to_bytes(head(1));
        slot[8] = 2;
        slot.truncate(SLOT_BYTES - 4);
        seal(&mut slot, 0);
        memory.set_bytes(FILE, Some(slot));
        assert_eq!(found(&memory), Err(Fault::Version(2)));
    }
}
