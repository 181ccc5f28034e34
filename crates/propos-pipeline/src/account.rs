//! The books of a run: what is reserved and what was paid, from the journal's entries and for them.

use std::collections::HashMap;

use propos_llm::Usage;
use serde::{Deserialize, Serialize};

use crate::spending::{Limit, Limits, Spending};

/// The kinds of the journal's entries about money: before a request is sent, and when it is known what it took.
pub(crate) const RESERVED: &str = "reserved";
pub(crate) const SETTLED: &str = "settled";

const NANO: f64 = 1e9;

/// What a request may take, written before it is sent. Money is in billionths of a dollar, so that sums do not depend on their
/// order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reserved {
    /// Its number in the run.
    pub(crate) id: u64,
    pub(crate) tokens: u64,
    /// `None`: the price is not known.
    pub(crate) nanodollars: Option<u64>,
    pub(crate) is_retry: bool,
}

/// What became of a reservation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Settled {
    pub(crate) id: u64,
    pub(crate) bill: Bill,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Bill {
    /// The server said what it took.
    Paid {
        usage: Usage,
        nanodollars: Option<u64>,
        is_refusal: bool,
    },
    /// It may have been carried out, and nobody said what it took: the whole reservation counts.
    Stands,
    /// It was not carried out.
    Nothing,
}

/// Whether there is room for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    Now,
    /// When some of what is under way turns out to take less than was reserved for it.
    Perhaps,
    Never(Limit),
}

/// Everything that was reserved and paid so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Account {
    next_id: u64,
    open: HashMap<u64, Reserved>,
    open_tokens: u64,
    open_nanodollars: u64,
    spent_tokens: u64,
    spent_nanodollars: u64,
    standing_tokens: u64,
    standing_nanodollars: u64,
    has_unknown_price: bool,
    totals: Spending,
    /// The numbers of requests that the last session lost.
    lost: Vec<u64>,
}

impl Account {
    /// The number of the next request.
    pub(crate) const fn next_id(&self) -> u64 {
        self.next_id
    }

    /// Whether a request that takes so much at most fits.
    pub(crate) fn room(&self, limits: &Limits, tokens: u64, nanodollars: Option<u64>) -> Room {
        if limits.requests.is_some_and(|most| self.totals.n_requests >= most) {
            return Room::Never(Limit::Requests);
        }
        let cost = limits.cost.map(whole_nanodollars);
        let checks = [
            (
                Limit::Cost,
                cost,
                nanodollars.unwrap_or(u64::MAX),
                self.spent_nanodollars.saturating_add(self.standing_nanodollars),
                self.open_nanodollars,
            ),
            (
                Limit::Tokens,
                limits.tokens,
                tokens,
                self.spent_tokens.saturating_add(self.standing_tokens),
                self.open_tokens,
            ),
        ];
        let mut room = Room::Now;
        for (limit, most, wanted, spent, open) in checks {
            let Some(most) = most else { continue };
            let needed = spent.saturating_add(wanted);
            if needed > most {
                return Room::Never(limit);
            }
            if needed.saturating_add(open) > most {
                room = Room::Perhaps;
            }
        }
        room
    }

    pub(crate) fn reserve(&mut self, reserved: Reserved) {
        self.next_id = self.next_id.max(reserved.id.saturating_add(1));
        self.totals.n_requests += 1;
        self.totals.n_retries += u64::from(reserved.is_retry);
        self.open_tokens = self.open_tokens.saturating_add(reserved.tokens);
        self.open_nanodollars = self
            .open_nanodollars
            .saturating_add(reserved.nanodollars.unwrap_or(0));
        self.has_unknown_price |= reserved.nanodollars.is_none();
        self.open.insert(reserved.id, reserved);
    }

    pub(crate) fn settle(&mut self, settled: Settled) {
        let Some(reserved) = self.open.remove(&settled.id) else {
            return;
        };
        self.open_tokens = self.open_tokens.saturating_sub(reserved.tokens);
        let of_reserved = reserved.nanodollars.unwrap_or(0);
        self.open_nanodollars = self.open_nanodollars.saturating_sub(of_reserved);
        match settled.bill {
            Bill::Nothing => {}
            Bill::Stands => {
                self.totals.n_maybe_paid += 1;
                self.standing_tokens = self.standing_tokens.saturating_add(reserved.tokens);
                self.standing_nanodollars = self.standing_nanodollars.saturating_add(of_reserved);
            }
            Bill::Paid {
                usage,
                nanodollars,
                is_refusal,
            } => {
                self.spent_tokens = self.spent_tokens.saturating_add(usage.total());
                self.spent_nanodollars = self.spent_nanodollars.saturating_add(nanodollars.unwrap_or(0));
                let totals = &mut self.totals;
                totals.n_refusals += u64::from(is_refusal);
                for (total, tokens) in [
                    (&mut totals.input_tokens, usage.input),
                    (&mut totals.cached_tokens, usage.cached),
                    (&mut totals.cache_written_tokens, usage.cache_written),
                    (&mut totals.output_tokens, usage.output),
                    (&mut totals.reasoning_tokens, usage.reasoning),
                ] {
                    *total = total.saturating_add(tokens.unwrap_or(0));
                }
            }
        }
    }

    /// What was under way when an earlier session ended is never heard of again: it counts as reserved. How many requests that
    /// is, and what they may have cost at most, where that is known.
    pub(crate) fn close(&mut self) -> (u64, Option<f64>) {
        let lost: Vec<Reserved> = self.open.values().copied().collect();
        self.lost = lost.iter().map(|reserved| reserved.id).collect();
        self.lost.sort_unstable();
        for settled in self.lost_ones() {
            self.settle(settled);
        }
        let nanodollars: Option<u64> = lost.iter().map(|reserved| reserved.nanodollars).sum();
        (lost.len() as u64, nanodollars.map(dollars))
    }

    /// What became of those that were lost, to be written down, so that the next session does not find them again.
    pub(crate) fn lost_ones(&self) -> Vec<Settled> {
        let bill = Bill::Stands;
        self.lost.iter().map(|id| Settled { id: *id, bill }).collect()
    }

    /// The totals.
    pub(crate) fn spending(&self) -> Spending {
        let known = |nanodollars| (!self.has_unknown_price).then(|| dollars(nanodollars));
        Spending {
            dollars: known(self.spent_nanodollars),
            maybe_paid_tokens: self.standing_tokens,
            maybe_paid_dollars: known(self.standing_nanodollars),
            ..self.totals
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "exact up to nine million dollars")]
fn dollars(nanodollars: u64) -> f64 {
    nanodollars as f64 / NANO
}

/// A limit, never rounded up.
fn whole_nanodollars(dollars: f64) -> u64 {
    // A limit of 0.3 dollars is meant to be 300,000,000 although 0.3 has no exact form.
    as_integer((dollars * NANO + 1e-3).floor())
}

/// A cost as the books have it.
pub(crate) fn rounded(dollars: f64) -> u64 {
    as_integer((dollars * NANO).round())
}

/// What may be paid at most, never rounded down.
pub(crate) fn rounded_up(dollars: f64) -> u64 {
    as_integer((dollars * NANO).ceil())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast from a float saturates, which is meant"
)]
const fn as_integer(amount: f64) -> u64 {
    amount as u64
}
