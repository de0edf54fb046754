//! One line of a system's.
use super::{
    row::{self, Read},
    system::System,
};
use countersign::{
    ScramHash,
    formats::{FormatError, Unchecked, dovecot, gsasl, kafka, phc, postgresql, rfc5803},
};

/// Whose it is, and what there is; or why it is nothing.
pub(super) fn read(system: System, line: &str) -> Read {
    if let Some(hash) = system.prosody() {
        return row::prosody(line, hash);
    }
    match system {
        System::Mongodb => return row::mongodb(line),
        System::Ejabberd => return row::ejabberd(line),
        System::Mox => return row::mox(line),
        _ => {}
    }
    let (name, value) = line.split_once(':').ok_or("the line is not NAME:RECORD")?;
    let read = match system {
        // What follows the password is of no use here: uid, gid, home, extra fields.
        System::Dovecot => dovecot::read(value.split(':').next().unwrap_or_default(), name),
        System::Postgresql => postgresql::read(value),
        System::Rfc5803 => rfc5803::read(value),
        System::Gsasl => gsasl::read(value),
        System::Kafka => kafka(value),
        _ => phc::read(value),
    };
    Ok((name.into(), read.map_err(|error| error.to_string())?))
}

/// `MECHANISM=salt=..`
fn kafka(value: &str) -> Result<Unchecked, FormatError> {
    const WRONG: FormatError =
        FormatError::Part { part: "what stands before the record", expected: "a mechanism's name and =" };
    let (name, record) = value.split_once('=').ok_or(WRONG)?;
    kafka::read(ScramHash::from_name(name).ok_or(WRONG)?, record)
}
