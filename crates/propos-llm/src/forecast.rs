//! What questions are likely to take, told before any of them is sent.

use crate::endpoint::{Flavour, ProviderKind};
use crate::prices::Cost;
use crate::request::ChatRequest;
use crate::tariff::Tariff;
use crate::usage::Usage;

/// Bytes of text that are one token: the most, what is usual, the fewest. Measured on the prompts that propos writes in seven
/// languages and their answers, with the tokenizer of Qwen 2.5: 4.0 to 4.5 for instructions, 2.6 to 4.2 for articles, 3 to 4 for
/// answers.
const BYTES_PER_TOKEN: Expected<f64> = Expected {
    low: 4.8,
    likely: 4.0,
    high: 3.2,
};

/// A number that is not known yet: as low as it can well be, the likeliest, as high as it can well be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expected<T> {
    /// As low as it can well be.
    pub low: T,
    /// The likeliest.
    pub likely: T,
    /// As high as it can well be.
    pub high: T,
}

impl<T: Copy> Expected<T> {
    /// Something else that depends on it.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Expected<U> {
        Expected {
            low: change(self.low),
            likely: change(self.likely),
            high: change(self.high),
        }
    }

    /// Something that depends on this and another, both low, both likely or both high.
    pub fn with<U: Copy, V>(self, other: Expected<U>, mut join: impl FnMut(T, U) -> V) -> Expected<V> {
        Expected {
            low: join(self.low, other.low),
            likely: join(self.likely, other.likely),
            high: join(self.high, other.high),
        }
    }
}

/// What questions are likely to take. Thinking is not in it: nobody knows how long a model will think.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Forecast {
    /// Requests.
    pub n_requests: u64,
    /// Tokens of the questions.
    pub input: Expected<u64>,
    /// Tokens of the answers.
    pub output: Expected<u64>,
    /// US dollars; the lowest where what questions have in common comes from the provider's cache. `None` where the price of a
    /// model is not known.
    pub dollars: Option<Expected<f64>>,
}

impl Default for Forecast {
    /// Nothing is asked, so nothing is paid.
    fn default() -> Self {
        Self {
            n_requests: 0,
            input: Expected::default(),
            output: Expected::default(),
            dollars: Some(Expected::default()),
        }
    }
}

impl Forecast {
    /// Adds what other questions are likely to take. Where the price of some is not known, that of all is not.
    pub fn add(&mut self, other: &Self) {
        self.n_requests += other.n_requests;
        self.input = self.input.with(other.input, u64::saturating_add);
        self.output = self.output.with(other.output, u64::saturating_add);
        let dollars = self.dollars.zip(other.dollars);
        self.dollars = dollars.map(|(one, other)| one.with(other, |one, other| one + other));
    }
}

impl Tariff {
    /// What a question is likely to take whose answer is likely to have so many bytes.
    pub fn forecast(&self, request: &ChatRequest, answer_bytes: Expected<u64>) -> Forecast {
        let shape = request
            .schema
            .as_ref()
            .map_or(0, |schema| schema.schema().to_string().len());
        let question = request.n_bytes();
        let n_bytes = self
            .reads_schemas()
            .map(|reads| (question + if reads { shape } else { 0 }) as u64);
        let input = n_bytes.with(BYTES_PER_TOKEN, tokens);
        let output = answer_bytes.with(BYTES_PER_TOKEN, tokens);
        let common = request.system.as_ref().map_or(0, String::len) as u64;
        let cached = tokens(common, BYTES_PER_TOKEN.low);
        let dollars = |input, output, cached| {
            let usage = Usage {
                input: Some(input),
                output: Some(output),
                cached,
                ..Usage::default()
            };
            match self.cost(&usage) {
                Cost::Free => Some(0.0),
                cost => cost.dollars(),
            }
        };
        let low = dollars(input.low, output.low, Some(cached));
        let likely = dollars(input.likely, output.likely, None);
        let high = dollars(input.high, output.high, None);
        let dollars = match (low, likely, high) {
            (Some(low), Some(likely), Some(high)) => Some(Expected { low, likely, high }),
            _ => None,
        };
        Forecast {
            n_requests: 1,
            input,
            output,
            dollars,
        }
    }

    /// Whether the provider writes the shape of the answer into the question, which is paid like any other text of it, or only
    /// lets nothing else through.
    const fn reads_schemas(&self) -> Expected<bool> {
        let (likely, high) = match self.kind() {
            ProviderKind::OpenAiChat
            | ProviderKind::OpenAiResponses
            | ProviderKind::Anthropic
            | ProviderKind::Gemini => (true, true),
            ProviderKind::Ollama | ProviderKind::LlamaCpp | ProviderKind::Compatible(Flavour::Vllm) => {
                (false, false)
            }
            ProviderKind::Compatible(_) => (false, true),
        };
        Expected {
            low: false,
            likely,
            high,
        }
    }
}

/// Tokens of so many bytes, a begun one counted whole.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an estimate of a length"
)]
fn tokens(n_bytes: u64, bytes_per_token: f64) -> u64 {
    (n_bytes as f64 / bytes_per_token).ceil() as u64
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::endpoint::{Endpoint, EndpointOptions};
    use crate::prices::{Price, Prices};
    use crate::schema::OutputSchema;

    fn tariff(name: &str, price: Option<&str>) -> Tariff {
        let options = EndpointOptions::new().with_base_url(
            name.starts_with("compatible")
                .then_some("https://models.example/v1"),
        );
        let endpoint =
            Endpoint::choose(name, options, &|_| Some("key-key-key".to_owned())).expect("an endpoint");
        let price = price.map(|price| price.parse::<Price>().expect("a price"));
        Tariff::of(&endpoint, price, &Prices::default())
    }

    fn request() -> ChatRequest {
        let schema = json!({
            "type": "object", "additionalProperties": false, "required": ["answer"],
            "properties": { "answer": { "type": "string" } },
        });
        ChatRequest::new("x".repeat(400))
            .with_system("s".repeat(4000))
            .with_schema(OutputSchema::new("a", schema).expect("portable"))
    }

    const ANSWER: Expected<u64> = Expected {
        low: 0,
        likely: 400,
        high: 800,
    };

    #[test]
    fn fm_35_a_forecast_is_a_range_around_four_bytes_a_token_and_the_cache_makes_its_lower_end() {
        let forecast = tariff("compatible:m", Some("2,10,0.2")).forecast(&request(), ANSWER);
        assert_eq!((forecast.input.likely, forecast.output.likely), (1100, 100));
        assert!(
            forecast.input.low < 1000 && forecast.input.high > 1375,
            "{forecast:?}"
        );
        let dollars = forecast.dollars.expect("known");
        assert!((dollars.likely - (1100.0 * 2.0 + 100.0 * 10.0) / 1e6).abs() < 1e-12);
        // A thousand tokens in at the full price would be more.
        assert!(dollars.low < 0.001 && dollars.low > 0.0, "{dollars:?}");
        assert!(dollars.high > dollars.likely);
    }

    #[test]
    fn fm_35_the_shape_of_the_answer_is_paid_where_it_becomes_part_of_the_question() {
        let read = tariff("openai:m", Some("2,10")).forecast(&request(), ANSWER);
        let unread = tariff("ollama:m", Some("2,10")).forecast(&request(), ANSWER);
        assert!(read.input.likely > unread.input.likely);
        assert_eq!(read.input.low, unread.input.low);
    }

    #[test]
    fn fm_35_an_unknown_price_stays_unknown_in_every_sum_and_a_server_here_is_free() {
        let unknown = tariff("openai:nobody-knows", None).forecast(&request(), ANSWER);
        assert_eq!(unknown.dollars, None);
        let free = tariff("ollama:m", None).forecast(&request(), ANSWER);
        assert_eq!(free.dollars, Some(Expected::default()));
        let mut both = Forecast::default();
        both.add(&free);
        assert_eq!(both.dollars, Some(Expected::default()));
        both.add(&unknown);
        assert_eq!((both.dollars, both.n_requests), (None, 2));
        assert_eq!(both.input.likely, free.input.likely + unknown.input.likely);
    }
}
