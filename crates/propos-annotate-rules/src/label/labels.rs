//! A codebook compiled for a language.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState;

use propos_annotate::{Annotation, Article};
use propos_codebook::{Actor, Codebook, LocalizedList, Target};
use propos_schema::{Claim, ClaimKind, TextSpan};
use propos_segment::Lang;

use super::analysis::Analysis;
use super::apart::{APART, OR};
use super::assess::{Signs, assess};
use super::discourse::stances;
use super::everyday::Everyday;
use super::focus::{Lead, focuses};
use super::lexicon::{Class, forms};
use super::normal::{fold, folded};
use super::passage::{Passages, paragraphs};
use super::phrases::{Phrases, SHORTEST_LAST_PART, Tag};
use super::polarity::{Polarity, Statement, Turn};
use super::reading::read;
use super::related::{common_head, own_topic_words};
use super::roots::{object_of_keyword, plural, roots, things_of_keyword};
use super::tags::Weights;
use super::terms::{Forms, Freedom, Stemmed};
use super::topic_words::{add_topic_keywords, add_topic_words};
use super::topics::{Context, Focus, Primary, Spoken, topics};
use super::words::Words;
use crate::languages::{is_compounding, is_verb_final, language, reflexive_infinitives};

/// How much a keyword of several words shows that its target is spoken of, in hundredths; one of a single word shows 100.
const KEY_PHRASE_PERCENT: u8 = 150;
/// How much one with an article does, which is sought without it.
const DEFINITE_PERCENT: u8 = 60;
/// How much a word of a target's context does.
const CONTEXT_PERCENT: u8 = 50;
/// How much a word of its topic does, where the topic has no other target.
const TOPIC_PERCENT: u8 = 25;
/// How much the object of a keyword with a verb does, which stands for the target only where something is done to it.
const OBJECT_PERCENT: u8 = 85;

/// A target as the labeller needs it.
#[derive(Debug)]
pub(super) struct TargetLabels {
    pub(super) id: String,
    /// The numbers of its topics.
    pub(super) topics: Vec<usize>,
    /// Whether its statement says what ought to be; otherwise it says what is.
    pub(super) is_demand: bool,
    /// What doing or saying something good to the thing under discussion means for it: −1 where it calls the thing bad.
    pub(super) thing: f64,
    /// What praise means for it, and how surely.
    pub(super) tone: f64,
    /// Whether it wants something hindered.
    pub(super) is_restrictive: bool,
    /// How many keywords and words of context it has.
    pub(super) n_words: u32,
}

/// Everything that labelling needs of a codebook, for one language.
#[derive(Debug)]
pub(crate) struct Labels {
    pub(super) phrases: Phrases,
    pub(super) weights: Weights,
    pub(super) topic_ids: Vec<String>,
    pub(super) fallback: String,
    /// The number of the fallback topic, where it is among the others.
    pub(super) fallback_topic: Option<usize>,
    pub(super) n_secondary: usize,
    /// How many keywords the topics have.
    pub(super) n_keywords: usize,
    pub(super) targets: Vec<TargetLabels>,
    /// The ids and names of the codebook's actors.
    pub(super) actors: Vec<(String, String)>,
}

impl Labels {
    /// Compiles a codebook for a language. Without a language nothing but the fallback topic comes out.
    pub(crate) fn prepare(codebook: &Codebook, lang: Option<Lang>) -> Self {
        let code = lang.map_or("", Lang::code);
        let forms: Vec<(Class, &str)> = forms(lang).collect();
        let mut phrases = Phrases::new(lang, &forms);
        for (pair, (class, form)) in (0..).zip(forms.iter().copied()) {
            // What parts them is no mark of ASCII, which most forms are all of.
            let parts = (!form.is_ascii()).then(|| form.split_once(APART)).flatten();
            let Some((heads, rests)) = parts else {
                add_form(&mut phrases, class, form, Tag::Class(class));
                continue;
            };
            for head in heads.split(OR) {
                add_form(&mut phrases, class, head, Tag::Head { pair, class });
            }
            for rest in rests.split(OR) {
                add_form(&mut phrases, class, rest, Tag::Rest { pair });
            }
        }
        let topic_numbers: BTreeMap<&str, usize> = codebook
            .topics
            .iter()
            .enumerate()
            .map(|(number, topic)| (topic.id.as_str(), number))
            .collect();
        let mut weights = Weights::default();
        add_topic_keywords(&mut phrases, &mut weights, codebook, code, &topic_numbers);
        add_topic_words(&mut phrases, &mut weights, codebook, code, &topic_numbers);
        let turns = Turns::read(lang, &forms);
        let mut targets = Vec::new();
        for (number, target) in (0..u16::MAX).zip(&codebook.targets) {
            let is_taken = |word: &str| {
                let mut forms = codebook.topics.iter().flat_map(|topic| topic.keywords.get(code));
                let mut others = codebook
                    .targets
                    .iter()
                    .flat_map(|other| other.keywords.get(code).iter().chain(other.context.get(code)));
                forms.by_ref().any(|form| form.to_lowercase() == word)
                    || others.any(|form| form.to_lowercase() == word)
            };
            let statement = add_target(&mut phrases, number, target, code, &turns, is_taken);
            let own_words = own_topic_words(codebook, target, code);
            add_context(&mut phrases, number, TOPIC_PERCENT, own_words);
            let of_topics = target
                .topics
                .iter()
                .filter_map(|id| topic_numbers.get(id.as_str()).copied());
            targets.push(TargetLabels {
                id: target.id.clone(),
                topics: of_topics.collect(),
                is_demand: statement.is_demand,
                thing: if statement.is_complaint { -1.0 } else { 1.0 },
                tone: statement.tone(),
                is_restrictive: statement.is_restrictive,
                n_words: u32::try_from(target.keywords.get(code).len() + target.context.get(code).len())
                    .unwrap_or(u32::MAX),
            });
        }
        for (number, actor) in (0..).zip(&codebook.actors) {
            let tag = Tag::Actor(number);
            phrases.add(actor.name.get_or_any(code), Freedom::Word, tag);
            for alias in actor.aliases.get(code) {
                phrases.add(alias, Freedom::Word, tag);
            }
        }
        phrases.settle();
        let actor = |actor: &Actor| (actor.id.clone(), actor.name.get_or_any(code).to_owned());
        Self {
            phrases,
            weights,
            topic_ids: codebook.topics.iter().map(|topic| topic.id.clone()).collect(),
            fallback: codebook.topic_fallback.clone(),
            fallback_topic: topic_numbers.get(codebook.topic_fallback.as_str()).copied(),
            n_secondary: codebook.max_secondary_topics,
            n_keywords: codebook
                .topics
                .iter()
                .map(|topic| topic.keywords.get(code).len())
                .sum(),
            targets,
            actors: codebook.actors.iter().map(actor).collect(),
        }
    }
}

impl Labels {
    /// Labels every claim of an annotation.
    pub(crate) fn label(&self, article: &Article, mut annotation: Annotation) -> Annotation {
        let text = article.text();
        let words = Words::read(self, text);
        let everyday = Everyday::read(self, &words);
        let mut analysis = Analysis::default();
        let title = article.document().title.as_deref();
        let title = title.and_then(|title| self.title_weights(title));
        let mut said = Spoken::of(self, annotation.claims.len());
        let mut readings = Vec::with_capacity(annotation.claims.len());
        let mut signs = Vec::with_capacity(annotation.claims.len());
        let mut extents = Vec::with_capacity(annotation.claims.len());
        for claim in &annotation.claims {
            analysis.read(&words, text, claim);
            said.push(self, &analysis, Some(&everyday));
            readings.push(read(self, &analysis, claim, text));
            signs.push(Signs::read(claim, &analysis, text));
            extents.push(claim.extent());
        }
        let paragraphs = &paragraphs(article);
        let passages = Passages::read(self, &words, &everyday, paragraphs);
        let mut focuses = focuses(self, &words, &everyday, &extents, paragraphs, &passages);
        // They take as much memory as all that is said of the claims below.
        drop(analysis);
        drop(words);
        let title = title.as_ref().map(|title| title.by(0));
        let mut context = Context::new(self, &said, title, passages.is_elsewhere);
        let mut subjects = Vec::with_capacity(annotation.claims.len());
        let lead = focuses
            .lead
            .or_else(|| {
                let target = self.target_of_topic(passages.topic_of_lead(self.topic_ids.len())?)?;
                Some(Lead {
                    target,
                    is_alone: false,
                })
            })
            .filter(|_| passages.is_of_codebook);
        let claims = extents.iter().zip(&readings).zip(&mut focuses.at);
        for (at, ((extent, reading), target)) in claims.enumerate() {
            let focus = target.map(|target| Focus {
                target,
                concern: reading.on(target).map_or(0.0, |on| on.concern),
            });
            passages.around(extent, &mut context.paragraph);
            let (labelled, primary) = topics(self, said.by(at), &mut context, focus);
            context.pass(said.by(at));
            // Where no target is under discussion, that of the article's beginning is or the only one of the topic.
            let topic = primary.filter(|_| target.is_none() && passages.is_of_codebook);
            let of_topic = topic.and_then(|topic| Some((self.target_of_topic(topic.topic)?, topic.is_said)));
            let of_lead = lead.filter(|lead| {
                let is_other = of_topic.is_some_and(|(target, is_said)| is_said && target != lead.target);
                lead.is_alone || !is_other
            });
            // What was discussed before and is spoken of no more gives way to the topic of the claim's own words.
            let is_stale = passages.is_of_codebook && focuses.stale.get(at).copied().unwrap_or_default();
            let said = primary.filter(|primary| is_stale && primary.is_said);
            let said = said.and_then(|primary| self.target_of_topic(primary.topic));
            // A target that the article names nowhere takes no other's place.
            let is_named = |target: usize| {
                let has_words = self.targets.get(target).is_some_and(|target| target.n_words > 0);
                !has_words || focuses.is_named.get(target).copied().unwrap_or_default()
            };
            let said = said.filter(|said| is_named(*said));
            *target = said
                .or(*target)
                .or(of_lead.map(|lead| lead.target))
                .or(of_topic.map(|(target, _)| target));
            subjects.push((labelled, primary));
        }
        let primary: Vec<Option<Primary>> = subjects.iter().map(|(_, primary)| *primary).collect();
        let mut subjects = subjects.into_iter();
        // All that is said of a claim is said together: in a long text they are far apart in memory.
        stances(
            self,
            &mut annotation.claims,
            &readings,
            &focuses,
            &primary,
            text,
            |at, claim| {
                if let Some(signs) = signs.get(at) {
                    (claim.verifiability, claim.check_worthiness) = assess(claim, *signs);
                }
                claim.topics = subjects.next().map(|(topics, _)| topics).unwrap_or_default();
            },
        );
        annotation
    }

    /// The target with a first topic that no other one has.
    fn target_of_topic(&self, topic: usize) -> Option<usize> {
        let of_topic = |target: &&TargetLabels| target.topics.first() == Some(&topic);
        let place = self.targets.iter().position(|target| of_topic(&target))?;
        let n_targets = self.targets.iter().filter(of_topic).count();
        (n_targets == 1).then_some(place)
    }

    /// How much a title speaks of each topic.
    fn title_weights(&self, title: &str) -> Option<Spoken> {
        let span = TextSpan::new(title, 0..title.len())?;
        let words = Words::read(self, title);
        let mut analysis = Analysis::default();
        analysis.read(&words, title, &Claim::new("", ClaimKind::Author, vec![span]));
        let mut said = Spoken::of(self, 1);
        said.push(self, &analysis, None);
        Some(said)
    }
}

/// Adds a form of the data files.
fn add_form(phrases: &mut Phrases, class: Class, form: &str, tag: Tag) {
    match (form.strip_suffix('*'), form.strip_prefix('*')) {
        (Some(beginning), _) => phrases.add(beginning, Freedom::Beginning, tag),
        (None, Some(ending)) => phrases.add(ending, Freedom::Ending, tag),
        (None, None) => phrases.add(form, class.freedom(), tag),
    }
}

/// The words that turn a statement's direction.
struct Turns {
    words: TurningWords,
    lacks: TurningWords,
    raises: TurningWords,
    /// What was found out about words of phrases, by their folded strings: what they turn, and whether they are a lack.
    known: RefCell<Vec<Option<(Turn, bool)>>>,
}

/// Words with what they turn, each with its place in the file: of several that fit the first one counts.
#[derive(Default)]
struct TurningWords {
    whole: HashMap<String, (usize, Turn), RandomState>,
    beginnings: HashMap<String, (usize, Turn), RandomState>,
    /// Those that may be the last part of a word: nouns. *beschließen* is no *schließen*.
    parts: HashMap<String, (usize, Turn), RandomState>,
    longest_beginning: usize,
    /// Whether words are put together.
    is_compounding: bool,
    /// The endings of infinitives with a reflexive.
    reflexives: &'static [&'static str],
}

impl TurningWords {
    fn of(lang: Option<Lang>) -> Self {
        Self {
            is_compounding: is_compounding(lang),
            reflexives: reflexive_infinitives(lang),
            ..Self::default()
        }
    }

    fn add(&mut self, place: usize, form: &str, turn: Turn, is_verb: bool) {
        let word = folded(form.trim_end_matches('*')).into_owned();
        if !form.ends_with('*') && !is_verb {
            self.parts.entry(word.clone()).or_insert((place, turn));
        }
        let words = if form.ends_with('*') {
            self.longest_beginning = self.longest_beginning.max(word.len());
            &mut self.beginnings
        } else {
            &mut self.whole
        };
        words.entry(word).or_insert((place, turn));
    }

    fn find(&self, folded: &str) -> Turn {
        // *Kontrollen*, *Verboten*: words put together are inflected by more than an *s*.
        let endings = if self.is_compounding {
            &["s", "n", "en", "e", "er"][..]
        } else {
            &["s"]
        };
        let whole = endings.iter().filter_map(|ending| {
            let without = folded.strip_suffix(ending)?;
            // *Noten* is no *Not*.
            (*ending == "s" || without.len() >= SHORTEST_LAST_PART).then_some(without)
        });
        let whole = std::iter::once(folded).chain(whole);
        // *Arbeitsverbot*: the last part tells.
        let n_parts = if self.is_compounding { folded.len() } else { 0 };
        let parts = (1..n_parts.saturating_sub(SHORTEST_LAST_PART - 1)).filter_map(|at| folded.get(at..));
        let parts = parts.flat_map(|part| {
            let inflected = endings.iter().filter_map(|ending| part.strip_suffix(ending));
            std::iter::once(part).chain(inflected)
        });
        let parts = parts
            .filter(|part| part.len() >= SHORTEST_LAST_PART)
            .filter_map(|part| self.parts.get(part));
        let whole = whole.filter_map(|word| self.whole.get(word)).chain(parts);
        let beginnings = (1..=folded.len().min(self.longest_beginning)).filter_map(|end| folded.get(..end));
        let begun = beginnings.filter_map(|beginning| self.beginnings.get(beginning));
        let first = whole.chain(begun).min_by_key(|(place, _)| *place);
        match first.map_or(Turn::None, |(_, turn)| *turn) {
            // *deben prohibirse*, *devono chiudersi*: what is done is done to what stands before.
            Turn::After if self.reflexives.iter().any(|ending| folded.ends_with(ending)) => Turn::Before,
            turn => turn,
        }
    }
}

impl Turns {
    fn read(lang: Option<Lang>, forms: &[(Class, &str)]) -> Self {
        let mut turns = Self {
            words: TurningWords::of(lang),
            lacks: TurningWords::of(lang),
            raises: TurningWords::of(lang),
            known: RefCell::default(),
        };
        for (place, (class, form)) in forms.iter().enumerate() {
            let turn = match class {
                // *strict human control of weapons*: where adjectives stand before their noun, what follows it is its object.
                Class::Control if has_adjectives_behind(lang) => Turn::AfterNoun,
                Class::Lower | Class::LowerNoun | Class::Control => Turn::After,
                Class::TurnBefore => Turn::Before,
                Class::Bad => Turn::Bad,
                Class::Modal => Turn::Demand,
                Class::Be => Turn::Be,
                Class::Permit => Turn::Permit,
                Class::Rule => Turn::Rule,
                Class::Measure => Turn::Measure,
                Class::Instead => Turn::Instead,
                Class::Raise => {
                    turns.raises.add(place, form, Turn::After, true);
                    continue;
                }
                Class::Lack => {
                    turns.lacks.add(place, form, Turn::After, false);
                    continue;
                }
                _ => continue,
            };
            let is_verb = matches!(class, Class::Lower | Class::TurnBefore | Class::Modal | Class::Be);
            turns.words.add(place, form, turn, is_verb);
        }
        turns
    }

    /// Whether a verb furthers (+1) or hinders (−1) what it acts on, as far as that is known.
    fn acts(&self, verb: &str) -> Option<i8> {
        let folded = fold(&verb.to_lowercase());
        let is = |words: &TurningWords| words.find(&folded).is_after();
        match (is(&self.raises), is(&self.words)) {
            (true, false) => Some(1),
            (false, true) => Some(-1),
            _ => None,
        }
    }

    fn of(&self, phrases: &Phrases, word: Forms) -> Turn {
        self.known(phrases, word).0
    }

    /// Whether a word turns what it stands beside in a keyword (*loss of control*).
    fn is_lack(&self, phrases: &Phrases, word: Forms) -> bool {
        self.known(phrases, word).1
    }

    fn known(&self, phrases: &Phrases, word: Forms) -> (Turn, bool) {
        let place = word.folded as usize;
        if let Some(known) = self.known.borrow().get(place).copied().flatten() {
            return known;
        }
        let folded = phrases.string(word.folded);
        let found = (self.words.find(folded), self.lacks.find(folded) != Turn::None);
        let mut known = self.known.borrow_mut();
        if known.len() <= place {
            known.resize(place + 1, None);
        }
        if let Some(slot) = known.get_mut(place) {
            *slot = Some(found);
        }
        found
    }
}

/// Whether adjectives stand behind their nouns.
const fn has_adjectives_behind(lang: Option<Lang>) -> bool {
    matches!(lang, Some(Lang::Fr | Lang::Es | Lang::It | Lang::Pt))
}

/// How many words of a phrase have a topic.
pub(super) fn n_content(phrases: &Phrases, words: &[Forms]) -> usize {
    words.iter().filter(|word| !phrases.is_stop(**word)).count()
}

/// Where in a word the beginning of another one stands: *obbligo* and *obbligatorie*, *Grenzkontrolle* and *kontrolliert*.
fn root(word: &str, other: &str) -> Option<usize> {
    /// How long a root must be.
    const ROOT: usize = 6;
    let root = other.get(..ROOT)?.as_bytes();
    word.as_bytes().windows(ROOT).rposition(|part| part == root)
}

/// Adds words that only show that a target is spoken of.
fn add_context<'form>(
    phrases: &mut Phrases,
    number: u16,
    percent: u8,
    forms: impl Iterator<Item = &'form str>,
) {
    for form in forms {
        let words = phrases.forms(form);
        let tag = Tag::TargetKeyword {
            target: number,
            act: 0,
            judgement: 0,
            percent: if n_content(phrases, &words) > 1 {
                2 * percent
            } else {
                percent
            },
        };
        phrases.add_words(&words, Freedom::Context, tag);
    }
}

/// Adds a target's keywords and cues; gives its statement, read.
/// `is_taken` tells whether a word is one of the codebook's own.
fn add_target(
    phrases: &mut Phrases,
    number: u16,
    target: &Target,
    code: &str,
    turns: &Turns,
    is_taken: impl Fn(&str) -> bool,
) -> Statement {
    let verbs = phrases
        .lang()
        .and_then(language)
        .map_or("", |language| language.irregular_verbs);
    let words = phrases.stemmed(target.statement.get(code).unwrap_or_default());
    let name = phrases.stemmed(target.name.get(code).unwrap_or_default());
    // *ein Abkommen schließen*: what is concluded is not closed.
    let concludes = phrases.lang() == Some(Lang::De)
        && words.iter().any(|of| {
            let word = phrases.string(of.word.folded);
            ["abkommen", "vertrag", "pakt", "bundnis", "vereinbarung"].contains(&word)
        });
    let turn = |word: Forms| {
        if concludes && phrases.string(word.folded).starts_with("schlie") {
            Turn::None
        } else {
            turns.of(phrases, word)
        }
    };
    let statement = Statement::read(
        &words,
        &name,
        turn,
        |word| phrases.is_stop(word),
        |word| ["und", "oder", "en", "of"].contains(&phrases.string(word.folded)),
        is_verb_final(phrases.lang()),
    );
    let hindering: Vec<bool> = words.iter().map(|of| turn(of.word).is_after()).collect();
    let mut nouns: Vec<(String, Tag)> = Vec::new();
    let mut things: Vec<(&str, i8)> = Vec::new();
    for form in target.keywords.get(code) {
        let stemmed = phrases.stemmed(form);
        let is_asked = |of: Stemmed, hinders: bool| {
            let word = phrases.string(of.word.folded);
            let has_root = |other: &Stemmed| root(word, phrases.string(other.word.folded));
            // *Grenzkontrolle* has that of *kontrolliert*; whose beginning is that of *Grenzen*, it is about them.
            let is_last_part = is_compounding(phrases.lang());
            let words = words.iter().zip(&hindering);
            words
                .filter(|(_, is_hindering)| !hinders || **is_hindering)
                .filter_map(|(other, _)| has_root(other))
                .any(|at| (at > 0) == is_last_part)
        };
        let Polarity { act, judgement } =
            statement.polarity(&stemmed, |word| turns.of(phrases, word), is_asked);
        let forms: Vec<Forms> = stemmed.iter().map(|of| of.word).collect();
        // *the laboratory*: a word of many other things, unless it is a keyword by itself.
        let is_definite = |form: &str| {
            let noun = form.split([' ', '\'', '’']).next_back().unwrap_or(form);
            forms.len() > 1 && !target.keywords.get(code).iter().any(|other| other == noun)
        };
        let lacks = forms.iter().filter(|word| turns.is_lack(phrases, **word));
        // *car-free*: what is kept out is what the statement turns down.
        let is_free_of = act < 0 && form.split_whitespace().any(|word| word.ends_with("-free"));
        let lack = if (lacks.count() % 2 == 1) == is_free_of {
            1
        } else {
            -1
        };
        let tag = Tag::TargetKeyword {
            target: number,
            act: act * lack,
            judgement: judgement * lack,
            percent: if n_content(phrases, &forms) > 1 {
                KEY_PHRASE_PERCENT
            } else if is_definite(form) {
                DEFINITE_PERCENT
            } else {
                100
            },
        };
        phrases.add_words(&forms, Freedom::Keyword, tag);
        if let Some(plural) = plural(form, phrases.lang()) {
            phrases.add(&plural, Freedom::Keyword, tag);
        }
        if matches!(phrases.lang(), Some(Lang::En | Lang::Fr)) {
            let joins = |word: &str| {
                let word = fold(word);
                ["on", "of", "the", "de", "des", "les"].contains(&word.as_str())
            };
            let thing = things_of_keyword(form, |act| turns.acts(act), joins);
            let thing = thing.map(|(thing, side)| (thing, side * act * lack));
            things.extend(thing.filter(|(thing, _)| !things.iter().any(|(known, _)| known == thing)));
        }
        if is_compounding(phrases.lang()) {
            let is_noun = form.chars().all(char::is_alphabetic) && form.starts_with(char::is_uppercase);
            if is_noun && form.len() >= SHORTEST_LAST_PART {
                // *Zwangsquoten*: the plural of its last part.
                let plural = if form.ends_with('e') { "n" } else { "en" };
                phrases.add(&format!("{}{plural}", form.to_lowercase()), Freedom::Ending, tag);
                nouns.push((form.to_lowercase(), tag));
            }
            for root in roots(form, verbs, |word| phrases.is_particle(word)) {
                phrases.add(&root.form, root.freedom, tag);
            }
            // *die Zahl der Flüchtlinge begrenzen*: the verb may stand apart, and be another one.
            if let Some((object, side)) = object_of_keyword(form, |verb| turns.acts(verb))
                && !target.keywords.get(code).iter().any(|other| other == object)
            {
                let tag = Tag::TargetKeyword {
                    target: number,
                    act: side * act * lack,
                    judgement: 0,
                    percent: OBJECT_PERCENT,
                };
                phrases.add(object, Freedom::Keyword, tag);
            }
        }
    }
    if let Some((head, tag)) = common_head(&nouns).filter(|(head, _)| !is_taken(head)) {
        phrases.add(head, Freedom::Word, tag);
    }
    // *rents will be capped*: what the keyword's act is done to may stand apart from it.
    things.retain(|(thing, side)| *side != 0 && !target.keywords.get(code).iter().any(|form| form == thing));
    for (thing, act) in &things {
        let tag = Tag::TargetKeyword {
            target: number,
            act: *act,
            judgement: 0,
            percent: CONTEXT_PERCENT,
        };
        phrases.add(thing, Freedom::Context, tag);
    }
    let context = target.context.get(code).iter().map(String::as_str);
    let context = context.filter(|form| !things.iter().any(|(thing, _)| thing == form));
    add_context(phrases, number, CONTEXT_PERCENT, context);
    let mut add_cues = |list: &LocalizedList, side: i8| {
        for form in list.get(code) {
            phrases.add(form, Freedom::Cue, Tag::Cue { target: number, side });
        }
    };
    add_cues(&target.cues.favor, 1);
    add_cues(&target.cues.against, -1);
    statement
}
