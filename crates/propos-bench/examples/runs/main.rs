//! Prints what durable runs cost, in Markdown: whole processes of `propos batch`, from start to exit.
//!
//! `cargo build --release -p propos-cli && cargo run --release -p propos-bench --example runs -- [PART…] [--small]`
//!
//! Parts: `requests` (time, processor and memory beside a server that takes 200 ms), `malformed` (every tenth answer is none),
//! `offline` (two processors against one), `memory` and `resume` (100,000 documents of a model). All of them without any name.
//! `server` measures nothing: it writes the documents to `news.jsonl` here, says where the server listens and what to run, and
//! serves until its input ends, so that profilers can look on.
//!
//! `--small` takes a tenth of the documents; `--once` measures once where five times are the rule. `--beside PROGRAM` measures
//! another build for `requests` too, in turns with this one, so that what else the machine does falls on both.
#![expect(clippy::cast_precision_loss, reason = "counts and sizes are far below 2^52")]

mod process;
mod server;
mod texts;

use std::error::Error;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::time::Duration;

use process::{Measured, measure, own_program};
use server::Server;

type Outcome = Result<(), Box<dyn Error>>;

/// How long the server thinks.
const LATENCY: Duration = Duration::from_millis(200);
/// How often each measurement is made; the median counts.
const ROUNDS: usize = 5;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let divisor = if arguments.iter().any(|argument| argument == "--small") {
        10
    } else {
        1
    };
    let rounds = if arguments.iter().any(|argument| argument == "--once") {
        1
    } else {
        ROUNDS
    };
    let beside = arguments.iter().position(|argument| argument == "--beside");
    let beside = beside.and_then(|at| arguments.get(at + 1));
    let is_wanted = |part: &str| {
        let named = arguments.iter().filter(|argument| !argument.starts_with("--"));
        let mut named = named.filter(|argument| Some(*argument) != beside);
        named.clone().count() == 0 || named.any(|argument| argument == part)
    };
    let output = &mut stdout().lock();
    if arguments.iter().any(|argument| argument == "server") {
        return serve(output, 640 / divisor);
    }
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    if is_wanted("requests") {
        let mut programs = vec![("", own_program()?)];
        programs.extend(beside.map(|beside| (", beside", PathBuf::from(beside))));
        requests(output, folder, &programs, 640 / divisor, rounds)?;
    }
    if is_wanted("malformed") {
        malformed(output, folder, 640 / divisor)?;
    }
    if is_wanted("offline") {
        offline(output, folder, 100_000 / divisor)?;
    }
    if is_wanted("memory") || is_wanted("resume") {
        large(output, folder, 100_000 / divisor)?;
    }
    Ok(())
}

/// One request a document: the model finds claims, each of which is looked for in the text, and rules label them.
fn by_model(server: &Server, in_flight: usize, out: &str) -> Vec<String> {
    let url = server.url();
    let number = in_flight.to_string();
    [
        "batch",
        "news.jsonl",
        "--out",
        out,
        "--annotator",
        "compatible:mock",
        "--base-url",
        &url,
        "--strategy",
        "model+rules",
        "--in-flight",
        &number,
        "--quiet",
    ]
    .map(str::to_owned)
    .to_vec()
}

fn serve(output: &mut impl Write, n_documents: usize) -> Outcome {
    texts::write_articles(Path::new("news.jsonl"), n_documents)?;
    let server = Server::start(LATENCY, 0)?;
    writeln!(output, "propos {}", by_model(&server, 10, "run").join(" "))?;
    output.flush()?;
    std::io::copy(&mut std::io::stdin(), &mut std::io::sink())?;
    Ok(())
}

fn requests(
    output: &mut impl Write,
    folder: &Path,
    programs: &[(&str, PathBuf)],
    n_documents: usize,
    n_rounds: usize,
) -> Outcome {
    texts::write_articles(&folder.join("news.jsonl"), n_documents)?;
    writeln!(
        output,
        "{n_documents} documents of 3,000 characters, one request each, 200 ms a request, median of {n_rounds}\n\n\
         | in flight | wall, s | wall / ideal | from the first question on | CPU a document, ms | its own | the system's | peak memory, MB |\n\
         |---|---|---|---|---|---|---|---|"
    )?;
    for in_flight in [10, 32, 64] {
        let server = Server::start(LATENCY, 0)?;
        let mut rounds: Vec<Vec<(Measured, Duration)>> = programs.iter().map(|_| Vec::new()).collect();
        for round in 0..n_rounds {
            for (number, (rounds, (_, program))) in rounds.iter_mut().zip(programs).enumerate() {
                let out = format!("requests-{in_flight}-{round}-{number}");
                server.begin();
                let measured = measure(program, folder, &by_model(&server, in_flight, &out), None)?;
                expect_exit(&measured, 0)?;
                expect(server.n_questions() == n_documents, "one request a document")?;
                rounds.push((measured, server.since_first()));
            }
        }
        let ideal = LATENCY.as_secs_f64() * n_documents.div_ceil(in_flight) as f64;
        for (rounds, (name, _)) in rounds.iter().zip(programs) {
            let median_of = |of: fn(&Measured) -> Duration| {
                median(rounds.iter().map(|(measured, _)| of(measured).as_secs_f64()))
            };
            let each = |of| median_of(of) * 1e3 / n_documents as f64;
            let wall = median_of(|measured| measured.wall);
            let from_first = median(rounds.iter().map(|(_, from_first)| from_first.as_secs_f64()));
            let memory = median(rounds.iter().map(|(measured, _)| measured.peak_memory as f64));
            writeln!(
                output,
                "| {in_flight}{name} | {wall:.2} | {:.3} | {:.3} | {:.2} | {:.2} | {:.2} | {:.1} |",
                wall / ideal,
                from_first / ideal,
                each(Measured::cpu),
                each(|measured| measured.user),
                each(|measured| measured.system),
                memory / 1e6,
            )?;
        }
    }
    Ok(())
}

fn malformed(output: &mut impl Write, folder: &Path, n_documents: usize) -> Outcome {
    texts::write_articles(&folder.join("news.jsonl"), n_documents)?;
    let server = Server::start(Duration::from_millis(5), 10)?;
    let measured = measure(&own_program()?, folder, &by_model(&server, 32, "malformed"), None)?;
    let sound = Server::start(Duration::from_millis(5), 0)?;
    let whole = measure(&own_program()?, folder, &by_model(&sound, 32, "sound"), None)?;
    expect_exit(&whole, 0)?;
    let (got, wanted) = (
        texts::records(&folder.join("malformed"))?,
        texts::records(&folder.join("sound"))?,
    );
    let failures = std::fs::read_to_string(folder.join("malformed/failures.jsonl"))?;
    let (mut n_whole, mut n_listed, mut n_silent) = (0, 0, 0);
    for (id, wanted) in &wanted {
        let is_listed = failures.contains(&format!("\"id\":\"{id}\""));
        match got.get(id) {
            Some(got) if got.n_claims == wanted.n_claims && got.is_complete => n_whole += 1,
            Some(got) if !got.is_complete && is_listed => n_listed += 1,
            _ => n_silent += 1,
        }
    }
    writeln!(
        output,
        "\n{} answers, every tenth cut or malformed, of {n_documents} documents (exit code {}): {n_whole} documents whole, \
         {n_listed} listed as not complete, {n_silent} lost in silence",
        server.n_questions(),
        measured.exit,
    )?;
    expect(n_silent == 0, "nothing is lost in silence")
}

fn offline(output: &mut impl Write, folder: &Path, n_documents: usize) -> Outcome {
    texts::write_short_articles(&folder.join("news.jsonl"), n_documents)?;
    let run = |out: &str, processors: &'static str| {
        let arguments = ["batch", "news.jsonl", "--out", out, "--quiet"].map(str::to_owned);
        let measured = measure(&own_program()?, folder, &arguments, Some(processors))?;
        expect_exit(&measured, 0)?;
        Ok::<Measured, Box<dyn Error>>(measured)
    };
    let one = run("one", "0")?;
    let two = run("two", "0,1")?;
    writeln!(
        output,
        "\n{n_documents} short articles by rules: {:.1} s on one processor, {:.1} s on two ({:.2} times as fast); {:.1} % of the \
         time on two went into writing results and journal; {:.0} MB at most",
        one.wall.as_secs_f64(),
        two.wall.as_secs_f64(),
        one.wall.as_secs_f64() / two.wall.as_secs_f64(),
        100.0 * texts::seconds_writing(&folder.join("two"))? / two.wall.as_secs_f64(),
        two.peak_memory as f64 / 1e6,
    )?;
    let resumed = resume(folder, "two")?;
    writeln!(
        output,
        "gone on with when finished: {:.2} s",
        resumed.wall.as_secs_f64()
    )?;
    Ok(())
}

fn large(output: &mut impl Write, folder: &Path, n_documents: usize) -> Outcome {
    texts::write_short_articles(&folder.join("news.jsonl"), n_documents)?;
    let server = Server::start(Duration::from_millis(1), 0)?;
    server.forget();
    let measured = measure(&own_program()?, folder, &by_model(&server, 64, "large"), None)?;
    expect_exit(&measured, 0)?;
    let allowed = 40e6 + 64.0 * n_documents as f64;
    writeln!(
        output,
        "\n{n_documents} short articles by a model, 64 in flight: {:.0} s, {:.2} ms of CPU each, {:.1} MB at most (40 MB and 64 \
         bytes a document are {:.1} MB)",
        measured.wall.as_secs_f64(),
        measured.cpu().as_secs_f64() * 1e3 / n_documents as f64,
        measured.peak_memory as f64 / 1e6,
        allowed / 1e6,
    )?;
    let resumed = resume(folder, "large")?;
    writeln!(
        output,
        "gone on with when finished: {:.2} s, {:.1} MB",
        resumed.wall.as_secs_f64(),
        resumed.peak_memory as f64 / 1e6
    )?;
    Ok(())
}

fn resume(folder: &Path, run: &str) -> Result<Measured, Box<dyn Error>> {
    let arguments = ["batch", "--resume", run, "--quiet"].map(str::to_owned);
    let measured = measure(&own_program()?, folder, &arguments, None)?;
    expect_exit(&measured, 0)?;
    Ok(measured)
}

fn expect_exit(measured: &Measured, exit: i32) -> Outcome {
    expect(
        measured.exit == exit,
        &format!("exit code {exit}, not {}", measured.exit),
    )
}

fn expect(holds: bool, what: &str) -> Outcome {
    if holds {
        Ok(())
    } else {
        Err(format!("expected: {what}").into())
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
