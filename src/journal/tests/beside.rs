//! Reading while somebody writes, at the worst moments: between the look at a file and the look for the next one.

use std::cell::RefCell;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::rc::Rc;

use super::super::index::Index;
use super::super::medium::{Access, Medium, Memory, MemoryFile};
use super::super::{Journal, Reader, Seq};
use super::SMALL;

/// A medium on which a writer acts just before each listing of the names.
#[derive(Clone)]
struct Busy {
    memory: Memory,
    writer: Rc<RefCell<dyn FnMut()>>,
}

impl fmt::Debug for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.memory.fmt(f)
    }
}

impl Medium for Busy {
    type File = MemoryFile;

    fn path(&self, file: &str) -> PathBuf {
        self.memory.path(file)
    }

    fn list(&self) -> io::Result<Vec<String>> {
        (self.writer.borrow_mut())();
        self.memory.list()
    }

    fn open(&self, file: &str, access: Access) -> io::Result<MemoryFile> {
        self.memory.open(file, access)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.memory.rename(from, to)
    }

    fn remove(&self, file: &str) -> io::Result<()> {
        self.memory.remove(file)
    }

    fn sync_names(&self) -> io::Result<()> {
        self.memory.sync_names()
    }
}

#[test]
fn frames_and_a_segment_that_come_between_two_looks_are_read_in_order() {
    // So many frames are appended at once: some still go into the segment that has been looked at, the others begin the next.
    for burst in 1..12u64 {
        let memory = Memory::new();
        let (mut journal, _) = Journal::start(memory.clone(), SMALL).unwrap();
        journal.append(&["1"]).unwrap();
        let mut left = 40u64;
        let writer = move || {
            for _ in 0..burst.min(left) {
                let next = journal.last().seq.0 + 1;
                journal.append(&[next.to_string()]).unwrap();
                left -= 1;
            }
        };
        let busy = Busy { memory, writer: Rc::new(RefCell::new(writer)) };
        let mut reader = Reader::new(busy, Index::default(), Seq::NONE);
        for wanted in 1..=41u64 {
            let frame = reader.next().unwrap_or_else(|| panic!("frame {wanted}, {burst} at a time")).unwrap();
            assert_eq!((frame.seq, frame.payload), (Seq(wanted), wanted.to_string().into_bytes()));
        }
        assert!(reader.next().is_none());
    }
}
