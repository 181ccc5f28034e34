//! The transport that opens connections.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::OnceLock;
use std::time::Duration;

use async_trait::async_trait;
use reqwest::header::{HeaderName, HeaderValue};
use secrecy::ExposeSecret;
use tokio::time::timeout;

use crate::base_url::BaseUrl;
use crate::classify::PROXY_WANTS_A_PASSWORD;
use crate::failure::{Failure, FailureClass};
use crate::pieces::Joined;
use crate::transport::{HttpRequest, HttpResponse, Method, Timeouts, Transport};

/// No answer is larger; a server that sends more is not answering.
const MOST_BODY_BYTES: usize = 8 << 20;
/// Pieces take so many times the room of the answer that they make.
const PIECES_FACTOR: usize = 4;
/// How long a connection may take; the same for all, because it is a property of the pool of connections.
const CONNECT: Duration = Duration::from_secs(5);

/// Opens connections: rustls, the system's root certificates, no redirects, nothing kept that was not asked for.
///
/// Servers on this machine are reached directly. Others are reached through a proxy where the environment names one.
#[derive(Debug, Default)]
pub struct HttpTransport {
    is_offline: bool,
    allows_insecure_http: bool,
    /// Pools, made on first use: reading root certificates takes time that servers without TLS need not pay.
    local_plain: OnceLock<reqwest::Client>,
    local_tls: OnceLock<reqwest::Client>,
    remote: OnceLock<reqwest::Client>,
}

impl HttpTransport {
    /// A transport that reaches servers anywhere.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same; offline, it reaches servers on this machine only, whatever it is asked.
    #[must_use]
    pub fn offline(mut self, is_offline: bool) -> Self {
        self.is_offline = is_offline;
        self
    }

    /// The same, letting keys go over plain http to other machines.
    #[must_use]
    pub fn insecure_http(mut self, allows_insecure_http: bool) -> Self {
        self.allows_insecure_http = allows_insecure_http;
        self
    }

    /// Checks once more what the choice of the endpoint has checked: this is the last place that can.
    fn pool(&self, request: &HttpRequest) -> Result<&reqwest::Client, Failure> {
        let query = request.url.find('?').unwrap_or(request.url.len());
        let url = BaseUrl::parse(&request.url[..query])
            .map_err(|error| Failure::new(FailureClass::BadRequest).because(error.to_string()))?;
        if url.is_loopback() && url.is_plain_http() {
            return existing_or(&self.local_plain, || build(local().tls_certs_only([])));
        }
        if url.is_loopback() {
            return existing_or(&self.local_tls, || build(local()));
        }
        if self.is_offline {
            return Err(Failure::new(FailureClass::Offline));
        }
        if url.is_plain_http() && !request.secret_headers.is_empty() && !self.allows_insecure_http {
            return Err(Failure::new(FailureClass::InsecureKey));
        }
        existing_or(&self.remote, || build(builder()))
    }
}

#[async_trait]
impl Transport for HttpTransport {
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        let pool = self.pool(request)?;
        let prepared = prepare(pool, request)?;
        match timeout(request.timeouts.whole, exchange(pool, prepared, request)).await {
            Ok(result) => result,
            Err(_) => Err(timed_out("the whole exchange took too long")),
        }
    }
}

fn existing_or(
    cell: &OnceLock<reqwest::Client>,
    make: impl FnOnce() -> Result<reqwest::Client, Failure>,
) -> Result<&reqwest::Client, Failure> {
    if let Some(client) = cell.get() {
        return Ok(client);
    }
    let client = make()?;
    Ok(cell.get_or_init(|| client))
}

fn builder() -> reqwest::ClientBuilder {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // If another thread was faster, its choice is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    reqwest::Client::builder()
        // A redirect would take the key and the document to wherever it points.
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT)
        .user_agent(concat!("propos/", env!("CARGO_PKG_VERSION")))
}

/// For servers on this machine: no proxy, and `localhost` is this machine whatever the table of hosts says.
fn local() -> reqwest::ClientBuilder {
    let here = [
        SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        SocketAddr::from((Ipv6Addr::LOCALHOST, 0)),
    ];
    builder().no_proxy().resolve_to_addrs("localhost", &here)
}

fn build(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, Failure> {
    builder
        .build()
        .map_err(|_| Failure::new(FailureClass::Tls).because("no root certificates on this machine, perhaps"))
}

fn prepare(pool: &reqwest::Client, request: &HttpRequest) -> Result<reqwest::Request, Failure> {
    let method = match request.method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
    };
    let mut builder = pool.request(method, &request.url);
    for (name, value) in &request.headers {
        builder = builder.header(*name, value);
    }
    if let Some(body) = &request.body {
        let text = match request.pieces {
            Some(pieces) => pieces.ask(body.json()).to_string(),
            None => body.text().to_owned(),
        };
        builder = builder.header("content-type", "application/json").body(text);
    }
    let mut prepared = builder.build().map_err(|_| {
        Failure::new(FailureClass::BadRequest).because("the request's address or headers are not valid")
    })?;
    for secret in &request.secret_headers {
        let value = format!("{}{}", secret.prefix, secret.key.expose_secret());
        let mut value = HeaderValue::from_str(&value).map_err(|_| {
            Failure::new(FailureClass::Auth).because("the key holds characters that no header can")
        })?;
        value.set_sensitive(true);
        prepared
            .headers_mut()
            .insert(HeaderName::from_static(secret.name), value);
    }
    Ok(prepared)
}

async fn exchange(
    pool: &reqwest::Client,
    prepared: reqwest::Request,
    request: &HttpRequest,
) -> Result<HttpResponse, Failure> {
    let Timeouts {
        first_byte,
        read_idle: idle,
        ..
    } = request.timeouts;
    let mut response = timeout(first_byte, pool.execute(prepared))
        .await
        .map_err(|_| timed_out("the server sent nothing"))?
        .map_err(|error| failure_of(&error))?;
    let mut received = HttpResponse::new(response.status().as_u16(), Vec::new());
    let mut body = Vec::new();
    for (name, value) in response.headers() {
        if let Ok(value) = value.to_str() {
            received = received.with_header(name.as_str(), value);
        }
    }
    let most_bytes = match request.pieces {
        Some(_) => MOST_BODY_BYTES * PIECES_FACTOR,
        None => MOST_BODY_BYTES,
    };
    loop {
        let chunk = timeout(idle, response.chunk())
            .await
            .map_err(|_| timed_out("the server stopped in the middle of its answer"))?
            .map_err(|error| failure_of(&error))?;
        let Some(chunk) = chunk else { break };
        if body.len() + chunk.len() > most_bytes {
            received.set_body(body);
            received.end_early();
            return Ok(received);
        }
        body.extend_from_slice(&chunk);
    }
    match request.pieces.map(|pieces| pieces.join(&body)) {
        Some(Joined::Whole(joined)) => body = joined,
        Some(Joined::Cut) => {
            let failure = Failure::new(FailureClass::Network);
            let mut failure = failure.because("the server ended before its answer did");
            failure.maybe_paid = true;
            return Err(failure);
        }
        Some(Joined::Other) | None => {}
    }
    received.set_body(body);
    Ok(received)
}

fn timed_out(detail: &str) -> Failure {
    let mut failure = Failure::new(FailureClass::Timeout).because(detail);
    failure.maybe_paid = true;
    failure
}

/// Reads the kind of an error; its words are not used, because they hold the URL and more.
fn failure_of(error: &reqwest::Error) -> Failure {
    let mut io_kind = None;
    let mut is_tls = false;
    let mut is_proxy_closed = false;
    let mut source: Option<&(dyn Error + 'static)> = error.source();
    while let Some(cause) = source {
        is_tls |= cause.is::<rustls::Error>();
        // A type of its own, which is not public.
        is_proxy_closed |= cause.to_string().contains("proxy authorization required");
        if let Some(io) = cause.downcast_ref::<io::Error>() {
            io_kind.get_or_insert(io.kind());
            is_tls |= holds_tls_error(io);
        }
        source = cause.source();
    }
    if error.is_connect() {
        let (class, detail) = match io_kind {
            _ if is_proxy_closed => (FailureClass::Network, PROXY_WANTS_A_PASSWORD),
            _ if is_tls => (FailureClass::Tls, "the connection could not be made safe"),
            _ if error.is_timeout() => (FailureClass::Timeout, "no connection in time"),
            Some(ErrorKind::ConnectionRefused) => (FailureClass::Network, "nobody listens at this address"),
            Some(ErrorKind::TimedOut) => (FailureClass::Timeout, "no connection in time"),
            _ => (
                FailureClass::Network,
                "no connection; is the name of the server right?",
            ),
        };
        return Failure::new(class).because(detail);
    }
    let (class, detail) = if error.is_timeout() {
        (
            FailureClass::Timeout,
            "the server stopped in the middle of its answer",
        )
    } else {
        (
            FailureClass::Network,
            "the connection broke before the answer was whole",
        )
    };
    let mut failure = Failure::new(class).because(detail);
    failure.maybe_paid = true;
    failure
}

/// What an I/O error was made of is not among its sources, and may be an I/O error again.
fn holds_tls_error(error: &io::Error) -> bool {
    let mut error = error;
    while let Some(inner) = error.get_ref() {
        if inner.is::<rustls::Error>() {
            return true;
        }
        match inner.downcast_ref::<io::Error>() {
            Some(inner) => error = inner,
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_that_is_not_trusted_is_found_however_deep_it_lies() {
        let untrusted = || rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        assert!(holds_tls_error(&io::Error::other(untrusted())));
        assert!(holds_tls_error(&io::Error::other(io::Error::other(untrusted()))));
        assert!(!holds_tls_error(&io::Error::other("else")));
        assert!(!holds_tls_error(&io::ErrorKind::ConnectionRefused.into()));
    }
}
