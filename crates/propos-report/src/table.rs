//! Rows and columns of the flat files, before any quoting.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use propos_schema::{
    AnnotatedDocument, Claim, ClaimKind, HolderRole, OffsetIndex, OffsetUnit, RecordError, StanceLabel,
};
use serde_json::Value;

use crate::error::ReportError;
use crate::options::Options;

/// What a row of a table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rows {
    /// A claim, with a column a target.
    #[default]
    Claims,
    /// A claim, a target and a holder: the long form.
    Stances,
    /// A document, those without claims too.
    Documents,
}

impl Rows {
    /// Every kind of row, in the order of the documentation.
    pub const ALL: &'static [Self] = &[Self::Claims, Self::Stances, Self::Documents];

    /// The name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Stances => "stances",
            Self::Documents => "documents",
        }
    }
}

impl fmt::Display for Rows {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl FromStr for Rows {
    type Err = ReportError;

    fn from_str(text: &str) -> Result<Self, ReportError> {
        let found = Self::ALL.iter().copied().find(|rows| rows.as_str() == text);
        found.ok_or_else(|| ReportError::UnknownName {
            what: "rows",
            name: text.to_owned(),
            known: "claims, stances, documents".to_owned(),
        })
    }
}

/// The columns of a table that depend on its documents. A table's header comes first, so that they must be
/// known before the first row: from all documents ([`Columns::of`]), or one after the other
/// ([`Columns::add`]) in a first pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    targets: Vec<String>,
    metadata: BTreeSet<String>,
}

impl Columns {
    /// Columns for these targets, in their order, and these metadata keys, sorted.
    pub fn new(
        targets: impl IntoIterator<Item = String>,
        metadata: impl IntoIterator<Item = String>,
    ) -> Self {
        let mut columns = Self {
            targets: Vec::new(),
            metadata: metadata.into_iter().collect(),
        };
        targets.into_iter().for_each(|target| columns.add_target(&target));
        columns
    }

    /// The columns that these documents need together.
    pub fn of<'documents>(documents: impl IntoIterator<Item = &'documents AnnotatedDocument>) -> Self {
        let mut columns = Self::default();
        documents.into_iter().for_each(|document| columns.add(document));
        columns
    }

    /// Adds what one more document needs.
    pub fn add(&mut self, document: &AnnotatedDocument) {
        for target in &document.provenance.targets_coded {
            self.add_target(target);
        }
        for key in document.document.metadata.keys() {
            if !self.metadata.contains(key) {
                self.metadata.insert(key.clone());
            }
        }
    }

    fn add_target(&mut self, target: &str) {
        // A codebook has a handful of targets.
        if !self.targets.iter().any(|known| known == target) {
            self.targets.push(target.to_owned());
        }
    }

    /// The name of a column that `document` needs and that is not here.
    fn missing(&self, document: &AnnotatedDocument) -> Option<String> {
        let targets = &document.provenance.targets_coded;
        let target = targets.iter().find(|target| !self.targets.contains(target));
        let key = || {
            let mut keys = document.document.metadata.keys();
            keys.find(|key| !self.metadata.contains(*key))
        };
        target
            .map(|target| stance_column(target))
            .or_else(|| key().map(|key| meta_column(key)))
    }
}

fn stance_column(target: &str) -> String {
    format!("stance__{target}")
}

fn meta_column(key: &str) -> String {
    format!("meta_{key}")
}

/// The fixed columns of `claims`; those of the targets and the metadata follow.
const CLAIM_COLUMNS: [&str; 19] = [
    "document_id",
    "claim_id",
    "sentence",
    "quote",
    "start",
    "end",
    "kind",
    "speaker_name",
    "speaker_id",
    "speaker_resolution",
    "cue",
    "hedged",
    "conditional",
    "verifiability",
    "check_worthiness",
    "topic_primary",
    "topic_2",
    "topic_3",
    "offset_unit",
];

/// The fixed columns of `stances`; those of the metadata follow.
const STANCE_COLUMNS: [&str; 11] = [
    "document_id",
    "claim_id",
    "target",
    "label",
    "holder_role",
    "holder_name",
    "score",
    "evidence",
    "quote",
    "speaker_name",
    "speaker_id",
];

/// The fixed columns of `documents`; those of the metadata follow.
const DOCUMENT_COLUMNS: [&str; 22] = [
    "document_id",
    "lang",
    "title",
    "sha256",
    "outcome",
    "annotator_requested",
    "annotator_used",
    "fallback_reason",
    "model",
    "codebook_id",
    "codebook_version",
    "codebook_sha256",
    "units",
    "claims",
    "claims_direct",
    "claims_indirect",
    "claims_mixed",
    "claims_author",
    "stances_favor",
    "stances_against",
    "stances_neutral",
    "problems",
];

/// The fields of a table, document by document.
///
/// - `claims`: `sentence` is the sentence's text, `start` and `end` go from the quote's first to its last
///   character in `offset_unit`. A target's column holds the stance of the speaker where there is one, else that
///   of the first actor; the long table has all. It is `none` where the target was coded and the claim does not
///   concern it, and empty where it was not coded.
/// - `stances`: one row a stance, and one with `none` and without a holder for each coded target that the claim
///   does not concern. Claims that were not labelled have no row. Pieces of evidence are joined by ` […] `.
/// - `documents`: one row a document. `problems` is their codes, joined by a blank.
///
/// Booleans are `true` and `false`, null is empty, metadata that is no string is written as JSON.
pub(crate) struct Table {
    rows: Rows,
    offsets: OffsetUnit,
    columns: Columns,
    has_columns: bool,
}

impl Table {
    pub(crate) fn new(options: Options) -> Self {
        Self {
            rows: options.rows,
            offsets: options.offsets,
            has_columns: options.columns.is_some(),
            columns: options.columns.unwrap_or_default(),
        }
    }

    /// The names of the columns. Where none were given, those of `first`, the first document.
    pub(crate) fn header(&mut self, first: Option<&AnnotatedDocument>) -> Vec<String> {
        if !self.has_columns {
            self.columns = Columns::of(first);
            self.has_columns = true;
        }
        let fixed: &[&str] = match self.rows {
            Rows::Claims => &CLAIM_COLUMNS,
            Rows::Stances => &STANCE_COLUMNS,
            Rows::Documents => &DOCUMENT_COLUMNS,
        };
        let mut header: Vec<String> = fixed.iter().map(|name| (*name).to_owned()).collect();
        if self.rows == Rows::Claims {
            header.extend(self.columns.targets.iter().map(|target| stance_column(target)));
        }
        header.extend(self.columns.metadata.iter().map(|key| meta_column(key)));
        header
    }

    /// Calls `put` with the fields of each row of `document`.
    pub(crate) fn rows(
        &self,
        document: &AnnotatedDocument,
        mut put: impl FnMut(Vec<String>) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        if let Some(column) = self.columns.missing(document) {
            return Err(ReportError::ColumnMissing {
                document: document.document.id.clone(),
                column,
            });
        }
        let metadata = self.metadata(document);
        let mut put_row = |mut fields: Vec<String>| {
            fields.extend_from_slice(&metadata);
            put(fields)
        };
        match self.rows {
            Rows::Claims => {
                let index = OffsetIndex::new(document.document.text(), self.offsets);
                for claim in &document.claims {
                    put_row(self.claim_row(claim, document, &index)?)?;
                }
            }
            Rows::Stances => {
                for claim in &document.claims {
                    stance_rows(claim, document)
                        .into_iter()
                        .try_for_each(&mut put_row)?;
                }
            }
            Rows::Documents => put_row(document_row(document))?,
        }
        Ok(())
    }

    fn metadata(&self, document: &AnnotatedDocument) -> Vec<String> {
        let values = &document.document.metadata;
        let keys = self.columns.metadata.iter();
        keys.map(|key| match values.get(key) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
        })
        .collect()
    }

    fn claim_row(
        &self,
        claim: &Claim,
        document: &AnnotatedDocument,
        index: &OffsetIndex<'_>,
    ) -> Result<Vec<String>, ReportError> {
        let place = |byte: usize| {
            index.from_byte(byte).ok_or_else(|| RecordError::Offset {
                id: document.document.id.clone(),
                offset: byte,
                unit: OffsetUnit::Byte,
            })
        };
        let extent = claim.extent();
        let mut secondary = claim.topics.iter().filter(|topic| !topic.primary);
        let mut topic = || secondary.next().map(|topic| topic.id.clone()).unwrap_or_default();
        let mut fields = vec![
            claim.document_id.clone(),
            claim.id.clone(),
            claim.sentence.text.clone(),
            claim.quote.clone(),
            place(extent.start)?.to_string(),
            place(extent.end)?.to_string(),
            claim.kind.to_string(),
            claim.speaker.name.clone().unwrap_or_default(),
            claim.speaker.id.clone().unwrap_or_default(),
            claim.speaker.resolution.to_string(),
            claim.cue.as_ref().map(|cue| cue.text.clone()).unwrap_or_default(),
            claim.hedged.to_string(),
            claim
                .conditional
                .map(|conditional| conditional.to_string())
                .unwrap_or_default(),
            claim.verifiability.to_string(),
            claim.check_worthiness.score.to_string(),
            claim
                .primary_topic()
                .map(|topic| topic.id.clone())
                .unwrap_or_default(),
            topic(),
            topic(),
            self.offsets.to_string(),
        ];
        let coded = &document.provenance.targets_coded;
        fields.extend(self.columns.targets.iter().map(|target| {
            let is_coded = coded.contains(target);
            match &claim.stances {
                Some(_) if is_coded => StanceLabel::coded_name(side(claim, target)).to_owned(),
                _ => String::new(),
            }
        }));
        Ok(fields)
    }
}

/// The side of a claim toward a target, where a table has room for one: the speaker's before an actor's.
fn side(claim: &Claim, target: &str) -> Option<StanceLabel> {
    let stances = || {
        claim
            .stances
            .iter()
            .flatten()
            .filter(|stance| stance.target == target)
    };
    let by_speaker = stances().find(|stance| stance.holder.role == HolderRole::Speaker);
    by_speaker.or_else(|| stances().next()).map(|stance| stance.label)
}

fn stance_rows(claim: &Claim, document: &AnnotatedDocument) -> Vec<Vec<String>> {
    let Some(stances) = &claim.stances else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    let mut push = |target: &str, coding: [String; 5]| {
        let mut fields = vec![claim.document_id.clone(), claim.id.clone(), target.to_owned()];
        fields.extend(coding);
        fields.push(claim.quote.clone());
        fields.push(claim.speaker.name.clone().unwrap_or_default());
        fields.push(claim.speaker.id.clone().unwrap_or_default());
        rows.push(fields);
    };
    for target in &document.provenance.targets_coded {
        let of_target = || stances.iter().filter(|stance| stance.target == *target);
        for stance in of_target() {
            let coding = [
                stance.label.to_string(),
                stance.holder.role.to_string(),
                stance.holder.name.clone().unwrap_or_default(),
                stance.score.to_string(),
                Claim::join_quote(&stance.evidence),
            ];
            push(target, coding);
        }
        if of_target().next().is_none() {
            let mut coding: [String; 5] = Default::default();
            StanceLabel::coded_name(None).clone_into(&mut coding[0]);
            push(target, coding);
        }
    }
    rows
}

fn document_row(annotated: &AnnotatedDocument) -> Vec<String> {
    let (document, provenance) = (&annotated.document, &annotated.provenance);
    let mut fields = vec![
        document.id.clone(),
        document.lang.clone(),
        document.title.clone().unwrap_or_default(),
        document.sha256.clone(),
        annotated.outcome.to_string(),
        provenance.annotator_requested.clone(),
        provenance.annotator_used.clone(),
        provenance.fallback_reason.clone().unwrap_or_default(),
        provenance.model.clone().unwrap_or_default(),
        provenance.codebook.id.clone(),
        provenance.codebook.version.clone(),
        provenance.codebook.sha256.clone(),
        document.units.len().to_string(),
        annotated.claims.len().to_string(),
    ];
    let claims = || annotated.claims.iter();
    fields.extend(
        ClaimKind::ALL
            .iter()
            .map(|kind| claims().filter(|claim| claim.kind == *kind).count().to_string()),
    );
    let stances = || claims().flat_map(|claim| claim.stances.iter().flatten());
    fields.extend(StanceLabel::ALL.iter().map(|label| {
        stances()
            .filter(|stance| stance.label == *label)
            .count()
            .to_string()
    }));
    let codes: Vec<&str> = annotated
        .problems
        .iter()
        .map(|problem| problem.code.as_str())
        .collect();
    fields.push(codes.join(" "));
    fields
}

/// Puts `'` before a field that a spreadsheet would run.
pub(crate) fn guard_formula(field: &mut String) {
    if field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        field.insert(0, '\'');
    }
}
