//! Reading the whole journal to see that every frame is as it was written. Changes nothing and needs no lock.
//!
//! Stops at the first problem and says where it is. What the entries mean, and whether the views agree with them, is not checked here.

use std::ops::ControlFlow;
use std::path::Path;

use super::chain::Chain;
use super::error::JournalError;
use super::medium::Medium;
use super::seq::{Head, Seq};
use super::{directory, head, segment, vouch};

/// Bytes from one report of progress to the next.
const PROGRESS_BYTES: u64 = 1 << 20;

/// How far verifying has got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Frames found in order.
    pub frames: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Bytes there are; more may be appended meanwhile.
    pub of_bytes: u64,
}

/// What verifying found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Segments read.
    pub segments: u64,
    /// Frames found in order.
    pub frames: u64,
    /// Bytes read.
    pub bytes: u64,
    /// The last frame found in order.
    pub last: Head,
    /// Bytes of a write at the end that is under way or was interrupted. Harmless: it had not been confirmed.
    pub unfinished_bytes: u64,
    /// What is wrong, if anything.
    pub problem: Option<JournalError>,
    /// Whether it was read to the end, or to the first problem; `false` if it was interrupted.
    pub finished: bool,
}

/// Verifies the journal of a data directory. `progress` may interrupt it.
///
/// # Errors
/// When there is no journal, or it may not be read. Damage is no error but what the report is about.
pub fn verify(directory: &Path, progress: impl FnMut(Progress) -> ControlFlow<()>) -> Result<Report, JournalError> {
    verify_in(&directory::existing(directory)?, progress)
}

/// Verifies the journal in a medium.
///
/// # Errors
/// As for [`verify`].
pub fn verify_in<M: Medium>(
    medium: &M,
    mut progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Report, JournalError> {
    let firsts = segment::list(medium)?;
    let mut of_bytes = 0u64;
    for first in &firsts {
        of_bytes = of_bytes.saturating_add(segment::length(medium, *first)?);
    }
    let mut report = Report {
        segments: 0,
        frames: 0,
        bytes: 0,
        last: Head::EMPTY,
        unfinished_bytes: 0,
        problem: None,
        finished: true,
    };
    let walked = walk(medium, firsts.first(), &mut report, |report| {
        progress(Progress { frames: report.frames, bytes: report.bytes, of_bytes })
    });
    report.problem = walked.err();
    Ok(report)
}

/// Reads all frames, keeping the report in step.
///
/// # Errors
/// The first problem.
fn walk<M: Medium>(
    medium: &M,
    oldest: Option<&Seq>,
    report: &mut Report,
    mut progress: impl FnMut(&Report) -> ControlFlow<()>,
) -> Result<(), JournalError> {
    let head = vouch::read_head(medium)?;
    let Some(oldest) = oldest else { return vouch::nothing(medium, head) };
    let mut chain = Chain::at_start(medium, *oldest)?;
    let mut told = 0;
    while let Some(found) = vouch::next(medium, &mut chain)? {
        if let Ok(head) = head {
            vouch::same(medium, &chain, found, head)?;
        }
        report.frames += 1;
        report.last = found.head();
        (report.segments, report.bytes) = (chain.segments(), chain.bytes());
        if report.bytes - told >= PROGRESS_BYTES {
            told = report.bytes;
            if progress(report).is_break() {
                report.finished = false;
                return Ok(());
            }
        }
    }
    (report.segments, report.bytes) = (chain.segments(), chain.bytes());
    report.unfinished_bytes = chain.torn();
    // All has been read: there is nothing left to interrupt.
    let _ = progress(report);
    head.map(|_| ()).map_err(|fault| JournalError::of_fault(medium.path(head::FILE), 0, fault))
}
