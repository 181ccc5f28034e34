//! Sentences with the subject of each of their finite verbs.

use propos_annotate::Article;
use propos_schema::Document;
use propos_segment::Lang;

use crate::extract::lexicon::lexicon;
use crate::extract::view::View;

/// `subject > verb` for every finite verb, in text order.
fn read(text: &str) -> Vec<String> {
    let mut document = Document::new("case", text);
    "en".clone_into(&mut document.lang);
    let article = Article::segment(document);
    let segmentation = article.segmentation();
    let Some(lexicon) = lexicon(Lang::En) else {
        return Vec::new();
    };
    let mut view = View::new(text, Lang::En, lexicon);
    let mut verbs = Vec::new();
    for paragraph in &segmentation.paragraphs {
        let own =
            |range: std::ops::Range<usize>| paragraph.start <= range.start && range.start < paragraph.end;
        let quotations: Vec<_> = segmentation
            .quotations
            .iter()
            .filter(|quote| own(quote.start..quote.end))
            .cloned()
            .collect();
        let units: Vec<_> = segmentation
            .units
            .iter()
            .filter(|unit| own(unit.range()))
            .copied()
            .collect();
        view.read(paragraph.clone(), &quotations, &units);
        for at in 0..view.tokens.len() {
            if !view.syntax.is_finite(at) {
                continue;
            }
            let clause = view.syntax.clause(at);
            let words = |range: std::ops::Range<usize>| {
                view.bytes(range)
                    .and_then(|bytes| text.get(bytes))
                    .unwrap_or_default()
                    .to_owned()
            };
            let subject = clause
                .and_then(|clause| clause.subject.clone())
                .map(words)
                .unwrap_or_default();
            verbs.push(format!("{subject} > {}", view.word(at)));
        }
    }
    verbs
}

#[test]
fn each_verb_has_its_subject() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Shareholders who have sued the bank contend that its directors ignored warnings.",
            &[
                "Shareholders > have",
                "Shareholders > contend",
                "its directors > ignored",
            ],
        ),
        (
            "A report released Tuesday said profits had risen.",
            &["A report > said", "profits > had"],
        ),
        (
            "Mr. Jones, the company's chairman, said that although orders are up, he doesn't think that rates will fall.",
            &["Mr. Jones > said", "orders > are", "he > doesn't", "rates > will"],
        ),
        (
            "The spokesman said the company, which has 3,000 employees, doesn't plan layoffs.",
            &[
                "The spokesman > said",
                "the company > has",
                "the company > doesn't",
            ],
        ),
        (
            "Analysts said the passport order and the parts list would hurt the country.",
            &["Analysts > said", "the passport order and the parts list > would"],
        ),
        (
            "Traders who had bet that the pound would fall rushed to buy, dealers said.",
            &[
                "Traders > had",
                "the pound > would",
                "Traders > rushed",
                "dealers > said",
            ],
        ),
        (
            "Orrin said it will nominate directors and vowed to press its case.",
            &["Orrin > said", "it > will", "Orrin > vowed"],
        ),
        (
            "Merton Gale says a passenger who pays nothing is cargo.",
            &["Merton Gale > says", "a passenger > pays", "a passenger > is"],
        ),
        (
            "The plan, he argues, would ruin small shops.",
            &["he > argues", "The plan > would"],
        ),
        (
            "Lawyers on both sides expect the fight to be bitter.",
            &["Lawyers on both sides > expect"],
        ),
        (
            "He demanded that Ms. Hirsch testify and that the files be opened.",
            &["He > demanded", "Ms. Hirsch > testify", "the files > be"],
        ),
        (
            "Asked whether he would run again, Mr. Cole said he had not decided.",
            &["he > would", "Mr. Cole > said", "he > had"],
        ),
        (
            "The bank reports its trade results in May.",
            &["The bank > reports"],
        ),
        (
            "Oil prices and sales reports lifted shares.",
            &["Oil prices and sales reports > lifted"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{text}");
    }
}
