//! A hasher for short words. Keys come from our own data files, so nobody can choose them to collide.

use std::hash::{BuildHasher, Hasher};

/// Builds [`QuickHash`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct QuickHasher;

impl BuildHasher for QuickHasher {
    type Hasher = QuickHash;

    fn build_hasher(&self) -> QuickHash {
        QuickHash(0)
    }
}

/// Multiply and rotate, eight bytes at a time.
#[derive(Clone, Copy, Debug)]
pub(super) struct QuickHash(u64);

impl Hasher for QuickHash {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let word = chunk
                .iter()
                .fold(0_u64, |word, byte| (word << 8) | u64::from(*byte));
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
