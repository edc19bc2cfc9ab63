//! Files kept beside the journal: a photograph of a certificate, a scan of an application. The only room that touches their folder.
//!
//! A file is named by the hash of its content, so the same photograph is there once and what was changed shows. It is on disk, under its
//! name, before the row that refers to it is written; a row that is withdrawn leaves the bytes where they are, because the journal still
//! speaks of them. That a row exists and whose it is, is the affair of the register `file`.

use super::failure::Failure;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::register::{RegisterCommand, RegisterEvent, RegisterRefusal};
use crate::ids::RowId;
use crate::text::clean;
use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The register whose rows are files.
pub const REGISTER: &str = "file";
/// What its rows say: the name, the hash, the length.
pub const NAME: &str = "file_name";
/// The hash in hexadecimal digits.
pub const HASH: &str = "file_hash";
/// The length in bytes.
pub const BYTES: &str = "file_bytes";

/// The longest file that is kept: 20 MB.
pub const BYTES_MAX: u64 = 20 * 1024 * 1024;
/// The longest name that is kept, in characters.
pub const NAME_MAX: usize = 80;

const FOLDER: &str = "attachments";
const HASH_DIGITS: usize = 64;
/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// The folder of a data directory.
#[derive(Clone, Debug)]
pub struct Attachments {
    folder: PathBuf,
}

/// A file that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The hash of its content in hexadecimal digits.
    pub hash: String,
    /// Its length.
    pub bytes: u64,
}

/// Why a file is not what a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsound {
    /// It is not there.
    Missing,
    /// It is there and is another than was kept.
    Changed,
}

impl Attachments {
    /// Those of a data directory.
    pub fn of(data: &Path) -> Self {
        Self { folder: data.join(FOLDER) }
    }

    /// Where a file is, or would be.
    pub fn path(&self, hash: &str) -> PathBuf {
        self.folder.join(hash)
    }

    /// The files that are there, by their hash, in order. A file that is still being written is none of them.
    ///
    /// # Errors
    /// When the folder is there and cannot be read.
    pub fn names(&self) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut names = Vec::new();
        for entry in entries {
            names.extend(entry?.file_name().into_string().ok().filter(|name| is_hash(name)));
        }
        names.sort_unstable();
        Ok(names)
    }

    /// Keeps a file: read to its end, brought to disk under its name. The same content is kept once.
    ///
    /// # Errors
    /// When it is empty or too long, cannot be read, or the disk refuses.
    pub fn keep(&self, from: &mut dyn Read) -> Result<Kept, Refusal> {
        self.write(from).map_err(|error| match error {
            NotKept::TooLong => RegisterRefusal::FileTooLong(BYTES_MAX).into(),
            NotKept::Empty => RegisterRefusal::FileEmpty.into(),
            NotKept::Disk(error) => Failure::Disk { place: self.folder.clone(), kind: error.kind() }.into(),
        })
    }

    fn write(&self, from: &mut dyn Read) -> Result<Kept, NotKept> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.folder)?;
        let private = fs::Permissions::from_mode(0o600);
        let mut file = tempfile::Builder::new().prefix("new-").permissions(private).tempfile_in(&self.folder)?;
        let (mut hasher, mut bytes) = (blake3::Hasher::new(), 0u64);
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = from.read(&mut chunk)?;
            let Some(part) = chunk.get(..read).filter(|part| !part.is_empty()) else { break };
            bytes += u64::try_from(read).unwrap_or(u64::MAX);
            if bytes > BYTES_MAX {
                return Err(NotKept::TooLong);
            }
            hasher.update(part);
            file.write_all(part)?;
        }
        if bytes == 0 {
            return Err(NotKept::Empty);
        }
        let hash = hasher.finalize().to_hex().to_string();
        file.as_file().sync_all()?;
        // What was there under this name and is sound is the same; what is damaged is put right by this.
        file.persist(self.path(&hash)).map_err(|error| error.error)?;
        File::open(&self.folder)?.sync_all()?;
        Ok(Kept { hash, bytes })
    }

    /// A kept file, to be read.
    ///
    /// # Errors
    /// When it is not there or not what was kept; nothing that is wrong is handed out.
    pub fn open(&self, hash: &str) -> Result<File, Refusal> {
        let sound = self.check(hash).map_err(|error| Failure::Disk { place: self.path(hash), kind: error.kind() });
        match sound.map_err(Refusal::from)? {
            None => File::open(self.path(hash))
                .map_err(|error| Failure::Disk { place: self.path(hash), kind: error.kind() }.into()),
            Some(_) => Err(RegisterRefusal::FileMissing(hash.chars().take(HASH_DIGITS).collect()).into()),
        }
    }

    /// What is wrong with a kept file, if anything is.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn check(&self, hash: &str) -> io::Result<Option<Unsound>> {
        if !is_hash(hash) {
            return Ok(Some(Unsound::Missing));
        }
        let file = match File::open(self.path(hash)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Some(Unsound::Missing)),
            file => file?,
        };
        let mut hasher = blake3::Hasher::new();
        // One byte more than the longest tells a file that grew.
        io::copy(&mut file.take(BYTES_MAX + 1), &mut hasher)?;
        Ok((hasher.finalize().to_hex().as_str() != hash).then_some(Unsound::Changed))
    }

    /// Whether what a command refers to is kept: a row that names a file must not come before the file.
    ///
    /// # Errors
    /// When it is not.
    pub fn vouch(&self, command: &Command) -> Result<(), Refusal> {
        let (Command::Register(RegisterCommand::Write { values, .. })
        | Command::Register(RegisterCommand::Correct { values, .. })) = command
        else {
            return Ok(());
        };
        for (_, hash) in values.iter().filter(|(key, _)| key == HASH) {
            if !is_hash(hash) || !self.path(hash).is_file() {
                return Err(RegisterRefusal::FileMissing(hash.chars().take(HASH_DIGITS).collect()).into());
            }
        }
        Ok(())
    }
}

enum NotKept {
    TooLong,
    Empty,
    Disk(io::Error),
}

impl From<io::Error> for NotKept {
    fn from(error: io::Error) -> Self {
        NotKept::Disk(error)
    }
}

fn is_hash(text: &str) -> bool {
    text.len() == HASH_DIGITS && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The name of a file as it is kept: the last part of its path, harmless, on one line, not too long.
pub fn name(path: &Path) -> String {
    let last = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name: String = clean::free_text(&last).split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.replace(['/', '\\'], "_").trim_start_matches('.').to_string();
    let kept: String = if name.chars().count() > NAME_MAX { shortened(&name) } else { name };
    if kept.is_empty() { "file".into() } else { kept }
}

/// A long name keeps its ending, which says what it is.
fn shortened(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').filter(|(_, ending)| ending.chars().count() <= 8).unwrap_or((name, ""));
    let room = NAME_MAX.saturating_sub(ending.chars().count() + 1);
    let stem: String = stem.chars().take(room).collect();
    if ending.is_empty() { stem } else { format!("{stem}.{ending}") }
}

/// The files that an event refers to, with the row that does.
pub fn referred(event: &Event, into: &mut BTreeMap<String, RowId>) {
    if let Event::Register(RegisterEvent::Written { row, values, .. }) = event {
        let hashes = values.iter().filter(|(key, _)| key == HASH).map(|(_, hash)| hash.clone());
        hashes.for_each(|hash| _ = into.entry(hash).or_insert(*row));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_kept_once_privately_and_a_change_shows() {
        let dir = tempfile::tempdir().unwrap();
        let attachments = Attachments::of(dir.path());
        let photo = vec![7u8; 100_000];
        let kept = attachments.keep(&mut photo.as_slice()).unwrap();
        assert_eq!((kept.bytes, kept.hash.len()), (100_000, 64));
        assert_eq!(attachments.keep(&mut photo.as_slice()).unwrap(), kept);
        let files: Vec<_> = fs::read_dir(dir.path().join(FOLDER)).unwrap().collect();
        assert_eq!(files.len(), 1);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&attachments.path(&kept.hash)), mode(&dir.path().join(FOLDER))), (0o600, 0o700));
        assert_eq!(attachments.check(&kept.hash).unwrap(), None);
        let mut read = Vec::new();
        attachments.open(&kept.hash).unwrap().read_to_end(&mut read).unwrap();
        assert!(read == photo);

        fs::write(attachments.path(&kept.hash), b"another").unwrap();
        assert_eq!(attachments.check(&kept.hash).unwrap(), Some(Unsound::Changed));
        assert_eq!(attachments.open(&kept.hash).unwrap_err().code(), "no-such-file");
        // Keeping the same photograph again puts it right.
        attachments.keep(&mut photo.as_slice()).unwrap();
        assert_eq!(attachments.check(&kept.hash).unwrap(), None);
        fs::remove_file(attachments.path(&kept.hash)).unwrap();
        assert_eq!(attachments.check(&kept.hash).unwrap(), Some(Unsound::Missing));
        assert_eq!(attachments.check("../journal").unwrap(), Some(Unsound::Missing));
    }

    #[test]
    fn what_is_too_long_or_empty_is_not_kept_and_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let attachments = Attachments::of(dir.path());
        let refused = |from: &mut dyn Read| attachments.keep(from).unwrap_err().code().to_string();
        assert_eq!(refused(&mut io::repeat(1).take(BYTES_MAX + 1)), "file-too-long");
        assert_eq!(refused(&mut io::empty()), "file-empty");
        assert_eq!(fs::read_dir(dir.path().join(FOLDER)).unwrap().count(), 0);
        assert!(attachments.keep(&mut io::repeat(1).take(BYTES_MAX)).is_ok());
    }

    #[test]
    fn names_are_made_harmless() {
        let long = format!("{}.jpeg", "照".repeat(200));
        for (path, wanted) in [
            ("/home/zhou/残疾证 正面.jpg", "残疾证 正面.jpg"),
            ("a\u{1b}[2J\u{202e}b.png", "a[2Jb.png"),
            ("../..", "file"),
            (".hidden", "hidden"),
            ("a\nb\\c.txt", "a b_c.txt"),
        ] {
            assert_eq!(name(Path::new(path)), wanted, "{path:?}");
        }
        let kept = name(Path::new(&long));
        assert!(kept.chars().count() <= NAME_MAX && kept.ends_with(".jpeg"), "{kept}");
    }
}
