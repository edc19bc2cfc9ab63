//! A directory of the real file system. Files are made readable by their owner alone.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::{Access, Medium, MediumFile};

/// A directory on disk, which must exist.
#[derive(Clone, Debug)]
pub struct Disk {
    directory: PathBuf,
}

impl Disk {
    /// The directory at this path.
    pub fn at(directory: &Path) -> Self {
        Disk { directory: directory.to_owned() }
    }
}

impl Medium for Disk {
    type File = DiskFile;

    fn path(&self, file: &str) -> PathBuf {
        if file.is_empty() { self.directory.clone() } else { self.directory.join(file) }
    }

    fn list(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.directory)? {
            // A name that is not UTF-8 is none of ours.
            names.extend(entry?.file_name().into_string());
        }
        Ok(names)
    }

    fn open(&self, file: &str, access: Access) -> io::Result<DiskFile> {
        let mut options = OpenOptions::new();
        options.read(true).mode(0o600);
        match access {
            Access::Read => &mut options,
            Access::Write => options.write(true),
            Access::Create => options.write(true).create(true).truncate(true),
        };
        options.open(self.directory.join(file)).map(DiskFile)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.directory.join(from), self.directory.join(to))
    }

    fn remove(&self, file: &str) -> io::Result<()> {
        fs::remove_file(self.directory.join(file))
    }

    fn sync_names(&self) -> io::Result<()> {
        File::open(&self.directory)?.sync_all()
    }
}

/// An open file on disk.
#[derive(Debug)]
pub struct DiskFile(File);

impl MediumFile for DiskFile {
    fn length(&self) -> io::Result<u64> {
        Ok(self.0.metadata()?.len())
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let mut done = 0;
        while let Some(rest) = into.get_mut(done..).filter(|rest| !rest.is_empty()) {
            match self.0.read_at(rest, offset + done as u64) {
                Ok(0) => break,
                Ok(read) => done += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all_at(bytes, offset)
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.0.set_len(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_data()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn files_are_private_and_read_back() {
        let directory = tempfile::tempdir().unwrap();
        let disk = Disk::at(directory.path());
        let mut file = disk.open("a.new", Access::Create).unwrap();
        file.write_at(0, b"hello").unwrap();
        file.truncate(4).unwrap();
        file.sync().unwrap();
        disk.rename("a.new", "a").unwrap();
        disk.sync_names().unwrap();
        assert_eq!(disk.list().unwrap(), ["a"]);

        let mut buffer = [0; 9];
        let read = disk.open("a", Access::Read).unwrap().read_at(1, &mut buffer).unwrap();
        assert_eq!(&buffer[..read], b"ell");
        let mode = fs::metadata(disk.path("a")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_file_opened_to_read_is_not_written() {
        let directory = tempfile::tempdir().unwrap();
        let disk = Disk::at(directory.path());
        disk.open("a", Access::Create).unwrap();
        assert!(disk.open("a", Access::Read).unwrap().write_at(0, b"x").is_err());
        assert!(disk.open("missing", Access::Write).is_err());
    }
}
