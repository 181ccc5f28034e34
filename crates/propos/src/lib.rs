//! News articles to a table of claims: verbatim quote, speaker, topic and stance
