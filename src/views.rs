//! The views: what the screens read, folded from the journal into one sled tree and kept in step with it entry by entry.
//!
//! Nothing here is truth. Views that are damaged, of an older layout or missing are set aside and folded again; views that were built
//! anew are equal, key by key, to views that were kept up to date. Each group of entries becomes one atomic batch that carries the
//! sequence it brings the views to and a fingerprint of everything in them. No read looks at more rows than it states.
//!
//! The views do not know the journal, rights or masks: they answer the service, which decides what an actor may see.

mod account;
mod ahead;
mod apply;
mod batch;
mod check;
mod codec;
mod counter;
mod emergency;
mod ended;
mod entered;
mod error;
mod figures;
mod fold;
mod image;
mod kept;
mod key;
mod layout;
mod list;
mod lookup;
mod meta;
mod open;
mod page;
mod question;
mod queue;
mod rebuild;
mod register;
mod review;
mod search;
mod sound;
mod store;
mod term;
mod timeline;
mod token;
mod township;
mod watch;

#[cfg(test)]
mod tests;

pub use account::Accounts;
pub use ahead::{Dated, Kind, Place, Recorded};
pub use apply::Changed;
pub use batch::{BatchRow, PaymentRow};
pub use check::Checked;
pub use counter::{Counts, DepartmentCounts};
pub use emergency::{EmergencyCounts, EmergencyList, EmergencyRow};
pub use entered::EnteredRow;
pub use error::{Because, Doing, ViewsError};
pub use figures::AsOf;
pub use image::township_of;
pub use kept::{FAMILIES_A_ROW as KEPT_FAMILIES_A_ROW, GapRow, Keeping, KeptMark, KeptRow, KeptStage, KeptWanted};
pub use meta::Fingerprint;
pub use page::{Cursor, From, Page};
pub use question::QuestionRow;
pub use queue::{QueueFilter, QueueRow};
pub use rebuild::{Progress, Stage};
pub use register::{Area, RegisterRow};
pub use search::{Found, Matched};
pub use store::in_guard;
pub use timeline::{Line, What};
pub use token::TOKEN_MEMORY;
pub use watch::Watch;

use crate::ids::Seq;
use check::Check;
use counter::Counters;
use figures::Figures;
use kept::KeptVerdicts;
use meta::Meta;
use std::path::PathBuf;
use std::sync::OnceLock;
use store::Store;
use township::Townships;

/// The views of one data directory. Whoever holds it is the only one that does.
pub struct Views {
    dir: PathBuf,
    store: Store,
    meta: Meta,
    counters: Counters,
    accounts: Accounts,
    // None until somebody asks for counts of townships.
    townships: OnceLock<Townships>,
    // None until they are counted by a plan.
    figures: Option<Figures>,
    // None until a sweep is begun.
    kept: Option<KeptVerdicts>,
    clean: bool,
    check: Option<Check>,
}

impl Views {
    /// The last entry that is folded in.
    pub fn applied(&self) -> Seq {
        self.meta.applied
    }

    /// The fingerprint of everything that follows from the journal: the same for the same content, however it came there.
    pub fn fingerprint(&self) -> Fingerprint {
        self.meta.fingerprint
    }

    /// Whether the views were closed in good order the last time; if not, `check` them when there is time.
    pub fn was_clean(&self) -> bool {
        self.clean
    }

    /// Passes a result on; damage that a reader found ends all answers.
    fn heed<T>(&self, result: Result<T, ViewsError>) -> Result<T, ViewsError> {
        result.inspect_err(|error| {
            if matches!(error, ViewsError::Damaged { .. }) {
                self.store.condemn();
            }
        })
    }
}
