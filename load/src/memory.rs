//! The resident memory of a process on Linux.
use std::{fs, io};

/// Returns the resident memory of a process in KiB.
pub fn resident(process: u32) -> io::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|text| text.parse().ok());
    number.ok_or_else(|| io::Error::other("no VmRSS in the process's status"))
}
