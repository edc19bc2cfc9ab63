//! One frame: the bytes of one journal entry, drawn in `docs/journal.md`.
//!
//! Turns a payload into bytes and bytes back into a payload, and says exactly what is wrong with bytes that are not a frame. It
//! does not know what a payload means, nor where the frame lies.

use super::error::Fault;
use super::field::{seal, take, take_u32, take_u64, unseal};
use super::limits::PAYLOAD_BYTES_MAX;
use super::seq::{Hash, Seq};

/// Version of the frame, the segment header and the head slot; `docs/journal.md` says the same or a test fails.
pub const FORMAT_VERSION: u8 = 1;
/// First bytes of a frame: 扶 in UTF-8, followed by the version.
pub(super) const MAGIC: [u8; 3] = [0xE6, 0x89, 0xB6];
/// Last bytes of a frame: 助 in UTF-8 and a line feed. No byte of it is one bit away from zero.
pub(super) const END_MARK: [u8; 4] = [0xE5, 0x8A, 0xA9, 0x0A];

/// Bytes before the payload: magic 3, version 1, length 4, number 8, place in group 4, hash before 32, checksum 4.
pub(super) const HEADER_BYTES: usize = 56;
/// Bytes after the payload: hash 32, checksum 4, end mark 4.
pub(super) const TRAILER_BYTES: usize = 40;

/// What stands before the payload, once its own checksum has proved it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Length of the payload; never more than [`PAYLOAD_BYTES_MAX`].
    pub payload_bytes: usize,
    pub seq: Seq,
    /// How many frames of the same append, hence of the same sync, came before this one.
    pub place: u32,
    pub previous: Hash,
}

impl Header {
    /// Length of the whole frame.
    pub(super) fn frame_bytes(&self) -> usize {
        HEADER_BYTES + self.payload_bytes + TRAILER_BYTES
    }

    /// Number of the first frame of the append this one belongs to.
    pub(super) fn group(&self) -> Seq {
        Seq(self.seq.0.saturating_sub(u64::from(self.place)))
    }

    /// Appends the header's bytes.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let start = out.len();
        out.extend_from_slice(&MAGIC);
        out.push(FORMAT_VERSION);
        out.extend_from_slice(&length_field(self.payload_bytes).to_le_bytes());
        out.extend_from_slice(&self.seq.0.to_le_bytes());
        out.extend_from_slice(&self.place.to_le_bytes());
        out.extend_from_slice(self.previous.bytes());
        seal(out, start);
    }

    /// Reads the header that `bytes` begin with.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let sealed = bytes.get(..HEADER_BYTES).ok_or(Fault::Short)?;
        if !sealed.starts_with(&MAGIC) {
            return Err(Fault::NotAFrame);
        }
        let fields = unseal(sealed).ok_or(Fault::HeaderChecksum)?;
        let header = Self::fields(fields).ok_or(Fault::Short)?;
        match header {
            (FORMAT_VERSION, header) if header.payload_bytes > PAYLOAD_BYTES_MAX => Err(Fault::TooLong),
            (FORMAT_VERSION, header) => Ok(header),
            (version, _) => Err(Fault::Version(version)),
        }
    }

    fn fields(mut bytes: &[u8]) -> Option<(u8, Self)> {
        let bytes = &mut bytes;
        let [_, _, _, version] = take(bytes)?;
        let payload_bytes = usize::try_from(take_u32(bytes)?).ok()?;
        let seq = Seq(take_u64(bytes)?);
        let place = take_u32(bytes)?;
        let previous = Hash::new(take(bytes)?);
        Some((version, Header { payload_bytes, seq, place, previous }))
    }
}

/// The length as written. Payloads are measured against [`PAYLOAD_BYTES_MAX`] before they get here, so it always fits; were it not so,
/// the value written would be refused by every reader.
fn length_field(payload_bytes: usize) -> u32 {
    u32::try_from(payload_bytes).unwrap_or(u32::MAX)
}

/// A frame whose checksum and hash have been found right. Whether it follows the frame before it is the reader's to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sound<'a> {
    pub header: Header,
    pub payload: &'a [u8],
    pub hash: Hash,
}

/// Appends the frame of `payload` and gives its hash.
pub(super) fn write(out: &mut Vec<u8>, seq: Seq, place: u32, previous: Hash, payload: &[u8]) -> Hash {
    let start = out.len();
    Header { payload_bytes: payload.len(), seq, place, previous }.write(out);
    out.extend_from_slice(payload);
    let hash = Hash::of(out.get(start..).unwrap_or_default());
    out.extend_from_slice(hash.bytes());
    seal(out, start);
    out.extend_from_slice(&END_MARK);
    hash
}

/// Checks the frame that `bytes` begin with; [`Fault::Short`] if they end before it does.
pub(super) fn read(bytes: &[u8]) -> Result<Sound<'_>, Fault> {
    let header = Header::read(bytes)?;
    let whole = bytes.get(..header.frame_bytes()).ok_or(Fault::Short)?;
    let sealed = whole.strip_suffix(&END_MARK).ok_or(Fault::EndMark)?;
    let hashed = unseal(sealed).ok_or(Fault::Checksum)?;
    let (covered, written) = hashed.split_last_chunk::<{ Hash::BYTES }>().ok_or(Fault::Short)?;
    let hash = Hash::of(covered);
    if hash != Hash::new(*written) {
        return Err(Fault::Hash);
    }
    let payload = covered.get(HEADER_BYTES..).ok_or(Fault::Short)?;
    Ok(Sound { header, payload, hash })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn framed(payload: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&mut bytes, Seq(7), 2, Hash::of(b"before"), payload);
        bytes
    }

    #[test]
    fn the_lengths_are_the_stated_ones() {
        assert_eq!(framed(b"").len(), HEADER_BYTES + TRAILER_BYTES);
        assert_eq!(framed(b"12345").len(), HEADER_BYTES + 5 + TRAILER_BYTES);
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_found() {
        let bytes = framed("南川区".as_bytes());
        assert!(read(&bytes).is_ok());
        for bit in 0..bytes.len() * 8 {
            let mut broken = bytes.clone();
            broken[bit / 8] ^= 1 << (bit % 8);
            assert!(read(&broken).is_err(), "bit {bit}");
        }
        for length in 0..bytes.len() {
            assert_eq!(read(&bytes[..length]), Err(Fault::Short), "cut to {length}");
        }
    }

    #[test]
    fn a_length_beyond_the_maximum_is_not_believed() {
        let mut bytes = Vec::new();
        let header = Header { payload_bytes: PAYLOAD_BYTES_MAX + 1, seq: Seq::FIRST, place: 0, previous: Hash::NONE };
        header.write(&mut bytes);
        assert_eq!(read(&bytes), Err(Fault::TooLong));
    }

    #[test]
    fn a_changed_payload_with_a_right_checksum_is_found_by_its_hash() {
        let mut bytes = framed(b"x");
        bytes[HEADER_BYTES] = b'y';
        bytes.truncate(bytes.len() - 8);
        seal(&mut bytes, 0);
        bytes.extend_from_slice(&END_MARK);
        assert_eq!(read(&bytes), Err(Fault::Hash));
    }

    #[test]
    fn a_newer_version_is_told_from_a_spoiled_one() {
        let mut bytes = framed(b"x");
        bytes[3] = 9;
        assert_eq!(read(&bytes), Err(Fault::HeaderChecksum));
        bytes.truncate(HEADER_BYTES - 4);
        seal(&mut bytes, 0);
        assert_eq!(read(&bytes), Err(Fault::Version(9)));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(payload in proptest::collection::vec(any::<u8>(), 0..600), seq in 1u64.., place in 0u32..9) {
            let mut bytes = Vec::new();
            let hash = write(&mut bytes, Seq(seq), place, Hash::NONE, &payload);
            bytes.extend_from_slice(b"whatever follows");
            let sound = read(&bytes).unwrap();
            prop_assert_eq!(sound.payload, &payload[..]);
            prop_assert_eq!((sound.header.seq, sound.header.place, sound.hash), (Seq(seq), place, hash));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
        }
    }
}
