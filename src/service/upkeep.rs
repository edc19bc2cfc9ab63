//! The upkeep of a data directory: `Maintenance`, done to the files themselves.

use super::backup::{self, BackedUp, Restored};
use super::failure::Failure;
use super::maintenance::{AsOf, Filled, Maintenance, Progress, Rebuilt, Verification};
use super::store::Store;
use super::verify::{self, disk};
use crate::domain::entry::Body;
use crate::domain::refusal::Refusal;
use crate::ids::Seq;
use crate::journal::{Holder, Lock};
use crate::policy::calendar::DaysOff;
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The upkeep of one data directory.
pub struct Upkeep {
    dir: PathBuf,
    holder: Holder,
}

impl Upkeep {
    /// The upkeep of a data directory, in the name of this holder.
    pub fn new(dir: PathBuf, holder: Holder) -> Self {
        Self { dir, holder }
    }

    fn open(&self, progress: Progress<'_>) -> Result<Store, Failure> {
        Store::open(&self.dir, &self.holder, progress).map(|(store, _)| store)
    }
}

impl Maintenance for Upkeep {
    fn verify(&mut self, progress: Progress<'_>) -> Result<Verification, Refusal> {
        Ok(verify::own(&self.dir, &self.holder, progress)?)
    }

    fn verify_elsewhere(&mut self, dir: &Path, progress: Progress<'_>) -> Result<Verification, Refusal> {
        verify::elsewhere(dir, progress)
    }

    fn as_of(&mut self, dir: Option<&Path>, entry: Seq, progress: Progress<'_>) -> Result<AsOf, Refusal> {
        Ok(verify::as_of(dir.unwrap_or(&self.dir), entry, progress)?)
    }

    fn rebuild(&mut self, progress: Progress<'_>) -> Result<Rebuilt, Refusal> {
        let mut store = self.open_without_views(progress)?;
        store.rebuild(progress)?;
        let counts = store.views()?.counts(NaiveDate::MIN);
        let entries = store.journal().last().seq.0;
        store.close();
        Ok(Rebuilt { entries, families: counts.families, items: counts.items })
    }

    fn fill(&mut self, bodies: &mut dyn Iterator<Item = Body>, progress: Progress<'_>) -> Result<Filled, Refusal> {
        let mut store = self.open(progress)?;
        if store.journal().last().seq != Seq::NONE {
            store.close();
            return Err(not_empty(&self.dir));
        }
        let entries = store.fill(bodies, progress)?;
        let counts = store.views()?.counts(NaiveDate::MIN);
        store.close();
        Ok(Filled { entries, families: counts.families, items: counts.items })
    }

    fn backup(&mut self, to: &Path, at: DateTime<FixedOffset>, progress: Progress<'_>) -> Result<BackedUp, Refusal> {
        Ok(backup::backup(&self.dir, to, at, &self.holder, progress)?)
    }

    fn restore(&mut self, from: &Path, progress: Progress<'_>) -> Result<Restored, Refusal> {
        Ok(backup::restore(from, &self.dir, &self.holder, progress)?)
    }

    fn keep_days_off(&mut self, days: &DaysOff, text: &str) -> Result<(), Refusal> {
        let years: Vec<String> = days.whole_years().iter().map(ToString::to_string).collect();
        let name = if years.is_empty() { "single-days".to_string() } else { years.join("-") };
        let folder = self.dir.join("days-off");
        write_whole(&folder, &format!("{name}.csv"), text.as_bytes()).map_err(|error| disk(&folder, &error).into())
    }
}

impl Upkeep {
    /// The store with its views out of the way first, so that damaged ones are not even opened.
    fn open_without_views(&self, progress: Progress<'_>) -> Result<Store, Failure> {
        {
            let _lock = Lock::take(&self.dir, &self.holder)?;
            fs::remove_dir_all(self.dir.join("views"))
                .or_else(unless_missing)
                .map_err(|error| disk(&self.dir, &error))?;
        }
        self.open(progress)
    }
}

/// A file is there whole or not at all: written beside its place, brought to disk, then moved there.
fn write_whole(folder: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(name)).map_err(|error| error.error)?;
    File::open(folder)?.sync_all()
}

fn unless_missing(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

fn not_empty(dir: &Path) -> Refusal {
    let shown = dir.display();
    Refusal::Store {
        code: "not-empty".into(),
        sentence: (
            format!("数据目录 {shown} 里已有记录，不能用虚构数据填充。"),
            format!("The data directory {shown} holds records already and is not filled with invented ones."),
        ),
        hint: ("请用 --data 指定一个空目录。".into(), "Name an empty directory with --data.".into()),
    }
}
