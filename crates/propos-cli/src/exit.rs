//! How the program ends.

use std::process::ExitCode;

/// The exit codes that this build uses. They are part of the public contract: scripts branch on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything that was asked for was done.
    Done,
    /// A check that was asked for did not pass.
    CheckFailed,
    /// The command line or a setting is wrong: nothing was begun, or the server has moved since.
    Usage,
    /// Finished, but some documents were unreadable, failed, refused or partial.
    Incomplete,
    /// Input was bad, and `--strict-input` asked to stop there.
    BadInput,
    /// The program is wrong.
    Bug,
    /// The output cannot be written.
    CannotWrite,
    /// Stopped before the end; the run can go on.
    Stopped,
    /// The run's journal is damaged.
    Damaged,
    /// The annotator will not work: key, credit, model.
    Rejected,
    /// What was to be spent at most is spent; the run can go on.
    Budget,
    /// Stopped by Ctrl-C; the run can go on.
    Interrupted,
    /// Stopped by the system; the run can go on.
    Terminated,
}

impl Exit {
    /// The number.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::CheckFailed => 1,
            Self::Usage => 2,
            Self::Incomplete => 3,
            Self::BadInput => 65,
            Self::Bug => 70,
            Self::CannotWrite => 73,
            Self::Stopped => 75,
            Self::Damaged => 76,
            Self::Rejected => 77,
            Self::Budget => 78,
            Self::Interrupted => 130,
            Self::Terminated => 143,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// The table for the manual. Codes of commands that this build does not have are left out.
pub(crate) const EXIT_CODES: &str = "\
Exit codes:
   0  all done
   1  a check did not pass (codebook check, merge)
   2  wrong usage or settings, or a server that has moved
   3  finished, but some documents were unreadable or failed
  65  bad input, with --strict-input
  70  a bug in propos
  73  the output cannot be written, or another run holds it
  75  a run stopped early; it can go on
  76  a run's journal is damaged; --repair keeps the good part
  77  the annotator will not work: key, credit or model
  78  a run's budget is spent; it can go on with a higher one
 130  interrupted; a run can go on
 143  terminated; a run can go on";
