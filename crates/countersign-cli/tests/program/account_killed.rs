//! kill -9: acknowledged changes are stored, and others are stored whole or not at all.
use crate::support::{BOUND, Data, command, until};
use countersign::{Credentials, Recipe, Secret, account::AccountName, entropy};
use countersign_accounts::{Folder, Place, Server, Store};
use std::{
    collections::HashSet,
    env,
    fs::{self, File},
    io::Write as _,
    path::Path,
    process::{Child, Command, Stdio},
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

/// Where [`accounts_are_acknowledged_one_by_one`] writes when another test runs it as a process: the option that names the
/// accounts and its value, a prefix of their names, and the log, each on a line.
const WRITER: &str = "COUNTERSIGN_TEST_WRITER";

/// A process that adds accounts until it is killed.
fn writer(data: &Data, prefix: &str, log: &Path) -> Command {
    let mut writer = Command::new(env::current_exe().expect("this program"));
    writer.args(["--exact", "account_killed::accounts_are_acknowledged_one_by_one"]);
    let [option, value] = data.option();
    writer.env(WRITER, [option, value, prefix, &log.display().to_string()].join("\n"));
    writer.stdout(Stdio::null());
    writer
}

/// Adds so many accounts, each with an address and a password. A line of the log is written when a transaction has begun,
/// and when it has been acknowledged.
async fn write(place: Place, prefix: &str, log: &Path, count: u64) {
    let mut log = File::options().create(true).append(true).open(log).expect("a log");
    let mut note = |word: &str, name: &AccountName| {
        writeln!(log, "{word} {}", name.spelling()).expect("a line of the log");
    };
    let recipe = Recipe::default().with_iterations(4096);
    let credentials = Credentials::derive(&Secret::new("always the same"), &recipe, entropy().unwrap());
    let credentials = credentials.unwrap().run();
    let store = Store::make(place).await.expect("accounts");
    for number in 0..count {
        let name = AccountName::new(&format!("{prefix}-{number}")).unwrap();
        let address = AccountName::address(&format!("{prefix}-{number}@example.org")).unwrap();
        let mut write = store.write().await.expect("a transaction");
        note("begun", &name);
        let account = write.add_account(&name).await.unwrap();
        write.add_address(&account, &address).await.unwrap();
        write.set_credentials(&account, &credentials).await.unwrap();
        write.commit().await.expect("a commit");
        note("acknowledged", &name);
    }
    store.close().await;
}

#[tokio::test]
async fn accounts_are_acknowledged_one_by_one() {
    if let Ok(told) = env::var(WRITER) {
        let [option, value, prefix, log]: [&str; 4] =
            told.lines().collect::<Vec<_>>().try_into().expect("four lines");
        let place = match option {
            "--data" => Folder::new(value).into(),
            _ => value.parse::<Server>().expect("an address").into(),
        };
        // Until it is killed.
        return write(place, prefix, Path::new(log), u64::MAX).await;
    }
    let data = Data::no_folder();
    let log = data.home().join("log");
    write(Folder::new(data.folder()).into(), "run", &log, 3).await;
    let expected =
        (0..3).flat_map(|number| ["begun", "acknowledged"].map(|word| format!("{word} run-{number}")));
    assert!(lines(&log).into_iter().eq(expected));
    assert_eq!(data.run(&["account", "list", "--json"]).rows().len(), 3);
}

#[test]
fn fifty_kills_in_mid_write_lose_nothing_that_was_acknowledged() {
    let data = Data::none();
    let (mut acknowledged, mut begun) = (HashSet::new(), HashSet::new());
    let mut open = 0;
    for run in 0..KILLS {
        let log = data.home().join(format!("log-{run}"));
        let prefix = format!("run{run}");
        let child = writer(&data, &prefix, &log).spawn().expect("the writer starts");
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
