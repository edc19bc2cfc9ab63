//! Chance, and what it does to bytes. Every input is made of a seed and its number alone, so that any of them can be made again.

/// Numbers that parsers stumble over.
const EXTREME: [&[u8]; 9] = [
    b"0",
    b"-1",
    b"4294967295",
    b"18446744073709551616",
    b"9223372036854775807",
    b"1e309",
    b"NaN",
    b"0000-00-00",
    b"99999-12-31",
];

/// Bytes that mean something to one parser or another: ends of lines, broken and overlong UTF-8, marks of order, of direction, of width.
const AWKWARD: [&[u8]; 16] = [
    b"\r\n",
    b"\r",
    b"\n\n",
    b"\0",
    b"\xff",
    b"\xc0\x80",
    b"\xe6\x89",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"\xcc\x81",
    b"\"",
    b"\x1b[",
    b"\xe3\x80\x80",
    b"\xf4\x90\x80\x80",
    b"\xff\xfe",
];

/// No input grows beyond this.
const LENGTH_MAX: usize = 1 << 18;

/// Chance with a memory of one number (splitmix64).
pub struct Chance(u64);

impl Chance {
    /// The chance of one input of one target.
    pub fn new(seed: u64, input: u64) -> Self {
        let mut chance = Self(seed);
        Self(chance.next() ^ input.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }

    fn one_of<'a>(&mut self, all: &[&'a [u8]]) -> &'a [u8] {
        all.get(self.below(all.len())).copied().unwrap_or_default()
    }
}

/// A sample, changed one to six times. One in sixteen is left as it is.
pub fn changed(corpus: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let sample = |chance: &mut Chance| corpus.get(chance.below(corpus.len())).cloned().unwrap_or_default();
    let mut bytes = sample(chance);
    if chance.below(16) == 0 {
        return bytes;
    }
    for _ in 0..=chance.below(6) {
        if chance.below(8) == 0 {
            let other = sample(chance);
            splice(&mut bytes, &other, chance);
        } else {
            change(&mut bytes, chance);
        }
    }
    bytes.truncate(LENGTH_MAX);
    bytes
}

/// The beginning of one and the end of the other.
fn splice(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    bytes.truncate(chance.below(bytes.len() + 1));
    bytes.extend_from_slice(other.get(chance.below(other.len() + 1)..).unwrap_or_default());
}

fn change(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let at = chance.below(bytes.len());
    let upto = (at + 1 + chance.below(16)).min(bytes.len());
    let piece = bytes.get(at..upto).unwrap_or_default().to_vec();
    let put = |bytes: &mut Vec<u8>, more: &[u8]| drop(bytes.splice(at..at, more.iter().copied()));
    match chance.below(10) {
        0 => flip(bytes, at, 1 << chance.below(8)),
        1 => flip(bytes, at, chance.byte()),
        2 => put(bytes, &[chance.byte()]),
        3 => drop(bytes.drain(at.min(upto)..upto)),
        4 => put(bytes, &piece.repeat(1 + chance.below(64))),
        5 => put(bytes, chance.one_of(&EXTREME)),
        6 => put(bytes, chance.one_of(&AWKWARD)),
        7 => length(bytes, at, chance),
        8 => bytes.truncate(at),
        _ => line_ends(bytes, chance),
    }
}

fn flip(bytes: &mut [u8], at: usize, mask: u8) {
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= mask;
    }
}

/// Four bytes as a length may be: none, a little more than there is, all there can be.
fn length(bytes: &mut [u8], at: usize, chance: &mut Chance) {
    let whole = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let field =
        [0, 1, whole, whole.wrapping_add(1), 0x7fff_ffff, u32::MAX, 8 << 20, 1 << 20][chance.below(8)].to_le_bytes();
    // Half of them where a frame has its length.
    let at = if chance.below(2) == 0 { 0 } else { at };
    for (byte, new) in bytes.iter_mut().skip(at).zip(field) {
        *byte = new;
    }
}

fn line_ends(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let end: &[u8] = [b"\r\n".as_slice(), b"\r", b"\n\r", b""][chance.below(4)];
    let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    *bytes = lines.join(end);
}
