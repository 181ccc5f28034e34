//! The README's picture: what the text view shows of the first article, drawn from the real output.

use std::path::Path;

use anstyle_svg::Term;
use anyhow::{Context, Result};
use propos::codebook::Codebook;
use propos::report::{Options, render_text};
use propos::schema::Document;

/// Columns of the terminal in the picture.
const WIDTH: usize = 104;
/// Lines shown, from the first sentence that the picture is about.
const LINES: usize = 46;
/// Where the excerpt begins: unnamed and resolved speakers, an indirect and a direct claim, stances, in a few lines.
const BEGINNING: &str = "certains diplomates";

/// Writes `docs/images/annotate.svg`.
pub(crate) fn run() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let article = root.join("fixtures/articles/fr/guerre-froide-ia.txt");
    let text = std::fs::read_to_string(&article).context("read the first article")?;
    let codebook = Codebook::default_codebook();
    let annotated = propos::annotate_by_rules(
        Document::new("guerre-froide-ia.txt", text).with_lang("fr"),
        &codebook,
    );
    let mut options = Options::default();
    options.width = WIDTH;
    options.color = true;
    options.names = propos::report_names(&codebook, "fr");
    // The drawing's dim is too dark to read on its background; grey is not.
    let view = render_text(&annotated, &options).replace("\u{1b}[2m", "\u{1b}[90m");

    let lines: Vec<&str> = view.lines().collect();
    let named = lines
        .iter()
        .position(|line| line.contains(BEGINNING))
        .unwrap_or_default();
    // From the empty line before the sentence that holds the name.
    let start = lines
        .iter()
        .take(named)
        .rposition(|line| line.is_empty())
        .map_or(0, |empty| empty + 1);
    let shown: Vec<&str> = lines.iter().skip(start).take(LINES).copied().collect();
    let ansi = format!(
        "$ propos annotate fixtures/articles/fr/guerre-froide-ia.txt\n…\n{}\n",
        shown.join("\n")
    );

    let path = root.join("docs/images/annotate.svg");
    std::fs::create_dir_all(root.join("docs/images")).context("make docs/images")?;
    std::fs::write(&path, Term::new().render_svg(&ansi)).with_context(|| format!("write {}", path.display()))
}
