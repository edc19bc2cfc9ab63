//! The directory of a backup and the files in it that are no journal.

use super::manifest::Manifest;
use super::refused::Refused;
use std::fs::{self, DirBuilder, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// How the names of files and folders begin that are removed when a work is done, and that a killed one leaves.
const PASSING: [&str; 2] = ["new-", "fold-"];
/// The lock, which stays.
pub(super) const LOCK: &str = "lock";
/// The office's lists of days off in its data directory.
const DAYS_OFF: &str = "days-off";
/// What a backup keeps under the hash of its content, because it may change.
const PAPERS: &str = "papers";
/// The most that a plan or a list of days off may hold, in bytes: what the program itself reads of one.
const PAPER_MAX: u64 = 4 << 20;

/// Makes sure that a directory can take a backup of the data directory: missing, empty, or with an earlier one in it.
///
/// # Errors
/// When it holds something else, one lies in the other, or the disk refuses.
pub(super) fn claim(data: &Path, to: &Path) -> Result<Manifest, Refused> {
    apart(data, to)?;
    make(to).map_err(|error| Refused::disk(to, &error))?;
    // It may be the root of a disk of its own; the files in it are private in any case.
    let _ = fs::set_permissions(to, Permissions::from_mode(0o700));
    if let Some(manifest) = Manifest::of(to)? {
        return Ok(manifest);
    }
    if names(to)?.iter().any(|name| name != LOCK && !is_passing(name)) {
        return Err(Refused::NotABackup(to.to_path_buf()));
    }
    let begun = Manifest::begun();
    begun.write(to)?;
    Ok(begun)
}

/// Removes what a killed work left.
///
/// # Errors
/// When the disk refuses.
pub(super) fn clear(to: &Path) -> Result<(), Refused> {
    for name in names(to)?.iter().filter(|name| is_passing(name)) {
        remove(&to.join(name))?;
    }
    Ok(())
}

/// Removes a file or a folder with everything in it, if it is there.
///
/// # Errors
/// When the disk refuses.
pub(super) fn remove(path: &Path) -> Result<(), Refused> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Refused::disk(path, &error)),
        _ => Ok(()),
    }
}

fn is_passing(name: &str) -> bool {
    PASSING.iter().any(|passing| name.starts_with(passing))
}

/// The names in a directory.
///
/// # Errors
/// When it cannot be read.
pub(super) fn names(dir: &Path) -> Result<Vec<String>, Refused> {
    let failed = |error: io::Error| Refused::disk(dir, &error);
    let mut names = Vec::new();
    for entry in fs::read_dir(dir).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    names.sort_unstable();
    Ok(names)
}

/// Neither directory lies in the other.
///
/// # Errors
/// When one does.
pub(super) fn apart(data: &Path, other: &Path) -> Result<(), Refused> {
    let (data, to) = (real(data), real(other));
    match to.starts_with(&data) || data.starts_with(&to) {
        true => Err(Refused::Inside(other.to_path_buf())),
        false => Ok(()),
    }
}

/// Where a path leads, whether or not it is there yet.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    for near in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (near.canonicalize(), absolute.strip_prefix(near)) {
            return real.join(rest);
        }
    }
    absolute
}

/// Makes a directory, readable by its owner alone.
///
/// # Errors
/// When the disk refuses.
pub(super) fn make(dir: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
    match dir.parent().filter(|above| !above.as_os_str().is_empty()) {
        // Whoever may not read the directory above cannot sync it either; the name is then on disk when the system says so.
        Some(above) => File::open(above).map_or(Ok(()), |above| above.sync_all()),
        None => Ok(()),
    }
}

/// The office's own plan and lists of days off in a data directory: paths in it.
///
/// # Errors
/// When a folder cannot be read.
pub(super) fn papers(data: &Path) -> Result<Vec<String>, Refused> {
    let ends = |name: &String, ending: &str| Path::new(name).extension().is_some_and(|found| found == ending);
    let mut papers: Vec<String> = names(data)?.into_iter().filter(|name| ends(name, "toml")).collect();
    if data.join(DAYS_OFF).is_dir() {
        let lists = names(&data.join(DAYS_OFF))?.into_iter().filter(|name| ends(name, "csv"));
        papers.extend(lists.map(|name| format!("{DAYS_OFF}/{name}")));
    }
    papers.retain(|paper| data.join(paper).is_file());
    Ok(papers)
}

/// Keeps such a paper in a backup; gives its path there.
///
/// # Errors
/// When it cannot be read or written.
pub(super) fn keep_paper(data: &Path, paper: &str, to: &Path) -> Result<String, Refused> {
    let from = data.join(paper);
    let failed = |error: io::Error| Refused::disk(&from, &error);
    let length = fs::metadata(&from).map_err(failed)?.len();
    if length > PAPER_MAX {
        return Err(failed(io::ErrorKind::FileTooLarge.into()));
    }
    let content = fs::read(&from).map_err(failed)?;
    let kept = format!("{PAPERS}/{}", blake3::hash(&content).to_hex());
    if !to.join(&kept).is_file() {
        write(&to.join(&kept), &content)?;
    }
    Ok(kept)
}

/// Writes a file whole: beside its place, brought to disk, then moved there.
///
/// # Errors
/// When the disk refuses.
pub(super) fn write(path: &Path, content: &[u8]) -> Result<(), Refused> {
    let written = || -> io::Result<()> {
        let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        make(folder)?;
        let mut file = tempfile::Builder::new().prefix("new-").tempfile_in(folder)?;
        file.write_all(content)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        File::open(folder)?.sync_all()
    };
    written().map_err(|error| Refused::disk(path, &error))
}
