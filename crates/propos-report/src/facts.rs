//! What is known of a claim, one fact after the other, in words.

use std::fmt::Write as _;

use propos_schema::{
    Claim, Document, Figure, Grounding, HolderRole, Resolution, Speaker, Stance, StanceLabel, TextSpan,
    UnitKind,
};

use crate::labels::Labels;
use crate::options::Names;

/// One thing known of a claim.
pub(crate) struct Fact {
    /// What it is about, in one word.
    pub(crate) key: &'static str,
    /// What is known. It may hold the document's words and is to be made harmless before it is shown.
    pub(crate) value: String,
    /// The side, for a stance.
    pub(crate) side: Option<StanceLabel>,
}

impl Fact {
    pub(crate) fn new(key: &'static str, value: impl Into<String>) -> Self {
        Self {
            key,
            value: value.into(),
            side: None,
        }
    }
}

/// The facts of a claim in a fixed order. What is at its default is left out: an exact quote, no hedge, the
/// annotator of the whole document.
pub(crate) fn facts(claim: &Claim, labels: &Labels<'_>, names: &Names, annotator: &str) -> Vec<Fact> {
    let mut facts = Vec::new();
    speaker_facts(&claim.speaker, &mut facts);
    if let Some(cue) = &claim.cue {
        let lemma = cue.lemma.as_ref().filter(|lemma| **lemma != cue.text);
        let lemma = lemma.map(|lemma| format!(" ({lemma})")).unwrap_or_default();
        facts.push(Fact::new("cue", format!("{}{lemma}", cue.text)));
    }
    if let Some(parent) = &claim.parent {
        facts.push(Fact::new("within", labels.of(parent)));
    }
    if claim.attribution_negated {
        facts.push(Fact::new("negated", "said not to have been said"));
    }
    if let Some(statement) = &claim.statement {
        facts.push(Fact::new("statement", statement.as_str()));
    }
    if claim.hedged || !claim.modality.is_empty() {
        let words = quoted(&claim.modality);
        facts.push(match (claim.hedged, words.is_empty()) {
            (true, true) => Fact::new("hedged", "yes"),
            (true, false) => Fact::new("hedged", words),
            (false, _) => Fact::new("modality", words),
        });
    }
    if let Some(conditional) = claim.conditional {
        facts.push(Fact::new("conditional", conditional.as_str()));
    }
    facts.extend(
        claim
            .figures
            .iter()
            .map(|figure| Fact::new("figure", figure_words(figure))),
    );
    facts.extend(topic_fact(claim, names));
    match &claim.stances {
        Some(stances) => facts.extend(
            stances
                .iter()
                .map(|stance| stance_fact(stance, claim.speaker.name.as_deref(), names)),
        ),
        None => facts.push(Fact::new("stance", "not coded")),
    }
    let check = &claim.check_worthiness;
    if check.score > 0.0 || !check.reasons.is_empty() {
        let words = format!("{:.2} {}", check.score, check.reasons.join(", "));
        facts.push(Fact::new("check", words.trim_end()));
    }
    if claim.grounding != Grounding::Exact {
        facts.push(Fact::new("grounding", claim.grounding.as_str()));
    }
    if let Some(confidence) = claim.confidence {
        facts.push(Fact::new("confidence", format!("{confidence:.2}")));
    }
    if claim.annotator != annotator {
        facts.push(Fact::new("annotator", claim.annotator.as_str()));
    }
    if let Some(rule) = &claim.rule {
        facts.push(Fact::new("rule", rule.as_str()));
    }
    facts
}

/// What heads a report: the document's title, else the heading it begins with, else its id.
pub(crate) fn title(document: &Document) -> &str {
    let heading = || {
        let first = document
            .units
            .first()
            .filter(|unit| unit.kind == UnitKind::Heading)?;
        document.text().get(first.start..first.end)
    };
    document.title.as_deref().or_else(heading).unwrap_or(&document.id)
}

/// The speaker in a few words: name, how the text mentions it where that differs, and how the two were brought
/// together where that is not plain.
pub(crate) fn speaker_words(speaker: &Speaker) -> String {
    let mut words = match (&speaker.name, speaker.resolution) {
        (Some(name), _) => name.clone(),
        (None, Resolution::Author) => "the author".to_owned(),
        (None, _) => "unnamed".to_owned(),
    };
    if let Some(id) = &speaker.id {
        let _ = write!(words, " [{id}]");
    }
    let mention = speaker.mention.as_ref().map(|mention| mention.text.as_str());
    if let Some(mention) = mention.filter(|mention| Some(*mention) != speaker.name.as_deref()) {
        let _ = write!(words, " ‹{mention}›");
    }
    if !matches!(speaker.resolution, Resolution::Explicit | Resolution::Author) {
        let _ = write!(words, ", {}", speaker.resolution);
    }
    words
}

/// A figure as it stands and as it was read.
pub(crate) fn figure_words(figure: &Figure) -> String {
    let value = figure.value.map(number_words);
    let reading: Vec<&str> = value
        .as_deref()
        .into_iter()
        .chain(figure.unit.as_deref())
        .collect();
    if reading.is_empty() {
        format!("{} ({})", figure.text, figure.kind)
    } else {
        format!("{} = {} ({})", figure.text, reading.join(" "), figure.kind)
    }
}

/// The target's name and id, and the holder where it is not the speaker.
pub(crate) fn stance_words(stance: &Stance, speaker: Option<&str>, names: &Names) -> String {
    let mut words = match names.targets.get(&stance.target) {
        Some(name) => format!("{name} [{}]", stance.target),
        None => stance.target.clone(),
    };
    let holder = &stance.holder;
    if holder.role != HolderRole::Speaker || holder.name.as_deref() != speaker {
        let name = holder.name.as_deref().unwrap_or("unnamed");
        let _ = write!(words, ", by {name} ({})", holder.role);
    }
    words
}

/// The name of a topic, else its id.
pub(crate) fn topic_words<'names>(id: &'names str, names: &'names Names) -> &'names str {
    names.topics.get(id).map_or(id, String::as_str)
}

fn speaker_facts(speaker: &Speaker, facts: &mut Vec<Fact>) {
    if *speaker != Speaker::author() {
        facts.push(Fact::new("speaker", speaker_words(speaker)));
    }
    if let Some(description) = &speaker.description {
        facts.push(Fact::new("description", description.as_str()));
    }
    if !speaker.members.is_empty() {
        let members = speaker.members.iter().map(|member| match &member.id {
            Some(id) => format!("{} [{id}]", member.name),
            None => member.name.clone(),
        });
        facts.push(Fact::new("members", members.collect::<Vec<_>>().join(" + ")));
    }
}

fn topic_fact(claim: &Claim, names: &Names) -> Option<Fact> {
    let (primary, secondary): (Vec<_>, Vec<_>) = claim.topics.iter().partition(|topic| topic.primary);
    let topics = primary.into_iter().chain(secondary);
    let words: Vec<&str> = topics.map(|topic| topic_words(&topic.id, names)).collect();
    (!words.is_empty()).then(|| Fact::new("topic", words.join(", ")))
}

fn stance_fact(stance: &Stance, speaker: Option<&str>, names: &Names) -> Fact {
    let mut words = stance_words(stance, speaker, names);
    if !stance.evidence.is_empty() {
        let _ = write!(words, " {}", quoted(&stance.evidence));
    }
    if let Some(rule) = &stance.rule {
        let _ = write!(words, " ({rule})");
    }
    Fact {
        key: stance.label.as_str(),
        value: words,
        side: Some(stance.label),
    }
}

/// The words of spans, each in ‹ ›.
fn quoted(spans: &[TextSpan]) -> String {
    let words: Vec<String> = spans.iter().map(|span| format!("‹{}›", span.text)).collect();
    words.join(" ")
}

/// A number with its thousands apart and six decimals at most, such as a third has; very large and very small ones in powers of ten.
fn number_words(value: f64) -> String {
    if !value.is_finite() || value.abs() >= 1e15 || (value != 0.0 && value.abs() < 1e-4) {
        return format!("{value:e}");
    }
    let rounded = (value * 1e6).round() / 1e6;
    let plain = if rounded.is_finite() { rounded } else { value }.to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut words = String::new();
    for (position, digit) in whole.char_indices() {
        let n_left = whole.len() - position;
        if position > 0 && n_left % 3 == 0 && !words.ends_with('-') {
            words.push(',');
        }
        words.push(digit);
    }
    if !fraction.is_empty() {
        words.push('.');
        words.push_str(fraction);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_easily() {
        let cases = [
            (0.0, "0"),
            (12.5, "12.5"),
            (999.0, "999"),
            (1000.0, "1,000"),
            (-123_456.75, "-123,456.75"),
            (53e9, "53,000,000,000"),
            (100.0 / 3.0, "33.333333"),
            (0.0002, "0.0002"),
            (1e300, "1e300"),
            (f64::NAN, "NaN"),
        ];
        for (value, expected) in cases {
            assert_eq!(number_words(value), expected);
        }
    }
}
