//! Labelled articles, each strategy beside the rules alone.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use propos::annotate::Article;
use propos::schema::{AnnotatedDocument, Claim, Document, TextSpan};

use super::Options;
use super::program::Program;
use crate::scoreboard::attributions::{self, AttributionScore};
use crate::scoreboard::stances::{self, StanceScore};
use crate::scoreboard::{LabelledArticle, labelled_articles};

pub(super) const ARTICLE_TABLE: &str = "\
| annotator | strategy | sample | articles | topics | stances | macro-F1 | soft50 | e2e | legal | sliced | seconds an article |
|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
";

const BOTH_BY_MODEL: &str = "model+model";
const CLAIMS_BY_MODEL: &str = "model+rules";

/// What one strategy came to, over all articles so far.
#[derive(Default)]
struct Tally {
    stances: StanceScore,
    attributions: Vec<AttributionScore>,
    n_claims: usize,
    n_legal: usize,
    n_sliced: usize,
    taken: Duration,
    is_replayed: bool,
}

/// Measures article by article; `keep` is given all rows after each. An article counts when every strategy is through
/// with it, so that all rows are about the same articles.
pub(super) fn measure(
    root: &Path,
    program: &Program,
    options: &Options,
    keep: impl Fn(&str) -> Result<()>,
) -> Result<()> {
    let mut articles = labelled_articles(&root.join("fixtures/gold"))?;
    articles.retain(|article| {
        !article.stances.is_empty()
            && (options.articles.is_empty() || options.articles.contains(&article.slug))
    });
    // A server keeps what it has read of a codebook; articles that share one come together.
    articles.sort_by(|one, other| (&one.codebook.id, &one.lang).cmp(&(&other.codebook.id, &other.lang)));
    let recordings = options.record.clone().unwrap_or_else(|| program.scratch.clone());
    std::fs::create_dir_all(&recordings).with_context(|| format!("make {}", recordings.display()))?;
    let mut tallies: Vec<(&str, &str, Tally)> = vec![("rules", "-", Tally::default())];
    let strategies = options.strategies.iter();
    tallies
        .extend(strategies.map(|strategy| (options.annotator.as_str(), strategy.as_str(), Tally::default())));
    for article in articles {
        let article = opening(article, options.characters);
        let mut through = Vec::new();
        for (annotator, strategy, _) in &tallies {
            let run = Run::new(&article, annotator, strategy, options, &recordings);
            let began = Instant::now();
            let Some(annotated) = program.annotate(&run.write(&program.scratch)?, &run.method)? else {
                return Ok(());
            };
            if let Some((part, whole)) = &run.recording {
                std::fs::rename(part, whole).with_context(|| format!("keep {}", whole.display()))?;
            }
            through.push((annotated, began.elapsed(), run.is_replay));
        }
        for ((_, _, tally), (annotated, taken, is_replay)) in tallies.iter_mut().zip(through) {
            tally.add(&article, &annotated, taken);
            tally.is_replayed |= is_replay;
        }
        let mut rows = String::new();
        for (annotator, strategy, tally) in &tallies {
            tally.write(annotator, strategy, options.characters, &mut rows)?;
        }
        keep(&rows)?;
    }
    Ok(())
}

/// One article and one way to annotate it.
struct Run<'a> {
    article: &'a LabelledArticle,
    method: Vec<String>,
    is_replay: bool,
    /// Where the exchanges are written, and where they are kept once the article is through: a later measure does not ask
    /// again.
    recording: Option<(PathBuf, PathBuf)>,
}

impl<'a> Run<'a> {
    fn new(
        article: &'a LabelledArticle,
        annotator: &str,
        strategy: &str,
        options: &Options,
        recordings: &Path,
    ) -> Self {
        let mut method: Vec<String> = ["--lang", &article.lang, "--codebook", &article.codebook.id]
            .map(str::to_owned)
            .into();
        method.extend(["--annotator".to_owned(), annotator.to_owned()]);
        if annotator == "rules" {
            return Self {
                article,
                method,
                is_replay: false,
                recording: None,
            };
        }
        method.extend(["--strategy".to_owned(), strategy.to_owned()]);
        method.extend(options.method.iter().cloned());
        let kept = |strategy: &str| -> PathBuf {
            let name = format!("{annotator}-{strategy}-{}.jsonl", article.slug);
            recordings.join(name.replace([':', '/'], "-"))
        };
        // The claims by the model are the same whoever labels them: they are not asked for twice.
        let is_same = strategy == CLAIMS_BY_MODEL && options.strategies.iter().any(|it| it == BOTH_BY_MODEL);
        let whole = kept(if is_same { BOTH_BY_MODEL } else { strategy });
        let is_replay = is_same || whole.exists();
        let part = whole.with_extension("part");
        let (option, file) = if is_replay {
            ("--replay", &whole)
        } else {
            ("--record", &part)
        };
        method.extend([option.to_owned(), file.to_string_lossy().into_owned()]);
        Self {
            article,
            method,
            is_replay,
            recording: (!is_replay).then_some((part, whole)),
        }
    }

    fn write(&self, folder: &Path) -> Result<PathBuf> {
        let path = folder.join(format!("{}.txt", self.article.slug));
        std::fs::write(&path, &self.article.text).with_context(|| format!("write {}", path.display()))?;
        Ok(path)
    }
}

/// The first sentences of an article, so many characters at most, with the labels of what stands in them.
fn opening(mut article: LabelledArticle, characters: Option<usize>) -> LabelledArticle {
    let Some(most) = characters else {
        return article;
    };
    let document = Document::new(&*article.slug, &*article.text).with_lang(&*article.lang);
    let segmented = Article::segment(document);
    let units = &segmented.document().units;
    let is_within = |end: usize| {
        article
            .text
            .get(..end)
            .is_some_and(|text| text.chars().count() <= most)
    };
    let ends = units.iter().map(|unit| unit.end);
    let end = ends.take_while(|end| is_within(*end)).last().unwrap_or(0);
    article.text.truncate(end);
    article
        .claims
        .retain(|claim| claim.content.iter().all(|span| span.end <= end));
    article.stances.retain(|stance| stance.claim.end <= end);
    article
}

impl Tally {
    fn add(&mut self, article: &LabelledArticle, annotated: &AnnotatedDocument, taken: Duration) {
        self.taken += taken;
        self.stances.add(&stances::score(annotated, &article.stances));
        self.attributions
            .push(attributions::score(annotated, &article.claims));
        self.n_claims += annotated.claims.len();
        let is_legal = |claim: &&Claim| claim.stances.is_some();
        self.n_legal += annotated.claims.iter().filter(is_legal).count();
        let is_slice = |span: &TextSpan| article.text.get(span.range()) == Some(span.text.as_str());
        let slices = |claim: &&Claim| claim.spans.iter().all(is_slice);
        self.n_sliced += annotated.claims.iter().filter(slices).count();
    }

    fn write(
        &self,
        annotator: &str,
        strategy: &str,
        characters: Option<usize>,
        rows: &mut String,
    ) -> Result<()> {
        let n_articles = u32::try_from(self.attributions.len().max(1)).unwrap_or(u32::MAX);
        let mean = |figure: fn(&AttributionScore) -> f64| {
            self.attributions.iter().map(figure).sum::<f64>() / f64::from(n_articles)
        };
        let sample = characters.map_or_else(|| "whole".to_owned(), |most| format!("opening {most}"));
        let seconds = if self.is_replayed {
            "-".to_owned()
        } else {
            format!("{:.1}", self.taken.as_secs_f64() / f64::from(n_articles))
        };
        writeln!(
            rows,
            "| {annotator} | {strategy} | {sample} | {} | {}/{} | {}/{} | {:.2} | {:.1} | {:.1} | {}/{n} | {}/{n} | {seconds} |",
            self.attributions.len(),
            self.stances.n_topic_right,
            self.stances.n_topics,
            self.stances.n_right(),
            self.stances.n_decisions(),
            self.stances.macro_f1(),
            mean(|score| score.f1(score.n_matched)),
            mean(|score| score.f1(score.n_with_speaker)),
            self.n_legal,
            self.n_sliced,
            n = self.n_claims,
        )?;
        Ok(())
    }
}
