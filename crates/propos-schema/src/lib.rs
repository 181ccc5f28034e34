//! The record of an annotated article: documents, spans, claims, labels, and one conversion of offsets
