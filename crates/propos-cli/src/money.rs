//! The options that say what a run may spend, and what is said of what it spent.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use clap::Args;
use propos::llm::{Client, Endpoint, Price, Prices, Tariff, Transport};
use propos::pipeline::{Limit, Limits, Meter, Spending};

use crate::failure::Failure;
use crate::talk::Talk;

/// What a run may spend.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Budget")]
pub(crate) struct MoneyArgs {
    /// Spend no more than so many US dollars, earlier sessions of the run included
    #[arg(long, value_name = "USD", value_parser = dollars)]
    max_cost: Option<f64>,
    /// Send no more than so many requests
    #[arg(long, value_name = "N")]
    max_requests: Option<u64>,
    /// Use no more than so many tokens, questions and answers together
    #[arg(long, value_name = "N")]
    max_tokens: Option<u64>,
    /// What the model costs: US dollars for a million tokens in, out and, if told, in from the cache
    #[arg(long, value_name = "IN,OUT[,CACHED]", value_parser = |text: &str| text.parse::<Price>())]
    price: Option<Price>,
    /// A price list of your own, which comes before the one that propos has
    #[arg(long, value_name = "FILE", conflicts_with = "price")]
    prices: Option<PathBuf>,
}

fn dollars(text: &str) -> Result<f64, String> {
    let amount = text.parse::<f64>().ok();
    let amount = amount.filter(|amount| amount.is_finite() && *amount >= 0.0);
    amount.ok_or_else(|| "not an amount of dollars, such as 2.50".to_owned())
}

impl MoneyArgs {
    /// These where they say something, else the others.
    pub(crate) fn or(self, others: Self) -> Self {
        let states_price = self.price.is_some() || self.prices.is_some();
        let (price, prices) = if states_price {
            (self.price, self.prices)
        } else {
            (others.price, others.prices)
        };
        Self {
            max_cost: self.max_cost.or(others.max_cost),
            max_requests: self.max_requests.or(others.max_requests),
            max_tokens: self.max_tokens.or(others.max_tokens),
            price,
            prices,
        }
    }

    /// The same, its file found from wherever the program goes.
    pub(crate) fn with_absolute_paths(mut self) -> Self {
        self.prices = self.prices.map(|path| std::path::absolute(&path).unwrap_or(path));
        self
    }

    /// What things cost, and nothing spent yet.
    pub(crate) fn purse(&self) -> Result<Purse, Failure> {
        let mut limits = Limits::default();
        limits.cost = self.max_cost;
        limits.requests = self.max_requests;
        limits.tokens = self.max_tokens;
        let own = match &self.prices {
            None => Prices::default(),
            Some(path) => std::fs::read_to_string(path)
                .map_err(anyhow::Error::new)
                .and_then(|text| Ok(Prices::parse(&text)?))
                .with_context(|| format!("use the prices in {}", path.display()))
                .map_err(Failure::usage)?,
        };
        Ok(Purse {
            limits,
            stated: self.price.clone(),
            own,
            meter: Meter::new(limits),
        })
    }
}

/// What a run may spend and what each model costs.
pub(crate) struct Purse {
    pub(crate) limits: Limits,
    stated: Option<Price>,
    own: Prices,
    pub(crate) meter: Meter,
}

impl Purse {
    /// What a model costs.
    pub(crate) fn tariff(&self, endpoint: &Endpoint) -> Tariff {
        Tariff::of(endpoint, self.stated.clone(), &self.own)
    }

    /// The same. Fails where dollars are limited and nobody knows the price.
    pub(crate) fn checked_tariff(&self, endpoint: &Endpoint) -> Result<Tariff, Failure> {
        let tariff = self.tariff(endpoint);
        if self.limits.cost.is_some() && !tariff.is_known() {
            return Err(Failure::usage(anyhow!(
                "keep to --max-cost: the price of {} is not known",
                endpoint.name
            ))
            .hint("say it with --price IN,OUT, in dollars for a million tokens, or in a file with --prices")
            .hint("or limit tokens instead, with --max-tokens"));
        }
        Ok(tariff)
    }

    /// A transport whose requests are paid from here. Fails where dollars are limited and nobody knows the price.
    pub(crate) fn over(
        &self,
        transport: Arc<dyn Transport>,
        endpoint: &Endpoint,
    ) -> Result<Arc<dyn Transport>, Failure> {
        let tariff = self.checked_tariff(endpoint)?;
        Ok(Arc::new(self.meter.over(transport, tariff)))
    }
}

/// Why a run stopped at a limit, and what goes on.
pub(crate) fn budget_words(limit: Limit) -> (&'static str, &'static str) {
    match limit {
        Limit::Requests => ("another request would exceed --max-requests", "--max-requests"),
        Limit::Tokens => (
            "the next request could exceed --max-tokens, if all it may take is counted",
            "--max-tokens",
        ),
        _ => (
            "the next request could exceed --max-cost, if all it may cost is counted",
            "--max-cost",
        ),
    }
}

/// What a run spent, in one line; nothing where no model was asked.
pub(crate) fn spending_words(spending: &Spending) -> Option<String> {
    if spending.n_requests == 0 {
        return None;
    }
    let mut parts = vec![counted(spending.n_requests, "request")];
    let counts = [
        (spending.n_retries, "of them again"),
        (spending.n_refusals, "refused"),
    ];
    for (number, what) in counts.into_iter().filter(|(number, _)| *number > 0) {
        parts.push(format!("{number} {what}"));
    }
    let within = |parts: [(u64, &str); 2]| {
        let some: Vec<String> = parts
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| format!("{} {what}", grouped(number)))
            .collect();
        if some.is_empty() {
            String::new()
        } else {
            format!(" ({})", some.join(", "))
        }
    };
    let cached = within([
        (spending.cached_tokens, "cached"),
        (spending.cache_written_tokens, "written to the cache"),
    ]);
    let thinking = within([(spending.reasoning_tokens, "thinking"), (0, "")]);
    parts.push(format!("{} tokens in{cached}", grouped(spending.input_tokens)));
    parts.push(format!("{} out{thinking}", grouped(spending.output_tokens)));
    parts.push(match spending.dollars {
        Some(dollars) => amount(dollars),
        None => "unknown price".to_owned(),
    });
    let mut line = parts.join(", ");
    if spending.n_maybe_paid > 0 {
        let most = match spending.maybe_paid_dollars {
            Some(dollars) => format!("up to {}", amount(dollars)),
            None => format!("up to {} tokens", grouped(spending.maybe_paid_tokens)),
        };
        let _ = write!(
            line,
            "; {} without a count of tokens, maybe paid, {most} more",
            counted(spending.n_maybe_paid, "request")
        );
    }
    Some(line)
}

/// Says where a provider's cache never held what all questions begin with, though it is long enough for one.
pub(crate) fn warn_of_cold_caches(clients: &[Arc<Client>], talk: &Talk) {
    for client in clients {
        let Some(cold) = client.cold_cache() else { continue };
        talk.warning(&format!(
            "{}: nothing came from the provider's cache in {} answers, though their questions begin with the same {} tokens or so",
            client.endpoint().name,
            cold.n_answers,
            grouped(cold.n_tokens as u64)
        ));
        talk.hint(
            "each question pays for them in full; some models cache only longer beginnings (Anthropic: 512 to 4,096 tokens), some \
             none: another model of the provider may cost less",
        );
    }
}

/// `$12.30`, and small amounts with as many digits as say something.
pub(crate) fn amount(dollars: f64) -> String {
    if dollars == 0.0 || dollars >= 1.0 {
        format!("${dollars:.2}")
    } else if dollars >= 0.01 {
        format!("${dollars:.3}")
    } else if dollars >= 0.000_001 {
        format!("${dollars:.6}")
    } else {
        "less than $0.000001".to_owned()
    }
}

/// `12,345`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 request`, `1,234 requests`.
pub(crate) fn counted(number: u64, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {what}{plural}", grouped(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_never_shown_as_nothing_when_they_are_something() {
        for (dollars, shown) in [
            (0.0, "$0.00"),
            (12.345, "$12.35"),
            (0.25, "$0.250"),
            (0.0041, "$0.004100"),
            (0.000_000_1, "less than $0.000001"),
        ] {
            assert_eq!(amount(dollars), shown);
        }
        assert_eq!((grouped(0), grouped(999)), ("0".to_owned(), "999".to_owned()));
        assert_eq!(
            (grouped(1_234_567), grouped(1000)),
            ("1,234,567".to_owned(), "1,000".to_owned())
        );
    }
}
