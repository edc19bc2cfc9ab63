//! A frame: four bytes of length, the lowest first, then so many bytes of one message.
//!
//! A length from outside is never believed: more than [`FRAME_MAX`] ends the connection, and memory is taken as bytes come, not as they
//! are announced.

use bincode::config::{Configuration, Limit, LittleEndian, Varint};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Read, Write};
use std::marker::PhantomData;

/// The longest message, in bytes: a page of 500 rows has some 100 KiB, the largest plan 4 MiB.
pub const FRAME_MAX: usize = 8 << 20;

/// Bytes of the length.
const LENGTH: usize = 4;

/// Bytes taken from the socket at once.
const CHUNK: usize = 16 << 10;

const CONFIG: Configuration<LittleEndian, Varint, Limit<FRAME_MAX>> =
    bincode::config::standard().with_limit::<FRAME_MAX>();

/// Writes one message as one frame, in one piece.
///
/// # Errors
/// `InvalidInput` when the message is longer than a frame may be; otherwise what the operating system says.
pub fn write<T: Serialize>(to: &mut impl Write, message: &T) -> io::Result<()> {
    to.write_all(&bytes(message).ok_or(io::ErrorKind::InvalidInput)?)?;
    to.flush()
}

/// The bytes of a frame; none when the message is too long for one.
pub fn bytes<T: Serialize>(message: &T) -> Option<Vec<u8>> {
    let mut bytes = vec![0; LENGTH];
    bincode::serde::encode_into_std_write(message, &mut bytes, CONFIG).ok()?;
    let length = bytes.len().checked_sub(LENGTH).filter(|length| *length <= FRAME_MAX)?;
    bytes.get_mut(..LENGTH)?.copy_from_slice(&u32::try_from(length).ok()?.to_le_bytes());
    Some(bytes)
}

/// What has come in of a stream of frames and was not taken yet.
#[derive(Debug)]
pub struct Inbox<T> {
    bytes: Vec<u8>,
    max: usize,
    messages: PhantomData<T>,
}

impl<T> Default for Inbox<T> {
    fn default() -> Self {
        Self { bytes: Vec::new(), max: FRAME_MAX, messages: PhantomData }
    }
}

impl<T> Inbox<T> {
    /// An inbox that takes messages of at most so many bytes.
    pub fn up_to(max: usize) -> Self {
        Self { max: max.min(FRAME_MAX), ..Self::default() }
    }
}

impl<T: DeserializeOwned> Inbox<T> {
    /// Takes in some bytes; false at the end of the stream.
    ///
    /// # Errors
    /// What the operating system says, `WouldBlock` and `TimedOut` among it.
    pub fn fill(&mut self, from: &mut impl Read) -> io::Result<bool> {
        let mut chunk = [0; CHUNK];
        let read = loop {
            match from.read(&mut chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.bytes.extend_from_slice(chunk.get(..read).unwrap_or_default());
        Ok(read > 0)
    }

    /// The next whole message, if it has come.
    ///
    /// # Errors
    /// `InvalidData` when the bytes are no message: nothing more can be read from this stream.
    pub fn take(&mut self) -> io::Result<Option<T>> {
        let Some((length, rest)) = self.bytes.split_first_chunk::<LENGTH>() else { return Ok(None) };
        let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
        if length > self.max {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let Some(body) = rest.get(..length) else { return Ok(None) };
        let message = match bincode::serde::decode_from_slice(body, CONFIG) {
            Ok((message, used)) if used == length => message,
            _ => return Err(io::ErrorKind::InvalidData.into()),
        };
        self.bytes.drain(..LENGTH + length);
        Ok(Some(message))
    }

    /// Waits for the next message; none at the end of the stream.
    ///
    /// # Errors
    /// As for `fill` and `take`; an end in the middle of a frame is `UnexpectedEof`.
    pub fn wait(&mut self, from: &mut impl Read) -> io::Result<Option<T>> {
        loop {
            if let Some(message) = self.take()? {
                return Ok(Some(message));
            }
            if !self.fill(from)? {
                let whole = self.bytes.is_empty();
                return if whole { Ok(None) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Sample = Vec<(u64, String)>;

    /// Gives out its bytes in pieces of these lengths.
    struct Pieces<'a>(&'a [u8], Vec<usize>);

    impl Read for Pieces<'_> {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            let piece = self.1.pop().unwrap_or(usize::MAX).clamp(1, to.len()).min(self.0.len());
            let (now, later) = self.0.split_at(piece);
            to[..piece].copy_from_slice(now);
            self.0 = later;
            Ok(piece)
        }
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_however_it_is_cut(
            messages: Vec<Sample>,
            cuts in proptest::collection::vec(1usize..40, 0..40),
        ) {
            let mut stream = Vec::new();
            for message in &messages {
                write(&mut stream, message).unwrap();
            }
            let mut pieces = Pieces(&stream, cuts);
            let mut inbox = Inbox::<Sample>::default();
            for message in messages {
                prop_assert_eq!(inbox.wait(&mut pieces).unwrap(), Some(message));
            }
            prop_assert_eq!(inbox.wait(&mut pieces).unwrap(), None);
        }

        #[test]
        fn rubbish_ends_and_takes_no_memory(rubbish: Vec<u8>) {
            let mut inbox = Inbox::<Sample>::default();
            let mut from = rubbish.as_slice();
            // However it goes, it ends.
            while let Ok(Some(_)) = inbox.wait(&mut from) {}
            prop_assert!(inbox.bytes.capacity() <= CHUNK * 2 + rubbish.len() * 2);
        }
    }

    #[test]
    fn a_length_of_four_gigabytes_is_not_believed() {
        let mut inbox = Inbox::<Sample>::default();
        let error = inbox.wait(&mut [255u8, 255, 255, 255, 1].as_slice()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        assert!(inbox.bytes.capacity() <= CHUNK * 2);
    }

    #[test]
    fn bytes_left_over_and_half_a_frame_are_wrong() {
        let mut stream = bytes(&Sample::default()).unwrap();
        stream[0] += 1;
        stream.push(0);
        assert_eq!(Inbox::<Sample>::default().wait(&mut &*stream).unwrap_err().kind(), io::ErrorKind::InvalidData);
        let whole = bytes(&vec![(1u64, "a".to_string())]).unwrap();
        let half = &whole[..whole.len() - 1];
        assert_eq!(Inbox::<Sample>::default().wait(&mut &*half).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }

    #[test]
    fn what_is_too_long_is_not_sent() {
        assert!(bytes(&"x".repeat(FRAME_MAX + 1)).is_none());
    }
}
