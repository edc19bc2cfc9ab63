//! What can be seen of a data directory from outside, without opening, locking or changing it: for whoever looks why something does not go.

use crate::ids::Seq;
use crate::journal::{self, Holder, JournalError};
use rustix::fs::{Access, access, statvfs};
use std::path::{Path, PathBuf};

/// What was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// The directory.
    pub place: PathBuf,
    /// It is there.
    pub exists: bool,
    /// This user may read it.
    pub readable: bool,
    /// This user may write it.
    pub writable: bool,
    /// Bytes that this user may still write on its disk.
    pub free: Option<u64>,
    /// The last entry that is known to be on disk; none where there is no journal yet.
    pub head: Option<Seq>,
    /// There is a journal.
    pub has_journal: bool,
    /// The note of the last entry is damaged, or cannot be read.
    pub head_unreadable: bool,
    /// The views are there; if not, they are folded from the journal at the next opening.
    pub has_views: bool,
    /// Who works on it now.
    pub holder: Option<Holder>,
}

impl Condition {
    /// Looks at a directory.
    pub fn of(place: &Path) -> Condition {
        let exists = place.is_dir();
        // Of a directory that is not there yet, what counts is where it would be made.
        let near = place.ancestors().find(|near| near.is_dir()).unwrap_or(Path::new("/"));
        let (head, has_journal, head_unreadable) = match journal::noted_head(place) {
            Ok(Some(head)) => ((head.seq != Seq::NONE).then_some(head.seq), true, false),
            Err(JournalError::Missing { .. } | JournalError::NotADirectory { .. }) => (None, false, false),
            Ok(None) | Err(_) => (None, true, true),
        };
        Condition {
            place: place.to_path_buf(),
            exists,
            readable: access(near, Access::READ_OK | Access::EXEC_OK).is_ok(),
            writable: access(near, Access::WRITE_OK | Access::EXEC_OK).is_ok(),
            free: statvfs(near).ok().map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize)),
            head,
            has_journal,
            head_unreadable,
            has_views: place.join("views").is_dir(),
            holder: journal::held_by(place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::store::Store;

    #[test]
    fn a_directory_is_looked_at_and_left_as_it_is() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("data");
        let nothing = Condition::of(&place);
        assert!(!nothing.exists && nothing.writable && !nothing.has_journal && nothing.free.is_some(), "{nothing:?}");
        assert!(!place.exists(), "looking makes nothing");
        let holder = Holder { pid: 7, user: "chen".into(), ..Holder::default() };
        let (store, _) = Store::open(&place, &holder, &mut |_, _| {}).unwrap();
        let open = Condition::of(&place);
        assert_eq!((open.head, open.has_journal, open.holder), (None, true, Some(holder)), "nothing was written yet");
        store.close();
        assert_eq!(Condition::of(&place).holder, None);
        std::fs::write(place.join("journal/head"), "x".repeat(5000)).unwrap();
        assert!(Condition::of(&place).head_unreadable);
    }
}
