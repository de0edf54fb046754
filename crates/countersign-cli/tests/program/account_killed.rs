//! kill -9: acknowledged changes are stored, and others are stored whole or not at all.
use crate::support::{BOUND, Data, command, until};
use std::{
    collections::HashSet,
    fs,
    path::Path,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

const KILLS: usize = 50;
/// The number of kills that have to hit an open transaction.
const OPEN: usize = 40;

fn lines(log: &Path) -> Vec<String> {
    let text = fs::read_to_string(log).unwrap_or_default();
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole.lines().map(String::from).collect()
}

fn kill(mut child: Child) {
    child.kill().expect("a process to kill");
    child.wait().expect("its end");
}

#[test]
fn fifty_kills_in_mid_write_lose_nothing_that_was_acknowledged() {
    let data = Data::none();
    let (mut acknowledged, mut begun) = (HashSet::new(), HashSet::new());
    let mut open = 0;
    for run in 0..KILLS {
        let log = data.home().join(format!("log-{run}"));
        let prefix = format!("run{run}");
        let mut exercise =
            command(&[&["account", "exercise", &prefix][..], &data.option(), &["--log"]].concat());
        let child = exercise.arg(&log).stdout(Stdio::null()).spawn().expect("the program starts");
        // Wait for a few writes, and then for the moment of an open transaction.
        until("it has written something", || lines(&log).len() >= 2 + run % 7);
        let start = Instant::now();
        while !lines(&log).last().is_some_and(|line| line.starts_with("begun ")) {
            assert!(start.elapsed() < BOUND, "nothing is begun");
        }
        kill(child);
        let lines = lines(&log);
        open += usize::from(lines.last().is_some_and(|line| line.starts_with("begun ")));
        for line in &lines {
            let (word, name) = line.split_once(' ').expect("a word and a name");
            if word == "begun" { &mut begun } else { &mut acknowledged }.insert(name.to_owned());
        }
    }
    assert!(open >= OPEN, "only {open} of {KILLS} kills hit an open transaction");
    assert!(acknowledged.len() >= KILLS, "{}", acknowledged.len());
    let said = data.run(&["account", "list", "--json"]);
    assert_eq!(said.code, 0, "{said:?}");
    let mut found = HashSet::new();
    for row in said.rows() {
        let name = row["name"].as_str().expect("a name").to_owned();
        assert_eq!(row["addresses"], serde_json::json!([format!("{name}@example.org")]), "{row}");
        assert_eq!(
            (row["generation"].as_i64(), row["records"].as_array().map(Vec::len)),
            (Some(1), Some(4)),
            "{row}"
        );
        found.insert(name);
    }
    let lost: Vec<_> = acknowledged.difference(&found).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    assert!(found.is_subset(&begun), "they were not added");
}

#[test]
fn a_kill_while_the_first_account_is_added_does_not_block_the_next_try() {
    for run in 0..20 {
        let data = Data::none();
        let mut add = command(&[&["account", "add", "alice"][..], &data.option()].concat());
        let child = add.stdout(Stdio::null()).spawn().expect("the program starts");
        thread::sleep(Duration::from_millis(run));
        kill(child);
        data.done(&["account", "add", "bob"]);
        let rows = data.run(&["account", "list", "--json"]).rows();
        assert!(rows.iter().any(|row| row["name"] == "bob"), "{rows:?}");
        if data.postgres().is_none() {
            let secret = fs::read(format!("{}/directory.secret", data.folder())).expect("a secret");
            assert_eq!(secret.len(), 32);
        }
    }
}
