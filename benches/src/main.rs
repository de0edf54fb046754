//! `cargo run --release -p benches -- precis` measures one subject, without an argument all of them.
//!
//! Every subject is a file that returns rows; `table` prints them and reports whether all targets are met.

mod accounts;
mod counting;
mod crammd5;
mod keys;
mod measure;
mod precis;
mod scram;
mod table;

use std::process::ExitCode;

type Subject = (&'static str, fn() -> Vec<table::Row>);

const SUBJECTS: [Subject; 7] = [
    ("accounts", accounts::rows),
    // Compared with another build, whose path is in COUNTERSIGN_BEFORE.
    ("accounts-before", accounts::before),
    ("crammd5", crammd5::rows),
    ("keys", keys::rows),
    ("precis", precis::rows),
    ("scram", scram::rows),
    // The part that does not depend on the load of the machine.
    ("scram-counted", scram::counted),
];

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if wanted.first().is_some_and(|first| first == scram::HELPER) {
        scram::help(&wanted[1..]);
        return ExitCode::SUCCESS;
    }
    if let [plot, file] = wanted.as_slice()
        && plot == "scram-plot"
    {
        return scram::plot(file).map_or(ExitCode::from(1), |()| ExitCode::SUCCESS);
    }
    if let Some(unknown) = wanted.iter().find(|name| !SUBJECTS.iter().any(|s| s.0 == name.as_str())) {
        eprintln!("unknown subject {unknown}; there are: {}", SUBJECTS.map(|s| s.0).join(", "));
        return ExitCode::from(2);
    }
    let mut all_met = true;
    for (name, rows) in SUBJECTS {
        if wanted.is_empty() || wanted.iter().any(|w| w == name) {
            all_met &= table::print(name, &rows());
        }
    }
    if all_met { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
