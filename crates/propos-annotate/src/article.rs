//! What annotators are given.

use propos_schema::{Document, Unit, UnitKind};
use propos_segment::{Options, Segmentation};

/// A document with its segmentation. The two belong together, so neither can be changed here.
#[derive(Clone, Debug)]
pub struct Article {
    document: Document,
    segmentation: Segmentation,
}

impl Article {
    /// Segments a document. Its language is taken as given (`und`: detected, and then set).
    pub fn segment(document: Document) -> Self {
        Self::segment_with(document, &Options::default())
    }

    /// Segments a document with options. A language in the options wins over the document's.
    pub fn segment_with(mut document: Document, options: &Options) -> Self {
        let lang = options.lang.or_else(|| document.lang.parse().ok());
        let segmentation = propos_segment::segment(document.text(), &options.with_lang(lang));
        if let Some(lang) = segmentation.lang
            && (options.lang.is_some() || document.lang == "und")
        {
            lang.code().clone_into(&mut document.lang);
        }
        document.units = segmentation.units.iter().map(schema_unit).collect();
        Self {
            document,
            segmentation,
        }
    }

    /// The document, with its units.
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// Its text.
    pub fn text(&self) -> &str {
        self.document.text()
    }

    /// Units, paragraphs and quotations of the text.
    pub const fn segmentation(&self) -> &Segmentation {
        &self.segmentation
    }
}

fn schema_unit(unit: &propos_segment::Unit) -> Unit {
    let kind = match unit.kind {
        propos_segment::UnitKind::Heading => UnitKind::Heading,
        propos_segment::UnitKind::ListItem => UnitKind::ListItem,
        _ => UnitKind::Sentence,
    };
    Unit::new(unit.start, unit.end, kind)
}
