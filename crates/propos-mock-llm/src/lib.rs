//! A server for tests that speaks like language model providers and breaks on demand.
//!
//! It listens on this machine at a port of the system's choice, keeps what it was asked, and answers by a function of
//! the request. Without one it answers with the smallest text that fits the schema asked for.
//!
//! ```
//! use propos_mock_llm::MockServer;
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! let server = MockServer::start(|seen| seen.say(r#"{"claims": []}"#)).await?;
//! assert!(server.url().starts_with("http://127.0.0.1:"));
//! assert!(server.seen().is_empty());
//! # Ok::<(), std::io::Error>(())
//! # })?;
//! # Ok::<(), std::io::Error>(())
//! ```

mod example;
mod format;
mod reply;
mod seen;
mod server;
mod toxic;

pub use example::example;
pub use format::{Ending, Format};
pub use reply::{Delivery, Framing, Reply};
pub use seen::Seen;
pub use server::{MockServer, Tally};
pub use toxic::{Toxic, ToxicProxy};
