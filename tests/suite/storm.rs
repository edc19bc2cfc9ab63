//! A storm: many clients give random commands to one server that is killed, stopped in its tracks, robbed of its socket and of room to write,
//! and pestered by clients that send rubbish or never read. Each client keeps its own account of what was acknowledged; in the end the
//! journal must hold exactly that, each command once and nothing else, and `verify` must find it whole.
//!
//! The suite runs a short one. To run one for an hour, on a release build, and have it say its seed:
//!
//! ```sh
//! FUZHU_STORM_SECONDS=3600 cargo test --release --test suite storm -- --nocapture
//! ```
//!
//! `FUZHU_STORM_SEED` runs the same choices again; what the scheduler makes of them differs.

mod chance;
mod clerk;
mod pest;
mod weather;

use crate::support::Office;
use chance::Chance;
use clerk::{Account, Clerk};
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use weather::Weather;

/// Clients that work.
const CLERKS: usize = 6;

/// Faults of a short storm.
const SHORT: u64 = 12;

/// What the threads of a storm share.
#[derive(Default)]
pub struct Sky {
    /// Commands acknowledged so far.
    acknowledged: AtomicU64,
    /// The storm is over: every clerk finishes what is under way.
    over: AtomicBool,
}

impl Sky {
    fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }
}

#[expect(clippy::disallowed_methods, reason = "how long and which storm is said from outside")]
fn given(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
#[expect(clippy::print_stdout, reason = "it says its seed and what befell")]
fn nothing_acknowledged_is_lost_and_nothing_is_done_twice() {
    let seed = given("FUZHU_STORM_SEED").unwrap_or_else(|| RandomState::new().hash_one(0) >> 32);
    let until = given("FUZHU_STORM_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds));
    println!("storm: seed {seed}");
    let (office, sky) = (Office::new(), Sky::default());
    let socket = office.data().join("socket");
    let (accounts, weather) = std::thread::scope(|scope| {
        let mut weather = Weather::over(&office, Chance::new(seed));
        let clerks: Vec<_> = (0..CLERKS)
            .map(|number| {
                let mut clerk = Clerk::new(number, socket.clone(), Chance::new(seed ^ (number as u64 + 1) << 32));
                let sky = &sky;
                scope.spawn(move || clerk.work(sky))
            })
            .collect();
        scope.spawn(|| pest::pester(&socket, &sky, Chance::new(seed ^ 0xFEED)));
        let goes_on = |faults: u64| until.map_or(faults < SHORT, |until| Instant::now() < until);
        while goes_on(weather.faults) {
            weather.strike(&sky);
        }
        weather.clear_up();
        sky.over.store(true, Ordering::Relaxed);
        let accounts: Vec<Account> = clerks.into_iter().map(|clerk| clerk.join().expect("a clerk")).collect();
        weather.end();
        (accounts, weather)
    });
    let account = Account::of_all(accounts);
    println!(
        "storm: {weather}; {} acknowledged, {} refused, {} sent again, {} found done already",
        account.done.len(),
        account.refused,
        account.sent_again,
        account.repeated
    );
    account.holds(&office, seed);
}
