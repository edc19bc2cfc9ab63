//! Keeps a foreign parser that trips over a damaged file from ending the program.
//!
//! The workbook parsers index into bytes that somebody else wrote. Their containers are checked before (`container.rs`, `biff.rs`); this is
//! the net beneath. A panic hook that writes to the terminal should ask [`is_guarded`] and stay silent when it says yes: the mishap
//! becomes an ordinary error with a sentence.

use super::error::Fault;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a foreign parser whose mishaps are caught.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// Runs a step of a foreign parser. Whatever it was working on must not be used again after an error.
pub(super) fn guarded<T, E>(step: impl FnOnce() -> Result<T, E>) -> Result<T, Fault>
where
    Fault: From<E>,
{
    let outside = GUARDED.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(step));
    GUARDED.set(outside);
    match outcome {
        Ok(result) => result.map_err(Fault::from),
        Err(_) => Err(Fault::Damaged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mishap_inside_is_an_ordinary_error_and_leaves_no_trace() {
        assert!(!is_guarded());
        let result = guarded(|| -> Result<(), Fault> {
            assert!(is_guarded());
            panic!("a parser that indexes past the end");
        });
        assert_eq!(result, Err(Fault::Damaged));
        assert!(!is_guarded());
        assert_eq!(guarded(|| Ok::<_, Fault>(7)), Ok(7));
    }
}
