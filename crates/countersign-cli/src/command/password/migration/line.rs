//! Parsing one line of a system's format.
use super::{
    json::{self, Read},
    limits::{Ignored, Limits},
    system::System,
};
use countersign::{
    ScramHash,
    formats::{FormatError, ParsedRecord, dovecot, gsasl, kafka, phc, postgresql, rfc5803},
};

/// Returns the name, the record and the restrictions of a line, or why it is rejected.
pub(super) fn read(system: System, line: &str, ignored: &Ignored) -> Read {
    if let Some(hash) = system.prosody() {
        return json::prosody(line, hash, ignored);
    }
    match system {
        System::Mongodb => return json::mongodb(line, ignored),
        System::Ejabberd => return json::ejabberd(line, ignored),
        System::Mox => return json::mox(line, ignored),
        System::Postgresql if line.starts_with('{') => return json::postgresql(line, ignored),
        System::Rfc5803 if line.starts_with('{') => return json::ldap(line, ignored),
        _ => {}
    }
    let (name, value) = line.split_once(':').ok_or("the line is not NAME:RECORD")?;
    let limits = match system {
        System::Dovecot => super::dovecot::limits(value, ignored),
        // The other formats have none; those of PostgreSQL depend on the query.
        _ => Limits { is_silent: system == System::Postgresql, ..Limits::default() },
    };
    let read = match system {
        System::Dovecot => dovecot::read(value.split(':').next().unwrap_or_default(), name),
        System::Postgresql => postgresql::read(value),
        System::Rfc5803 => rfc5803::read(value),
        System::Gsasl => gsasl::read(value),
        System::Kafka => kafka(value),
        _ => phc::read(value),
    };
    Ok((name.into(), read.map_err(|error| error.to_string())?, limits))
}

/// `MECHANISM=salt=..`
fn kafka(value: &str) -> Result<ParsedRecord, FormatError> {
    const WRONG: FormatError =
        FormatError::Part { part: "the text before the record", expected: "a mechanism's name and =" };
    let (name, record) = value.split_once('=').ok_or(WRONG)?;
    kafka::read(ScramHash::from_name(name).ok_or(WRONG)?, record)
}
