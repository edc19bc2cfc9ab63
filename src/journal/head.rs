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
        let mut file = medium.open(FILE_NEW, Access::Create)?;
        for slot in SLOTS {
            file.write_at(slot, &to_bytes(Head::EMPTY))?;
        }
        file.sync()?;
        medium.rename(FILE_NEW, FILE)
    }

    /// Takes the head file in hand and says what it holds.
    ///
    /// # Errors
    /// When it cannot be read. The inner result says what is wrong with its bytes.
    pub(super) fn open(file: F) -> io::Result<Result<(Self, Head), Fault>> {
        let newest = newest_slot(&file)?;
        Ok(newest.map(|(slot, head)| (HeadFile { file, working: 1 - slot, unsynced: 0 }, head)).ok_or(Fault::Head))
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
    Ok(newest_slot(file)?.map(|(_, head)| head).ok_or(Fault::Head))
}

fn newest_slot<F: MediumFile>(file: &F) -> io::Result<Option<(usize, Head)>> {
    let mut newest: Option<(usize, Head)> = None;
    for (slot, offset) in SLOTS.into_iter().enumerate() {
        let mut bytes = [0; SLOT_BYTES];
        let read = file.read_at(offset, &mut bytes)?;
        let head = from_bytes(bytes.get(..read).unwrap_or_default());
        if let Some(head) = head.filter(|head| newest.is_none_or(|(_, other)| other.seq <= head.seq)) {
            newest = Some((slot, head));
        }
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

fn from_bytes(bytes: &[u8]) -> Option<Head> {
    let mut fields = unseal(bytes)?.strip_prefix(&MAGIC)?;
    let fields = &mut fields;
    let version = take_u32(fields)?;
    let head = Head { seq: Seq(take_u64(fields)?), hash: Hash::new(take(fields)?) };
    (version == u32::from(FORMAT_VERSION)).then_some(head)
}
