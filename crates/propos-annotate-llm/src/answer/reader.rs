//! Fields of an item: of the right kind, else a complaint that names the place and quotes nothing.

use std::collections::BTreeSet;
use std::str::FromStr;

use super::json::{Node, NodeKind, Repair};

/// The items of an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReadItems<T> {
    /// Those that are as they must be, in order.
    pub(crate) items: Vec<T>,
    /// What is wrong with the others: a place and words each.
    pub(crate) complaints: Vec<String>,
    pub(crate) repairs: BTreeSet<Repair>,
}

/// Reads the whole items of the list `claims`. At most `most` of them: a model that runs in circles is stopped.
pub(crate) fn read_items<T>(
    root: &Node,
    most: usize,
    mut read: impl FnMut(&mut ItemReader<'_>) -> Option<T>,
) -> ReadItems<T> {
    let mut found = ReadItems {
        items: Vec::new(),
        complaints: Vec::new(),
        repairs: BTreeSet::new(),
    };
    let Some(claims) = root.get("claims") else {
        found.complaints.push("/claims: missing".to_owned());
        return found;
    };
    // A name that comes from the model is not repeated.
    let nodes: Vec<(Option<usize>, &Node)> = match &claims.kind {
        NodeKind::List(nodes) => (0..).map(Some).zip(nodes).collect(),
        NodeKind::Object(fields) => {
            let by_number = fields.iter().map(|(name, node)| (name.parse().ok(), node));
            by_number.collect()
        }
        _ => {
            found.complaints.push("/claims: not a list".to_owned());
            return found;
        }
    };
    let is_by_number = matches!(claims.kind, NodeKind::Object(_));
    found.items.reserve(nodes.len().min(most));
    let whole = nodes.into_iter().filter(|(_, node)| node.is_whole).enumerate();
    for (place, (number, node)) in whole {
        if place == most {
            found.complaints.push(format!("/claims: more than {most} items"));
            break;
        }
        let mut reader = ItemReader {
            node,
            place: match number {
                Some(number) => format!("/claims/{number}"),
                None => "/claims/?".to_owned(),
            },
            number: number.filter(|_| is_by_number),
            complaints: &mut found.complaints,
            repairs: &mut found.repairs,
        };
        if !matches!(node.kind, NodeKind::Object(_)) {
            reader.complain("", "not an object");
        } else if let Some(item) = read(&mut reader) {
            found.items.push(item);
        }
    }
    found
}

/// A model that runs in circles inside a claim is not listened to.
const MOST_ELEMENTS: usize = 1_000;

/// One item and where to complain.
pub(crate) struct ItemReader<'r> {
    node: &'r Node<'r>,
    place: String,
    /// The number under which the item stands, where items stand under numbers.
    number: Option<usize>,
    complaints: &'r mut Vec<String>,
    repairs: &'r mut BTreeSet<Repair>,
}

impl<'r> ItemReader<'r> {
    pub(crate) fn complain(&mut self, field: &str, what: &str) {
        let slash = if field.is_empty() { "" } else { "/" };
        self.complaints
            .push(format!("{}{slash}{field}: {what}", self.place));
    }

    pub(crate) const fn key_number(&self) -> Option<usize> {
        self.number
    }

    pub(crate) fn mark(&mut self, repair: Repair) {
        self.repairs.insert(repair);
    }

    /// What stands in a field; what is read itself for the empty name.
    pub(crate) fn node(&self, field: &str) -> Option<&'r Node<'r>> {
        if field.is_empty() {
            Some(self.node)
        } else {
            self.node.get(field)
        }
    }

    /// Reads each element of a list that must be there; `None` where one of them cannot be used.
    pub(crate) fn list<T>(
        &mut self,
        field: &str,
        mut read: impl FnMut(&mut ItemReader<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(NodeKind::List(nodes)) = self.node(field).map(|node| &node.kind) else {
            let what = if self.node(field).is_some() {
                "not a list"
            } else {
                "missing"
            };
            self.complain(field, what);
            return None;
        };
        if nodes.len() > MOST_ELEMENTS {
            self.complain(field, "far too many");
            return None;
        }
        let mut elements = Vec::new();
        for (number, node) in nodes.iter().enumerate() {
            let mut reader = self.inside(node, field, number);
            elements.push(read(&mut reader)?);
        }
        Some(elements)
    }

    /// A reader of a part, which complains by its place: a name that comes from the model is not repeated.
    fn inside<'part>(
        &'part mut self,
        node: &'part Node<'part>,
        field: &str,
        number: usize,
    ) -> ItemReader<'part> {
        ItemReader {
            node,
            place: format!("{}/{field}/{number}", self.place),
            number: None,
            complaints: &mut *self.complaints,
            repairs: &mut *self.repairs,
        }
    }

    /// Reads each field of an object that must be there, with its name; `None` where one of them cannot be used.
    pub(crate) fn fields<T>(
        &mut self,
        field: &str,
        mut read: impl FnMut(&mut ItemReader<'_>, &str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(NodeKind::Object(fields)) = self.node(field).map(|node| &node.kind) else {
            self.complain(field, "not an object");
            return None;
        };
        if fields.len() > MOST_ELEMENTS {
            self.complain(field, "far too many");
            return None;
        }
        let mut values = Vec::new();
        for (number, (name, node)) in fields.iter().enumerate() {
            let mut reader = self.inside(node, field, number);
            values.push(read(&mut reader, name)?);
        }
        Some(values)
    }

    /// A text that must be there.
    pub(crate) fn text(&mut self, field: &str) -> Option<String> {
        match self.node(field).map(|node| &node.kind) {
            Some(NodeKind::Text(text)) if !text.trim().is_empty() => Some(text.to_string()),
            Some(NodeKind::Text(_)) => {
                self.complain(field, "empty");
                None
            }
            Some(_) => {
                self.complain(field, "not a text");
                None
            }
            None => {
                self.complain(field, "missing");
                None
            }
        }
    }

    /// A text that may be null; left out and empty count as null, with a mark.
    pub(crate) fn optional_text(&mut self, field: &str) -> Option<String> {
        match self.node(field).map(|node| &node.kind) {
            Some(NodeKind::Null) => None,
            Some(NodeKind::Text(text)) if text.trim().is_empty() || text == "null" => {
                self.mark(Repair::EmptyForNull);
                None
            }
            Some(NodeKind::Text(text)) => Some(text.to_string()),
            Some(_) => {
                self.complain(field, "neither a text nor null");
                None
            }
            None => {
                self.mark(Repair::MissingField);
                None
            }
        }
    }

    /// A whole number that must be there.
    pub(crate) fn number(&mut self, field: &str) -> Option<usize> {
        let number = match self.node(field).map(|node| &node.kind) {
            Some(NodeKind::Number(number)) => Some(*number),
            Some(NodeKind::Text(text)) => {
                self.mark(Repair::NumberAsText);
                text.trim().parse::<f64>().ok()
            }
            _ => None,
        };
        let whole = number.and_then(whole_number);
        if whole.is_none() {
            self.complain(field, "not a whole number");
        }
        whole
    }

    /// A whole number that helps and need not be right; anything else counts as none, with a mark.
    pub(crate) fn hint(&mut self, field: &str) -> Option<usize> {
        let number = match self.node(field).map(|node| &node.kind) {
            Some(NodeKind::Number(number)) => whole_number(*number),
            _ => None,
        };
        if number.is_none() {
            self.mark(Repair::NoHint);
        }
        number
    }

    /// Yes or no; left out counts as no, with a mark.
    pub(crate) fn flag(&mut self, field: &str) -> bool {
        match self.node(field).map(|node| &node.kind) {
            Some(NodeKind::Bool(flag)) => *flag,
            Some(NodeKind::Null) => false,
            Some(_) => {
                self.complain(field, "neither true nor false");
                false
            }
            None => {
                self.mark(Repair::MissingField);
                false
            }
        }
    }

    /// One of some words. Other letters and spaces around it are forgiven, with a mark; another word never.
    pub(crate) fn choice<'w>(
        &mut self,
        field: &str,
        words: &(impl Iterator<Item = &'w str> + Clone),
    ) -> Option<&'w str> {
        let Some(NodeKind::Text(text)) = self.node(field).map(|node| &node.kind) else {
            let what = if self.node(field).is_some() {
                "not a text"
            } else {
                "missing"
            };
            self.complain(field, what);
            return None;
        };
        if let Some(word) = words.clone().find(|word| *word == text.as_ref()) {
            return Some(word);
        }
        let close = text.trim().to_lowercase();
        let close = words.clone().find(|word| word.to_lowercase() == close);
        if close.is_some() {
            self.mark(Repair::Spelling);
        } else {
            self.complain(field, "not one of the values");
        }
        close
    }

    /// One of the values of an enum of the record.
    pub(crate) fn value<T: FromStr + Copy>(
        &mut self,
        field: &str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        self.choice(field, &all.iter().map(|value| name(*value)))?
            .parse()
            .ok()
    }

    /// Marks fields that are not among these.
    pub(crate) fn only(&mut self, known: impl Fn(&str) -> bool) {
        if let NodeKind::Object(fields) = &self.node.kind
            && fields.iter().any(|(name, _)| !known(name))
        {
            self.mark(Repair::ExtraField);
        }
    }
}

fn whole_number(number: f64) -> Option<usize> {
    const MOST: f64 = 1_000_000.0;
    let is_whole = number.fract() == 0.0 && (0.0..=MOST).contains(&number);
    // The range was looked at just now.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number below a million"
    )]
    is_whole.then_some(number as usize)
}
