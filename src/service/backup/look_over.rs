//! Looking a backup over where it lies: nothing is written into it.

use super::manifest::{self, Listed, Manifest};
use super::refused::Refused;
use crate::journal::{self, JournalError, Seq};
use crate::service::maintenance::{Progress, Verification};
use crate::service::verify::{self, Files};
use std::path::Path;

/// Looks a backup over; none where the directory is not one.
///
/// # Errors
/// When there is a manifest and it is damaged or of a backup that was never whole, or something cannot be read. Damage beyond that is a finding.
pub fn verify(dir: &Path, progress: Progress<'_>) -> Result<Option<Verification>, Refused> {
    let Some(manifest) = Manifest::of(dir)? else { return Ok(None) };
    if manifest.at.is_none() {
        return Err(Refused::NoBackup(dir.to_path_buf()));
    }
    let mut found = of_manifest(&manifest, dir)?;
    match journal::whole(dir, manifest.last(dir)?, false, &mut |seq, _| progress(seq.0, manifest.entry)) {
        Ok(()) => {}
        Err(error @ JournalError::Damaged(_)) => found.findings.push(verify::of_journal(&error)),
        Err(error) => return Err(error.into()),
    }
    for file in &manifest.files {
        match is_what_was_kept(dir, &manifest, file) {
            Ok(()) => {}
            Err(refused @ Refused::Damaged { .. }) => found.findings.push(refused.finding("backup-file")),
            Err(refused) => return Err(refused),
        }
    }
    if found.is_sound() {
        let mut files = Files::new();
        let counts = verify::counted(dir, Seq(manifest.entry), &mut files, progress)?;
        let there = (manifest.entry, counts.0, counts.1);
        let wanted = (manifest.entry, manifest.families, manifest.items);
        if there != wanted {
            found.findings.push(Refused::Differs { wanted, found: there }.finding("backup-differs"));
        }
        files.retain(|hash, _| manifest.files.iter().all(|file| file.hash != *hash));
        found.findings.extend(files.into_values().map(verify::of_missing));
    }
    Ok(Some(found))
}

fn of_manifest(manifest: &Manifest, dir: &Path) -> Result<Verification, Refused> {
    let segments = || manifest.files.iter().filter(|file| manifest::segment(&file.path).is_some());
    let head = manifest.last(dir)?.seq;
    Ok(Verification {
        entries: manifest.entry,
        segments: segments().count() as u64,
        bytes: segments().map(|file| file.bytes).sum(),
        head: (head != Seq::NONE).then_some(head),
        head_hash: manifest.hash.clone(),
        families: manifest.families,
        items: manifest.items,
        backup: manifest.at,
        ..Verification::default()
    })
}

/// Holds a file of the backup against the manifest.
///
/// # Errors
/// When it is not what was kept, or cannot be read.
pub(super) fn is_what_was_kept(from: &Path, manifest: &Manifest, file: &Listed) -> Result<(), Refused> {
    let path = from.join(&file.kept);
    if manifest::is_head(&file.kept) {
        // A later backup that was interrupted may have written it anew; that it names no earlier entry was seen.
        let noted = journal::noted_head(from)?.map(|head| head.seq);
        if noted != Some(Seq(manifest.entry)) {
            return Ok(());
        }
    }
    match manifest::hash_of(&path, file.bytes)? == file.hash {
        true => Ok(()),
        false => Err(Refused::Damaged { file: path, offset: 0 }),
    }
}
