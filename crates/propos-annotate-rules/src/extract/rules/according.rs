//! `Selon X, …`, `…, d’après X`, `according to X`. The same words before a criterion are no source.

use std::borrow::Cow;
use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::interrupted::{ends_with_auxiliary, waits_for_rest};
use super::named_source::{after_source, antecedent, is_made_for, is_source, refused, source};
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::dateline::behind_dateline;
use crate::extract::lexicon::{EnglishList, Group, RomanceList};
use crate::extract::noun_phrase::{Being, Mention, behind_party, being, skip_time};
use crate::extract::traits::Trait;
use crate::extract::verb_group::{Standing, VerbGroup, has_finite_verb, is_finite_verb, is_hard_mark};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::{Mark, TokenKind};

/// How many verbs before a source are asked whether they report it, and how many tokens away.
const MOST_VERBS: usize = 4;
const FAR: usize = 60;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    if scene.view.lang != Lang::Fr && !scene.stands.groups.has(Group::SourceStart) {
        return;
    }
    let mut at = scene.range.start;
    while at < scene.range.end {
        if !may_begin(scene.view, at) {
            at += 1;
            continue;
        }
        let is_known = |scene: &Scene<'_, '_>| {
            let mut cues = scene.found.iter().filter_map(|candidate| candidate.cue.as_ref());
            cues.any(|cue| cue.start == at)
        };
        if scene.view.depth(at) == scene.depth
            && let Some(cue) = marker(scene.view, at)
            && !is_known(scene)
            && !is_done_without(scene, at)
        {
            propose(scene, cue.clone());
            at = cue.end;
        } else if scene.view.depth(at) == scene.depth
            && let Some(cue) = own_marker(scene.view, at)
        {
            propose_own(scene, cue.clone());
            at = cue.end;
        } else if scene.view.depth(at) == scene.depth
            && let Some((cue, owner)) = view_of(scene, at)
        {
            at = cue.end;
            if let Some(content) = content(scene, &cue, cue.end) {
                report(scene, cue, content, Mention::of(owner));
            }
        } else {
            at += 1;
        }
    }
}

/// `se passer de l’avis du conseil`: what a verb takes is no source.
fn is_done_without(scene: &Scene<'_, '_>, at: usize) -> bool {
    let view = scene.view;
    let Some(verb) = at.checked_sub(1).filter(|&verb| verb > scene.range.start) else {
        return false;
    };
    view.lang == Lang::Fr
        && view.is_word(at, "de")
        && view.is_listed(verb - 1, RomanceList::ReflexiveClitic)
        && !view.readings(verb).is_empty()
}

/// Whether words that name a source may begin at a place.
fn may_begin(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::SourceStart)
        || view.lang == Lang::Fr && view.is_word(at, "de") && view.word(at + 1).starts_with("source")
}

/// The words that name a source, where they begin at a place: `selon`, `d’après`, `à en croire`, `according to`.
pub(crate) fn marker(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    // `de source policière`
    if view.lang == Lang::Fr && view.is_word(at, "de") && view.word(at + 1).starts_with("source") {
        let opens = at.checked_sub(1).is_none_or(|before| view.is_mark(before));
        return opens.then_some(at..at + 1);
    }
    if !view.is_in(at, Group::SourceStart) {
        return None;
    }
    // `il secondo testimone`, `no segundo trimestre`: a number.
    let is_number = view.drops_subjects()
        && view.is_in(at, Group::According)
        && at.checked_sub(1).is_some_and(|before| {
            view.is_in(before, Group::Determiner)
                || view.is_in(before, Group::Of)
                || view.is_in(before, Group::Preposition)
        });
    if is_number {
        return None;
    }
    view.behind_source(at).map(|end| at..end)
}

/// `in Mr. Roe’s view`, `by the company’s estimate`: the words and whose view it is.
fn view_of(scene: &Scene<'_, '_>, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let view = scene.view;
    let opens = at == scene.range.start || view.is_mark(at - 1) || view.is_in(at - 1, Group::Conjunction);
    if view.lang != Lang::En || !opens || !view.is_listed(at, EnglishList::ViewMarker) {
        return None;
    }
    let until = scene.range.end.min(at + 10);
    let mark = (at + 2..until)
        .take_while(|&place| !is_hard_mark(view, place) || view.is_abbreviation_stop(place))
        .find(|&place| {
            view.token(place)
                .is_some_and(|token| token.kind == TokenKind::Clitic)
        })?;
    let noun = mark + 1 + usize::from(view.is_word(mark + 1, "own"));
    let is_view = if view.is_word(at, "to") {
        view.is_listed(noun, EnglishList::ToMind)
    } else {
        view.is_in(noun, Group::ViewNoun)
    };
    let end = noun + 1;
    let closes = end >= scene.range.end || view.is_mark(end);
    let speaks = !matches!(
        being(view, at + 1..mark),
        Being::Thing | Being::Self_ | Being::You
    );
    (is_view && closes && speaks && !view.is_in(at + 1, Group::Time)).then_some((at..end, at + 1..mark))
}

/// The same for phrases that name the one spoken of: `a su juicio`.
fn own_marker(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    if !view.is_in(at, Group::SourceStart) {
        return None;
    }
    view.behind_own_source(at).map(|end| at..end)
}

fn propose(scene: &mut Scene<'_, '_>, cue: Range<usize>) {
    let view = scene.view;
    let is_initial = starts_clause(scene, cue.start);
    // `según explicó`, `secondo quanto ha detto`: as X says, not according to X.
    let is_clause = is_finite_verb(view, cue.end, cue.start) || view.is_in(cue.end, Group::AsSaid);
    if view.drops_subjects() && is_clause {
        return;
    }
    if let Some((mention, start)) = antecedent(scene, &cue) {
        let mut end = clause_end(scene, start);
        // `Marc Duval, pour qui la dette reste soutenable, s’oppose au plan`: the main clause goes on.
        if view.is_romance() && !has_finite_verb(view, scene.range.start, cue.start) {
            end = (start..end).find(|&at| view.is(at, Mark::Comma)).unwrap_or(end);
        }
        let content = std::iter::once(start..end).collect();
        report(scene, cue.start..start, content, mention);
        return;
    }
    let wording = behind_wording(view, cue.end);
    let Some(mention) = source(scene, wording.unwrap_or(cue.end)) else {
        return;
    };
    if wording.is_some()
        && !matches!(
            being(view, mention.range.clone()),
            Being::Name | Being::Role | Being::Organization
        )
    {
        return;
    }
    if let Some((content, mention)) = refused(scene, &cue) {
        report(scene, cue, content, mention);
        return;
    }
    if view.is_in(cue.start, Group::For)
        && cue.len() == 1
        && (!(is_initial && is_opinion_holder(view, &mention)) || is_aim(view, &cue, &mention))
    {
        return;
    }
    let has_comma = cue.start > scene.range.start && view.is(cue.start - 1, Mark::Comma);
    // `Ils tablent selon nos informations sur une hausse`
    let is_own = view.lang == Lang::Fr && view.is_listed(cue.end, RomanceList::OurOwn);
    if is_own && !is_initial && !has_comma {
        return;
    }
    if !is_source(view, mention.range.clone(), is_initial, has_comma) {
        return;
    }
    if is_own_word(scene, &cue, &mention) || !is_initial && !has_comma && is_made_for(scene, &cue) {
        return;
    }
    let after = after_source(scene, &mention);
    if let Some(content) = in_relative(scene, &cue, &mention).or_else(|| content(scene, &cue, after)) {
        let told = content.first().and_then(|range| {
            scene
                .groups
                .iter()
                .position(|group| group.start > after && group.end + 1 == range.start)
        });
        if let Some(told) = told.filter(|_| view.lang == Lang::Fr) {
            scene.mark_used(told);
        }
        report(scene, cue, content, mention);
    }
}

/// `El ataque, que según el Ejército iba dirigido contra un cuartel, mató a seis`: the relative clause alone is what the source says.
fn in_relative(scene: &Scene<'_, '_>, cue: &Range<usize>, mention: &Mention) -> Option<Vec<Range<usize>>> {
    let view = scene.view;
    let which = cue.start.checked_sub(1).filter(|&at| at > scene.range.start)?;
    let is_relative =
        view.is_in(which, Group::RelativeSubject) || view.is_listed(which, RomanceList::WhereRelative);
    let start = mention.range.end;
    if !view.drops_subjects() || !is_relative || !is_finite_verb(view, start, start) {
        return None;
    }
    let end = clause_end(scene, start);
    let end = (start..end)
        .find(|&at| view.is(at, Mark::Comma) && view.is(which - 1, Mark::Comma))
        .unwrap_or(end);
    Some(std::iter::once(start..end).collect())
}

/// `Elle regrette que la loi, selon elle, soit floue`: inside what somebody says, the same one as a source says nothing more.
fn is_own_word(scene: &Scene<'_, '_>, cue: &Range<usize>, mention: &Mention) -> bool {
    let view = scene.view;
    let own = match view.word(mention.range.start) {
        "elle" => "elle",
        "lui" => "il",
        "elles" => "elles",
        "eux" => "ils",
        _ => return false,
    };
    let near = scene.groups.partition_point(|group| group.end < cue.start);
    let before = scene.groups.get(..near).unwrap_or_default();
    view.lang == Lang::Fr
        && mention.range.len() == 1
        && before.iter().rev().take(MOST_VERBS).any(|group| {
            let subject = group.start.checked_sub(1).filter(|&at| at >= scene.range.start);
            subject.is_some_and(|at| view.is_word(at, own) || !view.is_in(at, Group::Pronoun))
                && group.end + FAR > cue.start
                && !(group.end..cue.start).any(|at| is_hard_mark(view, at))
                && scene.reports_clause(group)
        })
}

/// `A su juicio, …`, `…, na opinião dele`: a set phrase with a possessive, or with a pronoun that belongs to it.
fn propose_own(scene: &mut Scene<'_, '_>, cue: Range<usize>) {
    let view = scene.view;
    // `As Roe wrote in his book, …`
    if view.lang == Lang::En && view.is_word(scene.range.start, "as") {
        return;
    }
    let is_pronoun = |at: &usize| {
        [Group::Possessive, Group::StressedPronoun, Group::Pronoun]
            .iter()
            .any(|group| view.is_in(*at, *group))
    };
    if let Some(pronoun) = cue.clone().find(is_pronoun)
        && let Some(content) = content(scene, &cue, cue.end)
    {
        // `Rossi, a suo avviso, è stato condannato`: whoever spoke before him.
        let first = content.first().map_or(cue.start, |range| range.start);
        let is_split = view.drops_subjects()
            && view.is_in(pronoun, Group::Possessive)
            && first == scene.range.start
            && first < cue.start
            && !has_finite_verb(view, first, cue.start);
        let n_found = scene.found.len();
        report(scene, cue, content, Mention::of(pronoun..pronoun + 1));
        if let Some(candidate) = scene.found.get_mut(n_found).filter(|_| is_split) {
            candidate.speaker = Source::SentenceBefore;
        }
    }
}

/// `De source policière, on indique que trois hommes ont été arrêtés`: behind what says it a second time.
fn behind_told(scene: &Scene<'_, '_>, start: usize) -> usize {
    let view = scene.view;
    let group = scene
        .groups
        .iter()
        .find(|group| group.start == start + 1 && view.is_in(group.end, Group::That));
    match group {
        Some(group) if view.lang == Lang::Fr && view.is_word(start, "on") && !group.is_negated => {
            group.end + 1
        }
        _ => start,
    }
}

/// What the source says, where the attribution ends at `after`: what follows it, or what stands before it.
fn content(scene: &Scene<'_, '_>, cue: &Range<usize>, after: usize) -> Option<Vec<Range<usize>>> {
    let view = scene.view;
    let until = scene.range.end;
    let mut content = Vec::new();
    // `The problem, according to X, is greed`, `Le projet, selon X, a été abandonné`: the verb of what stands before follows.
    let is_split = matches!(view.lang, Lang::En | Lang::Fr)
        && view.is(after, Mark::Comma)
        && begins_with_predicate(view, after + 1)
        && cue.start > scene.range.start
        && view.is(cue.start - 1, Mark::Comma);
    // `Not true, according to X`
    let is_verdict = view.lang == Lang::En && view.is_word(scene.range.start, "not");
    // `Profits fell – and according to X, worse is to come`, `Prices rose and according to X they will rise again`
    let is_joined = view.lang == Lang::En
        && cue.start > scene.range.start
        && view.is_in(cue.start - 1, Group::Conjunction)
        && view
            .syntax
            .begins_clause(after + usize::from(view.is(after, Mark::Comma)), until);
    // `The bridge is unsafe – or worse – according to X.`
    let has_dash = view.lang == Lang::En
        && cue.start > scene.range.start + 1
        && view.is(cue.start - 1, Mark::Dash)
        && (after >= until || is_hard_mark(view, after));
    // `Il titre sur l’affaire (selon la cour, elle est close).`
    let is_in_brackets = cue.start > scene.range.start
        && view.is(cue.start - 1, Mark::Open)
        && view.is(after, Mark::Comma)
        && has_finite_verb(view, after + 1, clause_end(scene, after + 1));
    if !is_split
        && !has_dash
        && (!is_verdict || cue.start == scene.range.start)
        && (is_joined || is_in_brackets || starts_clause(scene, cue.start))
    {
        let start = if view.is(after, Mark::Comma) || view.is(after, Mark::Colon) {
            behind_connective(view, after + 1)
        } else {
            after
        };
        let start = behind_told(scene, start);
        if start < until {
            content.push(start..clause_end(scene, start));
        }
        return Some(content);
    }
    let has_comma = cue.start > scene.range.start && view.is(cue.start - 1, Mark::Comma);
    // `Ils ont abattu, selon l’armée : dix avions`
    if view.lang == Lang::Fr
        && has_comma
        && view.is(after, Mark::Colon)
        && after + 2 < until
        && view.depth(after + 1) == scene.depth
    {
        content.push(after + 1..clause_end(scene, after + 1));
        return Some(content);
    }
    let end = cue.start - usize::from(has_comma || has_dash);
    let start = behind_dateline(view, clause_start(scene, end), end);
    let start = super::around_aside::behind_relative(scene, start, end, after + 1).unwrap_or(start);
    let is_told = scene.found.iter().any(|candidate| {
        let extent = candidate.extent();
        candidate.is_direct && start <= extent.start && extent.end <= end
    });
    if is_told {
        return None;
    }
    content.push(start..end);
    // `c’est selon lui « une erreur »`: the verb has what it needs behind the source.
    let is_cut = !has_comma
        && end > start
        && is_finite_verb(view, end - 1, start)
        && after < until
        && (!view.is_mark(after) || view.lang == Lang::Fr && view.is(after, Mark::Quote))
        && !view.is_in(after, Group::And);
    if is_cut {
        content.push(after..clause_end(scene, after));
    }
    if has_comma
        && view.is(after, Mark::Comma)
        && after + 1 < until
        && !(view.is_romance() && view.is_in(after + 1, Group::RelativeSubject))
        && (is_interrupted(scene, start, end, after + 1)
            // `The tax is, in the words of one aide, “a folly”`
            || view.lang == Lang::En && end > start && view.is_in(end - 1, Group::Be))
    {
        content.push(after + 1..clause_end(scene, after + 1));
    }
    Some(content)
}

/// Whether a verb without a subject of its own stands at a place: `is greed`, `n’ont pas lu le texte`.
fn begins_with_predicate(view: &View<'_>, at: usize) -> bool {
    let verb = (at..at + 3)
        .find(|&at| !view.is_in(at, Group::ObjectClitic) && !view.is_in(at, Group::Negation))
        .unwrap_or(at);
    is_finite_verb(view, verb, at)
}

/// `According to the firm, however, sales rose`: behind a word between commas that joins sentences.
fn behind_connective(view: &View<'_>, at: usize) -> usize {
    let is_connective = match view.lang {
        Lang::En => view.is_listed(at, EnglishList::Connective),
        _ => view.is_listed(at, RomanceList::JoinsSentence),
    };
    at + 2 * usize::from(is_connective && view.is(at + 1, Mark::Comma))
}

fn report(scene: &mut Scene<'_, '_>, cue: Range<usize>, content: Vec<Range<usize>>, mention: Mention) {
    let view = scene.view;
    // `Según la ONU, se calcula que hay mil muertos`: the verb adds nothing to the source.
    let first = content.first().map_or(0, |range| range.start);
    let is_impersonal = |group: &VerbGroup| {
        group.start == first && group.standing == Standing::Impersonal && view.is_in(group.end, Group::That)
    };
    let content = match scene.groups.iter().position(is_impersonal) {
        Some(place) => {
            scene.mark_used(place);
            let end = scene.groups.get(place).map_or(first, |group| group.end);
            let mut content = content;
            if let Some(range) = content.first_mut() {
                range.start = (end + 1).min(range.end);
            }
            content
        }
        None => content,
    };
    let mut candidate = Candidate::new("according", content, Source::Mention(mention));
    candidate.lemma = Some(lemma(view, cue.clone()));
    candidate.cue = Some(cue);
    scene.propose(candidate, None);
}

/// The words that name a source, in small letters.
pub(crate) fn lemma(view: &View<'_>, cue: Range<usize>) -> Cow<'static, str> {
    let written = view.bytes(cue).and_then(|bytes| view.text.get(bytes));
    let mut folded = String::new();
    crate::extract::view::fold(written.unwrap_or_default(), &mut folded);
    folded.replace('\'', "’").into()
}

/// `selon les mots du président`: behind the words for words, where whose they are follows.
fn behind_wording(view: &View<'_>, at: usize) -> Option<usize> {
    let noun = at + 1 + usize::from(view.is_word(at + 1, "propres"));
    let is_wording = view.lang == Lang::Fr
        && view.is_word(at, "les")
        && view.is_listed(noun, RomanceList::Words)
        && view.is_in(noun + 1, Group::Of);
    is_wording.then_some(noun + 2)
}

/// `Pour l’économiste Jean Petit, …`: one person, and a comma. `Pour les enfants` and `pour Paris` are no opinions.
fn is_opinion_holder(view: &View<'_>, mention: &Mention) -> bool {
    let range = mention.range.clone();
    let has_comma = view.is(behind_party(view, range.end, view.tokens.len()), Mark::Comma);
    let is_one = view.is_in(range.start, Group::One);
    let n_capitals = range.clone().filter(|&at| view.is_capitalised(at)).count();
    // `Pour Anne Roy qui a étudié les faits, la loi est claire`
    let is_told_of = view.lang == Lang::Fr
        && n_capitals > 1
        && !view.is_in(range.start, Group::Determiner)
        && view.is_word(range.end, "qui")
        && being(view, range.clone()) == Being::Name;
    if is_told_of {
        return true;
    }
    // `Per il ministro le liste si ridurranno`: one person, then a subject.
    let is_clause = view.drops_subjects()
        && view.is_in(range.end, Group::Determiner)
        && !view.is_in(range.end, Group::Of)
        && is_one
        && being(view, range.clone()) == Being::Role;
    // `Para os sindicatos, o acordo é insuficiente`, `Para 45% dos paulistanos, a inflação aumenta`: those whose view is asked for.
    let is_view = || {
        let holds = range
            .clone()
            .take(3)
            .any(|at| view.is_in(at, Group::OpinionHolder));
        let is_share = range
            .clone()
            .take(3)
            .any(|at| view.is(at, Mark::Other) && view.word(at) == "%")
            && view.word(range.end - 1).ends_with('s');
        let next = range.end + 1;
        let begins = view.is_capitalised(next)
            || view.is_in(next, Group::Determiner)
            || view.is_in(next, Group::Be)
            || view.lang == Lang::Fr && begins_subject(view, next);
        // `Per gli analisti di Banca Alta il prezzo resta fermo`
        let is_clause = view.is_in(range.end, Group::Determiner) && !view.is_in(range.end, Group::Of);
        (holds || is_share) && (has_comma && begins || holds && !is_one && is_clause)
    };
    if view.is_romance() && is_view() {
        return true;
    }
    // `Per il capogruppo Bellini si tratta di un regalo`
    let is_verdict = is_one
        && view.is_any_word(range.end, words!["se", "si"])
        && view.is_any_word(range.end + 1, words!["trata", "tratta"])
        && matches!(being(view, range.clone()), Being::Name | Being::Role);
    if view.drops_subjects() && is_verdict {
        return true;
    }
    is_clause
        || has_comma
            && match being(view, range.clone()) {
                Being::Role => {
                    // `pour les rois des Francs de l’Ouest`: capitals that name nobody.
                    let is_named = n_capitals > 1
                        && (view.lang != Lang::Fr || range.clone().any(|at| view.is_first_name(at)));
                    is_one || is_named || quotes_behind(view, range.end)
                }
                // `Pour la Cour des comptes, qui avait rendu un rapport, …`
                Being::Organization => {
                    view.lang == Lang::Fr
                        && (quotes_behind(view, range.end)
                            || view.is_word(range.end + 1, "qui")
                            || campaigns(view, range.clone()))
                }
                Being::Name if view.lang == Lang::Fr && quotes_behind(view, range.end) => true,
                // Kept where the article knows somebody of that name: see `is_by_name`.
                Being::Name if is_one_name(view, &range) && begins_subject(view, range.end + 1) => true,
                Being::Name => {
                    (n_capitals > 1 || view.drops_subjects() && quotes_behind(view, range.end))
                        && !view.is_in(range.start, Group::Determiner)
                }
                Being::Pronoun => !view.is_in(range.start, Group::Neuter),
                Being::Unspecified => view.drops_subjects() && range.len() == 1,
                _ => false,
            }
}

/// `Pour l’anecdote, le colonel Petit, …`: what stands behind the comma is no name of what stands before.
fn is_aim(view: &View<'_>, cue: &Range<usize>, mention: &Mention) -> bool {
    mention.range.start > cue.end
        && mention.description.clone().is_some_and(|described| {
            described.start < mention.range.start
                && !matches!(being(view, described), Being::Role | Being::Organization)
        })
}

/// `Pour Morel, …`: one name alone.
fn is_one_name(view: &View<'_>, name: &Range<usize>) -> bool {
    (view.is_romance() || view.lang == Lang::En) && name.len() == 1 && view.is_name(name.start)
}

fn begins_subject(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Determiner) && !view.is_in(at, Group::Of)
        || view.is_in(at, Group::Pronoun)
        || view.is_in(at, Group::Neuter)
}

/// Whether a claim hangs on `pour` and one name, which may be that of a place: `Pour Morel, la loi est bonne`, `Pour Paris, le départ est
/// prévu à midi`.
pub(crate) fn is_by_name(view: &View<'_>, candidate: &Candidate) -> bool {
    let is_for = |cue: &Range<usize>| cue.len() == 1 && view.is_in(cue.start, Group::For);
    candidate.rule == "according"
        && candidate.cue.as_ref().is_some_and(is_for)
        && matches!(&candidate.speaker, Source::Mention(mention)
            if is_one_name(view, &mention.range) && !quotes_behind(view, mention.range.end))
}

/// `Pour l’association Golfe en danger, …`, `Pour l’opposition, c’est un aveu`: a body that exists to hold opinions, by its name or
/// before a verdict.
fn campaigns(view: &View<'_>, range: Range<usize>) -> bool {
    let is_named = range.clone().skip(1).any(|at| view.is_capitalised(at));
    let next = range.end + 1;
    let judges = view.is_word(next, "c'") && view.is_in(next + 1, Group::Be);
    (is_named || judges) && range.clone().take(3).any(|at| view.is_in(at, Group::Campaigner))
}

/// Whether quoted words follow in the same clause: `Pour le syndicat, c’est « une provocation »`.
fn quotes_behind(view: &View<'_>, at: usize) -> bool {
    view.is_romance()
        && (at..at + 24)
            .take_while(|&place| !is_hard_mark(view, place))
            .any(|place| view.depth(place) > view.depth(at))
}

/// Whether a clause begins at a place.
fn starts_clause(scene: &Scene<'_, '_>, at: usize) -> bool {
    let view = scene.view;
    if at == scene.range.start {
        return true;
    }
    let before = at - 1;
    if before == scene.range.start
        && (view.is_mark(before)
            || view.is_in(before, Group::Conjunction)
            || view.is_in(before, Group::Adverb))
    {
        return true;
    }
    // `rapporte que, selon un cadre, l’usine fermera`
    let is_behind_that = matches!(view.lang, Lang::En | Lang::Fr)
        && view.is(before, Mark::Comma)
        && before > scene.range.start
        && view.is_in(before - 1, Group::That);
    // `…, but, according to X, the deal`, `Le texte est prêt et, selon X, il sera voté`
    let is_behind_joint = view.is(before, Mark::Comma)
        && before > scene.range.start + 1
        && view.is_in(before - 1, Group::Conjunction)
        && (view.is(before - 2, Mark::Comma)
            || view.is_romance() && has_finite_verb(view, scene.range.start, before - 1));
    is_hard_mark(view, before)
        || is_behind_that
        || is_behind_joint
        || view.is_in(before, Group::That)
        || view.is(before, Mark::Dash)
        || view.is_in(before, Group::Conjunction)
            && before > scene.range.start
            && (view.is(before - 1, Mark::Comma) || view.is(before - 1, Mark::Dash))
        || view.is(before, Mark::Comma)
            && before <= scene.range.start + 2
            && !has_finite_verb(view, scene.range.start, before)
            && !is_bare_subject(view, scene.range.start, before)
}

/// `El plan, según …`: a subject, no adverbial.
fn is_bare_subject(view: &View<'_>, start: usize, end: usize) -> bool {
    let is_adverbial = [
        Group::Adverb,
        Group::Conjunction,
        Group::Of,
        Group::Preposition,
        Group::Subordinator,
        Group::Time,
    ]
    .iter()
    .any(|group| view.is_in(start, *group));
    view.drops_subjects()
        && !is_adverbial
        && !view.is_mark(start)
        && !view.is_manner(start)
        && skip_time(view, start, end) == start
}

/// The clause that ends before a place: from the last hard mark, or from the start.
fn clause_start(scene: &Scene<'_, '_>, end: usize) -> usize {
    let view = scene.view;
    let mut start = end;
    while start > scene.range.start {
        let at = start - 1;
        let is_open = view.is(at, Mark::Colon) && (!view.is_romance() || is_explained(scene, at, end));
        if view.depth(at) == scene.depth && is_hard_mark(view, at) && !is_open {
            break;
        }
        start = at;
    }
    start
}

/// `Le seuil a été franchi en mai : 3 000 demandes, selon l’office`: a clause that figures behind a colon explain.
fn is_explained(scene: &Scene<'_, '_>, colon: usize, end: usize) -> bool {
    let view = scene.view;
    let start = (scene.range.start..colon)
        .rev()
        .find(|&at| is_hard_mark(view, at))
        .map_or(scene.range.start, |mark| mark + 1);
    let reports = scene
        .groups
        .iter()
        .any(|group| group.start >= start && group.end <= colon);
    view.lang == Lang::Fr
        && !reports
        && view.is_number(colon + 1)
        && !has_finite_verb(view, colon + 1, end)
        && has_finite_verb(view, start, colon)
}

/// Whether the clause before an aside goes on behind it: it has no verb yet, or the rest begins with one.
fn is_interrupted(scene: &Scene<'_, '_>, start: usize, end: usize, next: usize) -> bool {
    let view = scene.view;
    // `ne couvrent, de l’aveu de tous, que le dernier essai`
    let is_only = view.lang == Lang::Fr
        && view.is_in(next, Group::That)
        && (start..end).any(|at| view.is_in(at, Group::Negation));
    // `La consigne émanerait du ministère, selon trois agents, et viserait tous les ingénieurs`: hearsay that goes on.
    let is_hearsay = |at: usize| {
        view.lang == Lang::Fr
            && (view.shows(at, Trait::Conditional) || view.shows(at, Trait::EndsAsConditional))
    };
    let is_joined = view.is_in(next, Group::And) && is_hearsay(next + 1) && (start..end).any(is_hearsay);
    is_only
        || is_joined
        || ends_with_auxiliary(view, start, end)
        || waits_for_rest(view, start, end, next, clause_end(scene, next))
        || !has_finite_verb(view, start, end)
        || is_finite_verb(view, next, start)
        || is_of_same_clause(scene, next)
}

/// `Le chômage a baissé, selon l’Insee, de 3 %`: behind a source, what a verb before it still takes.
pub(super) fn is_of_same_clause(scene: &Scene<'_, '_>, next: usize) -> bool {
    let view = scene.view;
    view.lang == Lang::Fr
        && (view.is_in(next, Group::Of)
            || view.is_in(next, Group::Preposition) && !view.is_in(next, Group::Subordinator)
            || view.is_in(next, Group::InfinitiveTo)
            || view.is_number(next)
            || view.depth(next) > scene.depth)
        && marker(view, next).is_none()
}
