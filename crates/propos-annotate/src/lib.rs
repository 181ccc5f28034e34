//! The annotator trait: extraction and labelling steps, fallback chains, and the contract every annotator must pass
