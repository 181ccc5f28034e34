//! What the journal and published files hold after every fault at every place.
#![expect(clippy::unwrap_used, reason = "the helpers are parts of tests")]

use std::path::Path;

use propos_store::faults::{Fault, FaultyFiles};
use propos_store::{Body, Files as _, Journal, Key, StoreError, publish, repair};
use proptest::prelude::*;

const PATH: &str = "/run/run.journal";
const N_ENTRIES: usize = 12;
const GROUP: usize = 3;

fn path() -> &'static Path {
    Path::new(PATH)
}

/// Appends what is missing of the entries, three to a sync. Says how many were acknowledged.
fn work(files: &FaultyFiles, acknowledged: &mut usize) -> Result<(), StoreError> {
    let mut found = 0;
    let mut journal = if files.exists(path()) {
        Journal::open(files, path(), |entry| {
            assert_eq!(entry.body.get(), body(found).to_string());
            found += 1;
        })?
        .0
    } else {
        Journal::create(files, path())?
    };
    assert!(
        found >= *acknowledged,
        "{found} of {acknowledged} acknowledged entries are there"
    );
    for number in found..N_ENTRIES {
        journal.append("response", Some(Key::of(&[number.to_string()])), &body(number))?;
        if number % GROUP == GROUP - 1 {
            journal.sync()?;
            *acknowledged = number + 1;
        }
    }
    journal.sync()?;
    *acknowledged = N_ENTRIES;
    Ok(())
}

fn body(number: usize) -> serde_json::Value {
    serde_json::json!({ "number": number, "text": "x".repeat(number * 7) })
}

#[test]
fn fm_05_a_power_cut_at_every_operation_loses_nothing_that_was_acknowledged() {
    for seed in 0..8_usize {
        let mut n_places = 0;
        for operation in 1.. {
            let mut files = FaultyFiles::new();
            let mut acknowledged = 0;
            files.fail_at(operation, Fault::PowerCut);
            let outcome = work(&files, &mut acknowledged);
            if !files.has_failed() {
                assert!(outcome.is_ok());
                break;
            }
            n_places += 1;
            // Twice in a row: the recovery is cut short as well.
            for again in 0..2_usize {
                let mut draw = seed + again;
                files = files.after_power_cut(|most| {
                    draw = draw
                        .wrapping_mul(2_862_933_555_777_941_757)
                        .wrapping_add(3_037_000_493);
                    (draw >> 33) % (most + 1)
                });
                if again == 0 {
                    files.fail_at(operation % 7 + 1, Fault::PowerCut);
                }
                let outcome = work(&files, &mut acknowledged);
                assert!(outcome.is_ok() || files.has_failed(), "{outcome:?}");
            }
            assert_eq!(acknowledged, N_ENTRIES);
        }
        assert!(n_places > N_ENTRIES, "{n_places}");
    }
}

#[test]
fn fm_06_a_full_disk_at_every_operation_leaves_a_journal_that_goes_on() {
    for fault in [Fault::OutOfSpace, Fault::OverQuota, Fault::Device] {
        for operation in 1.. {
            let files = FaultyFiles::new();
            let mut acknowledged = 0;
            files.fail_at(operation, fault);
            let outcome = work(&files, &mut acknowledged);
            if !files.has_failed() {
                break;
            }
            if let Err(error) = outcome {
                assert_eq!(error.is_out_of_space(), fault != Fault::Device);
            }
            work(&files, &mut acknowledged).unwrap();
            assert_eq!(acknowledged, N_ENTRIES);
        }
    }
}

#[test]
fn fm_06_an_entry_that_found_no_room_can_be_appended_again() {
    let files = FaultyFiles::new();
    let mut journal = Journal::create(&files, path()).unwrap();
    journal.append("response", None, &1).unwrap();
    files.fail_at(1, Fault::OutOfSpace);
    assert!(
        journal
            .append("response", None, &2)
            .unwrap_err()
            .is_out_of_space()
    );
    journal.append("response", None, &2).unwrap();
    journal.sync().unwrap();
    drop(journal);
    assert_eq!(bodies(&files), ["1", "2"]);
}

#[test]
fn fm_06_of_entries_written_together_all_are_there_or_none() {
    let entries: Vec<_> = (0..GROUP)
        .map(|number| {
            let body = Body::new(&body(number), 0).unwrap();
            (Key::of(&[number.to_string()]), body)
        })
        .collect();
    let group = || entries.iter().map(|(key, body)| ("response", Some(*key), body));
    let files = FaultyFiles::new();
    let mut journal = Journal::create(&files, path()).unwrap();
    let one_by_one: Vec<_> = group()
        .flat_map(|entry| journal.append_all([entry]).unwrap())
        .collect();
    let alone = journal.length();
    for fault in [Fault::OutOfSpace, Fault::Device] {
        files.fail_at(1, fault);
        let before = journal.length();
        assert!(journal.append_all(group()).is_err(), "{fault:?}");
        assert_eq!((journal.length(), journal.n_entries()), (before, GROUP as u64));
        files.mend();
    }
    // The same lines as one by one, but for their numbers.
    let together = journal.append_all(group()).unwrap();
    let moved: Vec<_> = one_by_one
        .iter()
        .map(|(at, length)| (at + alone, *length))
        .collect();
    assert_eq!(together, moved);
    assert!(journal.append_all([]).unwrap().is_empty());
    journal.sync().unwrap();
    drop(journal);
    let files = files.after_power_cut(|_| 0);
    let mut found = Vec::new();
    Journal::open(&files, path(), |entry| {
        found.push((entry.seq, entry.body.get().to_owned()));
    })
    .unwrap();
    let bodies = (0..2 * GROUP).map(|number| (number as u64, body(number % GROUP).to_string()));
    assert_eq!(found, bodies.collect::<Vec<_>>());
}

#[test]
fn after_a_failed_sync_nothing_is_promised_any_more() {
    let files = FaultyFiles::new();
    let mut journal = Journal::create(&files, path()).unwrap();
    journal.append("response", None, &1).unwrap();
    files.fail_at(1, Fault::Device);
    assert!(journal.sync().is_err());
    assert!(matches!(
        journal.append("response", None, &2),
        Err(StoreError::Closed { .. })
    ));
    assert!(matches!(journal.sync(), Err(StoreError::Closed { .. })));
}

#[test]
fn fm_07_two_writers_are_one_too_many() {
    let files = FaultyFiles::new();
    let first = Journal::create(&files, path()).unwrap();
    assert!(matches!(
        Journal::open(&files, path(), |_| {}),
        Err(StoreError::Locked { .. })
    ));
    assert!(matches!(repair(&files, path()), Err(StoreError::Locked { .. })));
    drop(first);
    assert!(Journal::open(&files, path(), |_| {}).is_ok());
}

#[test]
fn fm_04_a_torn_end_is_cut_and_counted() {
    let whole = three_entries();
    let last = whole[..whole.len() - 1]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .unwrap()
        + 1;
    for tail in [
        &whole[last..whole.len() - 1],
        &whole[last..=last],
        &[0; 512][..],
        b"\0\0\0\n",
    ] {
        let files = FaultyFiles::new();
        files.put(path(), &[&whole[..last], tail].concat());
        let (journal, recovery) = Journal::open(&files, path(), |_| {}).unwrap();
        assert_eq!((recovery.n_entries, recovery.n_cut), (2, tail.len() as u64));
        drop(journal);
        assert_eq!(files.contents(path()).unwrap(), &whole[..last]);
    }
}

#[test]
fn fm_04_damage_in_the_middle_is_named_and_repaired_only_when_asked() {
    let whole = three_entries();
    let second = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let mut flipped = whole.clone();
    flipped[second + 20] ^= 1;
    let twice = [&whole[..second], &whole[..]].concat();
    let without_second = {
        let third = second + whole[second..].iter().position(|byte| *byte == b'\n').unwrap() + 1;
        [&whole[..second], &whole[third..]].concat()
    };
    for damaged in [flipped, twice, without_second] {
        let files = FaultyFiles::new();
        files.put(path(), &damaged);
        match Journal::open(&files, path(), |_| {}) {
            Err(StoreError::Damaged { offset, .. }) => assert_eq!(offset, second as u64),
            other => panic!("{other:?}"),
        }
        assert_eq!(
            files.contents(path()).unwrap(),
            damaged,
            "nothing is touched unasked"
        );
        let (aside, n_bytes) = repair(&files, path()).unwrap().unwrap();
        assert_eq!(n_bytes, (damaged.len() - second) as u64);
        assert_eq!(files.contents(&aside).unwrap(), &damaged[second..]);
        assert_eq!(bodies(&files), ["0"]);
        assert_eq!(repair(&files, path()).unwrap(), None);
    }
}

#[test]
fn a_published_file_is_the_old_one_or_the_new_one() {
    let report = Path::new("/run/report.json");
    for operation in 1.. {
        for keep in [0, usize::MAX] {
            let files = FaultyFiles::new();
            files.put(report, b"old");
            files.fail_at(operation, Fault::PowerCut);
            let outcome = publish(&files, report, |file| file.write_all(b"new report"));
            if !files.has_failed() {
                assert!(outcome.is_ok());
                return;
            }
            let found = files
                .after_power_cut(|most| most.min(keep))
                .contents(report)
                .unwrap();
            assert!(found == b"old" || found == b"new report", "{found:?}");
        }
    }
}

fn three_entries() -> Vec<u8> {
    let files = FaultyFiles::new();
    let mut journal = Journal::create(&files, path()).unwrap();
    for number in 0..3 {
        journal.append("response", None, &number).unwrap();
    }
    files.contents(path()).unwrap()
}

fn bodies(files: &FaultyFiles) -> Vec<String> {
    let mut bodies = Vec::new();
    Journal::open(files, path(), |entry| bodies.push(entry.body.get().to_owned())).unwrap();
    bodies
}

proptest! {
    #[test]
    fn whatever_stands_in_the_file_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0_usize..300) {
        let mut mixed = three_entries();
        let at = at.min(mixed.len());
        mixed.splice(at..at, bytes.iter().copied());
        for bytes in [bytes, mixed] {
            let files = FaultyFiles::new();
            files.put(path(), &bytes);
            let mut n_shown = 0;
            match Journal::open(&files, path(), |_| n_shown += 1) {
                Ok((journal, recovery)) => {
                    prop_assert_eq!(n_shown, recovery.n_entries);
                    prop_assert_eq!(recovery.length + recovery.n_cut, bytes.len() as u64);
                    prop_assert_eq!(journal.n_entries(), n_shown);
                }
                Err(StoreError::Damaged { offset, .. }) => prop_assert!(offset <= bytes.len() as u64),
                Err(error) => prop_assert!(false, "{error}"),
            }
        }
    }
}
