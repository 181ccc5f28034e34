//! Several annotators, one record.

use async_trait::async_trait;
use propos_annotate::{AnnotateError, Annotation, Annotator, Article, Description};
use propos_annotate_llm::Vote;
use propos_codebook::Codebook;
use propos_schema::{
    Claim, ClaimKind, Holder, HolderRole, Outcome, Stance, StanceLabel, TextSpan, TopicLabel,
};

use crate::support::article;

const TEXT: &str = "La ville ouvrira le pont. Le maire refuse. Rien ne bouge.";

/// Finds these quotes with these labels.
struct Fixed(Vec<(&'static str, &'static str, StanceLabel)>, Outcome);

#[async_trait]
impl Annotator for Fixed {
    fn describe(&self) -> Description {
        Description::new("fixed")
    }

    async fn annotate(&self, article: &Article, _: &Codebook) -> Result<Annotation, AnnotateError> {
        let mut annotation = Annotation::new("fixed");
        annotation.outcome = self.1;
        for (number, (quote, topic, label)) in self.0.iter().enumerate() {
            let span = TextSpan::find(article.text(), quote).unwrap();
            let mut claim = Claim::new("test", ClaimKind::Author, vec![span]);
            claim.id = number.to_string();
            claim.annotator = "fixed".to_owned();
            claim.topics = vec![TopicLabel::new(*topic, true, 1.0)];
            let holder = Holder::new(HolderRole::Speaker, None);
            claim.stances = Some(vec![Stance::new("t_travel_limits", *label, holder, 1.0)]);
            annotation.claims.push(claim);
        }
        Ok(annotation)
    }
}

const FAVOR: StanceLabel = StanceLabel::Favor;
const AGAINST: StanceLabel = StanceLabel::Against;

async fn vote(voters: Vec<Fixed>) -> Annotation {
    let voters = voters
        .into_iter()
        .map(|voter| Box::new(voter) as Box<dyn Annotator>)
        .collect();
    Vote::new(voters)
        .annotate(&article(TEXT), &Codebook::default_codebook())
        .await
        .unwrap()
}

#[tokio::test(flavor = "current_thread")]
async fn what_most_say_is_kept_with_the_share_that_says_it() {
    let first = "La ville ouvrira le pont";
    let annotation = vote(vec![
        Fixed(
            vec![(first, "other", FAVOR), ("Rien ne bouge", "other", FAVOR)],
            Outcome::Complete,
        ),
        Fixed(
            vec![("ville ouvrira le pont", "investment", AGAINST)],
            Outcome::Complete,
        ),
        Fixed(
            vec![
                (first, "investment", AGAINST),
                ("Le maire refuse", "other", FAVOR),
            ],
            Outcome::Complete,
        ),
    ])
    .await;
    assert_eq!(annotation.annotator, "vote(3×fixed)");
    let [claim] = annotation.claims.as_slice() else {
        panic!("{:#?}", annotation.claims)
    };
    assert_eq!(claim.quote, first);
    assert_eq!(claim.primary_topic().unwrap().id, "investment");
    assert_eq!(claim.stances.as_ref().unwrap()[0].label, AGAINST);
    let two_thirds = 2.0 / 3.0;
    assert!((claim.confidence.unwrap() - two_thirds).abs() < 1e-9);
}

#[tokio::test(flavor = "current_thread")]
async fn at_a_tie_the_first_ones_word_counts() {
    let annotation = vote(vec![
        Fixed(vec![("Le maire refuse", "other", FAVOR)], Outcome::Complete),
        Fixed(
            vec![
                ("Le maire refuse", "investment", AGAINST),
                ("Rien ne bouge", "other", FAVOR),
            ],
            Outcome::Complete,
        ),
    ])
    .await;
    assert_eq!(annotation.claims.len(), 1);
    assert_eq!(annotation.claims[0].primary_topic().unwrap().id, "other");
    assert_eq!(annotation.claims[0].confidence, Some(0.5));
}

#[tokio::test(flavor = "current_thread")]
async fn a_voter_that_refuses_is_missed_and_named() {
    let annotation = vote(vec![
        Fixed(Vec::new(), Outcome::Refused),
        Fixed(vec![("Le maire refuse", "other", FAVOR)], Outcome::Complete),
    ])
    .await;
    assert_eq!(annotation.outcome, Outcome::Partial);
    assert_eq!(annotation.claims.len(), 1);
    assert_eq!(annotation.problems[0].code, "missing_vote");
}
