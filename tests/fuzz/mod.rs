//! Every parser of bytes from outside, fed with samples that were changed by chance. It must not panic, must not be slow, and must keep what
//! its target says of it. No coverage steers it: it is a test of stable Rust, run for seconds with the suite and for minutes as a benchmark.

mod frames;
mod mutation;
mod sheets;
mod texts;

use mutation::{Chance, changed};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// An input may take a hundred times as long as the mean of its target, and never less than this to be called slow.
const SLOW: Duration = Duration::from_millis(200);

/// One parser.
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// How many times as dear as a cheap one it is: so many times fewer inputs are made for it.
    pub dear: u64,
    /// Sound input, made by the program's own writers where it has any.
    pub corpus: fn() -> Vec<Vec<u8>>,
    /// Reads the input and panics when something does not hold that must; whether the parser accepted it.
    pub check: fn(&[u8]) -> bool,
}

/// Every target.
pub fn targets() -> Vec<Target> {
    [frames::targets(), texts::targets(), sheets::targets()].into_iter().flatten().collect()
}

/// What became of a target.
pub struct Outcome {
    /// Inputs made.
    pub inputs: u64,
    /// Inputs that the parser accepted.
    pub accepted: u64,
    /// Whether it accepted every sample as it is; otherwise little is tested.
    pub sound: bool,
    /// Time they took, all in all.
    pub took: Duration,
    /// The longest that one took.
    pub longest: Duration,
    /// Inputs that took too long, by number.
    pub slow: Vec<u64>,
    /// The first input that failed.
    pub broken: Option<Broken>,
}

/// An input that made its target panic.
pub struct Broken {
    /// Which it was.
    pub input: u64,
    /// What the panic said.
    pub said: String,
    /// Its bytes, cut down as far as they still fail.
    pub bytes: Vec<u8>,
}

impl Broken {
    /// Its bytes, to be put into a test.
    pub fn hex(&self) -> String {
        self.bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Feeds a target with so many inputs; ends at the first that fails.
pub fn run(target: &Target, inputs: u64, seed: u64) -> Outcome {
    let corpus = (target.corpus)();
    let nothing = Duration::ZERO;
    let sound = corpus.iter().all(|sample| matches!(read(target, sample), Ok(true)));
    let mut outcome =
        Outcome { inputs: 0, accepted: 0, sound, took: nothing, longest: nothing, slow: Vec::new(), broken: None };
    for input in 0..inputs {
        let bytes = changed(&corpus, &mut Chance::new(seed, input));
        let begun = Instant::now();
        let read = read(target, &bytes);
        let took = begun.elapsed();
        outcome.inputs += 1;
        outcome.took += took;
        outcome.longest = outcome.longest.max(took);
        let mean = outcome.took / u32::try_from(outcome.inputs).unwrap_or(u32::MAX);
        if took > SLOW.max(mean * 100) {
            outcome.slow.push(input);
        }
        match read {
            Ok(accepted) => outcome.accepted += u64::from(accepted),
            Err(said) => {
                outcome.broken = Some(Broken { input, said, bytes: smallest(target, bytes) });
                break;
            }
        }
    }
    outcome
}

/// Whether the target accepts the input, or what its panic says.
fn read(target: &Target, bytes: &[u8]) -> Result<bool, String> {
    catch_unwind(AssertUnwindSafe(|| (target.check)(bytes))).map_err(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        said.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
    })
}

/// Leaves out pieces, halves first, as long as it goes on failing. At most a thousand tries.
fn smallest(target: &Target, mut bytes: Vec<u8>) -> Vec<u8> {
    let mut tries = 0;
    let mut piece = bytes.len() / 2;
    while piece > 0 && tries < 1_000 {
        let mut at = 0;
        while at < bytes.len() && tries < 1_000 {
            let mut shorter = bytes.clone();
            shorter.drain(at..(at + piece).min(bytes.len()));
            tries += 1;
            if read(target, &shorter).is_err() {
                bytes = shorter;
            } else {
                at += piece;
            }
        }
        piece /= 2;
    }
    bytes
}
