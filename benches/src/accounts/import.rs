//! The import of another system's accounts by the program, which first checks every record for the empty password.

use super::program::Program;
use base64ct::{Base64, Encoding};
use std::{fmt::Write as _, fs, io, path::Path, time::Instant};

/// Returns the seconds for the import of this number of records with 4096 iterations in PostgreSQL's format into a
/// new folder.
pub fn seconds(program: &Program, home: &Path, count: u32) -> io::Result<f64> {
    let mut lines = String::new();
    for number in 0..count {
        // No client logs in with these: they cost as much as any others.
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
