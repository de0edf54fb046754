//! Records in the formats of other systems.
use super::{limits::Kept, system::System};
use countersign::{
    Credentials, ScramHash,
    formats::{
        Exported, Omission, dovecot, ejabberd, gsasl, kafka, mongodb, phc, postgresql, prosody, rfc5803,
    },
};
use serde::Serialize;
use serde_json::{Value, json};
use std::fmt;
use zeroize::Zeroizing;

/// An account's lines, and the omitted records.
pub(in crate::command::password) struct Line {
    pub(in crate::command::password) lines: Vec<Zeroizing<String>>,
    pub(in crate::command::password) left_out: Vec<String>,
}

/// Why an account is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::command::password) enum NotWritten {
    /// It has no record that the system can use.
    NoRecord,
    /// The format cannot express its restrictions: the account would be unrestricted there.
    Limited,
}

impl fmt::Display for NotWritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoRecord => "no record that this system can use",
            Self::Limited => "disabled or restricted to networks, which this format cannot express",
        })
    }
}

/// Writes the account with its restrictions.
pub(in crate::command::password) fn write(
    system: System,
    name: &str,
    of: &Credentials,
    kept: &Kept,
) -> Result<Line, NotWritten> {
    let mut line = records(system, name, of).ok_or(NotWritten::NoRecord)?;
    for line in &mut line.lines {
        *line = kept.limit(system, line).ok_or(NotWritten::Limited)?;
    }
    Ok(line)
}

/// Returns `None` if the system can use none of the records.
fn records(system: System, name: &str, of: &Credentials) -> Option<Line> {
    let written: Vec<Exported<Zeroizing<String>>> = match system {
        System::Dovecot => one(dovecot::write(of), |text| named(name, text)),
        System::Postgresql => one(postgresql::write(of), |text| named(name, text)),
        System::Phc => one(phc::write(of), |text| named(name, text)),
        System::Rfc5803 => each(of, |hash| rfc5803::write(of, hash), |_, text| named(name, text)),
        System::Gsasl => each(of, |hash| gsasl::write(of, hash), |_, text| named(name, text)),
        System::Kafka => {
            let known = |hash: ScramHash| matches!(hash.name(), "SCRAM-SHA-256" | "SCRAM-SHA-512");
            let write = |hash| if known(hash) { kafka::write(of, hash) } else { None };
            each(of, write, |hash, text| Zeroizing::new(format!("{name}:{hash}={}", **text)))
        }
        System::Mongodb => {
            one(mongodb::write(of), |document| object("user", name, &json!({ "credentials": document })))
        }
        System::Prosody | System::ProsodySha256 => {
            let hash = system.prosody()?;
            one(prosody::write(of, hash), |account| object("name", name, account))
        }
        System::Ejabberd => {
            let order = [ScramHash::Sha512, ScramHash::Sha256, ScramHash::Sha1];
            let first = order.into_iter().find_map(|hash| ejabberd::write(of, hash));
            one(first, |row| object("username", name, row))
        }
        System::Mox => Vec::new(),
    };
    let hashes = written.len();
    // With one record for each of several hashes, a record is omitted only if no line has it.
    let mut left_out: Vec<Omission> = Vec::new();
    for out in written.iter().flat_map(|written| &written.left_out) {
        let everywhere = written.iter().all(|written| written.left_out.contains(out));
        if (everywhere || !matches!(out, Omission::Hash(_))) && !left_out.contains(out) {
            left_out.push(*out);
        }
    }
    let left_out = left_out.iter().map(Omission::to_string).collect();
    (hashes > 0).then(|| Line { lines: written.into_iter().map(|written| written.value).collect(), left_out })
}

fn one<T>(
    written: Option<Exported<T>>,
    line: impl Fn(&T) -> Zeroizing<String>,
) -> Vec<Exported<Zeroizing<String>>> {
    let line = |Exported { value, left_out }| Exported { value: line(&value), left_out };
    written.map(line).into_iter().collect()
}

fn each(
    of: &Credentials,
    write: impl Fn(ScramHash) -> Option<Exported<Zeroizing<String>>>,
    line: impl Fn(ScramHash, &Zeroizing<String>) -> Zeroizing<String>,
) -> Vec<Exported<Zeroizing<String>>> {
    of.hashes().flat_map(|hash| one(write(hash), |text| line(hash, text))).collect()
}

fn named(name: &str, text: &Zeroizing<String>) -> Zeroizing<String> {
    Zeroizing::new(format!("{name}:{}", **text))
}

/// Returns a row that contains the name.
fn object(key: &str, name: &str, row: &impl Serialize) -> Zeroizing<String> {
    let mut row = serde_json::to_value(row).unwrap_or_default();
    if let Value::Object(fields) = &mut row {
        fields.insert(key.into(), name.into());
    }
    Zeroizing::new(row.to_string())
}
