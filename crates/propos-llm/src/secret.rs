//! Keys, and keeping them out of everything that is shown or stored.

use secrecy::ExposeSecret;
pub use secrecy::SecretString;

/// What stands where a key stood.
pub const REDACTED: &str = "[redacted]";

/// A key is redacted only when it is long enough not to be an ordinary word.
pub(crate) const SHORTEST_KEY: usize = 6;

/// From this length on, letters and digits after a key's beginning are a key.
const LONG_KEY: usize = 16;

/// Beginnings of keys as vendors give them out. What follows them up to the next blank is redacted too.
const KEY_PREFIXES: &[&str] = &["sk-", "sk_", "AIza", "gsk_", "hf_", "xai-", "Bearer "];

/// The text without the key, and without anything that looks like a vendor's key.
pub fn redact(text: &str, key: Option<&SecretString>) -> String {
    let mut redacted = text.to_owned();
    if let Some(key) = key.map(ExposeSecret::expose_secret)
        && key.len() >= SHORTEST_KEY
    {
        redacted = redacted.replace(key, REDACTED);
    }
    redact_prefixed(&redacted)
}

fn redact_prefixed(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(character) = rest.chars().next() {
        let starts_word = !before.is_some_and(char::is_alphanumeric);
        let prefix = KEY_PREFIXES
            .iter()
            .find(|prefix| starts_word && rest.starts_with(**prefix));
        let end_of_key = prefix.map(|prefix| {
            let key = &rest[prefix.len()..];
            prefix.len()
                + key
                    .find(|c: char| !(c.is_ascii_alphanumeric() || "-_*.".contains(c)))
                    .unwrap_or(key.len())
        });
        if let (Some(prefix), Some(end)) = (prefix, end_of_key)
            && looks_like_a_key(&rest[prefix.len()..end])
        {
            kept.push_str(REDACTED);
            before = rest[..end].chars().next_back();
            rest = &rest[end..];
        } else {
            kept.push(character);
            before = Some(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    kept
}

/// Long with digits, or masked by the provider; not an ordinary word after an ordinary beginning.
fn looks_like_a_key(rest: &str) -> bool {
    let is_long = rest.len() >= LONG_KEY && rest.contains(|c: char| c.is_ascii_digit());
    is_long || (rest.len() >= SHORTEST_KEY && rest.contains("**"))
}

/// A URL that may be shown: without user, password, query and fragment.
pub fn redact_url(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (shown, had_more) = (&url[..end], end < url.len());
    let shown = match shown.split_once("://") {
        Some((scheme, rest)) => {
            let (authority, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
            match authority.rsplit_once('@') {
                Some((_, host)) => format!("{scheme}://{REDACTED}@{host}{path}"),
                None => shown.to_owned(),
            }
        }
        None => shown.to_owned(),
    };
    if had_more {
        format!("{shown}?{REDACTED}")
    } else {
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_and_what_looks_like_one_are_redacted() {
        let key = SecretString::from("canary-7f3c9a");
        let cases = [
            ("no key here", "no key here"),
            (
                "got canary-7f3c9a twice canary-7f3c9a",
                "got [redacted] twice [redacted]",
            ),
            (
                "Incorrect API key provided: sk-ab***wxyz. See",
                "Incorrect API key provided: [redacted] See",
            ),
            ("AIzaSyD-abc_def0123456=", "[redacted]="),
            (
                "a risk-averse ask-anything desk-top",
                "a risk-averse ask-anything desk-top",
            ),
            ("Bearer abcdefgh12345678", "[redacted]"),
            ("Bearer Instruments", "Bearer Instruments"),
            ("sk-é", "sk-é"),
        ];
        for (text, expected) in cases {
            assert_eq!(redact(text, Some(&key)), expected);
        }
    }

    #[test]
    fn urls_are_shown_without_user_query_and_fragment() {
        let cases = [
            ("https://a.example/v1", "https://a.example/v1"),
            ("https://a.example/v1?key=abc", "https://a.example/v1?[redacted]"),
            (
                "https://me:pw@a.example/v1#x",
                "https://[redacted]@a.example/v1?[redacted]",
            ),
            ("https://me:p@w@a.example", "https://[redacted]@a.example"),
            ("nonsense", "nonsense"),
        ];
        for (url, expected) in cases {
            assert_eq!(redact_url(url), expected);
        }
    }
}
