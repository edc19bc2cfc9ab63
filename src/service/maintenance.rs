//! What is done to a data directory as a whole: looked over, folded again, filled for a demonstration, given a year's days off.
//!
//! A desk never asks for these. They work where the directory may be too damaged to be opened for work, and may take long: each tells how
//! far it is.

use super::backup::{BackedUp, Restored};
use crate::domain::entry::Body;
use crate::domain::refusal::Refusal;
use crate::ids::Seq;
use crate::policy::calendar::DaysOff;
use crate::text::Lang;
use chrono::{DateTime, FixedOffset};
use std::path::Path;

/// How far a long work is: done, and in all where that is known (otherwise 0).
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// What may be done to a data directory.
pub trait Maintenance {
    /// Looks over everything: the chain and the checksums of the journal, the files beside it, and the views against what the journal says they
    /// should be. Nothing is changed. Where another program is at work the views are not compared, and a finding says so.
    ///
    /// # Errors
    /// When there is nothing to look at; damage is not an error but a finding.
    fn verify(&mut self, progress: Progress<'_>) -> Result<Verification, Refusal>;

    /// Looks over a directory that is not this one: a copy, or a backup with its manifest. Nothing is written there, so views are not compared.
    ///
    /// # Errors
    /// When there is nothing to look at.
    fn verify_elsewhere(&mut self, dir: &Path, progress: Progress<'_>) -> Result<Verification, Refusal>;

    /// What the journal of a directory was at an entry: its hash, and what the entries up to it come to. The directory is this one where none is
    /// named; nothing is written there.
    ///
    /// # Errors
    /// When there is no such entry, or the journal cannot be read.
    fn as_of(&mut self, dir: Option<&Path>, entry: Seq, progress: Progress<'_>) -> Result<AsOf, Refusal>;

    /// Deletes the views and folds them again from the journal.
    ///
    /// # Errors
    /// When the journal is damaged or the disk refuses.
    fn rebuild(&mut self, progress: Progress<'_>) -> Result<Rebuilt, Refusal>;

    /// Fills an empty data directory with entries as they come.
    ///
    /// # Errors
    /// When the directory is not empty or the disk refuses.
    fn fill(&mut self, bodies: &mut dyn Iterator<Item = Body>, progress: Progress<'_>) -> Result<Filled, Refusal>;

    /// Backs everything up into a directory of its own, while somebody may be working; what an earlier backup there has already is not copied
    /// again. `at` is the moment that the backup says.
    ///
    /// # Errors
    /// When the directory holds something else, the journal or the backup is damaged, or the disk refuses.
    fn backup(&mut self, to: &Path, at: DateTime<FixedOffset>, progress: Progress<'_>) -> Result<BackedUp, Refusal>;

    /// Puts a backup back into the data directory, which must be empty or missing.
    ///
    /// # Errors
    /// When the backup is damaged, the directory is not empty, or the disk refuses.
    fn restore(&mut self, from: &Path, progress: Progress<'_>) -> Result<Restored, Refusal>;

    /// Takes in a list of days off, so that it is there at every later opening of the directory.
    ///
    /// # Errors
    /// When the disk refuses.
    fn keep_days_off(&mut self, days: &DaysOff, text: &str) -> Result<(), Refusal>;
}

/// What a journal was at an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AsOf {
    /// The entry's hash in hexadecimal digits.
    pub hash: String,
    /// Families that follow from the entries up to it.
    pub families: u64,
    /// Items that follow from the entries up to it.
    pub items: u64,
}

/// What looking over a data directory found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Entries of the journal that are whole.
    pub entries: u64,
    /// Files that hold them.
    pub segments: u64,
    /// Their bytes.
    pub bytes: u64,
    /// The last entry that is whole.
    pub head: Option<Seq>,
    /// The head's hash, in hexadecimal digits: what a printed checkpoint can be held against.
    pub head_hash: String,
    /// Families that follow from the entries.
    pub families: u64,
    /// Items that follow from the entries.
    pub items: u64,
    /// The views were held against the journal.
    pub compared: bool,
    /// When it was taken, where it is a backup that was looked over.
    pub backup: Option<DateTime<FixedOffset>>,
    /// What is wrong, gravest first.
    pub findings: Vec<Finding>,
}

impl Verification {
    /// Whether nothing is damaged.
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| !finding.grave)
    }
}

/// Something that is wrong, or that a clerk should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A word for programs that never changes.
    pub code: &'static str,
    /// Damage, rather than something that puts itself right (a torn tail, views that are behind).
    pub grave: bool,
    /// The file and the place in it, where there is one.
    pub place: Option<String>,
    /// What is the matter, Chinese and English.
    pub sentence: (String, String),
    /// What to do, Chinese and English.
    pub hint: (String, String),
}

impl Finding {
    /// What is the matter.
    pub fn sentence(&self, lang: Lang) -> &str {
        lang.pick(&self.sentence.0, &self.sentence.1)
    }

    /// What to do.
    pub fn hint(&self, lang: Lang) -> &str {
        lang.pick(&self.hint.0, &self.hint.1)
    }
}

/// What folding the views again gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Entries folded.
    pub entries: u64,
    /// Families in the views.
    pub families: u64,
    /// Items in the views.
    pub items: u64,
}

/// What a data directory was filled with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Entries written.
    pub entries: u64,
    /// Families in the views.
    pub families: u64,
    /// Items in the views.
    pub items: u64,
}
