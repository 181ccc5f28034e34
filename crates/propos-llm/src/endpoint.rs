//! Which model of which provider, where, with which key.

use secrecy::SecretString;

use crate::base_url::{BaseUrl, BaseUrlError};
use crate::transport::Timeouts;

/// The key for OpenAI.
pub const OPENAI_API_KEY: &str = "OPENAI_API_KEY";
/// The key for Anthropic.
pub const ANTHROPIC_API_KEY: &str = "ANTHROPIC_API_KEY";
/// The key for Gemini.
pub const GEMINI_API_KEY: &str = "GEMINI_API_KEY";
/// The key for every other server, and for the vendors above where their own is not set.
pub const PROPOS_API_KEY: &str = "PROPOS_API_KEY";

/// A kind of server, by the format it speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProviderKind {
    /// OpenAI, Chat Completions.
    OpenAiChat,
    /// OpenAI, Responses.
    OpenAiResponses,
    /// Anthropic, Messages.
    Anthropic,
    /// Google, `generateContent`.
    Gemini,
    /// Ollama, `/api/chat`.
    Ollama,
    /// The server of llama.cpp.
    LlamaCpp,
    /// A server that speaks like OpenAI's Chat Completions.
    Compatible(Flavour),
}

/// What is particular about a server that speaks like OpenAI's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Flavour {
    /// Nothing is known of it.
    Plain,
    /// vLLM.
    Vllm,
    /// LM Studio.
    LmStudio,
    /// Mistral.
    Mistral,
    /// Groq.
    Groq,
    /// `OpenRouter`.
    OpenRouter,
    /// Hugging Face's Text Generation Inference.
    Tgi,
}

struct Known {
    name: &'static str,
    kind: ProviderKind,
    base_url: Option<&'static str>,
    key: &'static str,
    /// Whether the default server works without a key.
    is_open: bool,
}

const fn known(
    name: &'static str,
    kind: ProviderKind,
    base_url: Option<&'static str>,
    key: &'static str,
    is_open: bool,
) -> Known {
    Known {
        name,
        kind,
        base_url,
        key,
        is_open,
    }
}

#[rustfmt::skip]
const PROVIDERS: &[Known] = &[
    known("openai", ProviderKind::OpenAiChat, Some("https://api.openai.com/v1"), OPENAI_API_KEY, false),
    known("openai-responses", ProviderKind::OpenAiResponses, Some("https://api.openai.com/v1"), OPENAI_API_KEY, false),
    known("anthropic", ProviderKind::Anthropic, Some("https://api.anthropic.com"), ANTHROPIC_API_KEY, false),
    known("gemini", ProviderKind::Gemini, Some("https://generativelanguage.googleapis.com"), GEMINI_API_KEY, false),
    known("ollama", ProviderKind::Ollama, Some("http://127.0.0.1:11434"), PROPOS_API_KEY, true),
    // Builds differ in their port; this one is the most frequent.
    known("llamacpp", ProviderKind::LlamaCpp, Some("http://127.0.0.1:8080"), PROPOS_API_KEY, true),
    known("compatible", ProviderKind::Compatible(Flavour::Plain), None, PROPOS_API_KEY, true),
    known("vllm", ProviderKind::Compatible(Flavour::Vllm), Some("http://127.0.0.1:8000/v1"), PROPOS_API_KEY, true),
    known("lmstudio", ProviderKind::Compatible(Flavour::LmStudio), Some("http://127.0.0.1:1234/v1"), PROPOS_API_KEY, true),
    known("mistral", ProviderKind::Compatible(Flavour::Mistral), Some("https://api.mistral.ai/v1"), PROPOS_API_KEY, false),
    known("groq", ProviderKind::Compatible(Flavour::Groq), Some("https://api.groq.com/openai/v1"), PROPOS_API_KEY, false),
    known("openrouter", ProviderKind::Compatible(Flavour::OpenRouter), Some("https://openrouter.ai/api/v1"), PROPOS_API_KEY, false),
    known("tgi", ProviderKind::Compatible(Flavour::Tgi), None, PROPOS_API_KEY, true),
];

/// Hosts by which `compatible` knows what it speaks to.
const HOSTS: &[(&str, Flavour)] = &[
    ("api.mistral.ai", Flavour::Mistral),
    ("api.groq.com", Flavour::Groq),
    ("openrouter.ai", Flavour::OpenRouter),
];

/// Which model of which provider, where, with which key. Its `Debug` does not show the key.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Endpoint {
    /// The format the server speaks.
    pub kind: ProviderKind,
    /// Where the server is.
    pub base_url: BaseUrl,
    /// The model, in the provider's words.
    pub model: String,
    /// The key.
    pub key: Option<SecretString>,
    /// How long to wait for what.
    pub timeouts: Timeouts,
    /// The name as it was asked for, such as `openai:gpt-5`.
    pub name: String,
}

/// How an endpoint is chosen beside its name.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct EndpointOptions<'a> {
    /// Where the server is, if not at the provider's own address.
    pub base_url: Option<&'a str>,
    /// Only this machine may be reached.
    pub is_offline: bool,
    /// A key may go over plain http to another machine, such as one's own in one's own network.
    pub allows_insecure_http: bool,
}

impl<'a> EndpointOptions<'a> {
    /// The provider's own address, any connection that is safe.
    pub const fn new() -> Self {
        Self {
            base_url: None,
            is_offline: false,
            allows_insecure_http: false,
        }
    }

    /// The same with this base URL.
    #[must_use]
    pub const fn with_base_url(mut self, base_url: Option<&'a str>) -> Self {
        self.base_url = base_url;
        self
    }

    /// The same, reaching this machine only.
    #[must_use]
    pub const fn offline(mut self, is_offline: bool) -> Self {
        self.is_offline = is_offline;
        self
    }

    /// The same, letting keys go over plain http.
    #[must_use]
    pub const fn insecure_http(mut self, allows_insecure_http: bool) -> Self {
        self.allows_insecure_http = allows_insecure_http;
        self
    }
}

/// Why there is no such endpoint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EndpointError {
    /// No provider is called so.
    #[error("choose a model by {name:?}: providers are {}", provider_names().join(", "))]
    UnknownProvider {
        /// The name before the colon.
        name: String,
    },
    /// No model after the colon.
    #[error("choose a model: write {provider}:MODEL")]
    MissingModel {
        /// The provider.
        provider: &'static str,
    },
    /// This provider has no address of its own.
    #[error("reach {provider}: it has no address of its own, give --base-url")]
    MissingBaseUrl {
        /// The provider.
        provider: &'static str,
    },
    /// The base URL is not one.
    #[error("use the base URL")]
    BadBaseUrl(#[source] BaseUrlError),
    /// The provider wants a key and the environment has none.
    #[error("use {provider}: no key in the environment, set {variable}")]
    MissingKey {
        /// The provider.
        provider: &'static str,
        /// The variable that should hold it.
        variable: &'static str,
    },
    /// A key that no header can hold.
    #[error("use the key in {variable}: it holds characters that a key cannot have")]
    BadKey {
        /// The variable that holds it.
        variable: &'static str,
    },
    /// The key would go over a connection that everybody can read.
    #[error("send a key over plain http to {host}: use https, or a server on this machine")]
    InsecureKey {
        /// The server.
        host: String,
    },
    /// Only this machine may be reached.
    #[error("reach {host} offline: only servers on this machine may be reached")]
    Offline {
        /// The server.
        host: String,
    },
}

impl EndpointError {
    /// Whether the key is what is missing or wrong, rather than what was typed.
    pub const fn concerns_key(&self) -> bool {
        matches!(self, Self::MissingKey { .. } | Self::BadKey { .. })
    }
}

/// The names before the colon.
pub fn provider_names() -> Vec<&'static str> {
    PROVIDERS.iter().map(|provider| provider.name).collect()
}

/// Whether a name such as `openai:gpt-5` names a provider of this crate.
pub fn names_provider(name: &str) -> bool {
    let provider = name.split_once(':').map_or(name, |(provider, _)| provider);
    PROVIDERS.iter().any(|known| known.name == provider)
}

impl Endpoint {
    /// The endpoint of a name such as `openai:gpt-5` or `ollama:qwen3:8b`. `variable` looks into the environment.
    pub fn choose(
        name: &str,
        options: EndpointOptions<'_>,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, EndpointError> {
        let (provider, model) = name.split_once(':').unwrap_or((name, ""));
        let known = PROVIDERS
            .iter()
            .find(|known| known.name == provider)
            .ok_or_else(|| EndpointError::UnknownProvider {
                name: provider.to_owned(),
            })?;
        if model.trim().is_empty() {
            return Err(EndpointError::MissingModel { provider: known.name });
        }
        let base_url = options
            .base_url
            .or(known.base_url)
            .ok_or(EndpointError::MissingBaseUrl { provider: known.name })?;
        let base_url = BaseUrl::parse(base_url).map_err(EndpointError::BadBaseUrl)?;
        let kind = kind_at(known.kind, base_url.host());
        let base_url = normal_path(kind, base_url);
        if options.is_offline && !base_url.is_loopback() {
            return Err(EndpointError::Offline {
                host: base_url.host().to_owned(),
            });
        }
        let key = find_key(known.key, variable)?;
        let is_vendors_own = options.base_url.is_none();
        if key.is_none() && is_vendors_own && !known.is_open {
            return Err(EndpointError::MissingKey {
                provider: known.name,
                variable: known.key,
            });
        }
        let is_readable = base_url.is_plain_http() && !base_url.is_loopback();
        if key.is_some() && is_readable && !options.allows_insecure_http {
            return Err(EndpointError::InsecureKey {
                host: base_url.host().to_owned(),
            });
        }
        let timeouts = match kind {
            ProviderKind::Ollama | ProviderKind::LlamaCpp => Timeouts::LOCAL,
            _ if base_url.is_loopback() => Timeouts::LOCAL,
            _ => Timeouts::REMOTE,
        };
        Ok(Self {
            kind,
            base_url,
            model: model.trim().to_owned(),
            key,
            timeouts,
            name: name.to_owned(),
        })
    }

    /// The same with these timeouts.
    #[must_use]
    pub const fn with_timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Whether nobody is paid: the server is on this machine and hands nothing on that we know of.
    pub fn is_free(&self) -> bool {
        self.base_url.is_loopback() && !(self.kind == ProviderKind::Ollama && self.model.ends_with("-cloud"))
    }
}

/// `compatible` at a known address is that address's flavour.
fn kind_at(kind: ProviderKind, host: &str) -> ProviderKind {
    if kind != ProviderKind::Compatible(Flavour::Plain) {
        return kind;
    }
    HOSTS
        .iter()
        .find(|(known, _)| *known == host)
        .map_or(kind, |(_, flavour)| ProviderKind::Compatible(*flavour))
}

/// Base URLs are given with and without the version at their end; here each format gets one way.
fn normal_path(kind: ProviderKind, base_url: BaseUrl) -> BaseUrl {
    match kind {
        ProviderKind::OpenAiChat | ProviderKind::OpenAiResponses | ProviderKind::Compatible(_) => {
            base_url.or_path("/v1")
        }
        ProviderKind::Anthropic | ProviderKind::LlamaCpp => base_url.without_end("/v1"),
        ProviderKind::Gemini => base_url.without_end("/v1beta"),
        ProviderKind::Ollama => base_url.without_end("/v1").without_end("/api"),
    }
}

fn find_key(
    own: &'static str,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<SecretString>, EndpointError> {
    for name in [own, PROPOS_API_KEY] {
        let Some(key) = variable(name) else { continue };
        let key = key.trim();
        if key.is_empty() {
            continue;
        }
        if !key.chars().all(|c| c.is_ascii_graphic()) {
            return Err(EndpointError::BadKey { variable: name });
        }
        return Ok(Some(SecretString::from(key)));
    }
    Ok(None)
}
