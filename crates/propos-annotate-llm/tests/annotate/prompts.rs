//! What is sent.

use propos_annotate::Article;
use propos_annotate_llm::{ModelExtractor, ModelLabeller, Prompts};
use propos_codebook::Codebook;
use propos_llm::ChatRequest;
use propos_schema::Document;

use crate::support::{Scripted, article, both_steps, plain, settings};

fn fixture(lang: &str, slug: &str) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/articles");
    std::fs::read_to_string(format!("{root}/{lang}/{slug}.txt")).unwrap()
}

/// How much of an article is measured, in characters.
const BEGINNING: usize = 3_000;

/// The first sentences of an article.
fn beginning(lang: &str, slug: &str) -> Article {
    let text = fixture(lang, slug);
    let text: String = text.chars().take(BEGINNING).collect();
    Article::segment(Document::new(slug, text).with_lang(lang))
}

#[test]
fn a_prompt_is_little_longer_than_its_document() {
    let model = Scripted::new(|request: &ChatRequest, _| plain(request));
    let extractor = ModelExtractor::new(model, settings());
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/articles");
    let mut n_measured = 0;
    for lang in ["fr", "en"] {
        for file in std::fs::read_dir(format!("{root}/{lang}")).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let slug = path.file_stem().unwrap().to_str().unwrap();
            let article = beginning(lang, slug);
            let n_document = article.text().chars().count();
            if n_document < BEGINNING {
                continue;
            }
            n_measured += 1;
            let requests = extractor.requests(&article, &Codebook::default_codebook());
            let sent = requests.iter().flat_map(ChatRequest::texts);
            let n_sent: usize = sent.map(|text| text.chars().count()).sum();
            assert!(n_sent * 10 <= n_document * 13, "{slug}: {n_sent} of {n_document}");
        }
    }
    assert!(n_measured >= 8, "{n_measured}");
}

#[test]
fn what_is_the_same_for_every_article_comes_first_and_is_the_same() {
    let model = Scripted::new(|request: &ChatRequest, _| plain(request));
    let codebook = Codebook::default_codebook();
    let (extractor, labeller) = (
        ModelExtractor::new(model.clone(), settings()),
        ModelLabeller::new(model.clone(), settings()),
    );
    let mut systems = std::collections::BTreeSet::new();
    for text in ["Il pleut. Elle rit.", "« Non », dit-il."] {
        let article = article(text);
        let claims = propos_annotate::Annotation::new("x").claims;
        let requests = extractor.requests(&article, &codebook);
        let requests = requests
            .into_iter()
            .chain(labeller.requests(&article, &codebook, &claims));
        systems.extend(requests.map(|request| request.system.unwrap()));
    }
    assert_eq!(systems.len(), 1, "no nonce and no text in what is cached");
}

#[tokio::test(flavor = "current_thread")]
async fn the_record_names_the_prompts() {
    let model = Scripted::new(|request: &ChatRequest, _| plain(request));
    let annotation = propos_annotate::Annotator::annotate(
        &both_steps(&model),
        &article("Il pleut."),
        &Codebook::default_codebook(),
    )
    .await
    .unwrap();
    assert_eq!(
        annotation.prompt_sha256.as_deref(),
        Prompts::shipped().sha256("fr")
    );
}

#[test]
fn a_folder_replaces_prompts_one_by_one() {
    let folder = std::env::temp_dir().join(format!("propos-prompts-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("fr")).unwrap();
    assert!(
        Prompts::from_folder(&folder).is_err(),
        "an empty folder is a mistake"
    );
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/data/prompts/fr/extract.md");
    let own = std::fs::read_to_string(shipped)
        .unwrap()
        .replace("Relève", "Note");
    std::fs::write(folder.join("fr/extract.md"), own).unwrap();
    let prompts = Prompts::from_folder(&folder).unwrap();
    assert_ne!(prompts.sha256("fr"), Prompts::shipped().sha256("fr"));
    assert_eq!(prompts.sha256("en"), Prompts::shipped().sha256("en"));
    std::fs::write(folder.join("fr/extract.md"), "## system\n").unwrap();
    let error = Prompts::from_folder(&folder).unwrap_err().to_string();
    assert_eq!(error, "use prompt fr/extract.md: section user is missing");
    std::fs::remove_dir_all(folder.join("fr")).unwrap();
    std::fs::create_dir_all(folder.join("french")).unwrap();
    std::fs::copy(shipped, folder.join("french/extract.md")).unwrap();
    let error = Prompts::from_folder(&folder).unwrap_err().to_string();
    assert!(
        error.starts_with("use prompts in french: "),
        "no document would get them: {error}"
    );
    std::fs::remove_dir_all(&folder).unwrap();
}
