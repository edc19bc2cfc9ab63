//! What was typed into a form and not sent: kept in a file of its own until it is sent or thrown away, and offered at the next start.
//!
//! A draft holds what people typed about families, so only the clerk may read the file. A file that cannot be read is left where it is
//! and passed over: a broken draft must not keep the desk from opening.

use super::form::Form;
use super::form::kind::Kind;
use crate::ids::Seq;
use crate::when;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The most drafts that are looked at.
const DRAFTS_MAX: usize = 100;

/// The longest draft in bytes; forms are far shorter.
const BYTES_MAX: u64 = 256 * 1024;

/// What was typed into a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What the form is for.
    pub kind: Kind,
    /// What it is called, for the list of drafts.
    pub title: String,
    /// The day it was typed.
    #[serde(with = "when::day")]
    pub typed: NaiveDate,
    /// What is in its fields, by name.
    pub contents: Vec<(String, String)>,
    /// The version of the family that the clerk saw: what others changed since is told before it is sent.
    #[serde(default)]
    pub seen: Option<Seq>,
}

impl Draft {
    /// The draft of a form, if the form is of a kind that keeps one and something is in it.
    pub fn of(form: &Form, today: NaiveDate) -> Option<Draft> {
        let contents = form.contents();
        let worth_it = form.kind.draft_name().is_some() && !contents.is_empty();
        worth_it.then(|| Draft {
            kind: form.kind.clone(),
            title: form.title.clone(),
            typed: today,
            contents,
            seen: form.seen,
        })
    }

    /// The name of its file, without the ending.
    pub fn name(&self) -> String {
        self.kind.draft_name().unwrap_or_default()
    }
}

/// A directory of drafts, or nowhere when the desk keeps none.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    directory: Option<PathBuf>,
}

impl Drafts {
    /// Drafts are kept here; the directory is made with the first one.
    pub fn in_directory(directory: impl Into<PathBuf>) -> Self {
        Self { directory: Some(directory.into()) }
    }

    /// The drafts that can be read, by name.
    pub fn load(&self) -> Vec<Draft> {
        let Some(entries) = self.directory.as_ref().and_then(|directory| fs::read_dir(directory).ok()) else {
            return Vec::new();
        };
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
        paths.sort();
        paths.iter().take(DRAFTS_MAX).filter_map(|path| read(path)).collect()
    }

    /// Writes a draft in place of the one with the same name.
    ///
    /// # Errors
    /// When the directory cannot be written.
    pub fn save(&self, draft: &Draft) -> io::Result<()> {
        let Some(directory) = &self.directory else { return Ok(()) };
        fs::create_dir_all(directory)?;
        let text = serde_json::to_vec_pretty(draft).map_err(io::Error::other)?;
        let beside = directory.join(format!("{}.new", draft.name()));
        let mut file = private(&beside)?;
        file.write_all(&text)?;
        file.sync_all()?;
        fs::rename(beside, directory.join(format!("{}.json", draft.name())))
    }

    /// Throws a draft away; one that is not there is thrown away already.
    ///
    /// # Errors
    /// When the directory cannot be written.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        let Some(directory) = &self.directory else { return Ok(()) };
        match fs::remove_file(directory.join(format!("{name}.json"))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

fn read(path: &Path) -> Option<Draft> {
    let small = fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() <= BYTES_MAX);
    let text = small.then(|| fs::read(path).ok()).flatten()?;
    serde_json::from_slice(&text).ok().filter(|draft: &Draft| !draft.name().is_empty())
}

fn private(path: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{FamilyId, MemberNo};
    use proptest::prelude::*;
    use std::os::unix::fs::PermissionsExt;

    fn draft(contents: Vec<(String, String)>) -> Draft {
        let kind = Kind::EditFacts { family: FamilyId(12), member: Some(MemberNo(2)) };
        Draft {
            kind,
            title: "修改资料".into(),
            typed: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
            contents,
            seen: None,
        }
    }

    #[test]
    fn a_draft_lives_until_it_is_thrown_away() {
        let directory = tempfile::tempdir().unwrap();
        let drafts = Drafts::in_directory(directory.path().join("drafts"));
        assert_eq!(drafts.load(), []);
        let typed = draft(vec![("name".into(), "王芳".into())]);
        drafts.save(&draft(Vec::new())).unwrap();
        drafts.save(&typed).unwrap();
        assert_eq!(drafts.load(), std::slice::from_ref(&typed));
        drafts.remove(&typed.name()).unwrap();
        drafts.remove(&typed.name()).unwrap();
        assert_eq!(drafts.load(), []);
    }

    #[test]
    fn only_the_clerk_may_read_it() {
        let directory = tempfile::tempdir().unwrap();
        let drafts = Drafts::in_directory(directory.path());
        drafts.save(&draft(Vec::new())).unwrap();
        let mode = fs::metadata(directory.path().join("edit-F12-person-2.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_broken_draft_is_passed_over() {
        let directory = tempfile::tempdir().unwrap();
        let drafts = Drafts::in_directory(directory.path());
        for (name, text) in [("a.json", "{\"kind\":"), ("b.json", ""), ("c.txt", "x"), ("d.json", "\u{0}")] {
            fs::write(directory.path().join(name), text).unwrap();
        }
        fs::create_dir(directory.path().join("e.json")).unwrap();
        drafts.save(&draft(Vec::new())).unwrap();
        assert_eq!(drafts.load(), [draft(Vec::new())]);
    }

    proptest! {
        #[test]
        fn what_was_typed_reads_back(contents in proptest::collection::vec(("[a-z.]{1,12}", "\\PC{0,20}"), 0..5)) {
            let typed = draft(contents);
            let text = serde_json::to_string(&typed).unwrap();
            prop_assert_eq!(serde_json::from_str::<Draft>(&text).unwrap(), typed);
        }
    }
}
