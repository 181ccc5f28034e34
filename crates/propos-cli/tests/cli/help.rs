//! The help that people read first.

use crate::support::Folder;

const COMMANDS: &[&[&str]] = &[
    &[],
    &["annotate"],
    &["batch"],
    &["segment"],
    &["report"],
    &["codebook"],
    &["codebook", "check"],
    &["codebook", "show"],
    &["codebook", "new"],
    &["schema"],
    &["doctor"],
    &["completions"],
    &["man"],
];

#[test]
fn every_command_has_examples_and_fits_80_columns() {
    let folder = Folder::new(&[]);
    for command in COMMANDS {
        for flag in ["-h", "--help"] {
            let arguments: Vec<&str> = command.iter().copied().chain([flag]).collect();
            let run = folder.run(&arguments);
            assert_eq!((run.exit, run.stderr.as_str()), (0, ""), "{arguments:?}");
            assert!(run.stdout.contains("Examples:\n  propos "), "{arguments:?}");
            for line in run.stdout.lines() {
                assert!(line.chars().count() <= 80, "{arguments:?}: {line:?}");
            }
        }
    }
}

#[test]
fn the_first_page_names_commands_and_the_manual_names_exit_codes() {
    let folder = Folder::new(&[]);
    insta::assert_snapshot!(folder.run(&["-h"]).stdout, @r"
    News and policy articles to a table of claims

    Usage: propos [OPTIONS] <COMMAND>

    Commands:
      annotate     Find claims: who says what, about what, on which side
      batch        Annotate many documents in a run that survives being killed
      merge        Join the results of several runs, in the order given
      segment      Show sentences, headings, list items and quotations
      report       Write results in another form, without annotating again
      codebook     Check, show and begin codebooks
      schema       Print the JSON Schema of records or of codebooks
      doctor       Check an annotator: is it there, does it obey, what does it cost
      completions  Print completions for a shell
      man          Print the manual page, or write one page a command to a folder
      help         Print this message or the help of the given subcommand(s)

    Options:
      -h, --help     Print help (see more with '--help')
      -V, --version  Print version

    Messages:
      -q, --quiet         Say nothing but errors
      -v, --verbose       Say a line for every document
          --log <FILE>    Write what was asked and how long it took to a file
          --color <WHEN>  When to use colours [default: auto] [possible values:
                          auto, always, never]

    Examples:
      propos annotate article.txt                 claims under their sentences
      propos annotate news/ -o claims.jsonl       a folder, one record a line
      propos report claims.jsonl -o claims.csv    the same as a table
    ");
    let long = folder.run(&["--help"]).stdout;
    for part in [
        "Exit codes:",
        "  65  bad input",
        "Environment:",
        "PROPOS_CODEBOOK",
        "NO_COLOR",
    ] {
        assert!(long.contains(part), "{part}");
    }
}

#[test]
fn completions_and_manual_pages_name_every_command() {
    let folder = Folder::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = folder.run(&["completions", shell]).stdout;
        for word in ["annotate", "segment", "report", "codebook", "schema", "quotes"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let page = folder.run(&["man"]).stdout;
    assert!(
        page.contains(".TH propos 1") && page.contains("annotate"),
        "{page}"
    );
    assert_eq!(folder.run(&["man", "--out", "pages"]).exit, 0);
    assert!(folder.read("pages/propos-annotate.1").contains("Examples:"));
}
