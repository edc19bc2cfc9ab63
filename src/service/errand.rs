//! What a desk wants done outside of the journal: files written and read. The program that has the data directory does it (`app`); a service
//! that has no hands, or stands behind a socket, says so.

use super::answer::Done;
use super::query::QueueFilter;
use super::query::rhythm::WatchList;
use super::sweep::compare::Comparison;
use crate::domain::batch::{Said, Sum};
use crate::domain::refusal::Refusal;
use crate::domain::register::Owner;
use crate::ids::{BatchId, FamilyId, RowId};
use crate::text::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One errand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Write the bank's file of a batch and record that the bank has it.
    SendBatch {
        /// The batch.
        batch: BatchId,
        /// The file, by its ending `.xlsx` or `.csv`.
        file: String,
    },
    /// Put something on paper: as text into a file, or through the system's printer.
    Print {
        /// What.
        what: Paper,
        /// In which language.
        lang: Lang,
        /// The file, which must not be there yet; none for the printer.
        file: Option<String>,
    },
    /// Keep a file beside the journal and record whose it is.
    Attach {
        /// Whose it is.
        owner: Owner,
        /// The file.
        file: String,
        /// What it is.
        note: String,
    },
    /// Write a copy of an attached file.
    TakeOut {
        /// The row that speaks of it.
        row: RowId,
        /// Where to; a file that is there already is not overwritten.
        file: String,
    },
    /// Read what the bank says of the lines of a batch; nothing is recorded.
    ReadReturns {
        /// The batch.
        batch: BatchId,
        /// The file.
        file: String,
    },
    /// Ask another plan of the whole register: who would gain and who would lose. Nothing is changed.
    ComparePlan {
        /// The plan file.
        file: String,
    },
}

/// What can be put on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paper {
    /// A family on one page.
    Family(FamilyId),
    /// The items of a queue, or of a list of what is to be looked at, as they are on the screen.
    Queue(QueueFilter, Option<WatchList>),
}

/// What came of an errand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ran {
    /// The bank's file was written.
    Sent(Sum),
    /// It is with the printer, or in the file.
    Printed,
    /// The file is attached.
    Attached(Done),
    /// The copy was written.
    TakenOut,
    /// What the bank says, row by row.
    Returns(Vec<Returned>),
    /// What the other plan comes to, and what its measures are called: by id, Chinese and English.
    Compared(Box<Comparison>, BTreeMap<String, (String, String)>),
}

/// A row of the bank's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The row, as a spreadsheet numbers it.
    pub row: u32,
    /// The number of the line and what became of it (the day of payment where the row has none is the clerk's); or what is wrong with the
    /// row, Chinese and English.
    pub said: Result<(u32, Option<Said>), (String, String)>,
}

/// Why a desk cannot have files written or read.
pub fn no_hands() -> Refusal {
    Refusal::store(
        "server-has-it",
        (
            "数据目录由服务器使用，工作台不能替您读写文件。",
            "The server has the data directory: the desk cannot read or write files for you.",
        ),
        (
            "请由管理员停下服务器后，在存放数据的机器上办理。",
            "Ask the administrator to do it on the machine that holds the data, while the server is stopped.",
        ),
    )
}
