//! Asking until there is an answer that can be used, and no longer.
//!
//! A wrong answer is asked for once more with what is wrong; an empty one once more with more room; of a cut one the whole
//! items are kept and only the rest is asked for. Nothing is ever sent again unchanged.

use std::sync::Arc;

use propos_llm::{Answer, ChatRequest, Failure, Malformation, Message, Outcome};

use crate::answer::{NodeKind, Parsed, ReadItems, parse};
use crate::model::Model;
use crate::outcome::Log;
use crate::prompt::{Template, fill};

/// What is asked, and how its answers are read.
pub(crate) trait Task: Sync {
    /// What an answer lists.
    type Item: Send;

    /// Reads the whole items of an answer.
    fn read(&self, answer: &Answer, parsed: &Parsed) -> ReadItems<Self::Item>;

    /// The words for asking again.
    fn template(&self) -> &Template;

    /// Whether an answer has no room for more items, so that others may be left.
    fn is_full(&self, _items: &[Self::Item]) -> bool {
        false
    }

    /// Whether the caller asks otherwise for items that are wrong or left out, so that they are not asked for again here.
    fn caller_mends(&self) -> bool {
        false
    }

    /// Whether a wrong answer is asked for again; not where that was done already.
    fn asks_again(&self) -> bool {
        true
    }

    /// Whether the model is to go on behind a cut; else whole items are kept and the caller asks for the others anew.
    fn goes_on(&self) -> bool {
        true
    }
}

/// How asking ended.
#[derive(Debug)]
pub(crate) enum End {
    /// The model said all it had to say.
    Whole,
    /// Its answer was cut, again and again.
    Cut,
    /// It refused, or a filter did; the provider's word for why.
    Refused(String),
    /// Its answers cannot be used.
    Unusable(String),
    /// There was no answer.
    Failed(Failure),
}

/// What came of asking: the items that could be read, whatever the end.
pub(crate) struct Reply<T> {
    pub(crate) items: Vec<T>,
    /// What is wrong with the others, where the caller mends that; else the log has it.
    pub(crate) complaints: Vec<String>,
    pub(crate) end: End,
    /// Whether a wrong answer was asked for again.
    pub(crate) was_asked_again: bool,
    /// The question, where it was too long.
    pub(crate) too_long: Option<Arc<ChatRequest>>,
}

/// How often the rest of a cut answer is asked for.
const MOST_RESTS: u32 = 3;
/// The most of an answer that is shown to the model again, in bytes.
const MOST_SHOWN: usize = 16_000;
/// Of many complaints the first ones are told.
const MOST_TOLD: usize = 8;

/// Asks and reads.
pub(crate) async fn converse<T: Task>(
    model: &dyn Model,
    mut request: ChatRequest,
    task: &T,
    log: &mut Log,
) -> Reply<T::Item> {
    let mut items: Vec<T::Item> = Vec::new();
    let mut complaints = Vec::new();
    // The best of an answer that was asked for again.
    let mut earlier: Option<ReadItems<T::Item>> = None;
    // A wrong answer and an empty one are asked for again once together: two calls for the form, never three.
    let (mut n_again, mut n_rests) = (u32::from(!task.asks_again()), 0);
    let end = loop {
        let answer = model.ask(&request).await;
        log.note(&answer);
        let is_cut = match &answer.outcome {
            Outcome::Complete | Outcome::Malformed(Malformation::NotJson) => false,
            Outcome::Truncated => true,
            Outcome::Refused { category } => {
                break End::Refused(category.clone().unwrap_or_else(|| "refused".to_owned()));
            }
            Outcome::Filtered { reason } | Outcome::Blocked { reason } => break End::Refused(reason.clone()),
            Outcome::Failed(failure) => break End::Failed(failure.clone()),
            Outcome::Malformed(Malformation::Empty) if n_again == 0 => {
                n_again += 1;
                log.n_asked_again += 1;
                double_room(&mut request);
                continue;
            }
            Outcome::Malformed(malformation) => break End::Unusable(malformation.word().to_owned()),
            _ => break End::Unusable("its outcome is not known".to_owned()),
        };
        match parse(&answer.text) {
            Err(_) if is_cut && n_rests < MOST_RESTS => {
                // Cut before anything could be read; twice in a row, more room will not help.
                if n_rests > 0 {
                    break End::Cut;
                }
                n_rests += 1;
                log.n_cut += 1;
                double_room(&mut request);
            }
            Err(reason) if is_cut => break End::Unusable(reason.to_owned()),
            Err(reason) if n_again == 0 => {
                n_again += 1;
                log.n_asked_again += 1;
                ask_again(&mut request, task.template(), &answer.text, &[reason.to_owned()]);
            }
            Err(reason) => break End::Unusable(reason.to_owned()),
            Ok(parsed) => {
                let mut read = task.read(&answer, &parsed);
                log.repairs(&parsed.repairs);
                if is_cut || !parsed.root.is_whole || task.is_full(&read.items) {
                    log.n_cut += 1;
                    // What the list lacks may stand behind the cut.
                    read.complaints
                        .retain(|complaint| !complaint.starts_with("/claims: "));
                    let is_progress = !read.items.is_empty();
                    keep(read, &mut items, &mut complaints, log);
                    let may_go_on = match (task.goes_on(), is_progress) {
                        (true, true) => n_rests < MOST_RESTS,
                        (false, true) => false,
                        // Half an answer of which nothing can be read, though the server calls it whole, is a wrong one.
                        (_, false) => !task.caller_mends() && n_rests == 0 && (is_cut || n_again == 0),
                    };
                    if !may_go_on {
                        break End::Cut;
                    }
                    n_again += u32::from(!is_cut && !is_progress);
                    // More room once; a rest is another question than the whole, so it needs no more than that.
                    if n_rests == 0 {
                        double_room(&mut request);
                    }
                    n_rests += 1;
                    ask_rest(&mut request, task.template(), &answer.text, &parsed);
                    continue;
                }
                if !read.complaints.is_empty() && n_again == 0 && !task.caller_mends() {
                    n_again += 1;
                    log.n_asked_again += 1;
                    ask_again(&mut request, task.template(), &answer.text, &read.complaints);
                    earlier = Some(read);
                    continue;
                }
                let better = match earlier.take() {
                    Some(earlier) if earlier.complaints.len() < read.complaints.len() => earlier,
                    _ => read,
                };
                // Twice nothing but mistakes is no document without claims.
                let is_useless = better.items.is_empty() && !better.complaints.is_empty();
                keep(better, &mut items, &mut complaints, log);
                if is_useless && items.is_empty() && !task.caller_mends() {
                    break End::Unusable("nothing in it can be used".to_owned());
                }
                break End::Whole;
            }
        }
    };
    // The second answer failed: what was right in the first one is still right.
    if let Some(earlier) = earlier {
        keep(earlier, &mut items, &mut complaints, log);
    }
    log.end(&end, !items.is_empty());
    if !task.caller_mends() {
        log.dropped(std::mem::take(&mut complaints));
    }
    let is_too_long = matches!(&end, End::Failed(failure) if failure.class.is_about_length());
    Reply {
        too_long: is_too_long.then(|| Arc::new(request)),
        items,
        complaints,
        end,
        was_asked_again: n_again > 0,
    }
}

fn keep<T>(read: ReadItems<T>, items: &mut Vec<T>, complaints: &mut Vec<String>, log: &mut Log) {
    log.repairs(&read.repairs);
    complaints.extend(read.complaints);
    items.extend(read.items);
}

fn double_room(request: &mut ChatRequest) {
    let room = request.parameters.max_output_tokens;
    request.parameters.max_output_tokens = room.saturating_mul(2);
}

fn ask_again(request: &mut ChatRequest, template: &Template, answer: &str, complaints: &[String]) {
    let told: Vec<&str> = complaints.iter().take(MOST_TOLD).map(String::as_str).collect();
    request.messages.push(Message::assistant(shown(answer)));
    request.messages.push(Message::user(fill(
        template.section("again"),
        &[("errors", &told.join("; "))],
    )));
}

/// Shows the model its whole items and asks for those that follow. Without any the question stays as it is.
fn ask_rest(request: &mut ChatRequest, template: &Template, answer: &str, parsed: &Parsed) {
    let Some(NodeKind::List(nodes)) = parsed.root.get("claims").map(|claims| &claims.kind) else {
        return;
    };
    let Some(last) = nodes.iter().rfind(|node| node.is_whole) else {
        return;
    };
    let start = parsed.root.range.start;
    let close = if answer.get(start..).is_some_and(|text| text.starts_with('[')) {
        "]"
    } else {
        "]}"
    };
    let said = answer.get(start..last.range.end).unwrap_or_default();
    request
        .messages
        .push(Message::assistant(format!("{}{close}", shown(said))));
    request.messages.push(Message::user(template.section("rest")));
}

/// The end of a long answer, since that is where the model goes on.
fn shown(answer: &str) -> &str {
    let mut start = answer.len().saturating_sub(MOST_SHOWN);
    while !answer.is_char_boundary(start) {
        start += 1;
    }
    answer.get(start..).unwrap_or_default()
}
