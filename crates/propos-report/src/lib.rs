//! Writers for annotated articles: text view, JSON, JSONL, CSV, TSV and Markdown
