//! The cost of a login with accounts in a database, compared with accounts in memory and with growing numbers of
//! accounts.

mod client;
mod fill;
mod import;
mod program;

use crate::measure::{Candidate, Estimate, ROUNDS, rounds};
use crate::table::{Row, Target};
use client::Client;
use program::{Program, Serve};
use std::io;
use tempfile::TempDir;

/// The number of logins that are timed together.
const BATCH: usize = 8;
const FEW: u32 = 1_000;
const MANY: u32 = 50_000;
const IMPORTED: u32 = 10_000;

/// Returns all rows of the subject.
pub fn rows() -> Vec<Row> {
    let measured = measure().inspect_err(|error| eprintln!("accounts: {error}")).ok();
    let [memory, folder, many, many_nobody, import] = measured.map_or([None; 5], |all| all.map(Some));
    let row = |what: &str, most, measured, unit| Row {
        what: what.into(),
        target: Target::AtMost(most),
        measured,
        unit,
    };
    vec![
        row("a login by SCRAM-SHA-256 in serve --user", 5_000.0, memory, " us"),
        row("the same in serve --data, against that", 2.0, folder, "x"),
        row("the same of 50,000 accounts, against 1,000", 1.1, many, "x"),
        row("the challenge of an unknown name among 50,000 accounts, against 1,000", 1.1, many_nobody, "x"),
        row("10,000 records of 4096 iterations imported, once", 30.0, import, " s"),
    ]
}

/// The variable with the path of the program before a change.
const BEFORE: &str = "COUNTERSIGN_BEFORE";

/// Compares this build with another one in turn.
pub fn before() -> Vec<Row> {
    let tell = |error: &io::Error| eprintln!("accounts-before: {error}");
    let row = |what: &str, measured: io::Result<Estimate>| Row {
        what: format!("the server's {what} for a login by cached keys, against {BEFORE}"),
        target: Target::AtMost(1.03),
        measured: measured.inspect_err(tell).ok(),
        unit: "x",
    };
    vec![row("processor time", beside()), row("instructions", instructions())]
}

/// Returns the instructions of one login, against those of the other build.
fn instructions() -> io::Result<Estimate> {
    const LOGINS: usize = 100;
    let before = std::env::var_os(BEFORE).ok_or_else(|| io::Error::other(format!("{BEFORE} is not set")))?;
    let home = tempfile::tempdir()?;
    let count = |program: &Program, name: &str| -> io::Result<f64> {
        let folder = home.path().join(name);
        program.account(&folder)?;
        Ok(program.instructions(&folder, 2 * LOGINS)? - program.instructions(&folder, LOGINS)?)
    };
    Ok(Estimate::exact(count(&Program::build()?, "now")? / count(&Program::at(before.into()), "before")?))
}

fn beside() -> io::Result<Estimate> {
    let before = std::env::var_os(BEFORE).ok_or_else(|| io::Error::other(format!("{BEFORE} is not set")))?;
    let home = tempfile::tempdir()?;
    let serve = |program: &Program, name: &str| {
        let folder = home.path().join(name);
        program.account(&folder)?;
        program.serve(&["--data", &folder.display().to_string(), "--no-limits"])
    };
    let (now, before) = (serve(&Program::build()?, "now")?, serve(&Program::at(before.into()), "before")?);
    let (mut of_now, mut of_before) = (Client::to(now.imap)?, Client::to(before.imap)?);
    let time = |serve: &Serve, client: &mut Client| -> io::Result<f64> {
        let begun = serve.processor()?;
        for _ in 0..4 * BATCH {
            client.log_in()?;
        }
        Ok(serve.processor()? - begun)
    };
    let mut ratios = Vec::new();
    for round in 0..ROUNDS {
        // The first one alternates.
        let ratio = if round % 2 == 0 {
            let first = time(&now, &mut of_now)?;
            first / time(&before, &mut of_before)?
        } else {
            let first = time(&before, &mut of_before)?;
            time(&now, &mut of_now)? / first
        };
        ratios.push(ratio);
    }
    Ok(Estimate::of(ratios))
}

/// Returns microseconds, ratios and seconds.
fn measure() -> io::Result<[Estimate; 5]> {
    let program = Program::build()?;
    let home = tempfile::tempdir()?;
    let imported = import::seconds(&program, home.path(), IMPORTED)?;
    let memory = program.serve(&["--user", &format!("{}:{}", client::USER, client::PASSWORD)])?;
    let few = filled(&program, &home, "few", FEW)?;
    let many = filled(&program, &home, "many", MANY)?;
    let times = rounds([login(&memory)?, login(&few)?, login(&many)?, nobody(&few), nobody(&many)]);
    let of = |number: fn(&[f64; 5]) -> f64| Estimate::of(times.iter().map(number).collect());
    Ok([
        of(|[memory, ..]| memory / BATCH as f64 * 1e6),
        of(|[memory, few, ..]| few / memory),
        of(|[_, few, many, ..]| many / few),
        of(|[.., few, many]| many / few),
        Estimate::exact(imported),
    ])
}

/// Starts a server whose folder has this number of accounts, all with records like those of the measured one.
fn filled(program: &Program, home: &TempDir, name: &str, count: u32) -> io::Result<Serve> {
    let folder = home.path().join(name);
    program.account(&folder)?;
    fill::fill(&folder, count)?;
    program.serve(&["--data", &folder.display().to_string(), "--no-limits"])
}

fn login(serve: &Serve) -> io::Result<Candidate<'_>> {
    let mut client = Client::to(serve.imap)?;
    Ok(Candidate::new(move || {
        for _ in 0..BATCH {
            client.log_in().unwrap_or_else(|error| panic!("a login that worked once: {error}"));
        }
    }))
}

fn nobody(serve: &Serve) -> Candidate<'_> {
    Candidate::new(move || {
        for _ in 0..BATCH {
            client::challenge(serve.imap, "nobody").unwrap_or_else(|error| panic!("no challenge: {error}"));
        }
    })
}
