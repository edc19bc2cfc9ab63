//! Tokens of commands seen before, so that a command sent twice is done once.
//!
//! A token is remembered for the next `TOKEN_MEMORY` entries at least. Tokens are kept as hashes in a fixed number of buckets; what is
//! older is dropped when its bucket is next written.

use super::{Views, ViewsError, codec, key};
use crate::ids::Seq;
use serde::{Deserialize, Serialize};

/// For how many entries a token is remembered.
pub const TOKEN_MEMORY: u64 = 100_000;
const BUCKETS: u64 = 4096;

/// A token's hash and the entry that carried it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    hash: u64,
    seq: Seq,
}

/// Tokens whose hash begins alike, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bucket(Vec<Seen>);

impl Bucket {
    /// The bucket with one more token, less those that are out of memory.
    pub fn remember(&mut self, token: &str, seq: Seq) {
        let hash = hash(token);
        self.0.retain(|seen| seen.seq.0 + TOKEN_MEMORY > seq.0 && seen.hash != hash);
        self.0.push(Seen { hash, seq });
    }

    fn find(&self, token: &str) -> Option<Seq> {
        let hash = hash(token);
        self.0.iter().find(|seen| seen.hash == hash).map(|seen| seen.seq)
    }
}

/// The bucket of a token.
pub(super) fn bucket(token: &str) -> u16 {
    u16::try_from(hash(token) % BUCKETS).unwrap_or(0)
}

fn hash(token: &str) -> u64 {
    let mut bytes = [0; 8];
    blake3::Hasher::new().update(token.as_bytes()).finalize_xof().fill(&mut bytes);
    u64::from_be_bytes(bytes)
}

impl Views {
    /// The entry of the command that carried this token, if that was within the last `TOKEN_MEMORY` entries.
    pub fn token(&self, token: &str) -> Result<Option<Seq>, ViewsError> {
        let Some(bytes) = self.store.get(&key::tokens(bucket(token)))? else {
            return Ok(None);
        };
        let bucket: Bucket = self.heed(codec::decode(&bytes))?;
        Ok(bucket.find(token).filter(|seq| seq.0 + TOKEN_MEMORY > self.meta.applied.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_remembers_for_so_long_and_no_longer() {
        let mut bucket = Bucket::default();
        bucket.remember("a", Seq(5));
        bucket.remember("b", Seq(4 + TOKEN_MEMORY));
        assert_eq!(
            (bucket.find("a"), bucket.find("b"), bucket.find("c")),
            (Some(Seq(5)), Some(Seq(4 + TOKEN_MEMORY)), None)
        );
        bucket.remember("c", Seq(5 + TOKEN_MEMORY));
        assert_eq!((bucket.find("a"), bucket.0.len()), (None, 2));
    }
}
