//! Codebooks for coding claims: topics, targets, actors, definitions and examples, checked and hashed
