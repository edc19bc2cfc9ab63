//! Text files: which encoding, and a reader that gives UTF-8 whatever it was.
//!
//! The whole file is looked at once before the first row is read, in pieces, so that a wrong guess is an error and not a page of nonsense. The
//! order is: mark at the beginning, valid UTF-8, valid GB18030 (which holds GBK).

use super::error::{Fault, NotATable};
use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::fs::File;
use std::io::{Read, Seek};

/// The most bytes between two line ends.
pub(super) const LINE_MAX: u64 = 1 << 20;
const PIECE: usize = 64 << 10;
/// So many letters beyond ASCII read as UTF-8 are no accident: what follows is damaged UTF-8 and not another encoding.
const NO_ACCIDENT: u64 = 16;

/// Finds the encoding and refuses what is not text in it.
pub(super) fn detect(file: &mut File) -> Result<&'static Encoding, Fault> {
    file.rewind()?;
    let mut head = Vec::with_capacity(4);
    file.by_ref().take(4).read_to_end(&mut head)?;
    file.rewind()?;
    let marked = Encoding::for_bom(&head).map(|(encoding, _)| encoding);
    let candidates: &[&'static Encoding] = match marked {
        Some(encoding) if encoding == UTF_8 => &[UTF_8],
        Some(encoding) if encoding == UTF_16LE => &[UTF_16LE],
        Some(_) => &[UTF_16BE],
        None => &[UTF_8, GB18030],
    };
    let mut trials: Vec<Trial> = candidates.iter().map(|encoding| Trial::new(encoding)).collect();
    let mut lines = Lines::default();
    let mut piece = vec![0; PIECE];
    let mut scratch = vec![0; PIECE * 3];
    loop {
        let read = file.read(&mut piece)?;
        let bytes = piece.get(..read).unwrap_or_default();
        if marked.is_none_or(|encoding| encoding == UTF_8) && bytes.contains(&0) {
            return Err(Fault::NotATable(NotATable::Binary));
        }
        for trial in &mut trials {
            trial.feed(bytes, read == 0, lines.seen, &mut scratch);
        }
        lines.feed(bytes)?;
        if read == 0 || trials.iter().all(|trial| trial.failed_at.is_some()) {
            break;
        }
    }
    verdict(&trials)
}

fn verdict(trials: &[Trial]) -> Result<&'static Encoding, Fault> {
    let mut failed_at = 1;
    for trial in trials {
        match trial.failed_at {
            None if trial.controls > trial.letters / 16 => return Err(Fault::NotATable(NotATable::Binary)),
            None => return Ok(trial.encoding),
            Some(line) if trial.encoding == UTF_8 && trial.beyond_ascii >= NO_ACCIDENT => {
                return Err(Fault::Encoding { line });
            }
            Some(line) => failed_at = failed_at.max(line),
        }
    }
    let binary = trials.iter().all(|trial| trial.controls > trial.letters / 16);
    Err(if binary { Fault::NotATable(NotATable::Binary) } else { Fault::Encoding { line: failed_at } })
}

/// One encoding being tried.
struct Trial {
    encoding: &'static Encoding,
    decoder: Decoder,
    failed_at: Option<u64>,
    letters: u64,
    beyond_ascii: u64,
    controls: u64,
}

impl Trial {
    fn new(encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { encoding, decoder, failed_at: None, letters: 0, beyond_ascii: 0, controls: 0 }
    }

    fn feed(&mut self, bytes: &[u8], last: bool, lines_before: u64, scratch: &mut [u8]) {
        if self.failed_at.is_some() {
            return;
        }
        let mut rest = bytes;
        loop {
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(rest, scratch, last);
            for byte in scratch.get(..written).unwrap_or_default() {
                match byte {
                    b'\t' | b'\n' | b'\r' => {}
                    0..=0x1f | 0x7f => self.controls += 1,
                    0x20..=0x7e => self.letters += 1,
                    0xc0.. => (self.letters, self.beyond_ascii) = (self.letters + 1, self.beyond_ascii + 1),
                    _ => {}
                }
            }
            let (done, after) = rest.split_at_checked(read).unwrap_or((rest, &[]));
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => rest = after,
                DecoderResult::Malformed(..) => {
                    let consumed = bytes.len() - rest.len() + done.len();
                    let before = bytes.get(..consumed).unwrap_or_default();
                    self.failed_at = Some(lines_before + ends(before) + 1);
                    return;
                }
            }
        }
    }
}

fn ends(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// Watches how long lines are, so that a file of one endless line is given up early.
#[derive(Default)]
struct Lines {
    seen: u64,
    since_end: u64,
}

impl Lines {
    fn feed(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n' || *byte == b'\r') {
            self.since_end += piece.len() as u64;
            if self.since_end > LINE_MAX {
                return Err(Fault::RecordTooLong { row: u32::try_from(self.seen + 1).unwrap_or(u32::MAX) });
            }
            if piece.ends_with(b"\n") || piece.ends_with(b"\r") {
                self.since_end = 0;
            }
        }
        self.seen += ends(bytes);
        Ok(())
    }
}

/// Gives a file's text as UTF-8, without the mark at its beginning and with a line end behind the last line.
pub(super) struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    out: Vec<u8>,
    out_at: usize,
    /// Bytes of the file taken so far.
    pub taken: u64,
    state: State,
}

#[derive(PartialEq)]
enum State {
    Reading,
    Flushed,
    Done,
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: Vec::new(),
            raw_at: 0,
            out: Vec::new(),
            out_at: 0,
            taken: 0,
            state: State::Reading,
        }
    }

    /// Makes the next piece of UTF-8.
    fn refill(&mut self) -> std::io::Result<()> {
        self.out_at = 0;
        if self.state == State::Flushed {
            self.state = State::Done;
            self.out.clear();
            self.out.push(b'\n');
            return Ok(());
        }
        if self.raw_at == self.raw.len() {
            self.raw.resize(PIECE, 0);
            let read = self.inner.read(&mut self.raw)?;
            self.raw.truncate(read);
            self.raw_at = 0;
            self.taken += read as u64;
        }
        let rest = self.raw.get(self.raw_at..).unwrap_or_default();
        let last = rest.is_empty();
        self.out.resize(PIECE * 3, 0);
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(rest, &mut self.out, last);
        self.raw_at += read;
        self.out.truncate(written);
        match result {
            // The file was sound when it was looked at; it has changed since.
            DecoderResult::Malformed(..) => Err(std::io::Error::other(Fault::Damaged)),
            DecoderResult::InputEmpty if last => {
                self.state = State::Flushed;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.out_at == self.out.len() {
            if self.state == State::Done {
                return Ok(0);
            }
            self.refill()?;
        }
        let ready = self.out.get(self.out_at..).unwrap_or_default();
        let count = ready.len().min(into.len());
        for (to, from) in into.iter_mut().zip(ready) {
            *to = *from;
        }
        self.out_at += count;
        Ok(count)
    }
}
