//! The words of the sample: each piece hurts a different kind of program.

use propos_schema::UnitKind::{self, Heading, ListItem, Sentence};

/// The article in order: what is a unit has its kind, what stands between units has none.
pub(crate) const PIECES: &[(&str, Option<UnitKind>)] = &[
    ("L’été où l’IA a tout changé 🤖", Some(Heading)),
    ("\r\n\r\n", None),
    // A decomposed é, an emoji of several code points, a quotation in two pieces.
    (
        "« Le pays doit agir », a déclaré la ministre Zoe\u{301} Müller, « et vite 👩\u{200d}👩\u{200d}👧 ! »",
        Some(Sentence),
    ),
    (" ", None),
    // Wide characters, no-break spaces, figures, a quotation in a quotation.
    (
        "Elle assure que Tencent et 華為技術 auraient promis de verser 53\u{a0}milliards d’euros, \
         soit « 12,5\u{202f}% du “budget” », d’ici à cinq ans.",
        Some(Sentence),
    ),
    ("\n", None),
    // A spreadsheet formula, HTML, Markdown.
    (
        "=HYPERLINK(\"https://example.org/?a=1&b=2\";\"<b>ici</b>\") | `code` | *gras* _bas_ [lien](x) #1 @toi",
        Some(ListItem),
    ),
    ("\n", None),
    // Tabs, a zero-width space, terminal escapes, a bell, NUL, a C1 control.
    (
        "+1\tpoint,\u{200b}-2 points ; certains y voient \u{1b}[31mdu rouge\u{1b}[0m\u{7}, du noir\u{0} et \u{9b}du vide",
        Some(ListItem),
    ),
    ("\r\n", None),
    // Right-to-left text with bidi controls, CRLF and doubled quotation marks inside the quotation.
    (
        "Un diplomate, \u{202b}דני כהן\u{202c}, a écrit : \"שלום \u{2067}مرحبا\u{2069}, ‘paix’\r\net \"\"commerce\"\"\", \
         puis s’est tu.",
        Some(Sentence),
    ),
    (" ", None),
    (
        "<script>alert('x')</script> &amp; au Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverkäuferverband, \
         personne n’a dit que « 1 < 2 ».",
        Some(Sentence),
    ),
    ("\n", None),
    (
        "@risque, -1 ou \u{202e}txt.exe\u{202c} : rien n’est sûr.",
        Some(Sentence),
    ),
    (" ", None),
    ("Fin.", Some(Sentence)),
    ("\n", None),
];
