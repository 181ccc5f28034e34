//! Runs the program in a folder of its own.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// What the program did.
pub(crate) struct Run {
    pub(crate) exit: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// The lines of standard output as JSON.
    pub(crate) fn records(&self) -> Vec<serde_json::Value> {
        let lines = self.stdout.lines();
        lines
            .map(|line| serde_json::from_str(line).expect("a line of JSON"))
            .collect()
    }
}

/// A folder with files, in which the program runs.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// Files by relative path and content.
    pub(crate) fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = Self(TempDir::new().unwrap());
        for (name, content) in files {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names of the files at the top, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// Runs the program with nothing on standard input.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.pipe(arguments, b"")
    }

    /// Runs the program with bytes on standard input.
    pub(crate) fn pipe(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = command(self.0.path(), arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        // A program that stops early does not read all of it.
        let feed = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        feed.join().unwrap();
        Run {
            exit: output.status.code().expect("ended by itself"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// How a run over `news.jsonl` by the model `m` is begun.
pub(crate) const fn begin<'a>(out: &'a str, url: &'a str) -> [&'a str; 8] {
    [
        "batch",
        "news.jsonl",
        "--out",
        out,
        "--annotator",
        "compatible:m",
        "--base-url",
        url,
    ]
}

/// How `a.txt` is annotated by the model `m`.
pub(crate) const fn annotate(url: &str) -> [&str; 8] {
    [
        "annotate",
        "a.txt",
        "--annotator",
        "compatible:m",
        "--base-url",
        url,
        "--format",
        "jsonl",
    ]
}

/// The program in a folder, without the settings of whoever runs the tests.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_propos"));
    command.args(arguments).current_dir(folder).env("COLUMNS", "80");
    for name in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "PROPOS_ANNOTATOR",
        "PROPOS_CODEBOOK",
        "OPENAI_API_KEY",
        "PROPOS_API_KEY",
    ] {
        command.env_remove(name);
    }
    command
}

/// A short article in which someone says something.
pub(crate) const ARTICLE: &str =
    "La ministre Jeanne Morel a déclaré : « Nous ne signerons pas. » Pékin dément.";
