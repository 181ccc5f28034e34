//! The codebooks that come with the program.

use crate::codebook::Codebook;
use crate::places::Lines;
use crate::read::read_content;

/// A codebook that comes with the program.
struct Embedded {
    id: &'static str,
    source: &'static str,
    /// The hash of its content, written down here because it takes longer than reading the rest. A test compares it.
    sha256: &'static str,
}

const HOUSING: Embedded = Embedded {
    id: "housing-transport",
    source: include_str!("../codebooks/housing-transport.toml"),
    sha256: "086e72a6ff7fb816d96fab6720ea9eb6fe4866672019a10fe0aac4d4c396b591",
};
const DEFAULT: Embedded = Embedded {
    id: "us-china-ai",
    source: include_str!("../codebooks/us-china-ai.toml"),
    sha256: "e87858fd6f1d592ee24b6ec558fa439ff0bda20de353e061e34c5d6b0eecb76e",
};
/// The default one first.
const EMBEDDED: [Embedded; 2] = [DEFAULT, HOUSING];

impl Codebook {
    /// The ids of the codebooks that come with the program, the default one first.
    pub fn embedded_ids() -> impl Iterator<Item = &'static str> {
        EMBEDDED.iter().map(|embedded| embedded.id)
    }

    /// The codebook of this id, if it comes with the program.
    pub fn embedded(id: &str) -> Option<Self> {
        find(id).map(read_embedded)
    }

    /// The TOML text of the codebook of this id, if it comes with the program.
    pub fn embedded_source(id: &str) -> Option<&'static str> {
        find(id).map(|embedded| embedded.source)
    }

    /// The codebook that is used when none is named: `us-china-ai`.
    pub fn default_codebook() -> Self {
        read_embedded(&DEFAULT)
    }
}

fn find(id: &str) -> Option<&'static Embedded> {
    EMBEDDED.iter().find(|embedded| embedded.id == id)
}

/// Embedded codebooks are without mistakes: a test reads each of them.
fn read_embedded(embedded: &Embedded) -> Codebook {
    let mut codebook = read_content(embedded.source, &Lines::new(embedded.source));
    embedded.sha256.clone_into(&mut codebook.sha256);
    codebook
}
