//! Why a command stopped.

use std::io;

use propos::report::ReportError;

use crate::exit::Exit;

/// What a command comes to: an exit code, or why it stopped.
pub(crate) type Outcome = Result<Exit, Failure>;

/// A reason to stop, with what to do about it.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The exit code.
    pub(crate) exit: Exit,
    /// What happened; its chain is printed behind `failed to `. `None` ends quietly.
    pub(crate) error: Option<anyhow::Error>,
    /// What to do, a line each.
    pub(crate) hints: Vec<String>,
}

impl Failure {
    /// A failure with an exit code.
    pub(crate) fn new(exit: Exit, error: impl Into<anyhow::Error>) -> Self {
        Self {
            exit,
            error: Some(error.into()),
            hints: Vec::new(),
        }
    }

    /// Something in the arguments or settings.
    pub(crate) fn usage(error: impl Into<anyhow::Error>) -> Self {
        Self::new(Exit::Usage, error)
    }

    /// Something about the output `name`. A reader that went away is no failure: `| head` has what it wants.
    pub(crate) fn output(name: &str, error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self {
                exit: Exit::Done,
                error: None,
                hints: Vec::new(),
            };
        }
        let error = anyhow::Error::new(error).context(format!("write {name}"));
        Self::new(Exit::CannotWrite, error)
    }

    /// What a report writer says about the output `name`. Whatever is not the output's is a defect of a
    /// record.
    pub(crate) fn report(name: &str, error: ReportError) -> Self {
        match error {
            ReportError::Output(error) => Self::output(name, error),
            other => Self::new(Exit::Bug, other),
        }
    }

    /// The same with a hint.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}
