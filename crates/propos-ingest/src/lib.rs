//! Bytes to documents: encodings, plain text and JSONL
