//! The bytes of an entry's body: one byte for the shape, then the body in bincode's standard configuration.
//!
//! Shapes are never changed, only added: `docs/journal.md` lists them, and the bytes of each are kept as a fixture that must decode for
//! good. A day, a time and a moment are the numbers of `src/when.rs`, a field is its number in `policy/field.rs`.

use crate::domain::entry::Body;

/// The shape that is written today.
pub const SHAPE: u8 = 1;

/// The longest body, in bytes: a whole family with every field is a hundredth of it.
pub const BODY_MAX: usize = 1 << 20;

/// Bytes that are no entry's body.
#[derive(Debug, thiserror::Error)]
pub enum CodecError {
    /// Nothing at all.
    #[error("the body is empty")]
    Empty,
    /// Written by a later program.
    #[error("the body has shape {0}, this program knows shapes up to {SHAPE}")]
    UnknownShape(u8),
    /// Bytes that do not make a body of their shape.
    #[error("the body cannot be read: {0}")]
    Unreadable(String),
    /// More than an entry may hold.
    #[error("the body has {0} bytes, at most {BODY_MAX} are allowed")]
    TooLong(usize),
}

fn config() -> impl bincode::config::Config {
    bincode::config::standard().with_limit::<BODY_MAX>()
}

/// The bytes of a body.
///
/// # Errors
/// When it is longer than an entry may be.
pub fn encode(body: &Body) -> Result<Vec<u8>, CodecError> {
    let mut bytes = vec![SHAPE];
    let written = bincode::serde::encode_into_std_write(body, &mut bytes, bincode::config::standard())
        .map_err(|error| CodecError::Unreadable(error.to_string()))?;
    if written > BODY_MAX { Err(CodecError::TooLong(written)) } else { Ok(bytes) }
}

/// The body of these bytes.
///
/// # Errors
/// When they were written by a later program, or are no body.
pub fn decode(bytes: &[u8]) -> Result<Body, CodecError> {
    let (shape, rest) = bytes.split_first().ok_or(CodecError::Empty)?;
    if *shape != SHAPE {
        return Err(CodecError::UnknownShape(*shape));
    }
    let (body, read) =
        bincode::serde::decode_from_slice(rest, config()).map_err(|error| CodecError::Unreadable(error.to_string()))?;
    if read == rest.len() {
        Ok(body)
    } else {
        Err(CodecError::Unreadable(format!("{} bytes too many", rest.len() - read)))
    }
}

#[cfg(test)]
mod tests;
