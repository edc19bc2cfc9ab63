//! What a desk and the server say to one another over a unix socket: a line of greeting each, then frames, each of them one message.
//!
//! The bytes are drawn in `docs/protocol.md`. A client has one request under way at a time and waits for its reply, as a desk does that
//! has the service in its own process; a desk that watches is told between replies that something changed. Who a client is, the
//! operating system says, never the client.

pub mod frame;
pub mod greeting;
pub mod message;
pub mod remote;
pub mod server;

#[cfg(test)]
mod tests;

/// The version of the messages. Two programs speak to one another only when they say the same number: whoever changes a message raises it.
pub const PROTOCOL: u16 = 12;
