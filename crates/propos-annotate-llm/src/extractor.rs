//! The first step by a model.

use std::sync::Arc;

use async_trait::async_trait;
use propos_annotate::{AnnotateError, Annotation, Article, Description, Extractor};
use propos_codebook::Codebook;
use propos_llm::{Answer, ChatRequest, Message, OutputSchema, Parameters};
use propos_schema::{Claim, Problem, Severity};
use serde_json::json;

use crate::answer::{ExtractedItem, Parsed, ReadItems, read_extracted};
use crate::beside::{Piece, side_by_side};
use crate::chunk::{Chunk, chunks};
use crate::converse::{End, Task, converse};
use crate::examples::Examples;
use crate::ground::Grounder;
use crate::lines::numbered;
use crate::merge::merge;
use crate::model::Model;
use crate::outcome::Log;
use crate::passages::Shown;
use crate::planned::{self, Planned};
use crate::prompt::{LanguagePrompts, Template, fill};
use crate::schema;
use crate::settings::Settings;
use crate::suspicious;

/// How often a piece that is too long for the model is halved.
const MOST_HALVINGS: u32 = 3;
/// A model may give so many claims for a sentence, and some more for a text; what follows is noise.
const MOST_PER_UNIT: usize = 4;
const MOST_BESIDE: usize = 8;

/// Finds claims by asking a model.
pub struct ModelExtractor {
    model: Arc<dyn Model>,
    settings: Settings,
    /// Shapes of answers by how many claims they have room for.
    schemas: Vec<(usize, OutputSchema)>,
}

impl ModelExtractor {
    /// An extractor that asks this model.
    pub fn new(model: Arc<dyn Model>, settings: Settings) -> Self {
        Self {
            model,
            settings,
            schemas: schema::extractions(),
        }
    }

    /// What is asked about an article first, a request a piece of it.
    pub fn requests(&self, article: &Article, codebook: &Codebook) -> Vec<ChatRequest> {
        let Some(prompts) = self.prompts(article) else {
            return Vec::new();
        };
        let shown = self.shown(article, codebook, prompts);
        chunks(&article.document().units, self.settings.chunk_bytes())
            .iter()
            .map(|chunk| self.request(article, prompts, &shown, chunk))
            .collect()
    }

    /// The same with the likely lengths of the answers, given what rules find, and with every pass.
    pub fn planned(&self, article: &Article, codebook: &Codebook, claims: &[Claim]) -> Vec<Planned> {
        let Some(prompts) = self.prompts(article) else {
            return Vec::new();
        };
        let shown = self.shown(article, codebook, prompts);
        let mut all = Vec::new();
        for chunk in chunks(&article.document().units, self.settings.chunk_bytes()) {
            let mut request = self.request(article, prompts, &shown, &chunk);
            let mine: Vec<&Claim> = claims
                .iter()
                .filter(|claim| chunk.units.contains(&claim.sentence.index))
                .collect();
            let answer_bytes = planned::extracted(mine.iter().copied());
            // Where nothing is found the first time, nobody asks for more.
            let n_passes = if mine.is_empty() {
                1
            } else {
                self.settings.passes.max(1)
            };
            for pass in 0..n_passes {
                if pass > 0 {
                    let said = mine.iter().map(|claim| ExtractedItem::from(*claim));
                    self.ask_more(&mut request, prompts, said);
                }
                all.push(Planned {
                    request: request.clone(),
                    answer_bytes: if pass == 0 {
                        answer_bytes
                    } else {
                        planned::extracted([].into_iter())
                    },
                });
            }
        }
        all
    }

    fn prompts(&self, article: &Article) -> Option<&LanguagePrompts> {
        self.settings.prompts.for_language(&article.document().lang)
    }

    fn shown(&self, article: &Article, codebook: &Codebook, prompts: &LanguagePrompts) -> Shown {
        let most_bytes = self.settings.share_bytes();
        Shown::of(codebook, &article.document().lang, prompts, most_bytes)
    }

    /// The smallest shape that has room for the claims of a piece, else the largest.
    fn shape(&self, chunk: &Chunk) -> Option<&(usize, OutputSchema)> {
        let wanted = most_claims(chunk);
        let fitting = self.schemas.iter().find(|(most, _)| *most >= wanted);
        fitting.or_else(|| self.schemas.last())
    }

    fn request(
        &self,
        article: &Article,
        prompts: &LanguagePrompts,
        shown: &Shown,
        chunk: &Chunk,
    ) -> ChatRequest {
        let template = &prompts.extract;
        let units = &article.document().units;
        let text = article.text();
        let nonce = self.settings.nonces.draw(text);
        let lines = numbered(text, units, chunk, &nonce, template.section("context"));
        let user = fill(
            template.section("user"),
            &[("nonce", nonce.as_str()), ("document", lines.as_str())],
        );
        // A claim takes about the tokens of its sentence and as many again for everything else: a token for each byte is
        // enough.
        let question = user.len() + template.section("system").len() + shown.n_bytes();
        let mut parameters = Parameters::default();
        parameters.max_output_tokens = self.settings.room(lines.len(), question);
        parameters.temperature = Some(self.settings.temperature);
        parameters.seed = Some(self.settings.seed);
        parameters.context_tokens = self
            .settings
            .context()
            .and_then(|tokens| u32::try_from(tokens).ok());
        let mut messages = shown.messages.clone();
        messages.push(Message::user(user));
        let mut request = ChatRequest::new("")
            .with_messages(messages)
            .with_system(template.section("system"))
            .with_parameters(parameters)
            .with_cache_key(format!(
                "extract-{}",
                prompts.sha256().get(..12).unwrap_or_default()
            ));
        if let Some((_, schema)) = self.shape(chunk) {
            request = request.with_schema(schema.clone());
        }
        request
    }

    /// One piece, in halves where it is too long for the model.
    async fn read_piece(
        &self,
        article: &Article,
        prompts: &LanguagePrompts,
        shown: &Shown,
        chunk: Chunk,
    ) -> Piece<(ExtractedItem, Chunk)> {
        let mut log = Log::default();
        let mut items = Vec::new();
        let mut waiting = vec![(chunk, 0, None)];
        while let Some((chunk, n_halvings, part_of)) = waiting.pop()
            && !log.is_hopeless()
        {
            let mut request = self.request(article, prompts, shown, &chunk);
            request.part_of = part_of;
            let too_long = self
                .read_chunk(request, prompts, &chunk, &mut log, &mut items)
                .await;
            if too_long.is_some()
                && n_halvings < MOST_HALVINGS
                && let Some((first, second)) = chunk.halves(&article.document().units)
            {
                log.forget_failure();
                waiting.push((second, n_halvings + 1, too_long.clone()));
                waiting.push((first, n_halvings + 1, too_long));
            }
        }
        Piece { log, items }
    }

    /// Shows the model what it has said, in the form that it said it, and asks for what was missed.
    fn ask_more(
        &self,
        request: &mut ChatRequest,
        prompts: &LanguagePrompts,
        said: impl Iterator<Item = ExtractedItem>,
    ) {
        let said: Vec<_> = said.map(|item| item.as_given()).collect();
        let said = json!({"claims": said}).to_string();
        request.messages.push(Message::assistant(said));
        let more = Message::user(prompts.extract.section("more"));
        request.messages.push(more);
        let question = request.texts().map(str::len).sum();
        let wanted = usize::try_from(request.parameters.max_output_tokens).unwrap_or(usize::MAX);
        request.parameters.max_output_tokens = self.settings.room(wanted, question);
    }

    /// All passes over one piece. Gives the request back where it is too long for the model.
    async fn read_chunk(
        &self,
        request: ChatRequest,
        prompts: &LanguagePrompts,
        chunk: &Chunk,
        log: &mut Log,
        items: &mut Vec<(ExtractedItem, Chunk)>,
    ) -> Option<Arc<ChatRequest>> {
        let task = Extraction {
            template: &prompts.extract,
            most: most_claims(chunk),
            most_in_list: self.shape(chunk).map(|(most, _)| *most),
        };
        let mut next = Some(request);
        let mut pass = 0;
        while let Some(request) = next.take() {
            // A question waits long, so there is no second one of it without need.
            let again = (pass + 1 < self.settings.passes).then(|| request.clone());
            let reply = converse(&*self.model, request, &task, log).await;
            if pass == 0 && reply.too_long.is_some() {
                return reply.too_long;
            }
            let is_whole = matches!(reply.end, End::Whole);
            let is_empty = reply.items.is_empty();
            if is_whole
                && !is_empty
                && let Some(mut again) = again
            {
                self.ask_more(&mut again, prompts, reply.items.iter().cloned());
                next = Some(again);
            }
            items.extend(reply.items.into_iter().map(|item| (item, chunk.clone())));
            pass += 1;
        }
        None
    }
}

/// How many claims a piece may have.
fn most_claims(chunk: &Chunk) -> usize {
    MOST_PER_UNIT * chunk.units.len() + MOST_BESIDE
}

struct Extraction<'t> {
    template: &'t Template,
    most: usize,
    /// How many the answer's list has room for, where it has an end.
    most_in_list: Option<usize>,
}

impl Task for Extraction<'_> {
    type Item = ExtractedItem;

    fn read(&self, _answer: &Answer, parsed: &Parsed) -> ReadItems<ExtractedItem> {
        read_extracted(&parsed.root, self.most)
    }

    fn template(&self) -> &Template {
        self.template
    }

    fn is_full(&self, items: &[ExtractedItem]) -> bool {
        let is_full = self.most_in_list.is_some_and(|most| items.len() >= most) && items.len() < self.most;
        // One that ran in circles has nothing more to say.
        let (last, others) = (items.last(), items.len().saturating_sub(1));
        is_full
            && !items
                .iter()
                .take(others)
                .any(|item| Some(&item.quote) == last.map(|last| &last.quote))
    }
}

#[async_trait]
impl Extractor for ModelExtractor {
    fn describe(&self) -> Description {
        Description::new(self.model.name())
    }

    async fn extract(&self, article: &Article, codebook: &Codebook) -> Result<Annotation, AnnotateError> {
        let name = self.model.name();
        let mut annotation = Annotation::new(name);
        annotation.problems = suspicious::problems(article);
        let Some(prompts) = self.prompts(article) else {
            return Ok(annotation);
        };
        annotation.prompt_sha256 = Some(prompts.sha256().to_owned());
        self.model.ready().await;
        let shown = self.shown(article, codebook, prompts);
        let pieces = chunks(&article.document().units, self.settings.chunk_bytes());
        let Piece { log, items } = side_by_side(pieces, name, |chunk| {
            self.read_piece(article, prompts, &shown, chunk)
        })
        .await?;
        let (claims, mut problems) = ground(&items, article, codebook, name);
        annotation.claims = merge(claims, &mut problems);
        suspicious::point_to(&annotation.claims, &mut annotation.problems);
        annotation.outcome = log.outcome();
        annotation.model.clone_from(&log.model);
        annotation.structured_output = log.structured_output;
        annotation.problems.extend(log.problems("extraction"));
        if shown.n_left_out > 0 {
            let message = format!(
                "{} passages of the codebook were not shown: they take more than a quarter of the model's context",
                shown.n_left_out
            );
            let problem = Problem::new("reduced_codebook", Severity::Info, message);
            annotation.problems.push(problem);
        }
        annotation.problems.extend(problems);
        Ok(annotation)
    }
}

/// The claims that stand in the text, and a problem for each of the others.
fn ground(
    items: &[(ExtractedItem, Chunk)],
    article: &Article,
    codebook: &Codebook,
    annotator: &str,
) -> (Vec<Claim>, Vec<Problem>) {
    if items.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let grounder = Grounder::new(article, codebook);
    // Most answers hold no quote that is not found.
    let mut examples: Option<Examples> = None;
    let passages = Examples::of_passages(codebook);
    let units = &article.document().units;
    let mut claims: Vec<Claim> = Vec::new();
    let mut problems = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for (item, chunk) in items {
        let mine = units.get(chunk.units.clone()).unwrap_or_default();
        let fallback = mine.first().map_or(0, |unit| unit.start)..mine.last().map_or(0, |unit| unit.end);
        let n_problems = problems.len();
        match grounder.claim(item, fallback, claims.len(), &mut problems) {
            Ok(mut claim) => {
                annotator.clone_into(&mut claim.annotator);
                if passages.hold(&item.quote) {
                    known.push(claims.len().to_string());
                }
                let said = item.speaker.iter().chain(&item.name);
                let is_leak = said.into_iter().any(|said| passages.name(said));
                let own = problems.iter_mut().skip(n_problems);
                for problem in own.filter(|problem| is_leak && problem.code == "ungrounded_speaker") {
                    "example_leak".clone_into(&mut problem.code);
                    "the speaker is one of the codebook's examples and not in the text"
                        .clone_into(&mut problem.message);
                }
                claims.push(claim);
            }
            Err(_)
                if examples
                    .get_or_insert_with(|| Examples::of(codebook))
                    .hold(&item.quote) =>
            {
                problems.push(Problem::new(
                    "example_leak",
                    Severity::Warning,
                    "the model gave an example of the codebook as a claim of the text",
                ));
            }
            Err(problem) => problems.push(problem),
        }
    }
    problems.extend(Examples::told(known, "that it found them proves"));
    (claims, problems)
}
