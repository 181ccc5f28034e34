//! What an answer costs, from a file that anybody can edit.

use serde::Deserialize;

use crate::endpoint::{Endpoint, ProviderKind};
use crate::usage::Usage;

const EMBEDDED: &str = include_str!("../data/prices.toml");
const MILLION: f64 = 1_000_000.0;

/// Prices of models, in US dollars for a million tokens.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    #[serde(default)]
    model: Vec<Price>,
}

/// What one model costs, in US dollars for a million tokens.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Price {
    /// The provider, as before the colon of an annotator's name.
    pub provider: String,
    /// The model's names.
    pub names: Vec<String>,
    /// A token of the question.
    pub input: f64,
    /// A token of the question that comes from the cache; like any other where it is missing.
    pub cached: Option<f64>,
    /// A token of the question that is written to the cache; like any other where it is missing.
    pub cache_written: Option<f64>,
    /// A token of the answer, thinking included.
    pub output: f64,
    /// What requests with a longer question cost.
    pub above: Option<LongPrice>,
    /// The day on which the price was looked up.
    pub checked: Option<String>,
}

/// What a request with a long question costs.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct LongPrice {
    /// Questions with more tokens than this are long.
    pub tokens: u64,
    /// A token of the question, cached or not.
    pub input: f64,
    /// A token of the answer.
    pub output: f64,
}

/// What an answer costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cost {
    /// So many US dollars.
    Dollars(f64),
    /// Nobody is paid: the server is on this machine.
    Free,
    /// The price of the model is not known.
    UnknownPrice,
    /// The server did not say how many tokens it took.
    UnknownUsage,
}

impl Cost {
    /// The dollars, where they are known. An unknown cost is not zero.
    pub const fn dollars(self) -> Option<f64> {
        match self {
            Self::Dollars(dollars) => Some(dollars),
            Self::Free => Some(0.0),
            Self::UnknownPrice | Self::UnknownUsage => None,
        }
    }
}

/// Why a price file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PricesError {
    /// It is not TOML of the right shape.
    #[error("read the prices")]
    Read(#[source] toml::de::Error),
    /// A price that is none.
    #[error("read the prices: {model} has a price that is no amount")]
    Amount {
        /// The first name of the model.
        model: String,
    },
}

impl Prices {
    /// The prices that come with the program.
    pub fn embedded() -> Self {
        // A test reads the file; should it be broken all the same, no price is known, which is said everywhere.
        Self::parse(EMBEDDED).unwrap_or_default()
    }

    /// The text of the prices that come with the program, as a beginning for one's own.
    pub const fn embedded_text() -> &'static str {
        EMBEDDED
    }

    /// Reads a price file.
    pub fn parse(text: &str) -> Result<Self, PricesError> {
        let prices: Self = toml::from_str(text).map_err(PricesError::Read)?;
        for price in &prices.model {
            let long = price.above.map(|above| [above.input, above.output]);
            let amounts = [
                Some(price.input),
                Some(price.output),
                price.cached,
                price.cache_written,
            ];
            let is_amount = |amount: f64| amount.is_finite() && amount >= 0.0;
            let mut all = amounts.into_iter().flatten().chain(long.into_iter().flatten());
            if !all.all(is_amount) {
                let model = price.names.first().cloned().unwrap_or_default();
                return Err(PricesError::Amount { model });
            }
        }
        Ok(prices)
    }

    /// These prices where they know a model, else the others.
    #[must_use]
    pub fn before(mut self, others: Self) -> Self {
        self.model.extend(others.model);
        self
    }

    /// The price of an endpoint's model; the first entry that fits.
    pub fn of(&self, endpoint: &Endpoint) -> Option<&Price> {
        let provider = provider_name(endpoint);
        self.model
            .iter()
            .filter(|price| price.provider == provider)
            .find(|price| price.names.iter().any(|name| is_name_of(name, &endpoint.model)))
    }

    /// What an answer of an endpoint cost.
    pub fn cost(&self, endpoint: &Endpoint, usage: &Usage) -> Cost {
        if endpoint.is_free() {
            return Cost::Free;
        }
        self.of(endpoint)
            .map_or(Cost::UnknownPrice, |price| price.cost(usage))
    }
}

impl Price {
    /// What so many tokens cost.
    pub fn cost(&self, usage: &Usage) -> Cost {
        match (usage.input, usage.output) {
            (Some(input), Some(output)) => Cost::Dollars(self.dollars(input, output, usage)),
            _ => Cost::UnknownUsage,
        }
    }

    /// What so many tokens cost at most, in dollars: each at the highest price it can have.
    #[expect(clippy::cast_precision_loss, reason = "no question has 2^52 tokens")]
    pub fn most(&self, input: u64, output: u64) -> f64 {
        let above = self.above.filter(|above| input > above.tokens);
        let highest = |prices: [Option<f64>; 4]| prices.into_iter().flatten().fold(0.0, f64::max);
        let of_input = highest([
            Some(self.input),
            self.cached,
            self.cache_written,
            above.map(|above| above.input),
        ]);
        let of_output = highest([Some(self.output), above.map(|above| above.output), None, None]);
        (input as f64 * of_input + output as f64 * of_output) / MILLION
    }

    #[expect(clippy::cast_precision_loss, reason = "no answer has 2^52 tokens")]
    fn dollars(&self, input: u64, output: u64, usage: &Usage) -> f64 {
        if let Some(above) = self.above.filter(|above| input > above.tokens) {
            return (input as f64 * above.input + output as f64 * above.output) / MILLION;
        }
        let cached = usage.cached.unwrap_or(0).min(input);
        let written = usage.cache_written.unwrap_or(0).min(input - cached);
        let fresh = input - cached - written;
        let dollars = fresh as f64 * self.input
            + cached as f64 * self.cached.unwrap_or(self.input)
            + written as f64 * self.cache_written.unwrap_or(self.input)
            + output as f64 * self.output;
        dollars / MILLION
    }
}

/// `IN,OUT` or `IN,OUT,CACHED`: dollars for a million tokens, of whatever model.
impl std::str::FromStr for Price {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong =
            || "not IN,OUT or IN,OUT,CACHED in dollars for a million tokens, such as 0.25,2".to_owned();
        let amount = |part: &str| {
            let amount = part.trim().parse::<f64>().ok();
            amount.filter(|amount| amount.is_finite() && *amount >= 0.0)
        };
        let amounts: Option<Vec<f64>> = text.split(',').map(amount).collect();
        let (input, output, cached) = match amounts.ok_or_else(wrong)?[..] {
            [input, output] => (input, output, None),
            [input, output, cached] => (input, output, Some(cached)),
            _ => return Err(wrong()),
        };
        Ok(Self {
            provider: String::new(),
            names: Vec::new(),
            input,
            cached,
            cache_written: None,
            output,
            above: None,
            checked: None,
        })
    }
}

/// The vendor whose price list counts; the two formats of one vendor have one list.
fn provider_name(endpoint: &Endpoint) -> &str {
    if endpoint.kind == ProviderKind::OpenAiResponses {
        return "openai";
    }
    endpoint.name.split(':').next().unwrap_or_default()
}

/// The name itself, or the name with a date or `-latest` after it.
fn is_name_of(name: &str, model: &str) -> bool {
    let model = model.strip_prefix("models/").unwrap_or(model);
    match model.strip_prefix(name) {
        Some("" | "-latest") => true,
        Some(rest) => rest
            .strip_prefix('-')
            .is_some_and(|date| date.len() >= 4 && date.chars().all(|c| c.is_ascii_digit() || c == '-')),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::endpoint::EndpointOptions;

    fn endpoint(name: &str) -> Endpoint {
        Endpoint::choose(name, EndpointOptions::new(), &|_| Some("key-key-key".to_owned()))
            .expect("an endpoint")
    }

    fn usage(input: u64, cached: u64, cache_written: u64, output: u64) -> Usage {
        Usage {
            input: Some(input),
            cached: Some(cached),
            cache_written: Some(cache_written),
            output: Some(output),
            reasoning: None,
        }
    }

    #[test]
    fn the_embedded_prices_can_be_read_and_say_where_they_come_from() {
        let prices = Prices::parse(EMBEDDED).expect("the file is valid");
        assert!(!prices.model.is_empty());
        assert!(
            prices
                .model
                .iter()
                .all(|price| price.checked.is_some() && !price.names.is_empty())
        );
        assert_eq!(EMBEDDED.matches("# source: https://").count(), prices.model.len());
    }

    #[test]
    fn cost_counts_cached_written_and_long() {
        let own = Prices::parse(
            r#"
            [[model]]
            provider = "openai"
            names = ["m"]
            input = 1.0
            cached = 0.1
            cache_written = 2.0
            output = 10.0
            above = { tokens = 5_000_000, input = 3.0, output = 20.0 }
            "#,
        )
        .expect("valid");
        let cases = [
            (usage(1_000_000, 0, 0, 0), 1.0),
            (usage(1_000_000, 1_000_000, 0, 0), 0.1),
            (usage(1_000_000, 500_000, 500_000, 1_000_000), 11.05),
            (usage(6_000_000, 6_000_000, 0, 0), 18.0),
            // More cached than there are: nonsense of a server never makes money.
            (usage(1_000_000, 9_000_000, 9_000_000, 0), 0.1),
        ];
        for name in [
            "openai:m",
            "openai-responses:m",
            "openai:m-2026-08-01",
            "openai:m-latest",
        ] {
            for (usage, dollars) in cases {
                let cost = own.cost(&endpoint(name), &usage).dollars().expect("known");
                assert!((cost - dollars).abs() < 1e-9, "{name}: {cost} is not {dollars}");
            }
        }
    }

    #[test]
    fn an_unknown_price_is_said_and_is_not_zero() {
        let prices = Prices::embedded();
        let some = usage(1, 0, 0, 1);
        assert_eq!(
            prices.cost(&endpoint("openai:gpt-5-minimal"), &some),
            Cost::UnknownPrice
        );
        assert_eq!(
            prices.cost(&endpoint("groq:gpt-5-mini"), &some),
            Cost::UnknownPrice
        );
        assert_eq!(
            prices.cost(&endpoint("openai:gpt-5-mini"), &Usage::default()),
            Cost::UnknownUsage
        );
        assert_eq!(prices.cost(&endpoint("ollama:qwen3:8b"), &some), Cost::Free);
        assert_eq!(
            prices.cost(&endpoint("ollama:big-cloud"), &some),
            Cost::UnknownPrice
        );
        assert_eq!(Cost::UnknownPrice.dollars(), None);
    }

    #[test]
    fn ones_own_prices_come_first() {
        let own = "[[model]]\nprovider = \"openai\"\nnames = [\"gpt-5-mini\"]\ninput = 7.0\noutput = 7.0\n";
        let prices = Prices::parse(own).expect("valid").before(Prices::embedded());
        assert_eq!(
            prices.of(&endpoint("openai:gpt-5-mini")).map(|price| price.input),
            Some(7.0)
        );
        assert!(prices.of(&endpoint("openai:gpt-5-nano")).is_some());
        for broken in [
            "[[model]]\nprice = 1\n",
            "[[model]]\nprovider = \"a\"\nnames = []\ninput = -1.0\noutput = 0.0\n",
        ] {
            assert!(Prices::parse(broken).is_err());
        }
    }

    #[test]
    fn fm_34_the_most_is_never_less_than_the_cost() {
        let mut own = String::new();
        for (name, cached, written) in [("a", 0.1, 1.25), ("b", 3.0, 0.5), ("c", 0.1, 0.1)] {
            let _ = write!(
                own,
                "[[model]]\nprovider = \"openai\"\nnames = [\"{name}\"]\ninput = 1.0\ncached = {cached}\ncache_written = {written}\n\
                 output = 5.0\nabove = {{ tokens = 2000, input = 0.5, output = 7.0 }}\n"
            );
        }
        let prices = Prices::parse(&own).expect("valid");
        for price in prices.model.iter().chain(&Prices::embedded().model) {
            for (input, output) in [(3000, 2048), (1999, 10), (300_000, 1)] {
                let most = price.most(input, output);
                for usage in [
                    usage(input, 0, 0, output),
                    usage(input, input, 0, output),
                    usage(input, 0, input, output),
                    usage(input / 3, input / 9, input / 9, output / 2),
                ] {
                    assert!(price.cost(&usage).dollars().expect("known") <= most + 1e-12);
                }
            }
        }
    }

    #[test]
    fn a_stated_price_is_two_amounts_or_three() {
        let price: Price = "0.25, 2,0.025".parse().expect("a price");
        assert_eq!(
            (price.input, price.output, price.cached),
            (0.25, 2.0, Some(0.025))
        );
        for wrong in ["", "1", "1,2,3,4", "-1,2", "a,b", "1,inf", "1;2"] {
            assert!(wrong.parse::<Price>().is_err(), "{wrong:?}");
        }
    }
}
