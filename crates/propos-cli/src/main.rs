//! The `propos` program.
fn main() {}
