//! Sentences, headings, list items and nested quotations of news text, as byte ranges over the untouched text
