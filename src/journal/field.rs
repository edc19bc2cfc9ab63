//! Fixed fields of the journal's files: little-endian numbers taken from, and compared with, bytes that are not to be trusted.
//!
//! Nothing here can read past the end: a missing byte is `None`.

/// Takes the next `N` bytes off the front.
pub(super) fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (field, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*field)
}

/// Takes a number of four bytes off the front.
pub(super) fn take_u32(bytes: &mut &[u8]) -> Option<u32> {
    take(bytes).map(u32::from_le_bytes)
}

/// Takes a number of eight bytes off the front.
pub(super) fn take_u64(bytes: &mut &[u8]) -> Option<u64> {
    take(bytes).map(u64::from_le_bytes)
}

/// Appends the CRC-32 of everything from `start` to the end.
pub(super) fn seal(bytes: &mut Vec<u8>, start: usize) {
    let crc = crc32fast::hash(bytes.get(start..).unwrap_or_default());
    bytes.extend_from_slice(&crc.to_le_bytes());
}

/// The bytes before a CRC-32 that ends `sealed`, if it is theirs.
pub(super) fn unseal(sealed: &[u8]) -> Option<&[u8]> {
    let (bytes, crc) = sealed.split_last_chunk::<4>()?;
    (crc32fast::hash(bytes) == u32::from_le_bytes(*crc)).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_from_too_little() {
        let mut bytes: &[u8] = &[1, 0, 0];
        assert_eq!(take_u32(&mut bytes), None);
        assert_eq!(take::<3>(&mut bytes), Some([1, 0, 0]));
        assert_eq!(take::<1>(&mut bytes), None);
    }

    #[test]
    fn a_seal_is_broken_by_any_bit() {
        let mut bytes = b"..text".to_vec();
        seal(&mut bytes, 2);
        let sealed = &bytes[2..];
        assert_eq!(unseal(sealed), Some(&b"text"[..]));
        for bit in 0..sealed.len() * 8 {
            let mut broken = sealed.to_vec();
            broken[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(unseal(&broken), None, "bit {bit}");
        }
    }
}
