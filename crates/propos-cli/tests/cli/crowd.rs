//! Very many documents, and one that everybody waits for.
#![cfg(target_os = "linux")]

use std::process::Stdio;
use std::time::Duration;

use crate::batch::corpus;
use crate::models::{label, serve};
use crate::support::{Folder, begin, command};

/// Memory of its own that a process has now, in bytes; `None` when it is gone.
fn memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes * 1024)
}

#[test]
fn fm_43_many_documents_behind_a_slow_one_take_little_memory_and_come_in_order() {
    const N_DOCUMENTS: usize = 1_500;
    let (_runtime, server) = serve(|seen| {
        let is_first = seen.prompt().contains("l’article 0.");
        label(seen).after(Duration::from_millis(if is_first { 3_000 } else { 2 }))
    });
    server.forget();
    let folder = Folder::new(&[("news.jsonl", corpus(N_DOCUMENTS).as_bytes())]);
    let url = server.url();
    let mut child = command(
        &folder.path(""),
        &[&begin("run", &url)[..], &["--concurrency", "64"]].concat(),
    )
    .stdin(Stdio::null())
    .stdout(Stdio::null())
    .stderr(Stdio::null())
    .spawn()
    .unwrap();
    let mut most = 0;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        most = most.max(memory(child.id()).unwrap_or_default());
        std::thread::sleep(Duration::from_millis(10));
    };
    assert!(status.success(), "{status}");
    // A build for tests takes some more for everything.
    let base = if cfg!(debug_assertions) { 48 } else { 40 } * 1_000_000;
    assert!(most > 0 && most < base + 64 * N_DOCUMENTS as u64, "{most} bytes");
    let results = folder.read("run/results.jsonl");
    assert_eq!(results.lines().count(), N_DOCUMENTS);
    for (number, line) in results.lines().enumerate() {
        assert!(line.contains(&format!("\"id\":\"d{number}\"")), "{number}");
    }
}
