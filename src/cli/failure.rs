//! How a command ends when it does not end well: an exit status, a sentence, and what to do next.

use super::wrong::Wrong;
use crate::domain::refusal::Refusal;
use crate::exchange::roster::{ImportError, TemplateError};
use crate::text::Lang;
use std::io;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// Nobody reads the output any more (`fuzhu queue | head`): nothing is wrong.
    NobodyReads,
    /// The output cannot be written.
    Output(io::Error),
    /// The service refused.
    Refused(Refusal),
    /// The words of the command cannot be taken.
    Wrong(Wrong),
    /// A roster could not be imported, or not to its end.
    Import(Box<ImportError>),
    /// The template could not be written.
    Template(TemplateError),
    /// Lines of `apply` were refused, each with its answer.
    LinesRefused {
        /// How many.
        refused: u64,
        /// Of how many.
        of: u64,
        /// The worst of them.
        status: Status,
    },
    /// The command has said itself what is wrong; the exit status is all that is left to give.
    Said(Status),
}

/// The exit statuses that are not 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Status {
    /// Refused or wrong.
    Refused = 1,
    /// Bad usage.
    Usage = 2,
    /// The store is damaged or in use.
    Store = 3,
}

impl Failure {
    /// The exit status: 0 where nothing is wrong.
    pub fn status(&self) -> u8 {
        match self {
            Failure::NobodyReads => 0,
            Failure::Output(_) => Status::Refused as u8,
            Failure::Refused(refusal) => status_of(refusal) as u8,
            Failure::Wrong(Wrong::NotTaken(..) | Wrong::Missing(..)) => Status::Usage as u8,
            Failure::Wrong(_) => Status::Refused as u8,
            Failure::Import(error) => match error.as_ref() {
                ImportError::Register { refusal, .. } => status_of(refusal) as u8,
                ImportError::Table { .. } | ImportError::Headings { .. } => Status::Refused as u8,
            },
            Failure::Template(_) => Status::Refused as u8,
            Failure::LinesRefused { status, .. } | Failure::Said(status) => *status as u8,
        }
    }

    /// The word for programs, where there is something to name.
    pub fn code(&self) -> &str {
        match self {
            Failure::Refused(refusal) => refusal.code(),
            Failure::Wrong(wrong) => wrong.code(),
            Failure::Import(error) => error.code(),
            Failure::Template(error) => error.code(),
            Failure::LinesRefused { .. } => "lines-refused",
            Failure::NobodyReads | Failure::Output(_) | Failure::Said(_) => "output",
        }
    }

    /// What is wrong, as one sentence; empty when there is nothing to say.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Failure::NobodyReads | Failure::Said(_) => String::new(),
            Failure::Output(error) => {
                lang.pick(format!("无法写出结果：{error}。"), format!("The output cannot be written: {error}."))
            }
            Failure::Refused(refusal) => refusal.sentence(lang),
            Failure::Wrong(wrong) => wrong.sentence(lang),
            Failure::Import(error) => error.sentence(lang),
            Failure::Template(error) => error.sentence(lang),
            Failure::LinesRefused { refused, of, .. } => lang.pick(
                format!("共 {of} 行，其中 {refused} 行没有办理。"),
                format!("{refused} of {of} lines were not done."),
            ),
        }
    }

    /// What to do next, as one sentence; empty when there is nothing to say.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            // The sentences of an import say themselves what to do.
            Failure::NobodyReads | Failure::Said(_) | Failure::Import(_) | Failure::Template(_) => String::new(),
            Failure::Output(_) => {
                lang.pick("请检查磁盘空间或输出位置。", "Check the disk or where the output goes.").into()
            }
            Failure::Refused(refusal) => refusal.hint(lang),
            Failure::Wrong(wrong) => wrong.hint(lang),
            Failure::LinesRefused { .. } => {
                lang.pick("原因见答复中 ok 为 false 的各行。", "See the answers in which ok is false.").into()
            }
        }
    }
}

/// The codes that say that the store is damaged, in use or cannot be worked with. The others are about a command (too long for an entry,
/// an office that is not empty) or about files beside it (a plan, a calendar).
const GRAVE: [&str; 5] = ["journal", "views", "damaged", "disk", "store"];

/// The exit status that a refusal of the service deserves.
pub fn status_of(refusal: &Refusal) -> Status {
    match refusal {
        Refusal::Store { code, .. } if GRAVE.contains(&code.as_ref()) => Status::Store,
        _ => Status::Refused,
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::NobodyReads,
            _ => Failure::Output(error),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Refused(refusal)
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        Failure::Import(Box::new(error))
    }
}

impl From<TemplateError> for Failure {
    fn from(error: TemplateError) -> Self {
        Failure::Template(error)
    }
}

impl From<Wrong> for Failure {
    fn from(wrong: Wrong) -> Self {
        Failure::Wrong(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let failure = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!((failure.status(), failure.sentence(Lang::Zh)), (0, String::new()));
        assert_eq!(Failure::from(io::Error::from(io::ErrorKind::StorageFull)).status(), 1);
    }

    #[test]
    fn a_store_that_takes_nothing_is_told_from_a_refusal() {
        let texts = || (String::new(), String::new());
        for (code, status) in
            [("journal", 3), ("views", 3), ("damaged", 3), ("too-long", 1), ("not-empty", 1), ("plan", 1)]
        {
            let store = Refusal::Store { code: code.into(), sentence: texts(), hint: texts() };
            assert_eq!(Failure::from(store).status(), status, "{code}");
        }
        assert_eq!(Failure::from(Refusal::NothingToChange).status(), 1);
    }
}
