//! Asks the program next door, which counts allocations; in this one nothing slows the allocator down.

use crate::measure::Estimate;
use std::process::Command;

/// The number of this name.
pub fn number(name: &str) -> Option<Estimate> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["run", "--release", "--quiet", "--locked", "--package", "benches", "--bin", "counted"];
    let output = Command::new(cargo).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let text =
        String::from_utf8(output.inspect_err(|error| eprintln!("cargo: {error}")).ok()?.stdout).ok()?;
    let number = text.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok());
    number.map(Estimate::exact)
}
