//! Topics, stances, verifiability and check-worthiness of claims.
//!
//! A codebook is compiled once for a language ([`labels::Labels::prepare`]); labelling then looks at each claim with a
//! little of the text around it, so that its time grows with the text and not with the codebook.
//!
//! A stance is composed: the target's statement says which way each of its keywords points ([`polarity`]), the verbs
//! and judgements around a keyword in the claim turn it ([`evidence`]), the codebook's own cues speak beside them
//! ([`cues`]), and the grammar says whose stance it is ([`holder`], [`deeds`]). German and Dutch verbs are put together
//! before ([`separable`]), their phrases in two parts are joined ([`apart`]), and the place of the verb tells what is its
//! object ([`verb_second`]). So much a claim says by itself ([`reading`]). The paragraph and the article then tell
//! what is spoken of ([`passage`], [`topics`]) and which target is under discussion ([`focus`]) and which side each speaker is on ([`discourse`]).

mod analysis;
mod apart;
mod asked;
mod assess;
mod cues;
mod deeds;
mod discourse;
mod everyday;
mod evidence;
mod focus;
mod holder;
mod items;
mod known;
mod labels;
mod lexicon;
mod memo;
mod normal;
mod opening;
mod passage;
mod people;
mod phrases;
mod polarity;
mod reading;
mod related;
mod roots;
mod separable;
mod sides;
mod tags;
mod terms;
#[cfg(test)]
mod tests;
mod tone;
mod topic_words;
mod topics;
mod verb_second;
mod voices;
mod words;

pub(crate) use memo::{assess, label};
