//! Records of other systems: parsed strictly, and exported where that is safe.
//!
//! ```text
//! text or row ── read ──► ParsedRecord ── check ──► EmptyPasswordCheck ── work, in slices ──► Credentials
//!                   │                                └──► the record is that of the empty password: rejected
//!                   └──► FormatError: the detected and the expected format
//! ```
//!
//! | module | system | read | written |
//! |---|---|---|---|
//! | [`rfc5803`] | LDAP's `authPassword`: Cyrus SASL, ForgeRock DS | any hash | any hash, SASLprep |
//! | [`postgresql`] | `pg_authid.rolpassword` | SHA-256 | SHA-256, SASLprep |
//! | [`dovecot`] | a passdb's `{SCHEME}..` | `SCRAM-*`, `CRAM-MD5`; `DIGEST-MD5`, `PBKDF2`, `BLF-CRYPT`, `ARGON2ID` | `SCRAM-SHA-256` or another existing record; as typed |
//! | [`gsasl`] | `gsasl --mkpasswd` | SHA-1, SHA-256 | both, SASLprep |
//! | [`kafka`] | `ScramCredentialUtils` | SHA-256, SHA-512 | both, as typed |
//! | [`mongodb`] | `admin.system.users` | SHA-256; SHA-1 for PLAIN | SHA-256, SASLprep |
//! | [`prosody`] | the `accounts` store | SHA-1, SHA-256 | both, SASLprep, if the salt is text |
//! | [`ejabberd`] | the table `users` | SHA-1, SHA-256, SHA-512 | all, SASLprep |
//! | [`mox`] | its `scramsha1`, `scramsha256`, `crammd5` | all | never, because it is sufficient to log in |
//! | [`phc`] | argon2id, bcrypt, scrypt, PBKDF2 | for PLAIN | unchanged |
//!
//! A record does not say whether its account may log in. Restrictions in the other system (Dovecot's `nologin` and
//! `allow_nets`, MongoDB's `authenticationRestrictions`, PostgreSQL's `rolcanlogin`) are not read here; the caller
//! must preserve them.
//!
//! A record that checks only PLAIN passwords is replaced at the account's next login with PLAIN:
//! [`Credentials::upgrade`].
//!
//! ```
//! use countersign::formats::{FormatError, DetectedFormat, postgresql};
//!
//! let text = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:\
//!     wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";
//! let unchecked = postgresql::read(text)?;
//! assert_eq!(unchecked.cost().get(), 4096);
//! let credentials = unchecked.check().run()?;
//! assert_eq!(*postgresql::write(&credentials).unwrap().value, text);
//!
//! // An invalid text is an error that names the detected format and none of the content.
//! let error = postgresql::read("$6$rounds=5000$salt$hash").unwrap_err();
//! assert_eq!(error.to_string(), "this is SHA512-CRYPT; expected SCRAM-SHA-256$count:salt$keys");
//! # Ok::<(), FormatError>(())
//! ```
//!
//! [`Credentials::upgrade`]: crate::Credentials::upgrade
#[cfg(feature = "serde")]
mod as_text;
pub mod dovecot;
pub mod ejabberd;
mod error;
pub mod gsasl;
pub mod kafka;
pub mod mongodb;
pub mod mox;
mod part;
pub mod phc;
pub mod postgresql;
pub mod prosody;
pub mod rfc5803;
mod seen;
mod unchecked;
mod written;

pub use error::FormatError;
pub use seen::DetectedFormat;
pub use unchecked::{EmptyPasswordCheck, ParsedRecord};
pub use written::{Exported, Omission};
