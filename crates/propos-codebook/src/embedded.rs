//! The codebooks that come with the program.

use crate::codebook::Codebook;
use crate::places::Lines;
use crate::read::read;

/// Id and source of each; the default one first.
const HOUSING: (&str, &str) = (
    "housing-transport",
    include_str!("../codebooks/housing-transport.toml"),
);
const DEFAULT: (&str, &str) = ("us-china-ai", include_str!("../codebooks/us-china-ai.toml"));
const EMBEDDED: [(&str, &str); 2] = [DEFAULT, HOUSING];

impl Codebook {
    /// The ids of the codebooks that come with the program, the default one first.
    pub fn embedded_ids() -> impl Iterator<Item = &'static str> {
        EMBEDDED.iter().map(|(id, _)| *id)
    }

    /// The codebook of this id, if it comes with the program.
    pub fn embedded(id: &str) -> Option<Self> {
        Self::embedded_source(id).map(read_embedded)
    }

    /// The TOML text of the codebook of this id, if it comes with the program.
    pub fn embedded_source(id: &str) -> Option<&'static str> {
        EMBEDDED
            .iter()
            .find(|(embedded_id, _)| *embedded_id == id)
            .map(|(_, source)| *source)
    }

    /// The codebook that is used when none is named: `us-china-ai`.
    pub fn default_codebook() -> Self {
        read_embedded(DEFAULT.1)
    }
}

/// Embedded codebooks are without mistakes: a test reads each of them.
fn read_embedded(source: &str) -> Codebook {
    let (codebook, _) = read(source, &Lines::new(source));
    codebook
}
