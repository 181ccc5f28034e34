//! Requests and responses as HTTP sees them, and what carries them.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use async_trait::async_trait;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::dialect::Dialect;
use crate::failure::Failure;
use crate::secret::{REDACTED, SHORTEST_KEY};
use crate::tariff::output_cap;
use crate::written::written;

/// Carries one request and brings its response. Object-safe, so that recording and replay are transports like any
/// other. It neither retries nor judges: a response with status 500 is a response.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Sends one request.
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Failure>;

    /// A response that is there already, so that nothing need be sent, waited for or paid.
    async fn recall(&self, _request: &HttpRequest, _judge: Judge<'_>) -> Option<HttpResponse> {
        None
    }

    /// Hears of a response that is no success and holds for good: the same request would get the same, whenever it is sent.
    async fn keep(&self, _request: &HttpRequest, _response: &HttpResponse) {}

    /// Hears in which words this model is asked from now on, where they are not the usual ones.
    fn learn(&self, _model: &str, _dialect: &Dialect) {}
}

/// Says what a response is worth as an answer.
pub type Judge<'j> = &'j (dyn Fn(&HttpResponse) -> Worth + Send + Sync);

/// What a response is worth as an answer, for those who keep responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// A complete answer of the shape that was asked for: as good as a new one, whoever asked for it.
    Answer,
    /// What the model had to say to whoever asked: cut, refused, of another shape. Asking again unchanged is no use to them.
    Reply,
    /// Nothing that a model said.
    Nothing,
}

#[async_trait]
impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        (**self).send(request).await
    }

    async fn recall(&self, request: &HttpRequest, judge: Judge<'_>) -> Option<HttpResponse> {
        (**self).recall(request, judge).await
    }

    async fn keep(&self, request: &HttpRequest, response: &HttpResponse) {
        (**self).keep(request, response).await;
    }

    fn learn(&self, model: &str, dialect: &Dialect) {
        (**self).learn(model, dialect);
    }
}

/// The verb of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Ask for something.
    Get,
    /// Send something.
    Post,
}

impl Method {
    /// As HTTP writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// A request. Its `Debug` shows no key: keys are `SecretString`s in `secret_headers` and nowhere else.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct HttpRequest {
    /// The verb.
    pub method: Method,
    /// The address; it never holds a key.
    pub url: String,
    /// Headers that may be shown.
    pub headers: Vec<(&'static str, String)>,
    /// Headers that hold keys: the name, what stands before the key, the key.
    pub secret_headers: Vec<SecretHeader>,
    /// The JSON to send.
    pub body: Option<Body>,
    /// How long to wait for what.
    pub timeouts: Timeouts,
    /// How the answer can come in pieces, for a transport that asks for them and puts them together. The body asks for one piece.
    pub pieces: Option<Pieces>,
    /// The request that was too long, of which this one is a part. It is not sent.
    pub part_of: Option<Box<Self>>,
    /// Where it is sent again: how long its question has waited so far, for its turn, for limits and between attempts. It is not
    /// sent.
    pub waited: Duration,
}

/// The JSON of a request, written once: whoever counts, keeps, addresses or sends it reads the same text, and copies of a request
/// share it. Questions wait long and many at once, so nothing else is held of it.
#[derive(Clone)]
pub struct Body(Arc<Written>);

struct Written {
    text: String,
    output_cap: Option<u64>,
    /// The address of a request with this body, where it was asked for, and what else it was made of.
    address: OnceLock<(String, [u8; 16])>,
}

impl Body {
    /// A body of this JSON.
    pub fn new(json: &Value) -> Self {
        Self::with_part(json, &[], None)
    }

    /// A body of this JSON, in which what is null at a path stands for a part that is written already.
    pub(crate) fn with_part(json: &Value, path: &[&str], part: Option<&RawValue>) -> Self {
        Self(Arc::new(Written {
            text: written(json, path, part),
            output_cap: output_cap(json),
            address: OnceLock::new(),
        }))
    }

    /// As it is sent.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Read back.
    pub fn json(&self) -> Value {
        serde_json::from_str(self.text()).unwrap_or_default()
    }

    /// The longest answer that it allows, in tokens; `None` where it sets no limit.
    pub(crate) fn output_cap(&self) -> Option<u64> {
        self.0.output_cap
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.text())
    }
}

/// How a server sends an answer in pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Pieces {
    /// Server-sent events with parts of a Chat Completion.
    Events,
    /// A line of JSON each, as Ollama sends them.
    Lines,
}

/// A header that holds a key.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SecretHeader {
    /// The header's name.
    pub name: &'static str,
    /// What stands before the key, such as `Bearer `.
    pub prefix: &'static str,
    /// The key.
    pub key: SecretString,
}

impl HttpRequest {
    /// A request for what stands at a URL.
    pub const fn get(url: String, timeouts: Timeouts) -> Self {
        Self {
            method: Method::Get,
            url,
            headers: Vec::new(),
            secret_headers: Vec::new(),
            body: None,
            timeouts,
            pieces: None,
            part_of: None,
            waited: Duration::ZERO,
        }
    }

    /// A request that sends JSON to a URL.
    pub fn post(url: String, body: &Value, timeouts: Timeouts) -> Self {
        Self::post_body(url, Body::new(body), timeouts)
    }

    pub(crate) const fn post_body(url: String, body: Body, timeouts: Timeouts) -> Self {
        Self {
            method: Method::Post,
            url,
            headers: Vec::new(),
            secret_headers: Vec::new(),
            body: Some(body),
            timeouts,
            pieces: None,
            part_of: None,
            waited: Duration::ZERO,
        }
    }

    /// The same with a header that may be shown.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Its address by everything in it but secrets and patience, as `make` makes it of its parts: the body, and what else there is.
    /// It is made once, however often it is asked for. `None` where it has no body.
    pub fn address(&self, make: impl FnOnce(&Self, &Body) -> [u8; 16]) -> Option<[u8; 16]> {
        let body = self.body.as_ref()?;
        let mut rest = format!("{} {}", self.method.as_str(), self.url);
        for (name, value) in &self.headers {
            rest.extend(["\n", *name, ": ", value.as_str()]);
        }
        match body.0.address.get() {
            Some((of, address)) if *of == rest => Some(*address),
            _ => {
                let address = make(self, body);
                // Where the same body stands in another request, that one is reckoned anew.
                let _ = body.0.address.set((rest, address));
                Some(address)
            }
        }
    }

    /// A text without the keys of this request, as before it is written anywhere: some servers repeat what they were sent.
    pub fn without_keys(&self, text: &str) -> String {
        let keys = self
            .secret_headers
            .iter()
            .map(|secret| secret.key.expose_secret());
        // What is shorter is a word of any text and no key.
        let keys = keys.filter(|key| key.len() >= SHORTEST_KEY);
        keys.fold(text.to_owned(), |text, key| text.replace(key, REDACTED))
    }

    /// The same with a key in a header, where there is a key.
    #[must_use]
    pub fn with_key(mut self, name: &'static str, prefix: &'static str, key: Option<&SecretString>) -> Self {
        if let Some(key) = key {
            self.secret_headers.push(SecretHeader {
                name,
                prefix,
                key: key.clone(),
            });
        }
        self
    }

    /// The same; its answer can come in these pieces.
    #[must_use]
    pub const fn in_pieces(mut self, pieces: Pieces) -> Self {
        self.pieces = Some(pieces);
        self
    }

    /// The path of the URL, without host and query.
    pub fn path(&self) -> &str {
        let rest = self.url.split_once("://").map_or(&*self.url, |(_, rest)| rest);
        let path = rest.find('/').map_or("/", |slash| &rest[slash..]);
        path.find(['?', '#']).map_or(path, |end| &path[..end])
    }
}

/// So much is left of a body that is larger than any answer.
#[cfg(feature = "http")]
const BEGINNING: usize = 60 << 10;
/// What stands behind it: no JSON ends so.
const TOO_LARGE: &str = "\n[and more than any answer has]";

/// A response, whatever its status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpResponse {
    /// The status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    body: Vec<u8>,
    read: Read,
}

/// The JSON of a body, which is read once: who counts what an answer took and who reads it need not both parse it.
#[derive(Clone, Debug, Default)]
struct Read(OnceLock<Option<Arc<Value>>>);

/// Whether it was read makes no difference.
impl PartialEq for Read {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Read {}

impl HttpResponse {
    /// A response.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            read: Read::default(),
        }
    }

    /// The whole body; of one that is larger than any answer, the beginning and a mark that it is no more.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body, for whoever keeps it.
    pub fn into_body(self) -> Vec<u8> {
        self.body
    }

    /// Puts another body in its place.
    pub fn set_body(&mut self, body: impl Into<Vec<u8>>) {
        self.body = body.into();
        self.read = Read::default();
    }

    /// The JSON of the body, if it is JSON.
    pub(crate) fn json(&self) -> Option<&Value> {
        let read = || {
            let body = self
                .body
                .strip_prefix("\u{feff}".as_bytes())
                .unwrap_or(&self.body);
            serde_json::from_slice(body).ok().map(Arc::new)
        };
        self.read.0.get_or_init(read).as_deref()
    }

    /// The same with a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_ascii_lowercase(), value.into()));
        self
    }

    /// Leaves of a body that is larger than any answer its beginning, marked so that nobody takes it for the whole.
    #[cfg(feature = "http")]
    pub(crate) fn end_early(&mut self) {
        self.read = Read::default();
        self.body.truncate(BEGINNING);
        while std::str::from_utf8(&self.body).is_err_and(|error| error.error_len().is_none()) {
            self.body.pop();
        }
        self.body.extend_from_slice(TOO_LARGE.as_bytes());
    }

    /// Whether the body was larger than any answer, and this is its beginning.
    pub(crate) fn has_ended_early(&self) -> bool {
        self.body.ends_with(TOO_LARGE.as_bytes())
    }

    /// The model and the configuration that the server says it answered with, in formats that have a word for the latter. Another
    /// configuration of the same model may answer otherwise.
    pub fn served_by(&self) -> Option<(String, String)> {
        let served = self.json()?;
        let configuration = served.get("system_fingerprint")?.as_str()?;
        let model = match served.get("model") {
            Some(model) => model.as_str()?,
            None => "",
        };
        Some((model.to_owned(), configuration.to_owned()))
    }

    /// The first header of this name, which is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.trim())
    }
}

/// How long to wait for what. How long a connection may take is the transport's affair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// For the first byte. A server that reads a long question on a small machine is silent meanwhile.
    pub first_byte: Duration,
    /// So much longer for each token that the answer may have, where the answer comes in one piece: nothing of it comes before the
    /// last token is there.
    pub each_token: Duration,
    /// For each next byte.
    pub read_idle: Duration,
    /// For everything together.
    pub whole: Duration,
}

impl Timeouts {
    /// For servers elsewhere.
    pub const REMOTE: Self = Self {
        first_byte: Duration::from_mins(1),
        // 33 tokens a second, which slow models of vendors reach.
        each_token: Duration::from_millis(30),
        read_idle: Duration::from_mins(1),
        whole: Duration::from_mins(10),
    };
    /// For servers on this machine, which load a model on the first question, have nobody else's work to do, and may be slow.
    pub const LOCAL: Self = Self {
        first_byte: Duration::from_mins(30),
        each_token: Duration::ZERO,
        read_idle: Duration::from_mins(5),
        whole: Duration::from_hours(1),
    };

    /// The same wait for every byte, the first one included.
    pub const fn new(read_idle: Duration, whole: Duration) -> Self {
        Self {
            first_byte: read_idle,
            each_token: Duration::ZERO,
            read_idle,
            whole,
        }
    }

    /// The same with so much time for one answer, whose first byte may come as late as its last.
    #[must_use]
    pub const fn with_whole(self, whole: Duration) -> Self {
        Self {
            first_byte: whole,
            each_token: Duration::ZERO,
            read_idle: self.read_idle,
            whole,
        }
    }

    /// All of them shorter by this factor.
    #[must_use]
    pub fn divided(self, by: u32) -> Self {
        Self {
            first_byte: self.first_byte / by,
            each_token: self.each_token / by,
            read_idle: self.read_idle / by,
            whole: self.whole / by,
        }
    }

    /// The same for an answer of so many tokens that comes in one piece.
    #[must_use]
    pub(crate) fn for_answer(mut self, n_tokens: u32) -> Self {
        self.first_byte = self
            .first_byte
            .saturating_add(self.each_token.saturating_mul(n_tokens));
        self
    }
}
