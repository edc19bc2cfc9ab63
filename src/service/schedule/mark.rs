//! How far the scheduler came: a day, and the entry as of which every family was looked at for it. The file may be lost or wrong; the next
//! walk then looks at more families than it must.

use crate::ids::Seq;
use chrono::NaiveDate;
use std::fs;
use std::path::{Path, PathBuf};

/// The longest file that is read, in bytes.
const LONGEST: u64 = 64;

/// How far it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The day.
    pub day: NaiveDate,
    /// The entry.
    pub seq: Seq,
}

fn place(dir: &Path) -> PathBuf {
    dir.join("schedule")
}

/// The mark of a data directory, if there is one that can be read.
pub fn read(dir: &Path) -> Option<Mark> {
    let path = place(dir);
    fs::metadata(&path).ok().filter(|about| about.len() <= LONGEST)?;
    let text = fs::read_to_string(path).ok()?;
    let (day, seq) = text.trim().split_once(' ')?;
    Some(Mark { day: day.parse().ok()?, seq: Seq(seq.parse().ok()?) })
}

/// Leaves a mark. A disk that refuses it only costs time.
pub fn write(dir: &Path, mark: Mark) {
    let new = dir.join("schedule.new");
    let _ = fs::write(&new, format!("{} {}\n", mark.day, mark.seq)).and_then(|()| fs::rename(&new, place(dir)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reads_back_and_anything_else_is_none() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(read(dir.path()), None);
        let mark = Mark { day: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(), seq: Seq(7) };
        write(dir.path(), mark);
        assert_eq!(read(dir.path()), Some(mark));
        for text in ["", "2026-11-24", "2026-11-24 x", "yesterday 7", &"9".repeat(100)] {
            fs::write(place(dir.path()), text).unwrap();
            assert_eq!(read(dir.path()), None, "{text}");
        }
    }
}
