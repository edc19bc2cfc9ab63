//! The manifest of a backup: when it was taken, where the journal ends in it, what it counts, and every file with length and hash.

use super::refused::Refused;
use crate::journal::{Hash, Head, Place, Seq};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The file, in the backup's directory.
pub(super) const FILE: &str = "manifest.json";
/// The form of the manifest.
const FORMAT: u32 = 1;
/// The most that is read of a manifest, in bytes: two hundred bytes a file.
const BYTES_MAX: u64 = 512 << 20;

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// When it was taken; none while the first one is under way.
    pub at: Option<DateTime<FixedOffset>>,
    /// The last entry.
    pub entry: u64,
    /// Its hash, in hexadecimal digits; it vouches for every entry before it.
    pub hash: String,
    /// Families in the views that follow from the entries.
    pub families: u64,
    /// Items in the views that follow from the entries.
    pub items: u64,
    /// The files.
    pub files: Vec<Listed>,
}

/// A file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Where it belongs in the data directory.
    pub path: String,
    /// Where it lies in the backup.
    pub kept: String,
    /// How much of it belongs to the backup.
    pub bytes: u64,
    /// The hash of so much of it, in hexadecimal digits.
    pub hash: String,
}

impl Manifest {
    /// The manifest of a first backup that is under way.
    pub(super) fn begun() -> Self {
        let (entry, hash) = (0, Hash::NONE.to_string());
        Manifest { format: FORMAT, at: None, entry, hash, families: 0, items: 0, files: Vec::new() }
    }

    /// The manifest of a backup that is done.
    pub(super) fn done(at: DateTime<FixedOffset>, last: Head, counts: (u64, u64), files: Vec<Listed>) -> Self {
        let (entry, hash) = (last.seq.0, last.hash.to_string());
        Manifest { format: FORMAT, at: Some(at), entry, hash, families: counts.0, items: counts.1, files }
    }

    /// The manifest of a directory; none where there is no such file.
    ///
    /// # Errors
    /// When it is damaged, of a later program, or cannot be read.
    pub(super) fn of(dir: &Path) -> Result<Option<Manifest>, Refused> {
        let path = dir.join(FILE);
        let mut text = String::new();
        let read = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file.and_then(|file| file.take(BYTES_MAX).read_to_string(&mut text)),
        };
        match read {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::InvalidData => return Err(damaged(&path)),
            Err(error) => return Err(Refused::disk(&path, &error)),
        }
        let (body, seal) = text.split_once('\n').ok_or_else(|| damaged(&path))?;
        if seal.strip_suffix('\n') != Some(Hash::of(body.as_bytes()).to_string().as_str()) {
            return Err(damaged(&path));
        }
        let form: Form = serde_json::from_str(body).map_err(|_| damaged(&path))?;
        if form.format != FORMAT {
            return Err(Refused::Later(path));
        }
        let manifest: Manifest = serde_json::from_str(body).map_err(|_| damaged(&path))?;
        match manifest.files.iter().all(|file| is_inside(&file.path) && is_inside(&file.kept)) {
            true => Ok(Some(manifest)),
            false => Err(damaged(&path)),
        }
    }

    /// Puts it in place of the one before it, in one step; on disk when this returns.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn write(&self, dir: &Path) -> Result<(), Refused> {
        let path = dir.join(FILE);
        let write = || -> io::Result<()> {
            let body = serde_json::to_string(self)?;
            let mut file = tempfile::Builder::new().prefix("new-").tempfile_in(dir)?;
            file.write_all(format!("{body}\n{}\n", Hash::of(body.as_bytes())).as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(&path).map_err(|error| error.error)?;
            File::open(dir)?.sync_all()
        };
        write().map_err(|error| Refused::disk(&path, &error))
    }

    /// The last entry and its hash.
    pub(super) fn last(&self, dir: &Path) -> Result<Head, Refused> {
        let hash = Hash::from_digits(&self.hash).ok_or_else(|| damaged(&dir.join(FILE)))?;
        Ok(Head { seq: Seq(self.entry), hash })
    }

    /// Up to where the journal is in the backup.
    pub(super) fn journal(&self, dir: &Path) -> Result<Place, Refused> {
        let parts = self.files.iter().filter_map(|file| Some((segment(&file.kept)?.to_string(), file.bytes)));
        Ok(Place { last: self.last(dir)?, parts: parts.collect() })
    }
}

/// What every form of a manifest says of itself.
#[derive(Deserialize)]
struct Form {
    format: u32,
}

/// Where the files of the journal lie.
const JOURNAL: &str = "journal/";
/// The file of the journal that is written anew each time.
const HEAD: &str = "journal/head";

/// The name of a segment, if this is the path of one.
pub(super) fn segment(path: &str) -> Option<&str> {
    path.strip_prefix(JOURNAL).filter(|_| path != HEAD)
}

/// Whether this is the path of the head file.
pub(super) fn is_head(path: &str) -> bool {
    path == HEAD
}

/// The paths of a journal's files: these segments, and the head file.
pub(super) fn journal_paths<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    names.map(|name| format!("{JOURNAL}{name}")).chain([HEAD.to_string()]).collect()
}

/// What a manifest names lies in its own directory, whoever wrote it.
fn is_inside(path: &str) -> bool {
    let plain = |part: std::path::Component<'_>| matches!(part, std::path::Component::Normal(_));
    !path.is_empty() && Path::new(path).components().all(plain)
}

fn damaged(path: &Path) -> Refused {
    Refused::Damaged { file: PathBuf::from(path), offset: 0 }
}

/// A file of a backup as it is now, up to a length.
///
/// # Errors
/// When it is shorter, or cannot be read.
pub(super) fn hash_of(path: &Path, bytes: u64) -> Result<String, Refused> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Refused::Damaged { file: path.to_path_buf(), offset: 0 },
        _ => Refused::disk(path, &error),
    };
    let mut hasher = blake3::Hasher::new();
    let read = File::open(path).and_then(|file| io::copy(&mut file.take(bytes), &mut hasher)).map_err(failed)?;
    match read == bytes {
        true => Ok(hasher.finalize().to_hex().to_string()),
        false => Err(Refused::Damaged { file: path.to_path_buf(), offset: read }),
    }
}

/// A file of the backup with what it holds now.
///
/// # Errors
/// When it cannot be read.
pub(super) fn listed(dir: &Path, path: &str, kept: &str, bytes: Option<u64>) -> Result<Listed, Refused> {
    let place = dir.join(kept);
    let length = || fs::metadata(&place).map(|meta| meta.len()).map_err(|error| Refused::disk(&place, &error));
    let bytes = bytes.map_or_else(length, Ok)?;
    Ok(Listed { path: path.to_string(), kept: kept.to_string(), bytes, hash: hash_of(&place, bytes)? })
}
