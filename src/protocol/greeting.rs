//! The first line of each side, in plain text so that every version can read every other: `fuzhu`, the version of the messages, the
//! version of the program.

use super::PROTOCOL;
use crate::text::clean::free_text;
use std::io::{self, Read};

/// The longest greeting that is read, in bytes.
const LINE_MAX: usize = 80;

/// The greeting of this program.
pub fn own() -> String {
    format!("fuzhu {PROTOCOL} {}\n", env!("CARGO_PKG_VERSION"))
}

/// Who is at the other end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// The version of its messages.
    pub protocol: u16,
    /// The version of its program, made harmless.
    pub program: String,
}

impl Other {
    /// Whether the two understand one another.
    pub fn is_understood(&self) -> bool {
        self.protocol == PROTOCOL
    }
}

/// Reads a greeting, and not a byte more.
///
/// # Errors
/// `InvalidData` when it is not a greeting of fuzhu; otherwise what the operating system says.
pub fn read(from: &mut impl Read) -> io::Result<Other> {
    let mut line = Vec::new();
    let mut byte = [0];
    loop {
        from.read_exact(&mut byte)?;
        match byte {
            [b'\n'] => break,
            [other] if line.len() < LINE_MAX => line.push(other),
            _ => return Err(io::ErrorKind::InvalidData.into()),
        }
    }
    parse(&line).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

fn parse(line: &[u8]) -> Option<Other> {
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    let (name, protocol, program) = (words.next()?, words.next()?, words.next()?);
    let other = Other { protocol: protocol.parse().ok()?, program: free_text(program) };
    // Later versions may say more on the line.
    (name == "fuzhu").then_some(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_greeting_is_understood() {
        let other = read(&mut own().as_bytes()).unwrap();
        assert!(other.is_understood());
        assert_eq!(other.program, env!("CARGO_PKG_VERSION"));
    }

    #[test]
    fn another_version_is_read_and_not_understood() {
        let other = read(&mut b"fuzhu 65000 9.1.0 and more\nrest".as_slice()).unwrap();
        assert_eq!(other, Other { protocol: 65_000, program: "9.1.0".into() });
        assert!(!other.is_understood());
    }

    #[test]
    fn rubbish_is_not_a_greeting() {
        let endless = vec![b'x'; 1 << 20];
        let lines: [&[u8]; 6] = [b"", b"\n", b"fuzhu\n", b"fuzhu x 1\n", b"ssh 1 1\n", &endless];
        for line in lines {
            assert!(read(&mut &*line).is_err(), "{:?}", &line[..line.len().min(20)]);
        }
        assert!(read(&mut b"fuzhu 1 \xff\xfe\n".as_slice()).is_err());
    }
}
