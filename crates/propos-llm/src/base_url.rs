//! Where a server is: strict about URLs, so that what is checked is what is connected to.

use std::fmt;
use std::net::IpAddr;

/// The address of a server without path to a method: scheme, host, port, and a path that comes before everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    scheme: &'static str,
    authority: String,
    host: String,
    path: String,
}

/// Why a text is no base URL. The text itself is not shown: it may hold a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// Neither `http://` nor `https://`.
    #[error("it must begin with http:// or https://")]
    Scheme,
    /// No host, or one with characters that a host cannot have.
    #[error("its host is not one")]
    Host,
    /// A port that is not a number.
    #[error("its port is not one")]
    Port,
    /// User or password, which belong into the environment.
    #[error("it must hold no user and no password")]
    User,
    /// A query or fragment; keys belong into the environment.
    #[error("it must hold no query and no fragment")]
    Query,
    /// A character that a URL cannot have.
    #[error("it holds a character that a URL cannot have")]
    Character,
}

impl BaseUrl {
    /// Reads a base URL. Stricter than browsers: programs disagree about odd URLs, and a key could go astray.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let is_plain = |c: char| c.is_ascii_graphic() && !"\\\"<>^`{|}".contains(c);
        if !text.chars().all(is_plain) {
            return Err(BaseUrlError::Character);
        }
        let (scheme, rest) = text.split_once("://").ok_or(BaseUrlError::Scheme)?;
        let scheme = ["http", "https"]
            .into_iter()
            .find(|known| known.eq_ignore_ascii_case(scheme))
            .ok_or(BaseUrlError::Scheme)?;
        if rest.contains(['?', '#']) {
            return Err(BaseUrlError::Query);
        }
        let (authority, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
        if authority.contains('@') {
            return Err(BaseUrlError::User);
        }
        let (host, port) = split_port(authority)?;
        if port.is_some_and(|port| port.parse::<u16>().is_err()) {
            return Err(BaseUrlError::Port);
        }
        if path.split('/').any(|segment| segment == "." || segment == "..") {
            return Err(BaseUrlError::Character);
        }
        Ok(Self {
            scheme,
            authority: authority.to_ascii_lowercase(),
            host: host.to_ascii_lowercase(),
            path: path.trim_end_matches('/').to_owned(),
        })
    }

    /// The same without a path at its end that every server of this kind has, such as `/v1`.
    #[must_use]
    pub fn without_end(mut self, end: &str) -> Self {
        if let Some(path) = self.path.strip_suffix(end) {
            self.path = path.trim_end_matches('/').to_owned();
        }
        self
    }

    /// The same with this path, where there is none.
    #[must_use]
    pub fn or_path(mut self, path: &str) -> Self {
        if self.path.is_empty() {
            path.clone_into(&mut self.path);
        }
        self
    }

    /// The URL of something below.
    pub fn join(&self, path: &str) -> String {
        format!("{self}{path}")
    }

    /// The host, in lower case, without port.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, the scheme's own where none is given.
    pub fn port(&self) -> u16 {
        let given = split_port(&self.authority)
            .ok()
            .and_then(|(_, port)| port?.parse().ok());
        given.unwrap_or(if self.is_plain_http() { 80 } else { 443 })
    }

    /// Whether what is sent there can be read on the way.
    pub fn is_plain_http(&self) -> bool {
        self.scheme == "http"
    }

    /// Whether the server is on this machine.
    pub fn is_loopback(&self) -> bool {
        is_loopback_host(&self.host)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}://{}{}", self.scheme, self.authority, self.path)
    }
}

fn split_port(authority: &str) -> Result<(&str, Option<&str>), BaseUrlError> {
    if let Some(rest) = authority.strip_prefix('[') {
        let (host, after) = rest.split_once(']').ok_or(BaseUrlError::Host)?;
        host.parse::<std::net::Ipv6Addr>()
            .map_err(|_| BaseUrlError::Host)?;
        return match after.strip_prefix(':') {
            Some(port) => Ok((host, Some(port))),
            None if after.is_empty() => Ok((host, None)),
            None => Err(BaseUrlError::Host),
        };
    }
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let is_host = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_';
    // `127.1` or `0x7f000001` are addresses to some programs and names to others.
    let is_odd_number = host
        .rsplit('.')
        .next()
        .is_some_and(|last| last.starts_with(|c: char| c.is_ascii_digit()))
        && host.parse::<std::net::Ipv4Addr>().is_err();
    if host.is_empty() || !host.chars().all(is_host) || is_odd_number {
        return Err(BaseUrlError::Host);
    }
    Ok((host, port))
}

fn is_loopback_host(host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => address.is_loopback(),
        Ok(IpAddr::V6(address)) => {
            address.is_loopback()
                || address
                    .to_ipv4_mapped()
                    .is_some_and(|mapped| mapped.is_loopback())
        }
        Err(_) => host == "localhost" || host == "localhost.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_read_and_loopback_is_known() {
        let cases = [
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080", true),
            ("HTTP://LocalHost:11434/v1/", "http://localhost:11434/v1", true),
            ("http://[::1]:8000/v1", "http://[::1]:8000/v1", true),
            (
                "https://api.example.com/openai/v1",
                "https://api.example.com/openai/v1",
                false,
            ),
            (
                "http://127.0.0.1.evil.example",
                "http://127.0.0.1.evil.example",
                false,
            ),
            (
                "http://localhost.evil.example",
                "http://localhost.evil.example",
                false,
            ),
            ("http://0.0.0.0:1", "http://0.0.0.0:1", false),
        ];
        for (text, shown, is_loopback) in cases {
            let url = BaseUrl::parse(text).expect(text);
            assert_eq!(
                (url.to_string().as_str(), url.is_loopback()),
                (shown, is_loopback)
            );
        }
    }

    #[test]
    fn urls_that_programs_read_differently_are_refused() {
        let cases = [
            ("ftp://a.example", BaseUrlError::Scheme),
            ("a.example", BaseUrlError::Scheme),
            ("https://", BaseUrlError::Host),
            ("https://a.example:x", BaseUrlError::Port),
            ("http://127.0.0.1@evil.example", BaseUrlError::User),
            ("http://127.0.0.1\\@evil.example", BaseUrlError::Character),
            ("http://127.1", BaseUrlError::Host),
            ("http://0x7f000001", BaseUrlError::Host),
            ("https://a.example/v1?key=abc", BaseUrlError::Query),
            ("https://a.example/#x", BaseUrlError::Query),
            ("https://a b.example", BaseUrlError::Character),
            ("https://a.example/../x", BaseUrlError::Character),
            ("https://ü.example", BaseUrlError::Character),
        ];
        for (text, expected) in cases {
            assert_eq!(BaseUrl::parse(text), Err(expected), "{text}");
        }
    }
}
