//! A note on a password that some SCRAM clients cannot log in with.
use countersign::precis::{PasswordFormKind, password_forms};
use countersign_accounts::MINIMUM;

/// Observed: libgsasl 2.2.0, scramp 1.5.0, aiosasl 0.5.0, pysasl 1.2.0, pymongo 4.20.1 and @mongodb-js/saslprep 1.6.3 reject
/// an emoji.
const REFUSED: &str = "some SCRAM clients reject this password (libgsasl, scramp, aiosasl, pysasl, PyMongo, MongoDB's \
JavaScript driver): it has a character that SASLprep (RFC 4013) does not allow, such as an emoji; PLAIN, LOGIN and \
`countersign login` accept it";
const SHORT: &str = "SCRAM clients that apply SASLprep (RFC 4013), `countersign login` among them, cannot log in with this \
password: its SASLprep form has fewer than 8 octets; PLAIN and LOGIN accept it";

/// Returns a note for the user who sets this password. It contains nothing of the password.
///
/// A password that SASLprep only changes (`²` becomes `2`) needs no note: each of its forms has keys.
pub(super) fn note(password: &str) -> Option<&'static str> {
    let saslprep = password_forms(password).find(|form| form.kind() == PasswordFormKind::SaslPrep);
    match saslprep {
        None => Some(REFUSED),
        Some(form) if form.as_str().len() < MINIMUM => Some(SHORT),
        Some(_) => None,
    }
}

/// Prints a note on standard error.
pub(super) fn print(note: Option<&str>) {
    if let Some(note) = note {
        eprintln!("countersign: note: {note}");
    }
}
