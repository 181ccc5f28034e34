//! Benchmarks of propos beside other programs. Not published: peers are dependencies of this crate alone.
//!
//! `cargo bench -p propos-bench` measures; `cargo run --release -p propos-bench --example segmentation` prints
//! the segmentation section of the scoreboard, and the example `annotation` how fast claims are found. This library
//! only holds the texts both run on.
//!
//! ```
//! let text = propos_bench::articles("fr", 100_000);
//! assert!(text.len() >= 100_000);
//! ```

mod own_time;
mod texts;

pub use own_time::OwnTime;
pub use texts::{adversarial, article_texts, articles, news};
