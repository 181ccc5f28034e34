//! Models that refuse, and whom that leaves out.

use std::fmt::Write as _;

use propos_mock_llm::Ending;
use serde_json::json;

use crate::models::{label, serve};
use crate::providers::{batch, documents, is_question, questions};
use crate::support::Folder;

const N_DOCUMENTS: usize = 5;

#[test]
fn fm_26_refusals_are_counted_listed_and_never_documents_without_claims() {
    let (_runtime, server) = serve(|seen| match is_question(seen) {
        true if seen.prompt().contains("l’article 2") => {
            seen.end("I cannot help with that.", Ending::Refused)
        }
        true if seen.prompt().contains("l’article 4") => seen.end("", Ending::Filtered),
        _ => label(seen),
    });
    let folder = documents(N_DOCUMENTS);
    let run = batch(&folder, "compatible:m", &server, &[]);
    assert_eq!(run.exit, 3, "{}", run.stderr);
    assert!(
        run.stderr.contains("2 of them refused (40.0 %)"),
        "{}",
        run.stderr
    );
    let failures = folder.read("run/failures.jsonl");
    assert_eq!(
        failures.matches("\"outcome\":\"refused\"").count(),
        2,
        "{failures}"
    );
    let report = folder.run(&["report", "run", "--format", "csv", "--rows", "documents"]);
    assert_eq!(report.stdout.matches(",refused,").count(), 2, "{}", report.stdout);
    let n_asked = questions(&server).len();
    assert_eq!(n_asked, N_DOCUMENTS, "a refusal is not asked for again");
}

#[test]
fn fm_26_who_is_left_out_by_refusals_is_told_by_outlet_language_and_topic() {
    let (_runtime, server) = serve(|seen| {
        if is_question(seen) && seen.prompt().contains("de puces vers la Chine vont") {
            return seen.end("I cannot help with that.", Ending::Refused);
        }
        label(seen)
    });
    let mut lines = String::new();
    for number in 0..8 {
        // Of those that write about chips nobody is answered: one in four of one paper, two in four of the other.
        let is_about_chips = matches!(number, 1 | 4 | 6);
        let about = if is_about_chips {
            "Les contrôles à l’exportation de puces vers la Chine"
        } else {
            "Les nouveaux centres de données de Pékin"
        };
        let text = format!(
            "« {about} vont freiner l’IA chinoise, article {number} », a dit la ministre Jeanne Morel."
        );
        let outlet = ["Le Journal", "La Gazette"][number / 4];
        let document = json!({ "id": format!("d{number}"), "lang": "fr", "text": text, "source": outlet });
        writeln!(lines, "{document}").unwrap();
    }
    let folder = Folder::new(&[("news.jsonl", lines.as_bytes())]);
    let run = batch(&folder, "compatible:m", &server, &[]);
    assert_eq!(run.exit, 3, "{}", run.stderr);
    for told in [
        "refusals by outlet: La Gazette 2 of 4 (50.0 %); Le Journal 1 of 4 (25.0 %)",
        "propos report run --outcomes",
    ] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
    assert!(
        !run.stderr.contains("refusals by lang"),
        "there is one language: {}",
        run.stderr
    );

    let report = folder.run(&["report", "run", "--outcomes", "--format", "csv"]);
    assert_eq!((report.exit, report.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(report.stdout, @r"
    by,value,documents,complete,partial,refused,failed,refused_in_part,by_fallback,refusal_share,refusal_low,refusal_high
    all,,8,5,0,3,0,0,0,0.375,0.1368,0.6943
    lang,fr,8,5,0,3,0,0,0,0.375,0.1368,0.6943
    outlet,La Gazette,4,2,0,2,0,0,0,0.5,0.15,0.85
    outlet,Le Journal,4,3,0,1,0,0,0,0.25,0.0456,0.6994
    topic,export_controls,3,0,0,3,0,0,0,1,0.4385,1
    topic,soft_power,5,5,0,0,0,0,0,0,0,0.4345
    ");
    let named = folder.run(&["report", "run", "--outcomes=source", "--format", "text"]);
    insta::assert_snapshot!(named.stdout, @r"
    3 of 8 documents lost claims to refusals: 37.5 % (95 %: 13.7 to 69.4 %).

    source      documents  refused  in part   share    95 % between
    La Gazette          4        2        0  50.0 %  15.0 to 85.0 %
    Le Journal          4        1        0  25.0 %   4.6 to 69.9 %
    ");
    let records = folder
        .run(&["report", "run/results.jsonl", "--outcomes=topic"])
        .records();
    let n_lost: Vec<_> = records
        .iter()
        .map(|row| row["refused"].as_u64().unwrap())
        .collect();
    assert_eq!(
        n_lost.iter().sum::<u64>(),
        6,
        "all, and each once by its topic: {records:?}"
    );
}

#[test]
fn topics_of_records_without_text_are_found_in_their_sources() {
    let text = "« Les contrôles à l’exportation de puces vers la Chine suffisent », a dit Jeanne Morel.";
    let document = json!({ "id": "d1", "lang": "fr", "text": text });
    let other = json!({ "id": "d1", "lang": "fr", "text": "Autre chose." });
    let folder = Folder::new(&[
        ("news.jsonl", format!("{document}\n").as_bytes()),
        ("changed.jsonl", format!("{other}\n").as_bytes()),
    ]);
    let annotated = folder.run(&["annotate", "news.jsonl", "--no-text", "-o", "slim.jsonl"]);
    assert_eq!(annotated.exit, 0, "{}", annotated.stderr);
    let topics = |more: &[&str]| {
        let base = ["report", "slim.jsonl", "--outcomes=topic", "--format", "csv"];
        folder.run(&[&base[..], more].concat())
    };
    let found = topics(&["--source", "news.jsonl"]);
    assert_eq!((found.exit, found.stderr.as_str()), (0, ""));
    assert!(
        found.stdout.contains("\ntopic,export_controls,1,"),
        "{}",
        found.stdout
    );
    // A text that is another one by now tells nothing.
    for more in [&[][..], &["--source", "changed.jsonl"]] {
        let not_found = topics(more);
        assert!(
            !not_found.stdout.contains("export_controls"),
            "{}",
            not_found.stdout
        );
        assert!(
            not_found.stderr.contains("--source says where the texts are"),
            "{}",
            not_found.stderr
        );
    }
}
