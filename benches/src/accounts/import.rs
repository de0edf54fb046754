//! Accounts of another system, moved in by the program: every record is checked for the empty password first.

use super::program::Program;
use base64ct::{Base64, Encoding};
use std::{fmt::Write as _, fs, io, path::Path, time::Instant};

/// Seconds that it takes to import so many records of 4096 iterations into a new folder, as PostgreSQL writes them.
pub fn seconds(program: &Program, home: &Path, count: u32) -> io::Result<f64> {
    let mut lines = String::new();
    for number in 0..count {
        // Nobody logs in with these: they cost what any others do.
        let salt = Base64::encode_string(&rand::random::<[u8; 16]>());
        let [stored, server] = [(); 2].map(|()| Base64::encode_string(&rand::random::<[u8; 32]>()));
        let _ = writeln!(lines, "user{number}:SCRAM-SHA-256$4096:{salt}${stored}:{server}");
    }
    let file = home.join("records");
    fs::write(&file, lines)?;
    let began = Instant::now();
    program.import(&file, &home.join("imported"))?;
    Ok(began.elapsed().as_secs_f64())
}
