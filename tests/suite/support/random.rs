//! How many random cases a property is held against, and from which seed. The same ones in every run of `cargo test`, so that
//! nothing fails by chance; `PROPTEST_RNG_SEED` chooses others, and `RESULTATPLAN_TEST_TIMES` so many times as many of them.

use std::any::Any;

use proptest::test_runner::{Config, FailurePersistence, PersistedSeed, RngSeed};

/// The year of the plan that the first tests were written for.
const SEED: u64 = 2023;

fn variable(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name}={text} is no whole number")))
}

/// What every random case is made from.
fn seed() -> u64 {
    variable("PROPTEST_RNG_SEED").unwrap_or(SEED)
}

/// So many cases, or a multiple of them.
pub fn times(cases: u32) -> u32 {
    let times = variable("RESULTATPLAN_TEST_TIMES").unwrap_or(1);
    u32::try_from(times).ok().and_then(|times| cases.checked_mul(times)).expect("it is not too many")
}

/// The command that makes the same cases again. A test's own output is shown where it fails.
fn reproduction() -> String {
    let test = std::thread::current().name().unwrap_or_default().to_owned();
    format!("PROPTEST_RNG_SEED={} RESULTATPLAN_TEST_TIMES={} cargo test --locked {test}", seed(), times(1))
}

/// The configuration of every property test: so many cases from the one seed, and no file of earlier failures.
pub fn config(cases: u32) -> Config {
    Config {
        cases: times(cases),
        rng_seed: RngSeed::Fixed(seed()),
        failure_persistence: Some(Box::new(Told)),
        ..Config::default()
    }
}

/// Numbers of a test that has no need of proptest.
pub struct Dice(u64);

impl Dice {
    /// Each test, and each part of one, has an own number.
    pub fn new(own: u64) -> Self {
        // Shown when the test fails.
        println!("to see it again: {}", reproduction());
        // Never 0, from which no throw leads away.
        Self((0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(seed() + 1) ^ own).max(1))
    }

    pub fn throw(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % below.max(1)
    }
}

/// Where proptest would keep a failure: it is told instead, by what makes it again.
#[derive(Debug)]
struct Told;

impl FailurePersistence for Told {
    fn load_persisted_failures2(&self, _: Option<&'static str>) -> Vec<PersistedSeed> {
        Vec::new()
    }

    fn save_persisted_failure2(&mut self, _: Option<&'static str>, _: PersistedSeed, _: &dyn std::fmt::Debug) {
        println!("to see it again: {}", reproduction());
    }

    fn box_clone(&self) -> Box<dyn FailurePersistence> {
        Box::new(Self)
    }

    fn eq(&self, other: &dyn FailurePersistence) -> bool {
        other.as_any().is::<Self>()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
