//! How a record becomes bytes and back: bincode with small numbers, and a limit so that damaged bytes never ask for much memory.

use super::error::{Because, Doing, ViewsError};
use bincode::config::{Configuration, Limit, LittleEndian, Varint};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The longest record that is written or read, in bytes.
pub(super) const RECORD_MAX: usize = 8 << 20;

const CONFIG: Configuration<LittleEndian, Varint, Limit<RECORD_MAX>> =
    bincode::config::standard().with_limit::<RECORD_MAX>();

/// The bytes of a record, or none when it is too long.
pub(super) fn encode<T: Serialize>(record: &T) -> Option<Vec<u8>> {
    bincode::serde::encode_to_vec(record, CONFIG).ok().filter(|bytes| bytes.len() <= RECORD_MAX)
}

/// The record in these bytes; bytes that are left over are damage too.
pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ViewsError> {
    let unreadable = |text: String| ViewsError::damaged(Doing::Reading, Because::Unreadable(text));
    match bincode::serde::decode_from_slice(bytes, CONFIG) {
        Ok((record, used)) if used == bytes.len() => Ok(record),
        Ok((_, used)) => Err(unreadable(format!("{} bytes left over", bytes.len() - used))),
        Err(error) => Err(unreadable(error.to_string())),
    }
}

/// What these bytes begin with; what follows is not looked at.
pub(super) fn decode_start<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ViewsError> {
    let read = bincode::serde::decode_from_slice(bytes, CONFIG);
    read.map(|(record, _)| record)
        .map_err(|error| ViewsError::damaged(Doing::Reading, Because::Unreadable(error.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_from_damaged_bytes_is_not_believed() {
        // A string that says it is 2^60 bytes long.
        let mut bytes = vec![253];
        bytes.extend((1u64 << 60).to_le_bytes());
        assert!(decode::<String>(&bytes).is_err());
        assert!(decode::<Vec<u64>>(&bytes).is_err());
    }

    #[test]
    fn what_is_too_long_is_not_written_and_leftovers_are_not_read() {
        assert_eq!(encode(&"x".repeat(RECORD_MAX)), None);
        let mut bytes = encode(&7u8).unwrap();
        assert_eq!(decode::<u8>(&bytes), Ok(7));
        bytes.push(0);
        assert!(decode::<u8>(&bytes).is_err());
    }
}
