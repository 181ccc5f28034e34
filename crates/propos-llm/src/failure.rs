//! Why there is no answer.

use std::fmt;
use std::time::Duration;

/// The kind of a failure; what to do about it depends on this alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FailureClass {
    /// No key, a wrong key, or a key that may not do this.
    Auth,
    /// No credit, or a spending limit reached. Never tried again: trying costs and helps nobody.
    Quota,
    /// Too many requests or tokens a minute.
    RateLimit,
    /// The provider has too much to do, or is still loading the model.
    Overloaded,
    /// Question and answer do not fit the model's context.
    ContextTooLong,
    /// The server cut the question to its context and said nothing, so that the answer is about a part of it.
    InputTruncated,
    /// The request has too many bytes.
    TooLarge,
    /// The request is wrong in a way that sending it again cannot mend.
    BadRequest,
    /// The schema is too complex for the provider.
    SchemaTooComplex,
    /// The provider has no such model.
    ModelNotFound,
    /// The server has no such path: a wrong base URL or another kind of server.
    NotFound,
    /// It took too long.
    Timeout,
    /// No connection, or it broke.
    Network,
    /// The other side's certificate is not trusted.
    Tls,
    /// The server answers from elsewhere. It is not followed: it would take the key and the document along.
    Redirect,
    /// An error of the server.
    Server,
    /// What came is not what this provider sends: HTML, half a body, an error in the place of an answer.
    Protocol,
    /// `--offline` was asked for and the server is not on this machine.
    Offline,
    /// The key would have gone over a connection that everybody can read.
    InsecureKey,
    /// The recording holds no answer to this request.
    NotRecorded,
    /// What is paid for could not be kept, so nothing is asked.
    NotKept,
    /// The budget that was set for all requests has no room for this one; it was not sent.
    Budget,
}

impl FailureClass {
    /// Whether the question is too long, for the model or for the server.
    pub const fn is_about_length(self) -> bool {
        matches!(self, Self::ContextTooLong | Self::TooLarge)
    }

    /// Whether sending the same request again later may help.
    pub const fn is_retryable(self) -> bool {
        matches!(
            self,
            Self::RateLimit
                | Self::Overloaded
                | Self::Timeout
                | Self::Network
                | Self::Server
                | Self::Protocol
        )
    }

    /// Whether every other request to this server would fail in the same way, so that a run should stop.
    pub const fn concerns_every_request(self) -> bool {
        matches!(
            self,
            Self::Auth
                | Self::Quota
                | Self::ModelNotFound
                | Self::NotFound
                | Self::Tls
                | Self::Redirect
                | Self::Offline
                | Self::InsecureKey
                | Self::NotKept
                | Self::Budget
        )
    }

    /// Whether it is for the settings to change and not for the provider: the request cannot get where it should.
    pub const fn is_of_settings(self) -> bool {
        matches!(
            self,
            Self::NotFound | Self::Tls | Self::Redirect | Self::Offline | Self::InsecureKey
        )
    }

    /// What a person can do about it, for a hint after the error; none where waiting is all.
    pub const fn advice(self) -> Option<&'static str> {
        Some(match self {
            Self::Auth => "check the key in the environment, and that it may use this model",
            Self::Quota => "add credit or raise the spending limit at the provider, then resume",
            Self::RateLimit => "resume later, or ask for fewer documents at once",
            Self::Overloaded | Self::Server => "resume later",
            Self::ContextTooLong => {
                "use shorter chunks, a model with a longer context, or start the server with one"
            }
            Self::InputTruncated => {
                "set num_ctx with --context TOKENS, or start the server with a longer context"
            }
            Self::TooLarge => "use shorter chunks",
            Self::BadRequest => "see what the provider says of the request",
            Self::SchemaTooComplex => "use a smaller codebook, or fewer of its topics and targets",
            Self::ModelNotFound => "see the names that the provider lists, or pull the model first",
            Self::NotFound => "check --base-url: the server is there and has no such path",
            Self::Timeout => "give a slow model longer with --timeout SECONDS, or use a smaller one",
            Self::Network => "check that the server runs and --base-url is right",
            Self::Tls => "check the date of this machine and its root certificates",
            Self::Redirect => "set --base-url to the address that the server points to, if you trust it",
            Self::Offline => "leave out --offline, or use a server on this machine",
            Self::InsecureKey => "use https, or a server on this machine",
            Self::NotKept => "make room on the disk, then resume",
            Self::NotRecorded => {
                "the document, the codebook, the prompts, the model or an option is another than when it was recorded: give the same, or \
                 record again"
            }
            Self::Budget => "go on with a higher limit",
            Self::Protocol => return None,
        })
    }

    /// One word for records and counts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Auth => "auth",
            Self::Quota => "quota",
            Self::RateLimit => "rate_limit",
            Self::Overloaded => "overloaded",
            Self::ContextTooLong => "context_too_long",
            Self::InputTruncated => "input_truncated",
            Self::TooLarge => "too_large",
            Self::BadRequest => "bad_request",
            Self::SchemaTooComplex => "schema_too_complex",
            Self::ModelNotFound => "model_not_found",
            Self::NotFound => "not_found",
            Self::Timeout => "timeout",
            Self::Network => "network",
            Self::Tls => "tls",
            Self::Redirect => "redirect",
            Self::Server => "server",
            Self::Protocol => "protocol",
            Self::Offline => "offline",
            Self::InsecureKey => "insecure_key",
            Self::NotRecorded => "not_recorded",
            Self::NotKept => "not_kept",
            Self::Budget => "budget",
        }
    }

    /// What happened, as a fragment that follows "failed: ".
    const fn phrase(self) -> &'static str {
        match self {
            Self::Auth => "the provider does not accept the key",
            Self::Quota => "the provider says there is no credit left",
            Self::RateLimit => "too many requests for the provider's limits",
            Self::Overloaded => "the provider is overloaded",
            Self::ContextTooLong => "the question does not fit the model's context",
            Self::InputTruncated => "the server cut the question in silence",
            Self::TooLarge => "the request has too many bytes for the provider",
            Self::BadRequest => "the provider rejects the request",
            Self::SchemaTooComplex => "the schema is too complex for the provider",
            Self::ModelNotFound => "the provider does not know the model",
            Self::NotFound => "the server has no such path",
            Self::Timeout => "the server took too long",
            Self::Network => "no connection, or it broke off",
            Self::Tls => "the server's certificate is not trusted",
            Self::Redirect => "the server answers from another address, which is not followed",
            Self::Server => "an error of the server",
            Self::Protocol => "the server sent something that is no answer",
            Self::Offline => "only this machine may be reached, and the server is elsewhere",
            Self::InsecureKey => "a key is not sent over plain http to another machine",
            Self::NotRecorded => "the recording has no answer to this request",
            Self::NotKept => "an answer that is paid for could not be kept",
            Self::Budget => "the budget has no room for another request",
        }
    }
}

/// Why there is no answer. `Display` shows no text of a document, no prompt and no key.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Failure {
    /// The kind.
    pub class: FailureClass,
    /// The HTTP status, where one came.
    pub status: Option<u16>,
    /// The provider's code or type, such as `rate_limit_exceeded`.
    pub code: Option<String>,
    /// The parameter that the provider rejects, where it names one.
    pub parameter: Option<String>,
    /// How long the provider asks to wait.
    pub wait: Option<Duration>,
    /// Whether the provider says that trying again helps; it knows better than the class.
    pub may_retry: Option<bool>,
    /// What the provider said, without keys and without pieces of the question, or what we say of the cause.
    pub detail: Option<String>,
    /// Whether the request may have been carried out and charged all the same: it was sent, and no answer came.
    pub maybe_paid: bool,
    /// Whether nobody else would be answered now either: too long a wait, or too many failures in a row. Whoever works
    /// through many questions should stop and go on later.
    pub is_standstill: bool,
}

impl Failure {
    /// A failure of this kind.
    pub const fn new(class: FailureClass) -> Self {
        Self {
            class,
            status: None,
            code: None,
            parameter: None,
            wait: None,
            may_retry: None,
            detail: None,
            maybe_paid: false,
            is_standstill: false,
        }
    }

    /// The same with this explanation, which must hold neither key nor document.
    #[must_use]
    pub fn because(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Whether sending the same request again later may help.
    pub fn is_retryable(&self) -> bool {
        // What a provider says of a missing credit or a wrong key is no reason to ask again.
        if self.class.concerns_every_request() {
            return false;
        }
        self.may_retry.unwrap_or_else(|| self.class.is_retryable())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.class.phrase())?;
        if let Some(status) = self.status {
            write!(formatter, " (status {status}")?;
            if let Some(code) = &self.code {
                write!(formatter, ", {code}")?;
            }
            formatter.write_str(")")?;
        }
        if let Some(parameter) = &self.parameter {
            write!(formatter, ", parameter {parameter}")?;
        }
        if let Some(detail) = &self.detail {
            write!(formatter, ": {detail}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
