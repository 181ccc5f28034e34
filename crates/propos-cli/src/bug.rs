//! What happens when the program itself is wrong.

use std::cell::RefCell;
use std::fmt;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static LAST_PANIC: RefCell<Option<Bug>> = const { RefCell::new(None) };
}

/// A panic, by its place in the program. The message that it carries may hold words of an article and is
/// dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bug {
    place: String,
}

impl fmt::Display for Bug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "this is a bug in propos {}, at {}",
            env!("CARGO_PKG_VERSION"),
            self.place
        )
    }
}

/// What to ask of whoever meets a bug.
pub(crate) const BUG_HINT: &str =
    "please report this line and the command you ran; the article's text is in neither";

/// Keeps panics from printing; [`guard`] tells of them. Call it once, before any work.
pub(crate) fn install() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(
            || "an unknown place".to_owned(),
            |location| format!("{}:{}:{}", location.file(), location.line(), location.column()),
        );
        LAST_PANIC.with(|last| *last.borrow_mut() = Some(Bug { place }));
    }));
}

/// Runs some work; a panic in it becomes a [`Bug`].
///
/// The work may leave what it changes half done. Give it what is thrown away afterwards.
pub(crate) fn guard<T>(work: impl FnOnce() -> T) -> Result<T, Bug> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let bug = LAST_PANIC.with(|last| last.borrow_mut().take());
        bug.unwrap_or_else(|| Bug {
            place: "an unknown place".to_owned(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{guard, install};

    #[test]
    fn a_panic_is_told_by_its_place_and_without_its_words() {
        install();
        let bug = guard(|| panic!("could not slice « mot secret »")).unwrap_err();
        let message = bug.to_string();
        assert!(
            message.contains("this is a bug in propos") && message.contains("bug.rs:"),
            "{message}"
        );
        assert!(!message.contains("secret"), "{message}");
        assert_eq!(guard(|| 1), Ok(1));
    }
}
