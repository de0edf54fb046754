//! Exact numbers: allocations, octets, instructions, and the memory of a million exchanges.

use super::{
    account::Script,
    ends::{ServerEnd, whole},
    ours::{OurClient, OurServer},
    rsasl::{RsaslClient, RsaslServer},
    version,
};
use crate::{
    counting,
    measure::Estimate,
    table::{Row, Target},
};
use sasl_scram::Forms;
use std::process::Command;

/// The exchanges of the two runs whose difference is counted.
const RUNS: [u32; 2] = [100, 1100];
const WAITING: usize = 1_000_000;

/// Returns all rows.
pub fn rows() -> Vec<Row> {
    let row = |what: &str, most, unit, measured: Option<Estimate>| Row {
        what: what.to_owned(),
        target: Target::AtMost(most),
        measured,
        unit,
    };
    let instructions = instructions().map(Estimate::exact);
    let against = version::of("rsasl", "");
    let half = resident(WAITING / 2);
    let all = resident(WAITING);
    let growth = all.zip(half).map(|(all, half)| Estimate::exact(all / half));
    vec![
        row("allocations per server exchange", 5.0, "", counting::number("scram-allocations")),
        row("octets held per waiting server exchange", 640.0, "", counting::number("scram-held")),
        row(
            &format!("instructions of a whole exchange, both ends, forms = 1, against {against}"),
            0.60,
            "x",
            instructions,
        ),
        row(
            "megabytes resident for 1,000,000 waiting server exchanges",
            1000.0,
            "",
            all.map(Estimate::exact),
        ),
        row("the same, against 500,000 of them", 2.02, "x", growth),
    ]
}

/// Returns our instructions as a fraction of the peer's, as counted by callgrind: two runs each, so that start and
/// end of the program cancel out.
fn instructions() -> Option<f64> {
    let of = |who: &str| {
        let [few, many] = RUNS.map(|count| callgrind(&["whole", who, &count.to_string()]));
        Some((many? - few?) / f64::from(RUNS[1] - RUNS[0]))
    };
    let [ours, theirs] = [of("ours")?, of("rsasl")?];
    if std::env::var_os("BENCH_TIMES").is_some() {
        eprintln!("{ours} instructions, theirs {theirs}");
    }
    Some(ours / theirs)
}

fn callgrind(arguments: &[&str]) -> Option<f64> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(std::env::current_exe().ok()?);
    let output =
        valgrind.arg(HELPER).args(arguments).output().inspect_err(|error| eprintln!("valgrind: {error}"));
    let text = String::from_utf8_lossy(&output.ok()?.stderr).into_owned();
    let collected = text.lines().find_map(|line| line.split_once("Collected :"));
    collected?.1.trim().parse().ok()
}

/// Returns the resident megabytes of this number of waiting exchanges, in a separate process.
fn resident(count: usize) -> Option<f64> {
    let mut program = Command::new(std::env::current_exe().ok()?);
    let output = program.args([HELPER, "waiting", "ours", &count.to_string()]).output().ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}

/// The first argument of this program when it runs as its own helper.
pub const HELPER: &str = "scram-helper";

/// Runs as the helper: `whole`, `server` or `waiting`, the implementation, and the number of exchanges.
pub fn help(arguments: &[String]) {
    let [what, who, count] = arguments else { return };
    let count = count.parse().unwrap_or(0);
    let script = Script::new();
    let (ours, theirs) = (OurServer::new(&script, Forms::One), RsaslServer::new(&script));
    match (what.as_str(), who.as_str()) {
        ("whole", "ours") => {
            let client = OurClient::with_keys(&script);
            let mut buffers = [Vec::new(), Vec::new()];
            (0..count).for_each(|_| assert!(whole(&ours, &client, &mut buffers)));
        }
        ("whole", _) => {
            let client = RsaslClient::with_salted_password();
            let mut buffers = [Vec::new(), Vec::new()];
            (0..count).for_each(|_| assert!(whole(&theirs, &client, &mut buffers)));
        }
        ("server", "ours") => answer(&ours, &script, count),
        ("server", _) => answer(&theirs, &script, count),
        _ => println!("{}", wait(&ours, count)),
    }
}

/// Runs a server against scripted clients, so that a profile shows the server only.
fn answer<E: ServerEnd>(end: &E, script: &Script, count: usize) {
    let first = Script::client_first(1);
    let mut reply = Vec::with_capacity(512);
    for _ in 0..count {
        reply.clear();
        let waiting = end.first(&first, &mut reply);
        let last = script.client_final(&first, &reply);
        reply.clear();
        assert!(end.last(waiting, &last, &mut reply));
    }
}

fn wait<E: ServerEnd>(end: &E, count: usize) -> f64 {
    let mut reply = Vec::with_capacity(512);
    let before = resident_now();
    let mut all = Vec::with_capacity(count);
    for number in 0..count {
        reply.clear();
        all.push(end.first(&Script::client_first(number), &mut reply));
    }
    let resident = resident_now() - before;
    // The process ends here, so its memory need not be freed.
    std::mem::forget(all);
    resident
}

/// Returns the resident megabytes of this process.
fn resident_now() -> f64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) * 1024.0 / 1e6
}
