//! What a run says while it goes on: to people on one line, to a file as events.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use propos::llm::{Client, FailureClass, Pace};
use propos::pipeline::{Event, Meter, StopReason, Summary};
use propos::schema::Outcome as DocumentOutcome;
use serde::Serialize;
use serde_json::json;

use crate::annotate::NO_WORDS_CODE;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::hurry::hurried;
use crate::money::{amount, budget_words};
use crate::talk::{Talk, counted, counted_long, width};

/// How often there is a line where there is no terminal: at least and at most.
const PLAIN_EVERY: (Duration, Duration) = (Duration::from_secs(10), Duration::from_mins(5));
/// How many characters the bar has.
const BAR: usize = 20;

pub(crate) type EventFile = BufWriter<File>;

pub(crate) fn open_events(path: &Path) -> Result<EventFile, Failure> {
    let file = File::options().append(true).create(true).open(path);
    file.map(BufWriter::new)
        .map_err(|error| Failure::output(&path.display().to_string(), error))
}

/// Tells people and the event file what happens.
pub(crate) struct Narrator<'t> {
    talk: &'t Talk,
    events: RefCell<Option<EventFile>>,
    counts: RefCell<Counts>,
    meter: &'t Meter,
    clients: Vec<Arc<Client>>,
    /// How many inputs there are; 0 while that is not known.
    n_inputs: &'t AtomicU64,
    pub(crate) began: Instant,
    /// When the last line was said where there is no terminal.
    said: Cell<Instant>,
    is_limited: Cell<bool>,
}

#[derive(Default)]
struct Counts {
    /// Inputs done by earlier sessions.
    before: u64,
    /// Inputs done by this one.
    now: u64,
    claims: usize,
    /// Documents that are not complete, by their outcome.
    incomplete: BTreeMap<&'static str, u64>,
    unreadable: u64,
    /// What was said of languages that the codebook has no words of, once each.
    without_words: BTreeSet<String>,
}

/// So many documents that are not complete are told of one by one; the end of the run sums all up.
const MOST_TOLD: u64 = 5;

impl<'t> Narrator<'t> {
    pub(crate) fn new(
        events: Option<EventFile>,
        meter: &'t Meter,
        clients: Vec<Arc<Client>>,
        n_inputs: &'t AtomicU64,
        talk: &'t Talk,
    ) -> Self {
        Self {
            talk,
            events: RefCell::new(events),
            counts: RefCell::default(),
            meter,
            clients,
            n_inputs,
            began: Instant::now(),
            said: Cell::new(Instant::now()),
            is_limited: Cell::new(false),
        }
    }

    /// Whether it is worth knowing how many inputs there are. Rules are through before anybody reads a line in a log.
    pub(crate) fn counts_inputs(&self) -> bool {
        let (shows, is_terminal) = self.talk.shows_progress();
        shows && (is_terminal || !self.clients.is_empty())
    }

    /// Writes an event down with the time at which it was heard of.
    fn write<T: Serialize>(&self, event: &T) {
        if let Some(file) = self.events.borrow_mut().as_mut() {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            let event = serde_json::to_string(event).unwrap_or_default();
            let fields = event.strip_prefix('{').unwrap_or("}");
            // The run matters more than its diary.
            let _ = writeln!(file, "{{\"at\":\"{}\",{fields}", timestamp(now));
        }
    }

    /// Writes down what was heard so far. Who watches the file need not wait for long, and a kill loses little.
    fn flush(&self) {
        if let Some(file) = self.events.borrow_mut().as_mut() {
            let _ = file.flush();
        }
    }

    /// Says that the run begins, or goes on.
    pub(crate) fn begin(&self, folder: &Path, annotator: &str) {
        self.write(&json!({
            "event": "begun",
            "propos": env!("CARGO_PKG_VERSION"),
            "folder": folder,
            "annotator": annotator,
            "process": std::process::id(),
        }));
        self.flush();
    }

    /// Says what came of it.
    pub(crate) fn end(&self, summary: &Summary, exit: Exit) {
        self.write(&json!({
            "event": "ended",
            "exit": exit.code(),
            "seconds": self.began.elapsed().as_secs_f64(),
            "summary": summary,
        }));
        self.flush();
    }

    pub(crate) fn hear(&self, event: &Event) {
        if *event == Event::Beat {
            self.flush();
        } else {
            self.write(event);
        }
        let talk = self.talk;
        let mut counts = self.counts.borrow_mut();
        match event {
            Event::Resumed {
                n_done,
                n_answers,
                n_lost,
                lost_dollars,
                n_cut,
            } => {
                counts.before = *n_done;
                let mut parts = vec![format!("going on: {} done", counted_long(*n_done, "input"))];
                let lost = match lost_dollars {
                    Some(dollars) if *dollars > 0.0 => {
                        format!("under way lost (maybe paid, {} at most)", amount(*dollars))
                    }
                    _ => "under way lost".to_owned(),
                };
                for (number, what, fate) in [
                    (*n_answers, "answer", "kept"),
                    (*n_lost, "request", lost.as_str()),
                    (*n_cut, "byte", "of a half-written entry cut off"),
                ] {
                    if number > 0 {
                        parts.push(format!("{} {fate}", counted_long(number, what)));
                    }
                }
                talk.note(&parts.join(", "));
            }
            Event::Reusing {
                n_runs,
                n_answers,
                n_damaged,
            } => talk.note(&reusing(*n_runs, *n_answers, *n_damaged)),
            Event::InputsChanged {
                n_inputs,
                n_same,
                n_gone,
                ..
            } => {
                counts.before = 0;
                let gone = match n_gone {
                    0 => String::new(),
                    number => format!(", {number} gone"),
                };
                talk.warning(&format!(
                    "{} of {} changed{gone}, {n_same} reused; results are written anew",
                    n_inputs - n_same,
                    counted_long(*n_inputs, "input")
                ));
            }
            Event::Document {
                id,
                outcome,
                n_claims,
                code,
                reason,
                ..
            } => {
                counts.now += 1;
                counts.claims += n_claims;
                if code.as_deref() == Some(NO_WORDS_CODE)
                    && let Some(reason) = reason
                    && counts.without_words.insert(reason.clone())
                {
                    talk.warning(&format!("{id}: {reason}"));
                }
                if *outcome != DocumentOutcome::Complete {
                    *counts.incomplete.entry(outcome.as_str()).or_default() += 1;
                    if counts.n_incomplete() <= MOST_TOLD || talk.is_verbose() {
                        let reason = reason.as_deref().unwrap_or("no reason is given");
                        talk.warning(&format!("{id}: annotation is {outcome}: {reason}"));
                    } else if counts.n_incomplete() == MOST_TOLD + 1 {
                        talk.note(
                            "further documents that are not complete are told of at the end, and with -v",
                        );
                    }
                } else if talk.is_verbose() {
                    talk.say(&format!("{id}: {}", counted(*n_claims, "claim")));
                }
            }
            Event::Unreadable { place, reason, .. } => {
                counts.now += 1;
                counts.unreadable += 1;
                if counts.unreadable <= MOST_TOLD || talk.is_verbose() {
                    talk.error_text(&format!("failed to read {place}: {reason}"));
                }
            }
            Event::ResultsLost { .. } => {
                counts.before = 0;
                talk.warning("results are missing that were written before; they are written anew");
            }
            Event::Stopping {
                reason:
                    StopReason::Storage {
                        reason,
                        is_out_of_space: true,
                    },
            } => talk.note(&format!(
                "stopping: the disk is full after {}; failed to {reason}",
                self.how_far(&counts)
            )),
            Event::Stopping { reason } => {
                self.flush();
                talk.note(&stopping(reason));
            }
            _ => {}
        }
        if *event == Event::Beat {
            self.note_limits();
            self.say_at_times(&counts);
        }
        talk.progress(|| {
            let line = self.line(&counts);
            bar(
                counts.done(),
                self.n_inputs.load(Ordering::Relaxed),
                &line,
                width(),
            )
        });
    }

    /// Where there is no terminal, a line now and then, less often the longer it takes.
    fn say_at_times(&self, counts: &Counts) {
        let (shows, is_terminal) = self.talk.shows_progress();
        let pause = (self.began.elapsed() / 10).clamp(hurried(PLAIN_EVERY.0), PLAIN_EVERY.1);
        if shows && !is_terminal && self.said.get().elapsed() >= pause {
            self.said.set(Instant::now());
            self.talk.say(&self.line(counts));
        }
    }

    /// Writes down when servers begin and cease to say "slower".
    fn note_limits(&self) {
        let pace = self.slowest();
        let is_limited = pace.is_some_and(|pace| !pace.closed_for.is_zero());
        if let Some(pace) = pace.filter(|_| is_limited != self.is_limited.replace(is_limited)) {
            self.write(&json!({
                "event": if is_limited { "limited" } else { "unlimited" },
                "in_flight": pace.in_flight,
                "most_in_flight": pace.most_in_flight,
                "seconds": pace.closed_for.as_secs_f64(),
                "why": pace.closed_by.map(FailureClass::word),
            }));
        }
    }

    /// How fast requests go to the model that is slowest now.
    fn slowest(&self) -> Option<Pace> {
        let paces = self.clients.iter().map(|client| client.pace());
        paces.min_by_key(|pace| (std::cmp::Reverse(pace.closed_for), pace.in_flight))
    }

    /// How far the run is, in one line.
    fn line(&self, counts: &Counts) -> String {
        let (done, total) = (counts.done(), self.n_inputs.load(Ordering::Relaxed));
        let mut parts = vec![self.how_far(counts)];
        // What matters most comes first: a narrow terminal shows no more than the beginning.
        parts.extend(self.slowest().and_then(limited));
        let seconds = self.began.elapsed().as_secs_f64().max(0.001);
        let a_second = share(counts.now, 1) / seconds;
        if total > done && counts.now > 0 {
            let left = Duration::try_from_secs_f64(share(total - done, 1) / a_second);
            parts.push(format!("{} left", duration(left.unwrap_or(Duration::MAX))));
        }
        parts.extend(self.cost(done, total));
        for (outcome, number) in &counts.incomplete {
            parts.push(format!("{number} {outcome}"));
        }
        if counts.unreadable > 0 {
            parts.push(format!("{} not read", counts.unreadable));
        }
        parts.push(rate(a_second));
        parts.push(counted(counts.claims, "claim"));
        parts.join(", ")
    }

    /// How many inputs are done, and of how many where that is known.
    fn how_far(&self, counts: &Counts) -> String {
        let (done, total) = (counts.done(), self.n_inputs.load(Ordering::Relaxed));
        if total >= done && total > 0 {
            format!("{done} of {}", counted_long(total, "input"))
        } else {
            counted_long(done, "input")
        }
    }

    /// What was spent, and what all will come to.
    fn cost(&self, done: u64, total: u64) -> Option<String> {
        let spending = self.meter.spending();
        let spent = match spending.dollars {
            _ if spending.n_requests == 0 => return None,
            None => return Some("price unknown".to_owned()),
            Some(dollars) => dollars + spending.maybe_paid_dollars.unwrap_or_default(),
        };
        (spent > 0.0).then(|| {
            let projected = (total > done && done > 0).then(|| spent * share(total, done));
            match projected {
                Some(projected) => format!("{} of about {}", amount(spent), amount(projected)),
                None => amount(spent),
            }
        })
    }
}

fn reusing(n_runs: usize, n_answers: u64, n_damaged: u64) -> String {
    let damaged = match n_damaged {
        0 => String::new(),
        number => format!("; {number} more of their entries damaged"),
    };
    format!(
        "{} of {} at hand{damaged}",
        counted_long(n_answers, "answer"),
        counted(n_runs, "other run")
    )
}

fn stopping(reason: &StopReason) -> String {
    match reason {
        StopReason::Asked => {
            "stopping: nothing more is begun; what is under way is waited for, half a minute at most; once more ends at once".to_owned()
        }
        StopReason::ModelChanged { from, to } => {
            format!("stopping: {to} answers, and not {from} as before")
        }
        StopReason::Standstill {
            reason,
            seconds: Some(seconds),
        } => {
            let wait = duration(Duration::from_secs(*seconds));
            format!("stopping: failed to {reason}; it asks to wait {wait}, which nobody sleeps")
        }
        StopReason::Rejected { reason, .. }
        | StopReason::Misdirected { reason, .. }
        | StopReason::Standstill { reason, .. }
        | StopReason::Unavailable { reason }
        | StopReason::Storage { reason, .. } => {
            format!("stopping: failed to {reason}")
        }
        StopReason::Budget { limit } => {
            format!(
                "stopping: {}; what is under way is finished",
                budget_words(*limit).0
            )
        }
        _ => "stopping".to_owned(),
    }
}

impl Counts {
    fn done(&self) -> u64 {
        self.before + self.now
    }

    fn n_incomplete(&self) -> u64 {
        self.incomplete.values().sum()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a number for people")]
fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// What is said of a server that slows everybody down.
fn limited(pace: Pace) -> Option<String> {
    let Pace {
        in_flight,
        most_in_flight,
        closed_for,
        closed_by,
        ..
    } = pace;
    let Some(class) = closed_by else {
        return (in_flight < most_in_flight).then(|| format!("{in_flight}/{most_in_flight} at once"));
    };
    let why = match class {
        FailureClass::RateLimit => "rate-limited",
        FailureClass::Overloaded => "server overloaded",
        _ => "server does not answer",
    };
    let wait = duration(closed_for);
    Some(format!(
        "{why}, {in_flight}/{most_in_flight} at once, next in {wait}"
    ))
}

/// How fast it goes: `12 a second`, `0.5 a second`, `4 a minute`.
fn rate(a_second: f64) -> String {
    match a_second {
        rate if rate >= 10.0 => format!("{rate:.0} a second"),
        rate if rate >= 0.5 => format!("{rate:.1} a second"),
        rate => format!("{:.0} a minute", rate * 60.0),
    }
}

/// A line with a bar before it where the end is known and there is room for both, cut to what a terminal shows.
fn bar(done: u64, total: u64, line: &str, width: usize) -> String {
    let mut text = String::new();
    if total > 0 && BAR + 3 + line.chars().count() < width {
        let full = usize::try_from(done.saturating_mul(BAR as u64) / total)
            .unwrap_or(BAR)
            .min(BAR);
        text = format!("[{}{}] ", "=".repeat(full), " ".repeat(BAR - full));
    }
    text.push_str(line);
    // A line that is broken by the terminal cannot be taken away.
    text.chars().take(width.saturating_sub(1)).collect()
}

/// `12 s`, `3 min`, `2 h 5 min`, `16 days`.
pub(crate) fn duration(duration: Duration) -> String {
    let seconds = duration.as_millis().div_ceil(1000);
    match (seconds / 86_400, seconds / 3600, seconds / 60) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, minutes) if minutes % 60 == 0 => format!("{hours} h"),
        (0, hours, minutes) => format!("{hours} h {} min", minutes % 60),
        (1, ..) => "1 day".to_owned(),
        (days, ..) => format!("{days} days"),
    }
}

/// The moment when a wait that begins now is over, such as `2026-11-28 07:50 UTC`.
pub(crate) fn moment(wait: Duration) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    date(now.saturating_add(wait))
}

/// A time since 1970 as a date, rounded up to minutes.
fn date(since: Duration) -> String {
    let minutes = since.as_secs().div_ceil(60);
    let (year, month, day) = calendar(minutes / 1440);
    let (hour, minute) = (minutes / 60 % 24, minutes % 60);
    format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02} UTC")
}

/// A time since 1970 as machines write it, such as `2026-11-28T07:50:09.125Z`.
fn timestamp(since: Duration) -> String {
    let seconds = since.as_secs();
    let (year, month, day) = calendar(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    let millis = since.subsec_millis();
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
}

/// Year, month and day of the month of a day since 1970.
fn calendar(mut day: u64) -> (u64, u64, u64) {
    let is_leap =
        |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while day >= 365 + u64::from(is_leap(year)) && year < 9999 {
        day -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if day < length {
            break;
        }
        day -= length;
        month += 1;
    }
    (year, month, day + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (seconds, expected) in [
            (0, "1970-01-01 00:00 UTC"),
            (951_782_400, "2000-02-29 00:00 UTC"),
            (1_795_817_704, "2026-11-27 22:16 UTC"),
            (1_798_761_599, "2027-01-01 00:00 UTC"),
        ] {
            assert_eq!(date(Duration::from_secs(seconds)), expected);
        }
    }

    #[test]
    fn timestamps_are_those_of_the_calendar_too() {
        for (millis, expected) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_400_125, "2000-02-29T00:00:00.125Z"),
            (1_798_761_599_999, "2026-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(timestamp(Duration::from_millis(millis)), expected);
        }
    }

    #[test]
    fn durations_are_told_as_people_do() {
        for (seconds, expected) in [
            (0, "0 s"),
            (12, "12 s"),
            (200, "3 min"),
            (10_800, "3 h"),
            (7500, "2 h 5 min"),
            (16 * 86_400, "16 days"),
        ] {
            assert_eq!(duration(Duration::from_secs(seconds)), expected);
        }
    }

    #[test]
    fn the_bar_fits_the_terminal_and_is_left_out_where_there_is_no_room_or_no_end() {
        assert_eq!(
            bar(5, 10, "5 of 10 inputs", 80),
            "[==========          ] 5 of 10 inputs"
        );
        assert_eq!(bar(5, 0, "5 inputs", 80), "5 inputs");
        assert_eq!(bar(5, 10, "5 of 10 inputs", 8), "5 of 10");
        let line = "5 of 10 inputs, rate-limited, 3/8 at once, next in 12 s, 3 min left";
        assert_eq!(bar(5, 10, line, 80), line, "words before pictures");
        assert_eq!(bar(50, 10, "", 80).chars().filter(|c| *c == '=').count(), BAR);
    }

    #[test]
    fn what_is_slow_is_told_by_the_minute() {
        assert_eq!(
            [12.3, 0.52, 0.07].map(rate),
            ["12 a second", "0.5 a second", "4 a minute"]
        );
    }

    #[test]
    fn a_server_that_says_slower_is_told_of() {
        let transport = Arc::new(propos::llm::HttpTransport::new());
        let options = propos::llm::EndpointOptions::new().with_base_url(Some("http://127.0.0.1:1"));
        let endpoint = propos::llm::Endpoint::choose("compatible:m", options, &|_| None).unwrap();
        let mut pace = Client::new(endpoint, transport).with_in_flight(8).pace();
        assert_eq!(limited(pace), None);
        pace.in_flight = 3;
        assert_eq!(limited(pace).unwrap(), "3/8 at once");
        pace.closed_for = Duration::from_secs(12);
        for (class, why) in [
            (FailureClass::RateLimit, "rate-limited"),
            (FailureClass::Overloaded, "server overloaded"),
            (FailureClass::Timeout, "server does not answer"),
        ] {
            pace.closed_by = Some(class);
            assert_eq!(
                limited(pace).unwrap(),
                format!("{why}, 3/8 at once, next in 12 s")
            );
        }
    }
}
