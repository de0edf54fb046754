//! Resident memory of a process, as Linux tells it.
use std::{fs, io};

/// KiB that this process has in memory.
pub fn resident(process: u32) -> io::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|text| text.parse().ok());
    number.ok_or_else(|| io::Error::other("no VmRSS in the process's status"))
}
