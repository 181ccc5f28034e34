//! What the program says on standard error. Data goes to standard output and never through here.

use std::cell::{Cell, RefCell};
use std::error::Error;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use anstyle::{AnsiColor, Style};
use propos::report::visible;

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Errors.
    Quiet,
    /// Errors, warnings, notes and a summary.
    Normal,
    /// A line for every document too.
    Verbose,
}

/// How often the progress line is drawn anew.
const PROGRESS_EVERY: Duration = Duration::from_millis(100);

/// Standard error. What names files or documents is made harmless for terminals before it is written.
///
/// A message that cannot be written is dropped: there is nobody left to tell.
pub(crate) struct Talk {
    level: Level,
    is_terminal: bool,
    stream: RefCell<anstream::AutoStream<io::Stderr>>,
    progress_at: Cell<Option<Instant>>,
}

impl Talk {
    /// Talks at a level.
    pub(crate) fn new(level: Level, color: anstream::ColorChoice) -> Self {
        Self {
            level,
            is_terminal: io::stderr().is_terminal(),
            stream: RefCell::new(anstream::AutoStream::new(io::stderr(), color)),
            progress_at: Cell::new(None),
        }
    }

    /// Whether every document gets a line.
    pub(crate) fn is_verbose(&self) -> bool {
        self.level == Level::Verbose
    }

    /// Something failed. The chain of causes goes into one line.
    pub(crate) fn error(&self, error: &(dyn Error + 'static)) {
        self.line(
            "error",
            AnsiColor::Red.on_default().bold(),
            &format!("failed to {}", chain(error)),
        );
    }

    /// Something failed, in words of its own.
    pub(crate) fn error_text(&self, message: &str) {
        self.line("error", AnsiColor::Red.on_default().bold(), message);
    }

    /// What to do about it.
    pub(crate) fn hint(&self, hint: &str) {
        self.line("hint", AnsiColor::Cyan.on_default().bold(), hint);
    }

    /// Something is likely to be wrong.
    pub(crate) fn warning(&self, message: &str) {
        if self.level >= Level::Normal {
            self.line("warning", AnsiColor::Yellow.on_default().bold(), message);
        }
    }

    /// Something worth knowing.
    pub(crate) fn note(&self, message: &str) {
        if self.level >= Level::Normal {
            self.line("note", AnsiColor::Blue.on_default().bold(), message);
        }
    }

    /// A plain line, such as a summary.
    pub(crate) fn say(&self, message: &str) {
        if self.level >= Level::Normal {
            self.clear_progress();
            let _ = writeln!(self.stream.borrow_mut(), "{}", visible(message));
        }
    }

    /// How far the work is, on one line that the next message takes away. On terminals only.
    pub(crate) fn progress(&self, message: impl FnOnce() -> String) {
        let is_due = self
            .progress_at
            .get()
            .is_none_or(|at| at.elapsed() >= PROGRESS_EVERY);
        if self.level >= Level::Normal && self.is_terminal && is_due {
            let mut stream = self.stream.borrow_mut();
            let _ = write!(stream, "\r{CLEAR_LINE}{}", visible(&message()));
            let _ = stream.flush();
            self.progress_at.set(Some(Instant::now()));
        }
    }

    /// Whether anybody is told how far the work is, and whether on a terminal.
    pub(crate) fn shows_progress(&self) -> (bool, bool) {
        (self.level >= Level::Normal, self.is_terminal)
    }

    /// Takes the progress line away.
    pub(crate) fn clear_progress(&self) {
        if self.progress_at.take().is_some() {
            let _ = write!(self.stream.borrow_mut(), "\r{CLEAR_LINE}");
        }
    }

    fn line(&self, label: &str, style: Style, message: &str) {
        self.clear_progress();
        let message = visible(message);
        let _ = writeln!(self.stream.borrow_mut(), "{style}{label}{style:#}: {message}");
    }
}

/// Erases from the cursor to the end of the line.
const CLEAR_LINE: &str = "\u{1b}[K";

/// An error with its causes. A cause that the message before it already ends with is not said twice.
fn chain(error: &(dyn Error + 'static)) -> String {
    let mut line = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !line.ends_with(&cause_text) {
            line.push_str(": ");
            line.push_str(&cause_text);
        }
        next = cause.source();
    }
    line
}

/// `1 document`, `2 documents`, `0 documents`.
pub(crate) fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

/// The same for larger numbers.
pub(crate) fn counted_long(number: u64, what: &str) -> String {
    counted(usize::try_from(number).unwrap_or(usize::MAX), what)
}

/// How wide the terminal of standard error is.
pub(crate) fn width() -> usize {
    terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| usize::from(width.0))
}
