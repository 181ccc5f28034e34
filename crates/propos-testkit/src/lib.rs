//! Snapshot helpers for programs that write propos records: a sample record and a compact rendering
