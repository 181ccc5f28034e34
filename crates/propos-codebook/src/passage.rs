//! Short texts with all of their claims, which a model is shown before it looks for claims itself.

use propos_schema::{ClaimKind, Verifiability};

use crate::identifier::is_language_code;
use crate::mistake::Mistake;
use crate::places::PlacedText;
use crate::table_reader::{Context, TableReader};

/// A short text with all of its claims. The claims are copied from the text as a model is to copy them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "json-schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Passage {
    /// The language of the text, as a code.
    pub lang: String,
    /// The text: a few sentences.
    pub text: String,
    /// Its claims, in the order of the text. Empty where nobody claims anything.
    #[cfg_attr(feature = "json-schema", schemars(default, rename = "claim"))]
    pub claims: Vec<PassageClaim>,
    /// Where the text comes from, such as `constructed`.
    pub source: Option<String>,
}

/// A claim of a [`Passage`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "json-schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct PassageClaim {
    /// What is claimed, word for word.
    pub quote: String,
    /// How it is reported.
    pub kind: ClaimKind,
    /// Who says it, as the text mentions them beside the quote.
    pub speaker: Option<String>,
    /// Their full name, as it stands somewhere in the text.
    pub name: Option<String>,
    /// The words that report it.
    pub cue: Option<String>,
    /// A word of doubt.
    pub hedge: Option<String>,
    /// Whether the speaker is said not to have said it.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub negated: bool,
    /// Whether it can be checked, and how: `factual` unless the file says so.
    #[cfg_attr(feature = "json-schema", schemars(default = "factual"))]
    pub verifiability: Verifiability,
    /// The claim as one sentence, where the quote is not clear by itself.
    pub statement: Option<String>,
}

#[cfg(feature = "json-schema")]
const fn factual() -> Verifiability {
    Verifiability::Factual
}

pub(crate) fn read_passage(mut table: TableReader<'_, '_>, context: &Context<'_>) -> Passage {
    let lang = table.required_text("lang", "fr").map(|lang| {
        if !is_language_code(&lang.text) {
            let language = lang.text.clone();
            context
                .mistakes
                .add(lang.offset, Mistake::BadLanguage { language });
        }
        lang.text
    });
    let text = table.required_text("text", "…").map(|text| text.text);
    let source = table.text("source").map(|source| source.text);
    let claims = table.tables("claim", "passage.claim");
    let passage = Passage {
        lang: lang.unwrap_or_default(),
        text: text.unwrap_or_default(),
        claims: claims
            .into_iter()
            .filter_map(|claim| read_claim(claim, context))
            .collect(),
        source,
    };
    table.finish(&[("language", "lang"), ("claims", "[[passage.claim]]")]);
    passage
}

fn read_claim(mut table: TableReader<'_, '_>, context: &Context<'_>) -> Option<PassageClaim> {
    let quote = table.required_text("quote", "…");
    let kind = table
        .required_text("kind", "direct")
        .and_then(|word| one_of("kind of claim", &word, ClaimKind::ALL, ClaimKind::as_str, context));
    let verifiability = table.text("verifiability").and_then(|word| {
        let (all, name) = (Verifiability::ALL, Verifiability::as_str as fn(_) -> _);
        one_of("verifiability", &word, all, name, context)
    });
    let mut text = |key| table.text(key).map(|text| text.text);
    let (speaker, name, cue) = (text("speaker"), text("name"), text("cue"));
    let (hedge, statement) = (text("hedge"), text("statement"));
    let negated = table.flag("negated").unwrap_or_default();
    table.finish(&[("text", "quote"), ("hedged", "hedge")]);
    Some(PassageClaim {
        quote: quote?.text,
        kind: kind?,
        speaker,
        name,
        cue,
        hedge,
        negated,
        verifiability: verifiability.unwrap_or(Verifiability::Factual),
        statement,
    })
}

/// The value of a word, or a mistake with the words there are.
fn one_of<T: Copy>(
    what: &'static str,
    word: &PlacedText,
    all: &[T],
    name: fn(T) -> &'static str,
    context: &Context<'_>,
) -> Option<T> {
    let value = all.iter().copied().find(|value| name(*value) == word.text);
    if value.is_none() {
        let known: Vec<&str> = all.iter().map(|value| name(*value)).collect();
        let mistake = Mistake::unknown_word(what, &word.text, &known);
        context.mistakes.add(word.offset, mistake);
    }
    value
}
