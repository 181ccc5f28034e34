//! Sums of reasons for and against, and what they make known of a speaker.

use super::reading::Said;

/// How much heavier one side must be than the other.
const LEAD: f64 = 1.6;
/// How heavy a claim's own reasons must be for its speaker's side to be known from it.
pub(super) const STRONG: f64 = 0.95;

/// Sums for and against.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sides {
    pub(super) favor: f64,
    pub(super) against: f64,
}

impl Sides {
    pub(super) fn add(&mut self, weight: f64) {
        if weight > 0.0 {
            self.favor += weight;
        } else {
            self.against -= weight;
        }
    }

    pub(super) fn of<'said>(said: impl IntoIterator<Item = &'said Said>, factor: f64) -> Self {
        let mut sides = Self::default();
        for said in said {
            sides.add(said.weight * factor);
        }
        sides
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            favor: self.favor + other.favor,
            against: self.against + other.against,
        }
    }

    pub(super) fn less(self, other: Self) -> Self {
        Self {
            favor: (self.favor - other.favor).max(0.0),
            against: (self.against - other.against).max(0.0),
        }
    }

    /// Positive in favour; 0 where neither leads clearly.
    pub(super) fn lead(self) -> f64 {
        let (more, less) = (self.favor.max(self.against), self.favor.min(self.against));
        if more < LEAD * less {
            0.0
        } else if self.favor > self.against {
            more - 0.5 * less
        } else {
            0.5 * less - more
        }
    }
}

/// What a speaker has said on a target: sums of clear reasons, and of weak ones.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heard {
    pub(super) clear: Sides,
    pub(super) weak: Sides,
}

impl Heard {
    /// One claim's reasons.
    pub(super) fn of(own: Sides) -> Self {
        let none = Sides::default();
        // Politeness, an aside or a guess makes no side known alone.
        if own.lead().abs() >= STRONG {
            Self {
                clear: own,
                weak: none,
            }
        } else {
            Self {
                clear: none,
                weak: own,
            }
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            clear: self.clear.plus(other.clear),
            weak: self.weak.plus(other.weak),
        }
    }

    pub(super) fn less(self, other: Self) -> Self {
        Self {
            clear: self.clear.less(other.clear),
            weak: self.weak.less(other.weak),
        }
    }

    /// The side that it makes known, 0 if none.
    pub(super) fn side(self) -> f64 {
        let clear = self.clear.lead();
        if clear == 0.0 {
            self.clear.plus(self.weak).lead()
        } else {
            clear
        }
    }
}
