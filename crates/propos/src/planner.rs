//! What a model will be asked about a document, told without asking it.

use std::sync::Arc;

use propos_annotate::Article;
use propos_annotate_llm::{Model, ModelExtractor, ModelLabeller, Planned};
use propos_codebook::Codebook;
use propos_llm::Client;

use crate::models::{ModelOptions, Strategy};

/// Says what a model will be asked about each document. Where the model finds the claims itself, those that rules find stand for
/// them.
pub struct Planner {
    strategy: Strategy,
    voters: Vec<(ModelExtractor, ModelLabeller)>,
}

impl ModelOptions {
    /// A planner of what the annotator that asks this client would ask.
    pub fn planner(&self, client: &Arc<Client>) -> Planner {
        let voters = (0..self.votes.max(1)).map(|number| {
            let model = || Arc::clone(client) as Arc<dyn Model>;
            let settings = self.settings.clone().for_voter(number);
            (
                ModelExtractor::new(model(), settings.clone()),
                ModelLabeller::new(model(), settings),
            )
        });
        Planner {
            strategy: self.strategy,
            voters: voters.collect(),
        }
    }
}

impl Planner {
    /// What will be asked about a document, as long as no answer is wrong, and how long the answers are likely to be.
    pub fn planned(&self, article: &Article, codebook: &Codebook) -> Vec<Planned> {
        let claims = propos_annotate_rules::extract(article, codebook).claims;
        let mut all = Vec::new();
        for (extractor, labeller) in &self.voters {
            if self.strategy != Strategy::RulesModel {
                all.extend(extractor.planned(article, codebook, &claims));
            }
            if self.strategy != Strategy::ModelRules {
                all.extend(labeller.planned(article, codebook, &claims));
            }
        }
        all
    }
}
