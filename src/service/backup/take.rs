//! Taking a backup, of a data directory that somebody may be working in.

use super::manifest::{self, Listed, Manifest};
use super::place;
use super::refused::Refused;
use crate::journal::{self, Copied, Holder, JournalError, Lock};
use crate::service::attachment::{Attachments, Unsound};
use crate::service::failure::Failure;
use crate::service::maintenance::Progress;
use crate::service::verify::{self, Files};
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::fs::File;
use std::path::{Path, PathBuf};

/// A backup that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// What is in it.
    pub manifest: Manifest,
    /// Its length in bytes.
    pub bytes: u64,
    /// How much of it was not in the backup before.
    pub new_bytes: u64,
    /// Attachments that could not be kept, because they are not whole in the data directory either.
    pub unsound: Vec<(PathBuf, Unsound)>,
}

/// Backs a data directory up. `at` is the moment that the manifest says.
///
/// # Errors
/// When the directory cannot take it, the journal is damaged, the copy is not what was to be copied, or the disk refuses. The backup that was
/// there before is then as good as it was.
pub fn backup(
    data: &Path,
    to: &Path,
    at: DateTime<FixedOffset>,
    holder: &Holder,
    progress: Progress<'_>,
) -> Result<BackedUp, Refused> {
    journal::noted_head(data)?;
    let before = place::claim(data, to)?;
    let _lock = Lock::take(to, holder)?;
    place::clear(to)?;
    let known = before.journal(to)?;
    let copied = journal::copy(data, to, &known, None, progress).map_err(|error| Refused::of_copying(to, error))?;
    let mut new_bytes = copied.new_bytes;
    let (files, unsound) = attachments(data, to, &before, &mut new_bytes)?;
    let papers = place::papers(data)?;
    let kept = papers.iter().map(|paper| Ok((paper.clone(), place::keep_paper(data, paper, to)?)));
    let papers = kept.collect::<Result<Vec<_>, Refused>>()?;
    // From here on nothing is copied any more: what is there is looked over.
    let counts = look_over(to, &copied, progress)?;
    let manifest = Manifest::done(at, copied.last, counts, list(to, &copied, &files, &papers)?);
    manifest.write(to)?;
    let bytes = manifest.files.iter().map(|file| file.bytes).sum();
    Ok(BackedUp { manifest, bytes, new_bytes, unsound })
}

/// Keeps the attachments that the backup does not have; gives all that it has now, and those that are not whole. What it has stays, also where the
/// data directory has lost it.
#[expect(clippy::type_complexity, reason = "two lists, named where they are taken")]
fn attachments(
    data: &Path,
    to: &Path,
    before: &Manifest,
    new_bytes: &mut u64,
) -> Result<(Vec<String>, Vec<(PathBuf, Unsound)>), Refused> {
    let (from, kept) = (Attachments::of(data), Attachments::of(to));
    let failed = |path: PathBuf| move |error: std::io::Error| Refused::disk(&path, &error);
    let mut files: Vec<String> = kept.names().map_err(failed(to.to_path_buf()))?;
    let listed = |hash: &str| before.files.iter().any(|file| file.hash == hash && file.kept == relative(hash));
    files.retain(|hash| listed(hash));
    let mut unsound = Vec::new();
    for hash in from.names().map_err(failed(data.to_path_buf()))? {
        if files.binary_search(&hash).is_ok() {
            continue;
        }
        match from.check(&hash).map_err(failed(from.path(&hash)))? {
            Some(why) => unsound.push((from.path(&hash), why)),
            None => {
                let mut file = File::open(from.path(&hash)).map_err(failed(from.path(&hash)))?;
                // What is sound cannot be empty or too long: only the disk can refuse.
                let copy =
                    kept.keep(&mut file).map_err(|_| failed(kept.path(&hash))(std::io::ErrorKind::Other.into()))?;
                *new_bytes += copy.bytes;
                files.push(copy.hash);
                files.sort_unstable();
            }
        }
    }
    Ok((files, unsound))
}

/// The path of an attachment in a data directory.
fn relative(hash: &str) -> String {
    Attachments::of(Path::new("")).path(hash).to_string_lossy().into_owned()
}

/// Reads the journal of the backup from its first entry: the chain, the checksums, that it ends where it should and that every entry can be read
/// and folded. Gives the families and items that follow from it.
fn look_over(to: &Path, copied: &Copied, progress: Progress<'_>) -> Result<(u64, u64), Refused> {
    journal::whole(to, copied.last, true, &mut |_, _| {}).map_err(Refused::of_copy)?;
    let failed = |error: std::io::Error| Refused::disk(to, &error);
    let aside = tempfile::Builder::new().prefix("fold-").tempdir_in(to).map_err(failed)?;
    let views = verify::folded(to, copied.last.seq, aside.path(), &mut Files::new(), progress)?;
    let counts = views.counts(NaiveDate::MIN);
    views.close().map_err(Failure::from)?;
    Ok((counts.families, counts.items))
}

/// Every file of the backup as it is on disk now, and that attachments are what their names say.
fn list(to: &Path, copied: &Copied, files: &[String], papers: &[(String, String)]) -> Result<Vec<Listed>, Refused> {
    let mut listed = Vec::new();
    let parts = copied.parts.iter().map(|part| Some(part.bytes)).chain([None]);
    for (path, bytes) in manifest::journal_paths(copied.parts.iter().map(|part| part.name.as_str())).iter().zip(parts) {
        listed.push(manifest::listed(to, path, path, bytes)?);
    }
    for hash in files {
        let file = manifest::listed(to, &relative(hash), &relative(hash), None)?;
        if file.hash != *hash {
            return Err(Refused::Damaged { file: to.join(&file.kept), offset: 0 });
        }
        listed.push(file);
    }
    for (path, kept) in papers {
        listed.push(manifest::listed(to, path, kept, None)?);
    }
    Ok(listed)
}

impl Refused {
    /// What is wrong with the journal of a backup.
    pub(super) fn of_copy(error: JournalError) -> Self {
        match error {
            JournalError::Damaged(_) => Refused::Copy(error),
            error => error.into(),
        }
    }
}
