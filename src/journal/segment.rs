//! One segment: a file of frames, named by the number of its first frame, that opens with a header.
//!
//! The header ties the file to its place in the chain, so that a removed, swapped or foreign segment is noticed without reading
//! frames. Reading and writing the frames is not done here.

use std::io;

use super::error::{Doing, Fault, JournalError};
use super::field::{seal, take, take_u32, take_u64, unseal};
use super::frame::{FORMAT_VERSION, TRAILER_BYTES};
use super::medium::{Access, Medium, MediumFile};
use super::seq::{Hash, Head, Seq};

/// First bytes of a segment. The line ends would not survive a copy made as text.
pub(super) const MAGIC: [u8; 8] = *b"FUZHU\r\n\x1A";
/// Length of the header: magic 8, version 4, first number 8, hash before 32, checksum 4.
pub(super) const HEADER_BYTES: usize = 56;
/// The same, as a place in the file: where the first frame begins.
pub(super) const FIRST_FRAME: u64 = HEADER_BYTES as u64;
/// How the name of a segment ends.
const SUFFIX: &str = ".seg";
/// Name under which a segment is made; it gets its own when it is whole.
pub(super) const FILE_NEW: &str = "segment.new";

/// What a segment says of itself: the first frame's number and the hash of the frame before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SegmentHeader {
    pub first: Seq,
    pub previous: Hash,
}

impl SegmentHeader {
    /// The header's bytes.
    pub(super) fn to_bytes(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER_BYTES);
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&u32::from(FORMAT_VERSION).to_le_bytes());
        out.extend_from_slice(&self.first.0.to_le_bytes());
        out.extend_from_slice(self.previous.bytes());
        seal(&mut out, 0);
        out
    }

    /// Reads the header that `bytes` begin with.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, Fault> {
        let sealed = bytes.get(..HEADER_BYTES).ok_or(Fault::SegmentHeader)?;
        let mut fields = unseal(sealed).and_then(|bytes| bytes.strip_prefix(&MAGIC)).ok_or(Fault::SegmentHeader)?;
        let fields = &mut fields;
        let version = take_u32(fields).ok_or(Fault::SegmentHeader)?;
        if version != u32::from(FORMAT_VERSION) {
            return Err(Fault::Version(u8::try_from(version).unwrap_or(u8::MAX)));
        }
        let first = Seq(take_u64(fields).ok_or(Fault::SegmentHeader)?);
        let previous = Hash::new(take(fields).ok_or(Fault::SegmentHeader)?);
        Ok(SegmentHeader { first, previous })
    }
}

/// Name of the segment whose first frame is `first`: twenty digits, so that names sort as numbers do.
pub(super) fn name(first: Seq) -> String {
    format!("{:020}{SUFFIX}", first.0)
}

/// The first frame of the segment with this name, if it is the name of one.
pub(super) fn first_of(file: &str) -> Option<Seq> {
    let digits = file.strip_suffix(SUFFIX)?;
    let number: u64 = digits.parse().ok()?;
    (name(Seq(number)) == file && number > 0).then_some(Seq(number))
}

/// The segments of a journal, oldest first.
///
/// # Errors
/// When the directory cannot be listed.
pub(super) fn list<M: Medium>(medium: &M) -> Result<Vec<Seq>, JournalError> {
    let names = medium.list().map_err(|error| JournalError::of_io(Doing::Listing, medium.path(""), &error))?;
    let mut firsts: Vec<Seq> = names.iter().filter_map(|name| first_of(name)).collect();
    firsts.sort_unstable();
    Ok(firsts)
}

/// Length of a segment in bytes.
///
/// # Errors
/// When it cannot be opened.
pub(super) fn length<M: Medium>(medium: &M, first: Seq) -> Result<u64, JournalError> {
    let name = name(first);
    let length = medium.open(&name, Access::Read).and_then(|file| file.length());
    length.map_err(|error| JournalError::of_io(Doing::Opening, medium.path(&name), &error))
}

/// Opens a segment and checks that its header says what its name says.
///
/// # Errors
/// When it cannot be read, or its header is damaged or another segment's.
pub(super) fn open<M: Medium>(
    medium: &M,
    first: Seq,
    access: Access,
) -> Result<(M::File, SegmentHeader), JournalError> {
    let (file, path) = (name(first), || medium.path(&name(first)));
    let open = medium.open(&file, access).map_err(|error| JournalError::of_io(Doing::Opening, path(), &error))?;
    let mut bytes = [0; HEADER_BYTES];
    let read = open.read_at(0, &mut bytes).map_err(|error| JournalError::of_io(Doing::Reading, path(), &error))?;
    let header = SegmentHeader::from_bytes(bytes.get(..read).unwrap_or_default())
        .map_err(|fault| JournalError::of_fault(path(), 0, fault))?;
    if header.first != first {
        return Err(JournalError::of_fault(path(), 0, Fault::SegmentName { found: header.first }));
    }
    Ok((open, header))
}

/// Makes the segment that begins after the frame at the end now. On disk, with its name, when this returns.
///
/// # Errors
/// When it cannot be made; says what was being done.
pub(super) fn create<M: Medium>(medium: &M, last: Head) -> Result<M::File, (Doing, io::Error)> {
    let header = SegmentHeader { first: last.seq.next(), previous: last.hash };
    let mut file = medium.open(FILE_NEW, Access::Create).map_err(|error| (Doing::Creating, error))?;
    file.write_at(0, &header.to_bytes()).map_err(|error| (Doing::Writing, error))?;
    file.sync().map_err(|error| (Doing::Syncing, error))?;
    medium.rename(FILE_NEW, &name(header.first)).map_err(|error| (Doing::Creating, error))?;
    medium.sync_names().map_err(|error| (Doing::Syncing, error))?;
    Ok(file)
}

/// The hash that the last frame of a segment ends with, read from its end without reading the frames.
/// `None` if the file is too short to hold a frame.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn last_hash<F: MediumFile>(file: &F) -> io::Result<Option<Hash>> {
    let length = file.length()?;
    let Some(start) = length.checked_sub(TRAILER_BYTES as u64).filter(|start| *start >= FIRST_FRAME) else {
        return Ok(None);
    };
    let mut hash = [0; Hash::BYTES];
    let read = file.read_at(start, &mut hash)?;
    Ok((read == hash.len()).then_some(Hash::new(hash)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_numbers_and_read_back() {
        let (one, many) = (name(Seq(9)), name(Seq(10_000)));
        assert!(one < many);
        assert_eq!(first_of(&many), Some(Seq(10_000)));
        for foreign in
            ["9.seg", "head", "00000000000000000000.seg", "0000000000000000000x.seg", "00000000000000000009.seg~"]
        {
            assert_eq!(first_of(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn every_flipped_bit_and_every_cut_of_a_header_is_found() {
        let header = SegmentHeader { first: Seq(42), previous: Hash::of(b"before") };
        let bytes = header.to_bytes();
        assert_eq!(SegmentHeader::from_bytes(&bytes), Ok(header));
        for bit in 0..bytes.len() * 8 {
            let mut broken = bytes.clone();
            broken[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(SegmentHeader::from_bytes(&broken), Err(Fault::SegmentHeader), "bit {bit}");
        }
        for length in 0..bytes.len() {
            assert_eq!(SegmentHeader::from_bytes(&bytes[..length]), Err(Fault::SegmentHeader));
        }
    }

    #[test]
    fn a_newer_version_is_told_from_damage() {
        let mut bytes = SegmentHeader { first: Seq::FIRST, previous: Hash::NONE }.to_bytes();
        bytes[8] = 2;
        bytes.truncate(HEADER_BYTES - 4);
        seal(&mut bytes, 0);
        assert_eq!(SegmentHeader::from_bytes(&bytes), Err(Fault::Version(2)));
    }
}
