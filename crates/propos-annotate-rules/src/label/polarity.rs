//! What furthering or praising a keyword's thing means for a target.

use super::terms::{Forms, Stemmed};

/// What a word does to the direction of a target's statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Nothing.
    None,
    /// A verb or noun that hinders (*limit*, *controls*): turns the direction of what follows it.
    After,
    /// A noun of the same that is no verb: what it hinders stands behind a preposition (*control of weapons*, but *human control*,
    /// *contrôle humain*).
    AfterNoun,
    /// The rest of such a verb (*keep … out*): turns the direction of what stands before it.
    Before,
    /// *statt*, *instead*: turns what follows it, and the statement hinders nothing.
    Instead,
    /// A bad quality (*threat*): the statement is against what it speaks of.
    Bad,
    /// *may*, *easier*: the statement is against what hinders.
    Permit,
    /// *must*, *doit*: the statement says what ought to be.
    Demand,
    /// A copula or auxiliary: *should be abolished*.
    Be,
    /// A noun that makes what stands before it a thing that is ruled: *export rules*.
    Rule,
    /// A measure (*charge*, *zone*): nothing, but furthering it furthers the statement that hinders something else.
    Measure,
}

impl Turn {
    /// Whether it is a verb or noun that hinders what follows.
    pub(super) const fn is_after(self) -> bool {
        matches!(self, Self::After | Self::AfterNoun)
    }
}

/// How many words may stand between *be* and a participle.
const PASSIVE: usize = 2;

/// The sides that a keyword's thing stands on: +1 with the target, −1 against it, 0 unknown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Polarity {
    /// For those who further or hinder it.
    pub(super) act: i8,
    /// For those who praise or blame it.
    pub(super) judgement: i8,
}

/// A target's statement, read for the direction of each of its words.
///
/// *China should limit travel*: behind a word that hinders the direction turns, so furthering travel is against the
/// statement. *keep controls on chips*: the controls keep the direction, the chips turn it.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub(super) struct Statement {
    /// The stems of content words with their direction, +1 or −1.
    directions: Vec<(u32, i8)>,
    /// The same for the target's name.
    name: Vec<(u32, i8)>,
    /// Whether it hinders something.
    pub(super) is_restrictive: bool,
    /// Whether it allows something.
    is_permissive: bool,
    /// Whether it blames something.
    pub(super) is_complaint: bool,
    /// Whether it says what ought to be; otherwise it says what is, and acts alone take no side on it.
    pub(super) is_demand: bool,
}

impl Statement {
    /// Reads the words of a statement and of the target's name; `turn` says what each word does, `is_stop` which ones
    /// have no topic, and `is_verb_final` whether verbs stand behind their objects.
    pub(super) fn read(
        statement: &[Stemmed],
        name: &[Stemmed],
        turn: impl Fn(Forms) -> Turn,
        is_stop: impl Fn(Forms) -> bool,
        is_and: impl Fn(Forms) -> bool,
        is_verb_final: bool,
    ) -> Self {
        let mut read = Self::default();
        let mut direction = 1;
        let is_content =
            |word: Forms| !is_stop(word) && matches!(turn(word), Turn::None | Turn::Measure | Turn::Rule);
        // Where the object of a verb behind it begins: behind the modal, where something stands there.
        let mut object = 0;
        let mut has_turned_back = false;
        let mut awaits_preposition = false;
        // The place of a word like *instead*, as long as what follows it is what is not wanted.
        let mut instead: Option<usize> = None;
        for (at, &Stemmed { word, stem }) in statement.iter().enumerate() {
            let turns = turn(word);
            if awaits_preposition && is_stop(word) {
                awaits_preposition = false;
                direction = -1;
            }
            // *statt Bargeld eine Karte erhalten*: where the verb stands last, the next article begins what is wanted.
            let is_next = |from: usize| is_verb_final && from + 1 < at && is_stop(word);
            if instead.is_some_and(|from| turns == Turn::Demand || is_next(from)) {
                instead = None;
                direction = 1;
            }
            if !is_stop(word) {
                read.directions.push((stem, direction));
            }
            match turns {
                Turn::After => {
                    read.is_restrictive = true;
                    let is_be = |of: &&Stemmed| turn(of.word) == Turn::Be;
                    // An adverb may stand between, but no preposition: *remain under control*.
                    let mut before = statement.iter().take(at).rev().take(PASSIVE);
                    let is_passive = before
                        .find(|of| is_be(of) || is_stop(of.word))
                        .is_some_and(|of| is_be(&of))
                        || (is_verb_final && statement.iter().skip(at).any(|of| is_be(&of)));
                    // *die Grenzen kontrollieren und Flüchtlinge zurückweisen*: another verb has its own objects.
                    let is_joined = statement.get(at + 1).is_some_and(|next| is_and(next.word));
                    let is_last = is_joined || !statement.iter().skip(at + 1).any(|of| is_content(of.word));
                    if is_passive || (is_verb_final && is_last) {
                        // *The ban should be lifted or eased*: two verbs turn once.
                        let first = if is_passive { 0 } else { object };
                        let before = read
                            .directions
                            .iter_mut()
                            .skip(first)
                            .filter(|_| !has_turned_back);
                        before.for_each(|(_, direction)| *direction = -*direction);
                        has_turned_back = true;
                        if is_joined && !is_passive {
                            object = read.directions.len();
                            has_turned_back = false;
                        }
                    } else {
                        direction = -1;
                    }
                }
                Turn::AfterNoun => {
                    read.is_restrictive = true;
                    awaits_preposition = direction > 0;
                }
                Turn::Before => {
                    for (_, direction) in &mut read.directions {
                        *direction = -*direction;
                    }
                    read.is_restrictive = true;
                }
                Turn::Instead => {
                    instead = Some(at);
                    direction = -1;
                }
                Turn::Bad => read.is_complaint = true,
                Turn::Permit => read.is_permissive = true,
                Turn::Demand => {
                    read.is_demand = true;
                    object = read.directions.len();
                }
                Turn::None | Turn::Be | Turn::Measure | Turn::Rule => {}
            }
        }
        // *Polluting cars should be kept out*: who demands something says with bad words what he means.
        read.is_complaint &= !read.is_demand;
        if read.is_complaint {
            for (_, direction) in &mut read.directions {
                *direction = -1;
            }
        }
        let mut direction = 1;
        for &Stemmed { word, stem } in name {
            if turn(word).is_after() {
                direction = -1;
            } else if !is_stop(word) {
                read.name.push((stem, direction));
            }
        }
        read
    }

    /// What praise and blame that have no object mean for it. Where it is against something, blame may be of that or of what
    /// is done about it, so that they tell less.
    pub(super) const fn tone(&self) -> f64 {
        match (self.is_complaint, self.is_restrictive) {
            (true, _) => -1.0,
            (false, true) => 0.7,
            (false, false) => 1.0,
        }
    }

    /// The sides of a keyword's thing.
    ///
    /// `is_asked` tells whether a word ends in the root of one of the statement's words, or of one that hinders.
    pub(super) fn polarity(
        &self,
        keyword: &[Stemmed],
        turn: impl Fn(Forms) -> Turn,
        is_asked: impl Fn(Stemmed, bool) -> bool,
    ) -> Polarity {
        let both = |side: i8| Polarity {
            act: side,
            judgement: side,
        };
        let is_ruled = self.is_restrictive
            && keyword.len() > 1
            && keyword.last().is_some_and(|of| turn(of.word) == Turn::Rule);
        let hinders = is_ruled || keyword.iter().any(|of| turn(of.word).is_after());
        let content = || {
            let counts = |of: &&Stemmed| matches!(turn(of.word), Turn::None | Turn::Measure | Turn::Rule);
            keyword.iter().filter(counts)
        };
        let is_measure = keyword.iter().any(|of| turn(of.word) == Turn::Measure);
        let shared = content()
            .filter_map(|of| self.directions.iter().find(|(stem, _)| *stem == of.stem))
            .map(|(_, direction)| *direction)
            .min();
        let in_name = content()
            .find_map(|of| self.name.iter().find(|(stem, _)| *stem == of.stem))
            .map(|(_, direction)| *direction);
        if self.is_complaint {
            return shared.map_or(
                Polarity {
                    act: 0,
                    judgement: -1,
                },
                both,
            );
        }
        // *Grenzkontrolle* where borders are to be *kontrolliert*: the keyword is what the statement asks for.
        let is_what_is_asked = keyword.iter().any(|of| is_asked(*of, false));
        let is_hindrance_asked = || keyword.iter().any(|of| is_asked(*of, true));
        let polarity = match (hinders, self.is_restrictive, shared) {
            (true, true, _) | (false, false, None) => both(1),
            (true, false, Some(_)) => both(-1),
            (true, false, None) if is_what_is_asked => both(1),
            (true, false, None) if self.is_permissive => both(-1),
            (true, false, None) => both(0),
            (false, _, Some(direction)) => both(direction),
            (false, true, None) if is_hindrance_asked() => both(1),
            (false, true, None) => in_name.map_or(
                // *holiday flats* and *bus gates* are words of such a debate, too, and only the latter are what is asked for.
                both(i8::from(is_measure)),
                both,
            ),
        };
        Polarity {
            act: if self.is_demand { polarity.act } else { 0 },
            ..polarity
        }
    }
}
