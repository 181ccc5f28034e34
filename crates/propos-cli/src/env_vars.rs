//! Every environment variable that the program reads.

/// The annotator, where `--annotator` is not given.
pub(crate) const ANNOTATOR: &str = "PROPOS_ANNOTATOR";

/// The codebook, where `--codebook` is not given.
pub(crate) const CODEBOOK: &str = "PROPOS_CODEBOOK";

/// Which spans are told of, as `LEVEL` or `TARGET=LEVEL,…`; on standard error where there is no `--log`.
pub(crate) const LOG: &str = "RUST_LOG";

/// The table for the manual. `NO_COLOR` and `CLICOLOR_FORCE` are read by the crate `anstream`.
pub(crate) const ENVIRONMENT: &str = "\
Environment:
  PROPOS_ANNOTATOR  the annotator, where --annotator is not given
  PROPOS_CODEBOOK   the codebook, where --codebook is not given
  OPENAI_API_KEY, ANTHROPIC_API_KEY, GEMINI_API_KEY
                    the key for that provider
  PROPOS_API_KEY    the key for every other server, and where a provider's own is not set
  RUST_LOG          info: spans of runs, documents and requests on standard error
  NO_COLOR          no colours, whatever the terminal can do
  CLICOLOR_FORCE    colours even where the output is no terminal";
