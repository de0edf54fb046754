//! PLAIN from the outside, one file per room.
mod against;

mod ends;
mod fields;
mod identities;
mod preparation;
mod redaction;
mod rfc4616;
