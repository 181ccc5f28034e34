//! The second step by a model.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use propos_annotate::{AnnotateError, Annotation, Article, Description, Labeller};
use propos_codebook::Codebook;
use propos_llm::{Answer, ChatRequest, OutputSchema, Parameters};
use propos_schema::{Claim, ClaimKind, Outcome, Problem, Severity, StanceLabel};

use crate::answer::{LabelTask, LabelledItem, Parsed, Probabilities, ReadItems, read_labelled};
use crate::apply::apply;
use crate::beside::{Piece, side_by_side};
use crate::codebook::{InPlay, LABELS, describe};
use crate::converse::{End, Reply, Task, converse};
use crate::examples::Examples;
use crate::failure::environment_error;
use crate::fence::write_visible;
use crate::model::Model;
use crate::outcome::Log;
use crate::planned::{self, Planned};
use crate::prompt::{LanguagePrompts, Template, fill};
use crate::schema;
use crate::settings::{BYTES_PER_TOKEN, Settings};

/// A codebook may take so much of the context, as one part of so many.
const CODEBOOK_SHARE: u64 = 4;
/// How often a batch that is too long for the model is halved.
const MOST_HALVINGS: u32 = 3;
/// After so many claims of a document that were asked about alone in vain, no more are.
const MOST_IN_VAIN: u32 = 2;
/// A claim seldom concerns more targets than this; room for an answer is no more than that.
const MOST_CONCERNED: usize = 6;
/// A quote that is shorter than this part of its sentence is shown with the sentence.
const MOST_CONTEXT_SHARE: usize = 2;

/// Gives claims their topics and stances by asking a model.
pub struct ModelLabeller {
    model: Arc<dyn Model>,
    settings: Settings,
    /// The last codebook part; a corpus has one codebook.
    cached: Mutex<Option<Arc<CodebookPart>>>,
}

/// What the codebook gives a request: the same for all documents of a language, unless it is reduced.
struct CodebookPart {
    key: (String, String, InPlay),
    system: String,
    /// The shape of the answer for a full batch, and how many claims that is.
    schema: (usize, Option<OutputSchema>),
    /// The shape for a claim that is asked about alone.
    alone: Option<OutputSchema>,
    examples: Examples,
}

impl ModelLabeller {
    /// A labeller that asks this model.
    pub fn new(model: Arc<dyn Model>, settings: Settings) -> Self {
        Self {
            model,
            settings,
            cached: Mutex::new(None),
        }
    }

    /// What is asked about the claims of an article first, a request a batch.
    pub fn requests(&self, article: &Article, codebook: &Codebook, claims: &[Claim]) -> Vec<ChatRequest> {
        let planned = self.planned(article, codebook, claims).into_iter();
        planned.map(|planned| planned.request).collect()
    }

    /// The same with the likely lengths of the answers.
    pub fn planned(&self, article: &Article, codebook: &Codebook, claims: &[Claim]) -> Vec<Planned> {
        let Some(prompts) = self.settings.prompts.for_language(&article.document().lang) else {
            return Vec::new();
        };
        let part = self.part(article, codebook, prompts);
        batches(claims.len(), self.settings.claims_per_request)
            .map(|batch| {
                let answer_bytes = planned::labels(codebook, &part.key.2, batch.len());
                let batch = Batch::first(batch);
                Planned {
                    request: self.request(article, codebook, prompts, &part, claims, &batch),
                    answer_bytes,
                }
            })
            .collect()
    }

    /// What is asked about one claim, by its place, where another answer left it without labels.
    pub fn request_alone(
        &self,
        article: &Article,
        codebook: &Codebook,
        claims: &[Claim],
        claim: usize,
    ) -> Option<ChatRequest> {
        let prompts = self.settings.prompts.for_language(&article.document().lang)?;
        claims.get(claim)?;
        let part = self.part(article, codebook, prompts);
        Some(self.request(article, codebook, prompts, &part, claims, &Batch::alone(claim)))
    }

    /// The codebook's part of a request. Where the whole codebook would take more than its share of the context, what the
    /// document speaks of.
    fn part(&self, article: &Article, codebook: &Codebook, prompts: &LanguagePrompts) -> Arc<CodebookPart> {
        let whole = self.cached_part(codebook, prompts, InPlay::all(codebook));
        let n_tokens = u64::try_from(whole.system.len() / BYTES_PER_TOKEN).unwrap_or(u64::MAX);
        let is_too_long = self
            .settings
            .context()
            .is_some_and(|context| n_tokens > context / CODEBOOK_SHARE);
        if !is_too_long {
            return whole;
        }
        let in_play = InPlay::in_text(codebook, &article.document().lang, article.text());
        if in_play.is_reduced {
            Arc::new(part(codebook, prompts, in_play, self.settings.claims_per_request))
        } else {
            whole
        }
    }

    fn cached_part(
        &self,
        codebook: &Codebook,
        prompts: &LanguagePrompts,
        in_play: InPlay,
    ) -> Arc<CodebookPart> {
        let mut cached = self.cached.lock().unwrap_or_else(PoisonError::into_inner);
        let known = cached.as_ref().filter(|part| {
            part.key.0 == codebook.sha256() && part.key.1 == prompts.language() && part.key.2 == in_play
        });
        if let Some(part) = known {
            return Arc::clone(part);
        }
        let made = Arc::new(part(codebook, prompts, in_play, self.settings.claims_per_request));
        *cached = Some(Arc::clone(&made));
        made
    }

    fn request(
        &self,
        article: &Article,
        codebook: &Codebook,
        prompts: &LanguagePrompts,
        part: &CodebookPart,
        claims: &[Claim],
        batch: &Batch,
    ) -> ChatRequest {
        let template = &prompts.label;
        let nonce = self.settings.nonces.draw(article.text());
        let mut lines = String::new();
        let mine = batch.claims.iter().filter_map(|index| claims.get(*index));
        for (number, claim) in mine.enumerate() {
            write_claim(number + 1, claim, template, &nonce, &mut lines);
        }
        let mut user = fill(
            template.section("user"),
            &[("nonce", nonce.as_str()), ("claims", lines.trim_end())],
        );
        let in_play = &part.key.2;
        let n_claims = batch.claims.len();
        let schema = if batch.is_alone {
            write_alone(template, in_play, &mut user);
            part.alone.clone()
        } else if part.schema.0 == n_claims {
            part.schema.1.clone()
        } else {
            schema::labels(codebook, in_play, n_claims)
        };
        // A claim alone has the room of a batch, for models that think on the same account, and that of its shape.
        let n_rooms = if batch.is_alone { part.schema.0 } else { n_claims };
        let room = n_rooms * (64 + 40 * in_play.targets.len().min(MOST_CONCERNED)) + 128;
        let shape_with_end = schema.as_ref().filter(|_| batch.is_alone);
        let room = room.max(shape_with_end.and_then(OutputSchema::most_bytes).unwrap_or(0));
        let mut parameters = Parameters::default();
        parameters.max_output_tokens = self.settings.room(room, user.len() + part.system.len());
        parameters.temperature = Some(self.settings.temperature);
        parameters.seed = Some(self.settings.seed);
        parameters.top_logprobs = self.settings.wants_probabilities.then_some(1);
        parameters.context_tokens = self
            .settings
            .context()
            .and_then(|tokens| u32::try_from(tokens).ok());
        let mut request = ChatRequest::new(user)
            .with_system(part.system.clone())
            .with_parameters(parameters)
            .with_cache_key(format!("label-{}", part.key.0.get(..12).unwrap_or_default()));
        if let Some(schema) = schema {
            request = request.with_schema(schema);
        }
        request
    }

    /// Some claims, in halves where they are too many for the model.
    async fn label_batch(&self, about: &About<'_>, claims: Vec<usize>) -> Piece<Came> {
        let mut log = Log::default();
        let mut items = Vec::new();
        let mut waiting = vec![Batch::first(claims)];
        while let Some(batch) = waiting.pop()
            && !log.is_hopeless()
        {
            let (reply, missing) = self.ask(about, &batch, &mut log).await;
            if let Some(whole) = &reply.too_long
                && let Some((first, second)) = batch.halves(whole)
            {
                log.forget_failure();
                waiting.push(second);
                waiting.push(first);
                continue;
            }
            items.extend(reply.items.into_iter().map(Came::Label));
            let is_cut = matches!(reply.end, End::Cut);
            let is_whole = matches!(reply.end, End::Whole);
            items.push(Came::Left(Left {
                claims: missing,
                may_be_asked: is_cut || (is_whole && !reply.was_asked_again),
                is_cut,
                complaints: reply.complaints,
            }));
        }
        Piece { log, items }
    }

    /// What answers got wrong or left out is asked about once more, claim by claim; what was wrong twice is not. One after the
    /// other, since too many in vain end it.
    async fn label_alone(
        &self,
        about: &About<'_>,
        left: Vec<Left>,
        log: &mut Log,
        labelled: &mut Vec<LabelledItem>,
    ) -> Result<(), AnnotateError> {
        let name = self.model.name();
        let mut n_in_vain = 0;
        for left in left {
            if !left.may_be_asked || left.claims.is_empty() || n_in_vain >= MOST_IN_VAIN {
                log.dropped(left.complaints);
                continue;
            }
            if left.is_cut {
                log.forgive_cut();
            }
            for claim in left.claims {
                if n_in_vain >= MOST_IN_VAIN {
                    break;
                }
                let (reply, missing) = self.ask(about, &Batch::alone(claim), log).await;
                labelled.extend(reply.items);
                log.n_asked_alone += 1;
                let is_answer = !matches!(reply.end, End::Refused(_) | End::Failed(_));
                n_in_vain += u32::from(is_answer && !missing.is_empty());
                let failure = log.only_failure();
                if let Some(error) = failure.and_then(|failure| environment_error(name, failure)) {
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// One batch: what was answered, each for its claim in the document, and the claims that got no labels.
    async fn ask(
        &self,
        about: &About<'_>,
        batch: &Batch,
        log: &mut Log,
    ) -> (Reply<LabelledItem>, Vec<usize>) {
        let About {
            article,
            codebook,
            prompts,
            part,
            claims,
        } = *about;
        let mut request = self.request(article, codebook, prompts, part, claims, batch);
        request.part_of.clone_from(&batch.part_of);
        let task = Labelling {
            template: &prompts.label,
            task: LabelTask {
                in_play: &part.key.2,
                codebook,
                claims: 1..=batch.claims.len(),
            },
            is_alone: batch.is_alone,
        };
        let mut reply = converse(&*self.model, request, &task, log).await;
        let mut missing = batch.claims.clone();
        reply.items.retain_mut(|item| {
            let place = item.claim.checked_sub(1);
            let index = place.and_then(|place| batch.claims.get(place));
            let Some(index) = index else { return false };
            missing.retain(|other| other != index);
            item.claim = index + 1;
            true
        });
        (reply, missing)
    }
}

/// About how many tokens the codebook and what is said with it take in each question about labels, for documents in a language.
pub fn codebook_tokens(codebook: &Codebook, settings: &Settings, language: &str) -> usize {
    settings.prompts.for_language(language).map_or(0, |prompts| {
        let part = part(
            codebook,
            prompts,
            InPlay::all(codebook),
            settings.claims_per_request,
        );
        part.system.len() / BYTES_PER_TOKEN
    })
}

fn part(codebook: &Codebook, prompts: &LanguagePrompts, in_play: InPlay, n_claims: usize) -> CodebookPart {
    let template = &prompts.label;
    let text = describe(codebook, prompts, &in_play);
    let also = if codebook.max_secondary_topics > 0 {
        template.section("also")
    } else {
        ""
    };
    CodebookPart {
        system: fill(
            template.section("system"),
            &[("codebook", text.as_str()), ("also", also)],
        ),
        schema: (n_claims, schema::labels(codebook, &in_play, n_claims)),
        alone: schema::every_label(codebook, &in_play),
        examples: Examples::of(codebook),
        key: (
            codebook.sha256().to_owned(),
            prompts.language().to_owned(),
            in_play,
        ),
    }
}

/// One claim on one line: number, speaker, quote, and its sentence where that says more.
fn write_claim(number: usize, claim: &Claim, template: &Template, nonce: &str, lines: &mut String) {
    let speaker = claim
        .speaker
        .name
        .as_deref()
        .or(claim
            .speaker
            .mention
            .as_ref()
            .map(|mention| mention.text.as_str()))
        .unwrap_or_else(|| {
            template.section(if claim.kind == ClaimKind::Author {
                "author"
            } else {
                "unnamed"
            })
        });
    let _ = write!(lines, "[{number}] ");
    write_visible(speaker, nonce, lines);
    if claim.attribution_negated {
        let _ = write!(lines, " ({})", template.section("negated"));
    }
    lines.push_str(": « ");
    write_visible(&claim.quote, nonce, lines);
    lines.push_str(" »");
    if claim.quote.len() * MOST_CONTEXT_SHARE < claim.sentence.text.len() {
        let _ = write!(lines, " ({} ", template.section("context"));
        write_visible(&claim.sentence.text, nonce, lines);
        lines.push(')');
    }
    lines.push('\n');
}

/// What is said beside a single claim: every target wants a label.
fn write_alone(template: &Template, in_play: &InPlay, user: &mut String) {
    if in_play.targets.is_empty() {
        return;
    }
    let labels = LABELS.map(StanceLabel::coded_name).join(", ");
    let targets = in_play.targets.join(", ");
    user.push_str("\n\n");
    user.push_str(&fill(
        template.section("alone"),
        &[("targets", &targets), ("labels", &labels)],
    ));
}

fn batches(n_claims: usize, most: usize) -> impl Iterator<Item = Vec<usize>> {
    let most = most.max(1);
    (0..n_claims)
        .step_by(most)
        .map(move |start| (start..start.saturating_add(most).min(n_claims)).collect())
}

/// What is asked about.
struct About<'a> {
    article: &'a Article,
    codebook: &'a Codebook,
    prompts: &'a LanguagePrompts,
    part: &'a CodebookPart,
    claims: &'a [Claim],
}

/// What came of a batch.
enum Came {
    Label(LabelledItem),
    Left(Left),
}

/// The claims that an answer left without labels.
struct Left {
    claims: Vec<usize>,
    /// Whether asking about them alone may help.
    may_be_asked: bool,
    is_cut: bool,
    /// What was wrong with the answer.
    complaints: Vec<String>,
}

/// Claims that are labelled together, by their places.
struct Batch {
    claims: Vec<usize>,
    n_halvings: u32,
    /// A single claim that another answer left without labels: every target is asked about by name.
    is_alone: bool,
    /// The question of which this batch was half.
    part_of: Option<Arc<ChatRequest>>,
}

impl Batch {
    const fn first(claims: Vec<usize>) -> Self {
        Self {
            claims,
            n_halvings: 0,
            is_alone: false,
            part_of: None,
        }
    }

    fn alone(claim: usize) -> Self {
        Self {
            claims: vec![claim],
            n_halvings: 0,
            is_alone: true,
            part_of: None,
        }
    }

    /// The two halves of what made this question; `None` for a single claim, or where it has been halved often enough.
    fn halves(&self, whole: &Arc<ChatRequest>) -> Option<(Self, Self)> {
        if self.claims.len() < 2 || self.n_halvings >= MOST_HALVINGS {
            return None;
        }
        let (first, second) = self.claims.split_at(self.claims.len() / 2);
        let half = |claims: &[usize]| Self {
            claims: claims.to_vec(),
            n_halvings: self.n_halvings + 1,
            is_alone: false,
            part_of: Some(Arc::clone(whole)),
        };
        Some((half(first), half(second)))
    }
}

struct Labelling<'t> {
    template: &'t Template,
    task: LabelTask<'t>,
    is_alone: bool,
}

impl Task for Labelling<'_> {
    type Item = LabelledItem;

    fn read(&self, answer: &Answer, parsed: &Parsed) -> ReadItems<LabelledItem> {
        let probabilities = Probabilities::new(&answer.text, answer.tokens.as_deref());
        read_labelled(&parsed.root, &self.task, &probabilities)
    }

    fn template(&self) -> &Template {
        self.template
    }

    fn asks_again(&self) -> bool {
        // A claim that is asked about alone has been asked about before.
        !self.is_alone
    }

    fn caller_mends(&self) -> bool {
        // A small model that is shown its wrong answer gives it again; another question helps.
        !self.is_alone
    }

    fn goes_on(&self) -> bool {
        false
    }
}

#[async_trait]
impl Labeller for ModelLabeller {
    fn describe(&self) -> Description {
        Description::new(self.model.name())
    }

    async fn label(
        &self,
        article: &Article,
        codebook: &Codebook,
        extracted: Annotation,
    ) -> Result<Annotation, AnnotateError> {
        let mut annotation = extracted;
        let name = self.model.name();
        let Some(prompts) = self.settings.prompts.for_language(&article.document().lang) else {
            return Ok(annotation);
        };
        annotation.prompt_sha256 = Some(prompts.sha256().to_owned());
        // What the rules found has not been looked at for orders yet.
        if !annotation
            .problems
            .iter()
            .any(|problem| problem.code == "suspicious")
        {
            annotation.problems.extend(crate::suspicious::problems(article));
        }
        let is_usable = matches!(annotation.outcome, Outcome::Complete | Outcome::Partial);
        if annotation.claims.is_empty() || !is_usable {
            return Ok(annotation);
        }
        self.model.ready().await;
        let part = self.part(article, codebook, prompts);
        let in_play = &part.key.2;
        let about = About {
            article,
            codebook,
            prompts,
            part: &part,
            claims: &annotation.claims,
        };
        let pieces = batches(annotation.claims.len(), self.settings.claims_per_request).collect();
        let Piece { mut log, items } =
            side_by_side(pieces, name, |claims| self.label_batch(&about, claims)).await?;
        let mut labelled = Vec::with_capacity(annotation.claims.len());
        let mut left = Vec::new();
        for came in items {
            match came {
                Came::Label(item) => labelled.push(item),
                Came::Left(more) => left.push(more),
            }
        }
        self.label_alone(&about, left, &mut log, &mut labelled).await?;
        apply(labelled, article, codebook, &part.examples, &mut annotation);
        let unlabelled: Vec<String> = annotation
            .claims
            .iter()
            .filter(|claim| claim.stances.is_none())
            .map(|claim| claim.id.clone())
            .collect();
        let mut outcome = log.outcome();
        // Why comes before what came of it.
        annotation.problems.extend(log.problems("labels"));
        if !unlabelled.is_empty() {
            if outcome == Outcome::Complete {
                outcome = Outcome::Partial;
            }
            let message = match unlabelled.len() {
                1 => "1 claim has no labels".to_owned(),
                number => format!("{number} claims have no labels"),
            };
            let mut problem = Problem::new("unlabelled_claim", Severity::Error, message);
            problem.claims = unlabelled;
            annotation.problems.push(problem);
        }
        if in_play.is_reduced {
            let message = format!(
                "the codebook is too long for the model's context: {} of {} topics and {} of {} targets were in play",
                in_play.topics.len(),
                codebook.topics.len(),
                in_play.targets.len(),
                codebook.targets.len()
            );
            annotation
                .problems
                .push(Problem::new("reduced_codebook", Severity::Info, message));
            annotation.targets_coded = Some(in_play.targets.clone());
        }
        annotation.outcome = worse(annotation.outcome, outcome);
        annotation.structured_output = annotation.structured_output.max(log.structured_output);
        annotation.model = log.model.or(annotation.model);
        Ok(annotation)
    }
}

/// The outcome of two steps: a refused second step is a refusal, whatever the first one found.
fn worse(first: Outcome, second: Outcome) -> Outcome {
    match (first, second) {
        (_, Outcome::Refused | Outcome::Failed) => second,
        (Outcome::Complete, other) => other,
        (first, _) => first,
    }
}
