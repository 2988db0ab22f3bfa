//! The same seed, the same world.

use uuid::Uuid;

pub(super) struct Chance(fastrand::Rng);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// A number from 0, below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0.usize(0..end)
    }

    pub(super) fn id(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.0.u128(..).to_be_bytes()).into_uuid()
    }

    /// A few hundred metres, in degrees.
    pub(super) fn jitter(&mut self) -> f64 {
        (self.0.f64() - 0.5) / 80.0
    }
}
