//! SCRAM from the outside, one file per room.
mod cells;
mod challenged;
mod client_final;
mod client_first;
mod derivation;
mod dialed;
mod ends;
mod errors;
mod every_hash;
mod extensions;
mod keys;
mod layout;
mod mutations;
mod names;
mod nonces;
mod plus;
mod population;
mod preparation;
#[cfg(feature = "downgrade-protection")]
mod protection;
mod records;
mod redaction;
mod reference;
mod server_final;
mod server_first;
mod transcripts;
mod unknown_users;
