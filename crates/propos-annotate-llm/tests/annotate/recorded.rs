//! What a real server of llama.cpp with Qwen2.5-Coder 0.5B and 1.5B said, played back: a changed prompt finds nothing and
//! fails here.
//!
//! To record anew, start one (`.ci/llm-server start qwen0.5b 8077`) and name it with its model:
//! `PROPOS_RECORD=qwen0.5b@http://127.0.0.1:8077 cargo test -p propos-annotate-llm --features http recorded`.

use std::path::PathBuf;
use std::sync::Arc;

use propos_annotate::{Annotation, Article, Extractor as _, Labeller as _, assemble};
use propos_annotate_llm::{Model, ModelExtractor, ModelLabeller};
use propos_codebook::Codebook;
use propos_llm::{ChatRequest, Client, Endpoint, EndpointOptions, ReplayTransport, Transport};
use propos_schema::{Document, Outcome, StructuredOutput};

use crate::support::{Scripted, plain, settings};

const TEXT: &str = "The mayor wants free meals for every pupil. Parents say that free meals are a waste of money. \
                    The kitchens lack forty cooks, the union said. The school opened in May.";

/// The models that were recorded.
const MODELS: [&str; 2] = ["qwen0.5b", "qwen1.5b"];

fn file(name: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/llm/recorded");
    PathBuf::from(folder).join(name)
}

/// The server that a model is to be recorded from, where there is one.
fn server(model: &str) -> Option<String> {
    let recorded = std::env::var("PROPOS_RECORD").ok()?;
    let (served, url) = recorded.split_once('@')?;
    (served == model).then(|| url.to_owned())
}

/// Where the answers come from: the recording, or the server that is to be recorded.
fn transport(model: &str, name: &str) -> Arc<dyn Transport> {
    let path = file(&format!("{model}-{name}.jsonl"));
    #[cfg(feature = "http")]
    if server(model).is_some() {
        let output = std::fs::File::create(path).unwrap();
        let http = propos_llm::HttpTransport::new();
        return Arc::new(propos_llm::RecordingTransport::new(http, None, Box::new(output)));
    }
    let recording = std::fs::File::open(path).unwrap();
    Arc::new(ReplayTransport::read(std::io::BufReader::new(recording)).unwrap())
}

/// The text, its sentences as claims, and a labeller with its client.
struct Scene {
    article: Article,
    codebook: Codebook,
    claims: Annotation,
    client: Arc<Client>,
    labeller: ModelLabeller,
}

async fn scene(model: &str, recording: &str) -> Scene {
    let codebook = std::fs::read_to_string(file("meals.toml")).unwrap();
    let codebook = Codebook::parse("meals.toml", &codebook).unwrap();
    let article = Article::segment(Document::new("meals", TEXT).with_lang("en"));
    let sentences = Scripted::new(|request: &ChatRequest, _| plain(request));
    let claims = ModelExtractor::new(sentences, settings())
        .extract(&article, &codebook)
        .await
        .unwrap();
    let url = server(model).unwrap_or_else(|| "http://127.0.0.1:8077".to_owned());
    let options = EndpointOptions::new().with_base_url(Some(&url));
    let endpoint = Endpoint::choose(&format!("llamacpp:{model}"), options, &|_| None).unwrap();
    let client = Arc::new(Client::new(endpoint, transport(model, recording)));
    let labeller = ModelLabeller::new(Arc::clone(&client) as Arc<dyn Model>, settings());
    Scene {
        article,
        codebook,
        claims,
        client,
        labeller,
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_real_servers_labels_are_legal_and_as_sure_as_it_says() {
    for model in MODELS {
        let scene = scene(model, "batch").await;
        let labelled = scene
            .labeller
            .label(&scene.article, &scene.codebook, scene.claims)
            .await;
        let annotation = labelled.unwrap();
        assert_eq!(annotation.outcome, Outcome::Complete, "{:?}", annotation.problems);
        assert_eq!(annotation.claims.len(), 4);
        assert_eq!(annotation.structured_output, Some(StructuredOutput::JsonSchema));
        assert_eq!(annotation.model.as_deref(), Some(model));
        for claim in &annotation.claims {
            assert!(claim.stances.is_some(), "{}", claim.quote);
            assert!(claim.confidence.is_some_and(|sure| sure > 0.0 && sure < 1.0));
        }
        let record = assemble(&scene.article, &scene.codebook, "recorded", annotation);
        assert_eq!(record.check(), []);
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_real_server_makes_a_grammar_of_the_shape_for_one_claim_and_obeys_it() {
    for model in MODELS {
        let scene = scene(model, "alone").await;
        for claim in 0..2 {
            let claims = &scene.claims.claims;
            let request = scene
                .labeller
                .request_alone(&scene.article, &scene.codebook, claims, claim)
                .unwrap();
            let answer = scene.client.chat(&request).await;
            assert!(answer.outcome.is_complete(), "{:?}", answer.outcome);
            let schema = request.schema.unwrap();
            assert_eq!(schema.violations(&answer.json().unwrap()), Vec::<String>::new());
            let most = schema.most_bytes().unwrap();
            assert!(answer.text.len() < most, "{} of {most}", answer.text.len());
            assert!(answer.usage.output.unwrap() < u64::from(request.parameters.max_output_tokens));
        }
    }
}
