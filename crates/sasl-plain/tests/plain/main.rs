//! PLAIN from the outside, one file per room.
mod against;
mod ascii_only;
mod ends;
mod fields;
mod identities;
mod redaction;
mod rfc4616;
