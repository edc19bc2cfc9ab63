//! Putting a backup back: looked over, copied beside, folded, looked over again, and only then given its name.

use super::look_over::is_what_was_kept;
use super::manifest::{self, Manifest};
use super::place;
use super::refused::Refused;
use crate::journal::{self, Holder, Lock, Place};
use crate::service::maintenance::{Finding, Maintenance, Progress};
use crate::service::store::Store;
use crate::service::upkeep::Upkeep;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Where it is put together, in the directory that it is for.
const BESIDE: &str = "restoring";
/// What is given its name last: without it there is no data directory.
const JOURNAL: &str = "journal";
/// What is folded from the journal.
const VIEWS: &str = "views";
/// The codes of findings about attachments begin so.
const OF_FILES: &str = "file-";

/// A backup that was put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What was in it.
    pub manifest: Manifest,
    /// The data directory.
    pub data: PathBuf,
    /// Attachments that the data directory had not whole any more when the backup was taken.
    pub findings: Vec<Finding>,
}

/// Puts a backup back into an empty or missing directory.
///
/// # Errors
/// When the backup is damaged, what comes of it is not what its manifest says, the directory holds something, or the disk refuses. The
/// directory is then not a data directory, and the backup is as it was.
pub fn restore(from: &Path, data: &Path, holder: &Holder, progress: Progress<'_>) -> Result<Restored, Refused> {
    let manifest = Manifest::of(from)?.filter(|manifest| manifest.at.is_some());
    let manifest = manifest.ok_or_else(|| Refused::NoBackup(from.to_path_buf()))?;
    place::apart(data, from)?;
    let last = manifest.last(from)?;
    journal::whole(from, last, false, &mut |seq, _| progress(seq.0, last.seq.0)).map_err(Refused::of_copy)?;
    for file in &manifest.files {
        is_what_was_kept(from, &manifest, file)?;
    }
    empty(data, &manifest)?;
    let _lock = Lock::take(data, holder)?;
    let beside = data.join(BESIDE);
    place::remove(&beside)?;
    fill(from, &beside, &manifest, progress)?;
    let findings = prove(&beside, &manifest, holder, progress)?;
    give_names(&beside, data)?;
    Ok(Restored { manifest, data: data.to_path_buf(), findings })
}

/// Makes sure that there is nothing in the directory but what an earlier restore left when it was interrupted, and removes that.
fn empty(data: &Path, manifest: &Manifest) -> Result<(), Refused> {
    if !data.exists() {
        return place::make(data).map_err(|error| Refused::disk(data, &error));
    }
    let names = place::names(data)?;
    let has = |name: &str| names.iter().any(|found| found == name);
    let ours: BTreeSet<&str> = match has(BESIDE) && !has(JOURNAL) {
        true => tops(manifest).chain([BESIDE, VIEWS]).collect(),
        false => BTreeSet::new(),
    };
    if names.iter().any(|name| name != place::LOCK && !ours.contains(name.as_str())) {
        return Err(Refused::NotEmpty(data.to_path_buf()));
    }
    names.iter().filter(|name| ours.contains(name.as_str())).try_for_each(|name| place::remove(&data.join(name)))
}

/// The first part of each path.
fn tops(manifest: &Manifest) -> impl Iterator<Item = &str> {
    manifest.files.iter().filter_map(|file| file.path.split('/').next())
}

fn fill(from: &Path, beside: &Path, manifest: &Manifest, progress: Progress<'_>) -> Result<(), Refused> {
    place::make(beside).map_err(|error| Refused::disk(beside, &error))?;
    let last = manifest.last(from)?;
    journal::copy(from, beside, &Place::nothing(), Some(last), progress)
        .map_err(|error| Refused::of_copying(from, error))?;
    journal::whole(beside, last, true, &mut |_, _| {})?;
    for file in &manifest.files {
        if manifest::is_head(&file.path) || manifest::segment(&file.path).is_some() {
            continue;
        }
        let kept = from.join(&file.kept);
        let content = fs::read(&kept).map_err(|error| Refused::disk(&kept, &error))?;
        place::write(&beside.join(&file.path), &content)?;
    }
    Ok(())
}

/// Folds the views and looks everything over. Gives what a clerk should know all the same.
fn prove(beside: &Path, manifest: &Manifest, holder: &Holder, progress: Progress<'_>) -> Result<Vec<Finding>, Refused> {
    let (store, _) = Store::open(beside, holder, progress)?;
    store.close();
    let found = Upkeep::new(beside.to_path_buf(), holder.clone()).verify(progress);
    let found = found.map_err(|refusal| Refused::Refusal(Box::new(refusal)))?;
    let mut of_files = Vec::new();
    for finding in found.findings {
        match finding.grave && !finding.code.starts_with(OF_FILES) {
            true => return Err(Refused::Unsound(Box::new(finding))),
            false => of_files.push(finding),
        }
    }
    let wanted = (manifest.entry, manifest.families, manifest.items);
    let there = (found.head.map_or(0, |seq| seq.0), found.families, found.items);
    match wanted == there && (manifest.entry == 0 || found.head_hash == manifest.hash) {
        true => Ok(of_files),
        false => Err(Refused::Differs { wanted, found: there }),
    }
}

/// Everything gets its name, the journal last.
fn give_names(beside: &Path, data: &Path) -> Result<(), Refused> {
    let failed = |error: std::io::Error| Refused::disk(data, &error);
    let sync = || File::open(data).and_then(|dir| dir.sync_all()).map_err(failed);
    let mut names = place::names(beside)?;
    names.retain(|name| name != place::LOCK);
    names.sort_by_key(|name| name == JOURNAL);
    for name in names {
        if name == JOURNAL {
            sync()?;
        }
        fs::rename(beside.join(&name), data.join(&name)).map_err(failed)?;
    }
    place::remove(beside)?;
    sync()
}
