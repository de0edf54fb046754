//! What the tests share.
use countersign::{
    Credentials, Secret,
    formats::{FormatError, ParsedRecord},
    sasl::server::Check,
};

/// RFC 7677: user, pencil.
pub(crate) const SALT: &str = "W22ZaJ0SNY7soEsUEjb6gQ==";
pub(crate) const STORED_KEY: &str = "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=";
pub(crate) const SERVER_KEY: &str = "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

pub(crate) fn rfc7677() -> String {
    format!("SCRAM-SHA-256$4096:{SALT}${STORED_KEY}:{SERVER_KEY}")
}

/// What has been read, and is not of the empty password.
#[track_caller]
pub(crate) fn good(read: Result<ParsedRecord, FormatError>) -> Credentials {
    read.expect("it reads").check().run().expect("it is of a password")
}

/// Does PLAIN let in whoever sends this?
pub(crate) fn plain(credentials: &Credentials, password: &str) -> bool {
    let records = credentials.records();
    let mut verification = records.verifier().expect("it checks PLAIN").begin(&Secret::new(password));
    let found = (0..8).find_map(|_| verification.advance(u32::MAX));
    found.expect("it ends") == Check::Match
}
