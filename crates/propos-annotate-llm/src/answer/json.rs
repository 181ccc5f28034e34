//! JSON as models write it: in fences, with prose around it, with a comma too many, cut anywhere.
//!
//! What is repaired changes no value. An answer of two objects, a value that is no JSON and endless nesting are refused:
//! to choose or complete them would be to invent.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// What was repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Repair {
    /// A fence of backticks around the JSON.
    Fence,
    /// Words before or behind it.
    Prose,
    /// A comma before a closing bracket.
    TrailingComma,
    /// A line break or another control character inside a string.
    RawControl,
    /// The list without the object around it.
    BareList,
    /// A label in other letters, such as `Favor`.
    Spelling,
    /// A number in quotation marks.
    NumberAsText,
    /// No number of a sentence, or one that is none.
    NoHint,
    /// An empty text where null is meant.
    EmptyForNull,
    /// Fields that nobody asked for.
    ExtraField,
    /// Optional fields left out.
    MissingField,
    /// The same topic or stance over again, or more topics than a claim may have.
    Repetition,
}

impl Repair {
    /// The word for it in problems.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Fence => "fence",
            Self::Prose => "prose around the JSON",
            Self::TrailingComma => "trailing comma",
            Self::RawControl => "control character in a string",
            Self::BareList => "list without its object",
            Self::Spelling => "spelling of a label",
            Self::NumberAsText => "number as text",
            Self::NoHint => "number of a sentence missing",
            Self::EmptyForNull => "empty text for null",
            Self::ExtraField => "field too many",
            Self::MissingField => "optional field missing",
            Self::Repetition => "label said again",
        }
    }
}

/// A value and where it stands in the answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node<'t> {
    pub(crate) kind: NodeKind<'t>,
    pub(crate) range: Range<usize>,
    /// Whether it was said to its end.
    pub(crate) is_whole: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NodeKind<'t> {
    Null,
    Bool(bool),
    Number(f64),
    /// Of the answer itself where nothing in it is escaped.
    Text(Cow<'t, str>),
    List(Vec<Node<'t>>),
    Object(Vec<(Cow<'t, str>, Node<'t>)>),
}

impl Node<'_> {
    /// The value of a key; of a key given twice the first.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        match &self.kind {
            NodeKind::Object(fields) => fields
                .iter()
                .find(|(known, _)| known == key)
                .map(|(_, node)| node),
            _ => None,
        }
    }
}

/// An answer that could be read, perhaps up to a cut.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parsed<'t> {
    pub(crate) root: Node<'t>,
    pub(crate) repairs: BTreeSet<Repair>,
}

/// Why an answer cannot be read. Words for the model and for records; they quote nothing.
pub(crate) type Refusal = &'static str;

const DEEPEST: usize = 24;
/// No object of an answer has more fields; each is compared with those before it.
const MOST_FIELDS: usize = 2_000;
/// What is asked for has about so many.
const USUAL_FIELDS: usize = 12;

/// Where models that think aloud stop doing so.
const ENDS_OF_THOUGHT: &[&str] = &[
    "</think>",
    "</thinking>",
    "</thought>",
    "</reasoning>",
    "</seed:think>",
    "◁/think▷",
    "[/THINK]",
    "<|channel|>final<|message|>",
];

/// Reads an answer.
pub(crate) fn parse(text: &str) -> Result<Parsed<'_>, Refusal> {
    let mut repairs = BTreeSet::new();
    let after_thought = after_thought(text);
    let body = text.get(after_thought..).unwrap_or(text);
    let start = body.find(['{', '[']).ok_or("there is no JSON object in it")? + after_thought;
    let before = text.get(after_thought..start).unwrap_or_default();
    note_surroundings(before, &mut repairs);
    let mut parser = Parser {
        text,
        at: start,
        depth: 0,
        repairs,
    };
    let root = parser.value()?.ok_or("it is not JSON")?;
    // Behind a cut there is nothing but half a word.
    let after = if root.is_whole {
        text.get(parser.at..).unwrap_or_default()
    } else {
        ""
    };
    if after.contains(['{', '[']) {
        return Err("there is more than one JSON object in it");
    }
    let mut repairs = parser.repairs;
    note_surroundings(after, &mut repairs);
    let root = match root.kind {
        NodeKind::Object(_) => root,
        NodeKind::List(_) => {
            repairs.insert(Repair::BareList);
            Node {
                range: root.range.clone(),
                is_whole: root.is_whole,
                kind: NodeKind::Object(vec![("claims".into(), root)]),
            }
        }
        _ => return Err("it is not a JSON object"),
    };
    Ok(Parsed { root, repairs })
}

/// Where an answer begins: behind what a model thinks aloud, which is no answer. One that begins with a bracket is none of that; it
/// may quote a text about models.
fn after_thought(text: &str) -> usize {
    let is_answer = |text: &str| text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    if is_answer(text) {
        return 0;
    }
    let ends = ENDS_OF_THOUGHT
        .iter()
        .flat_map(|mark| text.match_indices(mark).map(|(at, _)| at + mark.len()));
    let mut ends: Vec<usize> = ends.collect();
    ends.sort_unstable();
    // The first one behind which an answer begins; marks may stand inside the answer as well.
    let before_answer = |end: &&usize| text.get(**end..).is_some_and(is_answer);
    let end = ends.iter().find(before_answer).or(ends.last());
    end.copied().unwrap_or(0)
}

fn note_surroundings(text: &str, repairs: &mut BTreeSet<Repair>) {
    let text = text.trim_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if text.contains("```") {
        repairs.insert(Repair::Fence);
    }
    let words = text.replace("```json", "").replace("```", "");
    if words.chars().any(char::is_alphanumeric) {
        repairs.insert(Repair::Prose);
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    repairs: BTreeSet<Repair>,
}

impl<'t> Parser<'t> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    /// The next value; `None` at a cut before or inside a word or number.
    fn value(&mut self) -> Result<Option<Node<'t>>, Refusal> {
        self.skip_space();
        let start = self.at;
        let Some(byte) = self.byte() else { return Ok(None) };
        let (kind, is_whole) = match byte {
            b'{' | b'[' => {
                if self.depth == DEEPEST {
                    return Err("it is nested too deeply");
                }
                self.depth += 1;
                let container = if byte == b'{' {
                    self.object()?
                } else {
                    self.list()?
                };
                self.depth -= 1;
                container
            }
            b'"' => match self.string()? {
                Some(text) => (NodeKind::Text(text), true),
                None => return Ok(None),
            },
            _ => match self.word()? {
                Some(kind) => (kind, true),
                None => return Ok(None),
            },
        };
        Ok(Some(Node {
            kind,
            range: start..self.at,
            is_whole,
        }))
    }

    fn object(&mut self) -> Result<(NodeKind<'t>, bool), Refusal> {
        self.at += 1;
        let mut fields: Vec<(Cow<str>, Node)> = Vec::with_capacity(USUAL_FIELDS);
        loop {
            self.skip_space();
            match self.byte() {
                None => return Ok((NodeKind::Object(fields), false)),
                Some(b'}') => {
                    self.at += 1;
                    return Ok((NodeKind::Object(fields), true));
                }
                Some(b'"') => {}
                Some(_) => return Err("a name of a field is missing"),
            }
            let Some(name) = self.string()? else {
                return Ok((NodeKind::Object(fields), false));
            };
            self.skip_space();
            match self.byte() {
                None => return Ok((NodeKind::Object(fields), false)),
                Some(b':') => self.at += 1,
                Some(_) => return Err("a colon is missing"),
            }
            let Some(node) = self.value()? else {
                return Ok((NodeKind::Object(fields), false));
            };
            let is_whole = node.is_whole;
            if fields.len() == MOST_FIELDS {
                return Err("an object has too many fields");
            }
            if fields
                .iter()
                .any(|(known, other)| *known == name && other.kind != node.kind)
            {
                return Err("a field is given twice");
            }
            fields.push((name, node));
            if !is_whole {
                return Ok((NodeKind::Object(fields), false));
            }
            match self.separator(b'}')? {
                Separator::Next => {}
                Separator::End => return Ok((NodeKind::Object(fields), true)),
                Separator::Cut => return Ok((NodeKind::Object(fields), false)),
            }
        }
    }

    fn list(&mut self) -> Result<(NodeKind<'t>, bool), Refusal> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.byte() {
                None => return Ok((NodeKind::List(items), false)),
                Some(b']') => {
                    self.at += 1;
                    return Ok((NodeKind::List(items), true));
                }
                Some(_) => {}
            }
            let Some(node) = self.value()? else {
                return Ok((NodeKind::List(items), false));
            };
            let is_whole = node.is_whole;
            items.push(node);
            if !is_whole {
                return Ok((NodeKind::List(items), false));
            }
            match self.separator(b']')? {
                Separator::Next => {}
                Separator::End => return Ok((NodeKind::List(items), true)),
                Separator::Cut => return Ok((NodeKind::List(items), false)),
            }
        }
    }

    fn separator(&mut self, close: u8) -> Result<Separator, Refusal> {
        self.skip_space();
        match self.byte() {
            None => Ok(Separator::Cut),
            Some(byte) if byte == close => {
                self.at += 1;
                Ok(Separator::End)
            }
            Some(b',') => {
                self.at += 1;
                self.skip_space();
                if self.byte() == Some(close) {
                    self.repairs.insert(Repair::TrailingComma);
                    self.at += 1;
                    return Ok(Separator::End);
                }
                Ok(Separator::Next)
            }
            Some(_) => Err("a comma or a closing bracket is missing"),
        }
    }

    /// A string; `None` at a cut inside it.
    fn string(&mut self) -> Result<Option<Cow<'t, str>>, Refusal> {
        self.at += 1;
        let text = self.text;
        let mut output = String::new();
        loop {
            let rest = text.get(self.at..).unwrap_or_default();
            let stop = rest
                .bytes()
                .position(|byte| matches!(byte, b'"' | b'\\' | 0..b' '));
            let Some(stop) = stop else {
                self.at = self.text.len();
                return Ok(None);
            };
            let piece = rest.get(..stop).unwrap_or_default();
            self.at += stop;
            let byte = self.byte();
            if byte == Some(b'"') && output.is_empty() {
                // Most strings hold nothing that is escaped.
                self.at += 1;
                return Ok(Some(piece.into()));
            }
            output.push_str(piece);
            match byte {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Some(output.into()));
                }
                Some(b'\\') => match self.escape()? {
                    Some(character) => output.push(character),
                    None => return Ok(None),
                },
                Some(control) => {
                    self.repairs.insert(Repair::RawControl);
                    output.push(char::from(control));
                    self.at += 1;
                }
                None => return Ok(None),
            }
        }
    }

    fn escape(&mut self) -> Result<Option<char>, Refusal> {
        self.at += 1;
        let Some(byte) = self.byte() else { return Ok(None) };
        self.at += 1;
        Ok(Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let Some(high) = self.hex4()? else { return Ok(None) };
                if !(0xd800..0xdc00).contains(&high) {
                    return Ok(Some(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER)));
                }
                // The second half of a character beyond the first 65,536.
                let rest = self.text.get(self.at..).unwrap_or_default();
                if rest.len() < 2 {
                    self.at = self.text.len();
                    return Ok(None);
                }
                if !rest.starts_with("\\u") {
                    return Ok(Some(char::REPLACEMENT_CHARACTER));
                }
                self.at += 2;
                let Some(low) = self.hex4()? else { return Ok(None) };
                let code = 0x10000 + ((high - 0xd800) << 10) + low.wrapping_sub(0xdc00);
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return Err("a backslash escapes what needs no escape"),
        }))
    }

    fn hex4(&mut self) -> Result<Option<u32>, Refusal> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let Some(digits) = rest.get(..4) else {
            self.at = self.text.len();
            return Ok(None);
        };
        let code = std::str::from_utf8(digits)
            .ok()
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .ok_or("an escape is not four hexadecimal digits")?;
        self.at += 4;
        Ok(Some(code))
    }

    /// `true`, `false`, `null` or a number; `None` where a cut may have shortened it.
    fn word(&mut self) -> Result<Option<NodeKind<'t>>, Refusal> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest
            .find(|character: char| {
                !character.is_ascii_alphanumeric() && !matches!(character, '-' | '+' | '.')
            })
            .unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        let is_at_end = length == rest.len();
        let kind = match word {
            "true" => NodeKind::Bool(true),
            "false" => NodeKind::Bool(false),
            "null" => NodeKind::Null,
            _ if is_at_end
                && ["true", "false", "null"]
                    .iter()
                    .any(|known| known.starts_with(word)) =>
            {
                return Ok(None);
            }
            _ => {
                let is_number = word.starts_with(|first: char| first.is_ascii_digit() || first == '-');
                if is_at_end && is_number {
                    self.at = self.text.len();
                    return Ok(None);
                }
                let number = word
                    .parse::<f64>()
                    .ok()
                    .filter(|number| is_number && number.is_finite());
                NodeKind::Number(number.ok_or("a value is not JSON")?)
            }
        };
        self.at += length;
        Ok(Some(kind))
    }
}

enum Separator {
    Next,
    End,
    Cut,
}

#[cfg(test)]
mod tests {
    use super::{Node, NodeKind, Repair, parse};

    fn repairs(text: &str) -> Vec<Repair> {
        parse(text).unwrap().repairs.into_iter().collect()
    }

    fn items(node: &Node) -> usize {
        match node.get("claims").map(|claims| &claims.kind) {
            Some(NodeKind::List(items)) => items.iter().filter(|item| item.is_whole).count(),
            _ => 0,
        }
    }

    #[test]
    fn every_repair_leaves_a_mark() {
        for (text, expected) in [
            (r#"{"claims":[]}"#, vec![]),
            ("\u{feff}{\"claims\":[]}\n", vec![]),
            ("```json\n{\"claims\":[]}\n```", vec![Repair::Fence]),
            ("Here you are: {\"claims\":[]} Bye.", vec![Repair::Prose]),
            ("<think>{a} [b]</think>{\"claims\":[]}", vec![]),
            (
                "<think>{\"claims\":[1]}</think>\n\n{\"claims\":[\"</think>\"]}",
                vec![],
            ),
            ("<think>a</think> b</think>\n{\"claims\":[]}", vec![]),
            ("[THINK]{a} [b][/THINK]{\"claims\":[]}", vec![]),
            (
                "<|channel|>analysis<|message|>{x}<|end|><|start|>assistant<|channel|>final<|message|>{\"claims\":[]}",
                vec![],
            ),
            ("{\"claims\":[\"a </think> b\"]}", vec![]),
            (r#"{"claims":[1,2,],}"#, vec![Repair::TrailingComma]),
            ("{\"claims\":[\"a\nb\"]}", vec![Repair::RawControl]),
            (r#"[{"a":1}]"#, vec![Repair::BareList]),
        ] {
            assert_eq!(repairs(text), expected, "{text}");
        }
    }

    #[test]
    fn what_would_have_to_be_guessed_is_refused() {
        let deep = "[".repeat(10_000);
        let fields: Vec<String> = (0..100_000).map(|number| format!("\"k{number}\":1")).collect();
        let broad = format!("{{{}}}", fields.join(","));
        for text in [
            "",
            "I cannot help with that.",
            r#"{"claims":[]}{"claims":[1]}"#,
            r#"{"claims":[NaN]}"#,
            r#"{"claims":[Infinity]}"#,
            "{claims:[]}",
            r#"{"claims" []}"#,
            r#"{"claims":[1 2]}"#,
            r#"{"a":1,"a":2}"#,
            r#"{"a":"\x"}"#,
            deep.as_str(),
            broad.as_str(),
        ] {
            assert!(parse(text).is_err(), "{text:.40}");
        }
    }

    #[test]
    fn escapes_are_read() {
        let parsed = parse(r#"{"a":"\u00e9\ud83c\udf89\"\\\/\n"}"#).unwrap();
        let expected = NodeKind::Text("é🎉\"\\/\n".into());
        assert_eq!(parsed.root.get("a").map(|node| &node.kind), Some(&expected));
    }

    #[test]
    fn a_cut_at_any_byte_gives_whole_items_only_and_never_a_whole_answer() {
        let text = r#"{"claims":[{"n":1,"q":"l’été \u00e9","x":null},{"n":20,"q":"b","x":true},{"n":3,"q":"c","x":[1]}]}"#;
        let ends: Vec<usize> = text.match_indices("},").map(|(at, _)| at + 1).collect();
        for cut in text.char_indices().map(|(at, _)| at).skip(1) {
            let Ok(parsed) = parse(&text[..cut]) else {
                panic!("cut at {cut}")
            };
            assert!(!parsed.root.is_whole, "cut at {cut}");
            let n_whole = ends.iter().filter(|end| **end <= cut).count() + usize::from(cut + 2 >= text.len());
            assert_eq!(items(&parsed.root), n_whole, "cut at {cut}");
        }
        assert!(parse(text).unwrap().root.is_whole);
    }
}
