//! Markdown, for reading beside code.

use std::io::Write;

use propos_schema::{AnnotatedDocument, Claim, Conditional, Grounding, Outcome};

use crate::error::ReportError;
use crate::facts::{figure_words, speaker_words, stance_words, title, topic_words};
use crate::format::DocumentWriter;
use crate::labels::Labels;
use crate::options::{Names, Options};
use crate::visible::visible;

/// A document as Markdown (GitHub's, with tables): a heading, a table with a row a claim, links and problems.
///
/// Whatever comes from the document is text and nothing else: no markup, link, mention, HTML or new row.
pub fn render_md(document: &AnnotatedDocument, names: &Names) -> String {
    let labels = Labels::new(document);
    let mut lines = vec![format!("## {}", escape(title(&document.document))), String::new()];
    lines.push(format!("{}. {}", summary(document), counts(document)));
    if !document.claims.is_empty() {
        lines.push(String::new());
        lines.push("| Claim | Speaker | Quote | Topics | Stances | Remarks |".to_owned());
        lines.push("|:--|:--|:--|:--|:--|:--|".to_owned());
        for (position, claim) in document.claims.iter().enumerate() {
            lines.push(row(claim, labels.at(position), &labels, names));
        }
    }
    if !document.links.is_empty() || !document.problems.is_empty() {
        lines.push(String::new());
    }
    for link in &document.links {
        let kind = link.kind.as_str().replace('_', " ");
        let claims = escape(&labels.list(&link.claims));
        lines.push(format!("- link: {kind} ({claims}): {}", escape(&link.message)));
    }
    for problem in &document.problems {
        let claims = match labels.list(&problem.claims) {
            claims if claims.is_empty() => claims,
            claims => format!(" ({})", escape(&claims)),
        };
        let code = escape(&problem.code);
        lines.push(format!(
            "- {}: {code}{claims}: {}",
            problem.severity,
            escape(&problem.message)
        ));
    }
    lines.join("\n") + "\n"
}

/// Writes documents one below the other.
pub(crate) struct MdWriter<W> {
    options: Options,
    out: W,
    is_first: bool,
}

impl<W: Write> MdWriter<W> {
    pub(crate) const fn new(options: Options, out: W) -> Self {
        Self {
            options,
            out,
            is_first: true,
        }
    }
}

impl<W: Write> DocumentWriter for MdWriter<W> {
    fn write(&mut self, document: &AnnotatedDocument) -> Result<(), ReportError> {
        let mut text = render_md(document, &self.options.names);
        if !self.is_first {
            text.insert(0, '\n');
        }
        self.is_first = false;
        self.out.write_all(text.as_bytes()).map_err(ReportError::Output)
    }

    fn finish(&mut self) -> Result<(), ReportError> {
        self.out.flush().map_err(ReportError::Output)
    }
}

fn summary(document: &AnnotatedDocument) -> String {
    let (article, provenance) = (&document.document, &document.provenance);
    let mut parts = vec![format!("{} ({})", escape(&article.id), escape(&article.lang))];
    if !provenance.codebook.id.is_empty() {
        let codebook = &provenance.codebook;
        parts.push(escape(&format!("codebook {} {}", codebook.id, codebook.version)));
    }
    parts.push(escape(&format!("annotator {}", provenance.annotator_used)));
    if document.outcome != Outcome::Complete {
        parts.push(format!("**{}**", document.outcome));
    }
    parts.join(", ")
}

fn counts(document: &AnnotatedDocument) -> String {
    match document.claims.len() {
        0 => "No claims.".to_owned(),
        1 => "1 claim.".to_owned(),
        n_claims => format!("{n_claims} claims."),
    }
}

fn row(claim: &Claim, label: &str, labels: &Labels<'_>, names: &Names) -> String {
    let speaker = match &claim.speaker.description {
        Some(description) => format!("{} – {description}", speaker_words(&claim.speaker)),
        None => speaker_words(&claim.speaker),
    };
    let topics = claim
        .topics
        .iter()
        .map(|topic| escape(topic_words(&topic.id, names)));
    let stances = match &claim.stances {
        Some(stances) => stances
            .iter()
            .map(|stance| {
                let words = stance_words(stance, claim.speaker.name.as_deref(), names);
                format!("**{}** {}", stance.label, escape(&words))
            })
            .collect(),
        None => vec!["not coded".to_owned()],
    };
    let remarks = remarks(claim, labels);
    let cells = [
        label.to_owned(),
        escape(&speaker),
        escape(&claim.quote),
        topics.collect::<Vec<_>>().join(", "),
        stances.join("; "),
        remarks.join("; "),
    ];
    format!("| {} |", cells.join(" | "))
}

fn remarks(claim: &Claim, labels: &Labels<'_>) -> Vec<String> {
    let mut remarks = vec![
        claim.kind.to_string(),
        claim.verifiability.as_str().replace('_', " "),
    ];
    if let Some(parent) = &claim.parent {
        remarks.push(format!("within {}", escape(labels.of(parent))));
    }
    if claim.attribution_negated {
        remarks.push("said not to have been said".to_owned());
    }
    if claim.hedged {
        remarks.push("hedged".to_owned());
    }
    remarks.extend(claim.conditional.map(Conditional::as_str).map(str::to_owned));
    remarks.extend(claim.figures.iter().map(|figure| escape(&figure_words(figure))));
    if claim.grounding != Grounding::Exact {
        remarks.push(format!("{} quote", claim.grounding));
    }
    remarks
}

/// `text` as one line that Markdown shows as it is.
pub(crate) fn escape(text: &str) -> String {
    let visible = visible(text);
    let mut out = String::with_capacity(visible.len() + 16);
    let mut rest = visible.as_ref();
    let mut last = None;
    while let Some(character) = rest.chars().next() {
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
        let next = rest.chars().next();
        match character {
            // A line break inside a quote is a blank on a page.
            '↵' => out.push(' '),
            // Inside a word it is no markup.
            '_' if is_in_word(last) && is_in_word(next) => out.push('_'),
            '\\' | '`' | '*' | '_' | '[' | '<' | '|' | '~' | '#' | '$' | '&' => {
                out.push('\\');
                out.push(character);
            }
            // Before `//` a colon makes a link.
            ':' if rest.starts_with("//") => out.push_str("\\:"),
            // Sites make mentions of names after `@`, escaped or not; a comment between keeps them apart.
            '@' if is_in_word(next) => out.push_str("@<!-- -->"),
            other => out.push(other),
        }
        last = Some(character);
    }
    out
}

fn is_in_word(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        let cases = [
            ("un texte, 12 % (ou plus) !", "un texte, 12 % (ou plus) !"),
            ("a|b", r"a\|b"),
            ("*gras* _bas_ t_pay", r"\*gras\* \_bas\_ t_pay"),
            ("`x` ~~y~~ $z$ #1", r"\`x\` \~\~y\~\~ \$z\$ \#1"),
            ("[a](b) ![c](d)", r"\[a](b) !\[c](d)"),
            ("<b>&amp;", r"\<b>\&amp;"),
            ("https://example.org", r"https\://example.org"),
            ("@toi a@b.fr @ moi", "@<!-- -->toi a@<!-- -->b.fr @ moi"),
            ("un\r\ndeux\ttrois", "un deux trois"),
            ("\u{1b}[1m\u{202e}", r"␛\[1m\\u{202e}"),
            (r"\*", r"\\\*"),
        ];
        for (text, expected) in cases {
            assert_eq!(escape(text), expected);
        }
    }
}
