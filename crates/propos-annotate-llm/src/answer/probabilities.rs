//! How sure the model was of a part of its answer.

use std::ops::Range;

use propos_llm::TokenProbability;

/// The tokens of an answer by their places.
#[derive(Clone, Debug, Default)]
pub(crate) struct Probabilities {
    /// Where each token ends, and the logarithm of its probability.
    tokens: Vec<(usize, f64)>,
}

impl Probabilities {
    /// Of an answer; empty where the server gave none or its tokens are not the text.
    pub(crate) fn new(text: &str, tokens: Option<&[TokenProbability]>) -> Self {
        let mut end = 0;
        let mut places = Vec::new();
        for token in tokens.unwrap_or_default() {
            let is_there = text
                .get(end..)
                .is_some_and(|rest| rest.starts_with(token.token.as_str()));
            if !is_there {
                return Self::default();
            }
            end += token.token.len();
            places.push((end, token.logprob));
        }
        Self { tokens: places }
    }

    /// The probability of what stands in a range: the product of its tokens'. `None` where nothing is known.
    pub(crate) fn of(&self, range: Range<usize>) -> Option<f64> {
        let first = self.tokens.partition_point(|(end, _)| *end <= range.start);
        let tokens = self.tokens.get(first..)?;
        let mut start = first
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .map_or(0, |(end, _)| *end);
        let mut sum = 0.0;
        let mut is_known = false;
        for (end, logprob) in tokens {
            if start >= range.end {
                break;
            }
            sum += logprob.min(0.0);
            is_known = true;
            start = *end;
        }
        is_known.then(|| sum.exp())
    }
}

#[cfg(test)]
mod tests {
    use propos_llm::TokenProbability;

    use super::Probabilities;

    #[test]
    fn a_part_is_as_sure_as_its_tokens() {
        let text = r#"{"a":"favor"}"#;
        let tokens: Vec<TokenProbability> = [
            ("{\"", 0.0),
            ("a\":\"", 0.0),
            ("fav", -0.5),
            ("or", -0.5),
            ("\"}", 0.0),
        ]
        .map(|(token, logprob)| TokenProbability::new(token, logprob))
        .to_vec();
        let probabilities = Probabilities::new(text, Some(&tokens));
        let at = text.find("favor").unwrap();
        let sure = probabilities.of(at..at + 5).unwrap();
        assert!((sure - (-1.0_f64).exp()).abs() < 1e-9, "{sure}");
        assert_eq!(Probabilities::new("other", Some(&tokens)).of(0..3), None);
        assert_eq!(Probabilities::new(text, None).of(0..3), None);
    }
}
