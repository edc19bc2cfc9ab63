//! The short code: letters and digits that nobody mistakes for one another, in groups of four, the last one a check of what was typed.

use std::fmt;

/// Thirty-two signs without I, L, O and U (Crockford's).
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Signs that stand for the hash: 115 bits, too many to find another journal that gives the same.
const OF_HASH: usize = 23;
/// Signs in a group.
const GROUP: usize = 4;

/// A code of 24 signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(String);

/// What was typed is no code: too short, too long, or mistyped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mistyped;

impl Code {
    /// The code of an entry and its hash (hexadecimal digits).
    pub fn of_entry(entry: u64, hash: &str) -> Self {
        Self::of(&format!("fuzhu checkpoint 1\n{entry}\n{hash}\n"))
    }

    /// The code of a public key (hexadecimal digits).
    pub(super) fn of_key(key: &str) -> Self {
        Self::of(&format!("fuzhu checkpoint key 1\n{key}\n"))
    }

    fn of(text: &str) -> Self {
        let hash = blake3::hash(text.as_bytes());
        let bits = |from: usize| {
            (from..from + 5).fold(0u8, |value, bit| {
                let byte = hash.as_bytes().get(bit / 8).copied().unwrap_or(0);
                (value << 1) | ((byte >> (7 - bit % 8)) & 1)
            })
        };
        let signs: Vec<u8> = (0..OF_HASH).map(|at| sign(bits(at * 5))).collect();
        Self::checked(signs)
    }

    fn checked(mut signs: Vec<u8>) -> Self {
        signs.push(sign((crc32fast::hash(&signs) & 31) as u8));
        Code(signs.into_iter().map(char::from).collect())
    }

    /// The code that was typed: small letters, blanks and dashes do not matter, and signs that look alike are taken for the right one.
    ///
    /// # Errors
    /// When it is not as long as a code, or its last sign does not fit the others.
    pub fn read(typed: &str) -> Result<Self, Mistyped> {
        let plain = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').map(|sign| {
            match sign.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            }
        });
        let typed: String = plain.take(OF_HASH + 2).collect();
        let signs = typed.get(..OF_HASH).ok_or(Mistyped)?.as_bytes().to_vec();
        let code = Self::checked(signs);
        if code.0 == typed { Ok(code) } else { Err(Mistyped) }
    }
}

impl fmt::Display for Code {
    /// In groups of four.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signs: Vec<char> = self.0.chars().collect();
        let groups: Vec<String> = signs.chunks(GROUP).map(|group| group.iter().collect()).collect();
        f.write_str(&groups.join("-"))
    }
}

fn sign(value: u8) -> u8 {
    SIGNS.get(usize::from(value & 31)).copied().unwrap_or(b'0')
}
