//! The system's printer: the only room that starts another program.

use crate::text::clean;
use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

/// The program that takes text for a printer.
const PROGRAM: &str = "lp";
/// Characters and lines to the inch, so that eighty by sixty-six fit A4.
const PITCH: [&str; 4] = ["-o", "cpi=12", "-o", "lpi=6"];
/// What is shown of the program's own words.
const WORDS_MAX: usize = 200;

/// What became of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Printed {
    /// The printer has it.
    Done,
    /// There is no such program.
    NoPrinter,
    /// It was not taken; the program's own words.
    Refused(String),
}

/// Gives a text to a printer, the system's own where none is named.
pub fn print(name: &str, title: &str, text: &str) -> Printed {
    through(PROGRAM, name, title, text)
}

fn through(program: &str, name: &str, title: &str, text: &str) -> Printed {
    let mut command = Command::new(program);
    command.args(["-t", title]).args(PITCH);
    if !name.is_empty() {
        command.args(["-d", name]);
    }
    let started = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut child = match started {
        Err(error) if error.kind() == ErrorKind::NotFound => return Printed::NoPrinter,
        Err(error) => return Printed::Refused(error.to_string()),
        Ok(child) => child,
    };
    // A program that ends early closes its end; its own words then say why.
    let given = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes()));
    match child.wait_with_output() {
        Ok(output) if output.status.success() && given.is_ok() => Printed::Done,
        Ok(output) => {
            let words = String::from_utf8_lossy(&output.stderr);
            Printed::Refused(clean::free_text(words.trim()).chars().take(WORDS_MAX).collect())
        }
        Err(error) => Printed::Refused(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printer_that_is_not_there_or_does_not_want_it() {
        assert_eq!(through("fuzhu-no-such-program", "", "F1", "text"), Printed::NoPrinter);
        assert!(matches!(through("false", "office", "F1", "text"), Printed::Refused(_)));
        assert_eq!(through("true", "", "F1", ""), Printed::Done);
    }
}
