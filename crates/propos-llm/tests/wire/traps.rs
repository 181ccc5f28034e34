//! Every trap that is listed has its tests.

const TRAPS: &str = include_str!("traps.md");
const TESTS: &[&str] = &[
    include_str!("answers.rs"),
    include_str!("asking.rs"),
    include_str!("cuts.rs"),
    include_str!("network.rs"),
    include_str!("probing.rs"),
    include_str!("requests.rs"),
    include_str!("../../src/limits.rs"),
    include_str!("../../src/retry.rs"),
];

#[test]
fn every_test_that_the_list_of_traps_names_is_there() {
    let rows = TRAPS.lines().filter(|line| line.starts_with("| ")).skip(1);
    let read = rows.map(|row| {
        let (trap, tests) = row.trim_end_matches(" |").rsplit_once(" | ").unwrap_or((row, ""));
        (trap, tests.split('`').skip(1).step_by(2).collect::<Vec<_>>())
    });
    let traps: Vec<(&str, Vec<&str>)> = read.collect();
    assert!(traps.len() >= 50, "the list is read: {}", traps.len());
    for (trap, tests) in &traps {
        assert!(!tests.is_empty(), "no test stands on: {trap}");
    }
    let names = traps.iter().flat_map(|(_, tests)| tests);
    let is_there = |name: &str| {
        let as_function = format!("fn {name}()");
        let as_row = format!("    {name}: \"");
        TESTS
            .iter()
            .any(|source| source.contains(&as_function) || source.contains(&as_row))
    };
    let missing: Vec<&&str> = names.filter(|name| !is_there(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
