//! What a desk and the server say to one another over a socket: a line of greeting each, then frames, each of them one message.

pub mod message;

/// The version of the messages. Two programs speak to one another only when they say the same number.
pub const PROTOCOL: u16 = 1;
