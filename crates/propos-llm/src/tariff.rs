//! What requests to one model may cost at most, and what they did cost.

use serde_json::Value;

use crate::endpoint::{Endpoint, ProviderKind};
use crate::outcome::Outcome;
use crate::prices::{Cost, Price, Prices};
use crate::provider::provider;
use crate::request::ChatRequest;
use crate::transport::{HttpRequest, HttpResponse};
use crate::usage::Usage;

/// What may come to a question beside its own bytes: turns, and instructions that a provider adds for schemas and tools.
const HIDDEN_TOKENS: u64 = 1_000;

/// Where the output cap stands in the bodies of requests.
const CAPS: &[&str] = &[
    "/max_completion_tokens",
    "/max_tokens",
    "/max_output_tokens",
    "/generationConfig/maxOutputTokens",
    "/options/num_predict",
];

/// What one model of one server costs. It reads requests and responses as they go over the wire, so that it can stand
/// where every attempt passes.
#[derive(Clone, Debug)]
pub struct Tariff {
    kind: ProviderKind,
    pricing: Pricing,
}

#[derive(Clone, Debug)]
enum Pricing {
    Free,
    Unknown,
    Known(Price),
}

/// The most that a request can take, known before it is sent.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Most {
    /// Tokens of question and answer together.
    pub tokens: u64,
    /// What they cost where each costs the most.
    pub cost: Cost,
}

/// What a response says of itself to whoever pays.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Receipt {
    /// The tokens it took.
    pub usage: Usage,
    /// What they cost.
    pub cost: Cost,
    /// Whether the model or a filter refused.
    pub is_refusal: bool,
}

impl Tariff {
    /// The tariff of an endpoint's model. `stated` is the price that a user states for it and comes first, then the user's
    /// `own` list, also for servers on this machine, since one may pass requests on to a provider; then the list that
    /// comes with the program.
    pub fn of(endpoint: &Endpoint, stated: Option<Price>, own: &Prices) -> Self {
        let pricing = if let Some(price) = stated.or_else(|| own.of(endpoint).cloned()) {
            Pricing::Known(price)
        } else if endpoint.is_free() {
            Pricing::Free
        } else {
            let listed = Prices::embedded().of(endpoint).cloned();
            listed.map_or(Pricing::Unknown, Pricing::Known)
        };
        Self {
            kind: endpoint.kind,
            pricing,
        }
    }

    /// The provider's format.
    pub(crate) const fn kind(&self) -> ProviderKind {
        self.kind
    }

    /// Whether nobody is paid.
    pub const fn is_free(&self) -> bool {
        matches!(self.pricing, Pricing::Free)
    }

    /// Whether it is known what requests cost.
    pub const fn is_known(&self) -> bool {
        !matches!(self.pricing, Pricing::Unknown)
    }

    /// What so many tokens cost.
    pub fn cost(&self, usage: &Usage) -> Cost {
        match &self.pricing {
            Pricing::Free => Cost::Free,
            Pricing::Unknown => Cost::UnknownPrice,
            Pricing::Known(price) => price.cost(usage),
        }
    }

    /// The most that a request can take: as many tokens as its body has bytes, since no tokenizer makes more, the longest
    /// answer it allows, and nothing from a cache.
    pub fn most(&self, request: &HttpRequest) -> Most {
        let Some(body) = &request.body else {
            return Most {
                tokens: 0,
                cost: Cost::Free,
            };
        };
        let n_bytes = u64::try_from(body.text().len()).unwrap_or(u64::MAX);
        let input = n_bytes.saturating_add(HIDDEN_TOKENS);
        let output = body.output_cap();
        let cost = match (&self.pricing, output) {
            (Pricing::Free, _) => Cost::Free,
            (Pricing::Unknown, _) => Cost::UnknownPrice,
            (Pricing::Known(_), None) => Cost::Dollars(f64::INFINITY),
            (Pricing::Known(price), Some(output)) => Cost::Dollars(price.most(input, output)),
        };
        Most {
            tokens: input.saturating_add(output.unwrap_or(u64::MAX)),
            cost,
        }
    }

    /// What a response took.
    pub fn receipt(&self, response: &HttpResponse) -> Receipt {
        // The question matters for what the answer is worth, not for what it took.
        let answer = provider(self.kind).read_chat(&ChatRequest::new(""), response);
        let is_refusal = matches!(
            answer.outcome,
            Outcome::Refused { .. } | Outcome::Filtered { .. } | Outcome::Blocked { .. }
        );
        Receipt {
            usage: answer.usage,
            cost: self.cost(&answer.usage),
            is_refusal,
        }
    }
}

/// The longest answer that a body allows; `None` where it sets no limit.
pub(crate) fn output_cap(body: &Value) -> Option<u64> {
    CAPS.iter()
        .filter_map(|pointer| body.pointer(pointer)?.as_u64())
        .max()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::dialect::Dialect;
    use crate::endpoint::EndpointOptions;

    fn endpoint(name: &str) -> Endpoint {
        let options = EndpointOptions::new().with_base_url(
            name.starts_with("compatible")
                .then_some("https://models.example/v1"),
        );
        Endpoint::choose(name, options, &|_| Some("key-key-key".to_owned())).expect("an endpoint")
    }

    fn price() -> Price {
        "2,10,0.5".parse().expect("a price")
    }

    #[test]
    fn fm_34_the_most_of_every_format_has_the_whole_body_and_the_longest_answer() {
        let request = ChatRequest::new("Qui dit quoi ?").with_system("Be brief.");
        for name in [
            "openai:m",
            "openai-responses:m",
            "anthropic:m",
            "gemini:m",
            "ollama:m",
            "llamacpp:m",
            "compatible:m",
        ] {
            let endpoint = endpoint(name);
            let sent = provider(endpoint.kind).chat(&endpoint, &request, &Dialect::default());
            let tariff = Tariff::of(&endpoint, Some(price()), &Prices::default());
            let most = tariff.most(&sent);
            let n_bytes = u32::try_from(sent.body.expect("a body").text().len()).expect("short");
            let n_input = n_bytes + u32::try_from(HIDDEN_TOKENS).expect("few");
            assert_eq!(most.tokens, u64::from(n_input) + 2048, "{name}");
            let dollars = f64::from(n_input) * 2e-6 + 2048.0 * 1e-5;
            let cost = most.cost.dollars().expect("known");
            assert!((cost - dollars).abs() < 1e-12, "{name}: {cost}");
        }
    }

    #[test]
    fn fm_34_a_request_without_an_output_cap_has_no_most() {
        let tariff = Tariff::of(&endpoint("openai:m"), Some(price()), &Prices::default());
        let sent = HttpRequest::post(
            "https://models.example/v1/chat".to_owned(),
            &json!({"model": "m"}),
            crate::transport::Timeouts::REMOTE,
        );
        let most = tariff.most(&sent);
        assert_eq!((most.tokens, most.cost), (u64::MAX, Cost::Dollars(f64::INFINITY)));
    }

    #[test]
    fn fm_34_cached_and_reasoning_tokens_cost_what_the_documents_say() {
        let tariff = Tariff::of(&endpoint("openai:m"), Some(price()), &Prices::default());
        let body = json!({
            "id": "c", "model": "m",
            "choices": [{ "message": { "role": "assistant", "content": "ok" }, "finish_reason": "stop" }],
            "usage": {
                "prompt_tokens": 1000, "completion_tokens": 300,
                "prompt_tokens_details": { "cached_tokens": 600 },
                "completion_tokens_details": { "reasoning_tokens": 250 },
            },
        });
        let receipt = tariff.receipt(&HttpResponse::new(200, body.to_string()));
        assert_eq!(
            (receipt.usage.cached, receipt.usage.reasoning),
            (Some(600), Some(250))
        );
        // Thinking is part of the answer and not paid beside it; what was cached is part of the question.
        let dollars = (400.0 * 2.0 + 600.0 * 0.5 + 300.0 * 10.0) / 1e6;
        assert!((receipt.cost.dollars().expect("known") - dollars).abs() < 1e-12);
    }

    #[test]
    fn an_address_is_made_once_for_all_that_is_alike_and_anew_for_what_is_not() {
        let url = "https://models.example/v1/chat".to_owned();
        let sent = HttpRequest::post(url, &json!({"model": "m"}), crate::transport::Timeouts::REMOTE);
        assert_eq!(sent.address(|_, _| [1; 16]), Some([1; 16]));
        assert_eq!(sent.clone().address(|_, _| [2; 16]), Some([1; 16]));
        let other = sent.with_header("x-version", "2");
        assert_eq!(other.address(|_, _| [3; 16]), Some([3; 16]));
        let asked = HttpRequest::get(other.url, crate::transport::Timeouts::REMOTE);
        assert_eq!(asked.address(|_, _| [4; 16]), None);
    }

    #[test]
    fn fm_34_who_states_a_price_pays_it_on_this_machine_too_and_nobody_knows_what_is_not_listed() {
        let none = Prices::default();
        assert!(Tariff::of(&endpoint("ollama:m"), None, &none).is_free());
        let stated = Tariff::of(&endpoint("ollama:m"), Some(price()), &none);
        assert!(stated.is_known() && !stated.is_free());
        let own = "[[model]]\nprovider = \"ollama\"\nnames = [\"m\"]\ninput = 1.0\noutput = 1.0\n";
        assert!(!Tariff::of(&endpoint("ollama:m"), None, &Prices::parse(own).expect("valid")).is_free());
        let unknown = Tariff::of(&endpoint("openai:nobody-knows"), None, &none);
        assert!(!unknown.is_known());
        assert_eq!(unknown.cost(&Usage::default()), Cost::UnknownPrice);
    }
}
