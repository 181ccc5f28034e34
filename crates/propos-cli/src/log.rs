//! Who listens to spans: a file that `--log` names, or standard error where `RUST_LOG` asks for it.

use std::env;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Mutex;

use anyhow::anyhow;
use tracing_subscriber::filter::{FilterExt as _, LevelFilter, Targets, filter_fn};
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer, fmt, registry};

use crate::env_vars;
use crate::failure::Failure;
use crate::talk::Talk;

/// Begins to listen, if anybody wants to hear. Spans are written when they end, with how long they took.
pub(crate) fn listen(path: Option<&Path>, talk: &Talk) -> Result<(), Failure> {
    let asked = env::var(env_vars::LOG).ok().filter(|asked| !asked.is_empty());
    let targets = asked.and_then(|asked| {
        let targets = asked.parse::<Targets>();
        if targets.is_err() {
            // It may be meant for other programs too.
            let name = env_vars::LOG;
            talk.warning(&format!(
                "{name} is not understood; write info, debug or off, or TARGET=LEVEL"
            ));
        }
        targets.ok()
    });
    let targets = match (targets, path) {
        (Some(targets), _) => targets,
        (None, Some(_)) => Targets::new().with_default(LevelFilter::INFO),
        (None, None) => return Ok(()),
    };
    // What other crates have to say, of headers for one, is nobody's concern, whatever the level.
    let filter = targets.and(filter_fn(|metadata| metadata.target().starts_with("propos")));
    let layer = fmt::layer().with_span_events(FmtSpan::CLOSE);
    let listening = if let Some(path) = path {
        let file = File::options().append(true).create(true).open(path);
        let file = file.map_err(|error| Failure::output(&path.display().to_string(), error))?;
        let layer = layer.json().with_writer(Mutex::new(file));
        registry().with(layer.with_filter(filter)).try_init()
    } else {
        let layer = layer.compact().with_ansi(false).with_writer(io::stderr);
        registry().with(layer.with_filter(filter)).try_init()
    };
    listening.map_err(|error| Failure::usage(anyhow!(error).context("listen to spans")))
}
