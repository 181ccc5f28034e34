//! Articles and a codebook about other things: hardly anybody takes a side on its targets, and every side that is found is wrong; many
//! claims have none of its topics.

use std::path::Path;

use propos_annotate::Article;
use propos_codebook::Codebook;
use propos_schema::{Document, StanceLabel};

/// How many of a thousand claims may be given a side by words that suit a target by chance.
const MOST: usize = 20;

#[test]
fn articles_about_other_things_take_hardly_a_side_and_few_topics() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut n_claims = 0;
    let mut n_other = 0;
    let mut sides = Vec::new();
    for folder in ["articles/en", "articles/fr", "gold/en", "gold/fr"] {
        for entry in fixtures.join(folder).read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let options = std::fs::read_to_string(path.with_extension("options.toml")).unwrap();
            let other = if options.contains("\"housing-transport\"") {
                "us-china-ai"
            } else {
                "housing-transport"
            };
            let text = std::fs::read_to_string(&path).unwrap();
            let (_, lang) = folder.rsplit_once('/').unwrap();
            let article = Article::segment(Document::new("case", text).with_lang(lang));
            let annotation = propos_annotate_rules::annotate(&article, &Codebook::embedded(other).unwrap());
            n_claims += annotation.claims.len();
            let topics = annotation.claims.iter().filter_map(|claim| claim.primary_topic());
            n_other += topics.filter(|topic| topic.id == "other").count();
            for claim in &annotation.claims {
                let stances = claim.stances.iter().flatten();
                let taken = stances.filter(|stance| stance.label != StanceLabel::Neutral);
                sides.extend(taken.map(|stance| format!("{} {}", stance.target, claim.extent().start)));
            }
        }
    }
    assert!(
        n_claims > 500,
        "the articles of the repository: {n_claims} claims"
    );
    assert!(
        sides.len() * 1000 <= MOST * n_claims,
        "{} sides of {n_claims} claims: {sides:?}",
        sides.len()
    );
    assert!(
        n_other * 5 >= 2 * n_claims,
        "{n_other} claims of {n_claims} have no topic"
    );
}
