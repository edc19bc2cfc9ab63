//! The stated maxima of the journal. A length read from disk is compared with these before it is believed.

/// Longest payload of one frame, in bytes (4 MiB). The longest command is an import's row or a note, far below it.
pub const PAYLOAD_BYTES_MAX: usize = 4 << 20;

/// Most bytes that one append may write (8 MiB), frames included; so a torn write can never be longer than this.
pub const GROUP_BYTES_MAX: usize = 8 << 20;

/// Groups after which the head file is synced if nothing synced it before; see `docs/decisions/0002-journal-head.md`.
pub const HEAD_SYNC_GROUPS: u32 = 64;

/// Sizes an office could choose; tests choose small ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A segment that would grow beyond this is closed and the next begun, in bytes.
    pub segment_bytes: u64,
    /// At opening the newest segments are read and checked whole as long as they fit in this many bytes (the last one always is);
    /// of older ones only the two ends are compared, and `verify` checks the rest.
    pub checked_at_open_bytes: u64,
}

impl Default for Limits {
    /// Segments of 16 MiB, 32 MiB checked at opening: so opening does not get slower with the age of the office.
    fn default() -> Self {
        Limits { segment_bytes: 16 << 20, checked_at_open_bytes: 32 << 20 }
    }
}
