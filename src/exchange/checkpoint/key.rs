//! The office's key: Ed25519, in a file of one line that fits a sheet of paper. The part that signs never lies on the server.

use super::code::Code;
use ed25519_dalek::{Signature, Signer, VerifyingKey};
use std::io;

/// How the line of a key that signs begins.
const SIGNING: &str = "fuzhu-signing-key-1 ";
/// How the line of a key that only checks begins.
const PUBLIC: &str = "fuzhu-public-key-1 ";

/// The key that signs.
pub struct SigningKey(ed25519_dalek::SigningKey);

/// The key that checks a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

/// A file that holds no key of the kind that is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAKey {
    /// No key at all.
    Neither,
    /// The key that signs, where the other is wanted.
    Signing,
    /// The key that checks, where the other is wanted.
    Public,
}

impl SigningKey {
    /// A new key, of the system's chance.
    ///
    /// # Errors
    /// When the system has none to give.
    pub fn new() -> io::Result<Self> {
        let mut secret = [0; 32];
        let given = rustix::rand::getrandom(&mut secret, rustix::rand::GetRandomFlags::empty())?;
        if given < secret.len() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Self(ed25519_dalek::SigningKey::from_bytes(&secret)))
    }

    /// The key in a file.
    ///
    /// # Errors
    /// When there is none.
    pub fn read(text: &str) -> Result<Self, NotAKey> {
        let digits = line(text, SIGNING).ok_or_else(|| other(text, PUBLIC, NotAKey::Public))?;
        let secret = bytes::<32>(digits).ok_or(NotAKey::Neither)?;
        Ok(Self(ed25519_dalek::SigningKey::from_bytes(&secret)))
    }

    /// The text of its file.
    pub fn text(&self) -> String {
        format!(
            "# 扶助核验单签名密钥：请勿放在服务器上，请勿交给他人。fuzhu checkpoint --key\n\
             # Signs checkpoints: keep it off the server and to yourself.\n{SIGNING}{}\n",
            digits(self.0.as_bytes())
        )
    }

    /// The key that checks what this one signs.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    pub(super) fn sign(&self, message: &[u8]) -> String {
        digits(&self.0.sign(message).to_bytes())
    }
}

impl PublicKey {
    /// The key in a file.
    ///
    /// # Errors
    /// When there is none.
    pub fn read(text: &str) -> Result<Self, NotAKey> {
        let found = line(text, PUBLIC).ok_or_else(|| other(text, SIGNING, NotAKey::Signing))?;
        Self::from_digits(found).ok_or(NotAKey::Neither)
    }

    pub(super) fn from_digits(digits: &str) -> Option<Self> {
        VerifyingKey::from_bytes(&bytes::<32>(digits)?).ok().map(Self)
    }

    pub(super) fn digits(&self) -> String {
        digits(self.0.as_bytes())
    }

    /// The text of its file.
    pub fn text(&self) -> String {
        format!(
            "# 扶助核验单验签公钥，指纹 {0}。fuzhu verify --against 核验单 --key\n\
             # Checks signatures of checkpoints; its fingerprint is {0}.\n{PUBLIC}{1}\n",
            self.fingerprint(),
            self.digits()
        )
    }

    /// What a person compares keys by.
    pub fn fingerprint(&self) -> Code {
        Code::of_key(&self.digits())
    }

    pub(super) fn verifies(&self, message: &[u8], signature: &str) -> bool {
        let signature = bytes::<64>(signature).map(|bytes| Signature::from_bytes(&bytes));
        signature.is_some_and(|signature| self.0.verify_strict(message, &signature).is_ok())
    }
}

fn line<'t>(text: &'t str, begin: &str) -> Option<&'t str> {
    text.lines().find_map(|line| line.trim().strip_prefix(begin)).map(str::trim)
}

fn other(text: &str, begin: &str, wrong: NotAKey) -> NotAKey {
    if line(text, begin).is_some() { wrong } else { NotAKey::Neither }
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes<const N: usize>(digits: &str) -> Option<[u8; N]> {
    if digits.len() != 2 * N || !digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}
