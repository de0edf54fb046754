//! CRAM-MD5 from the outside, one file per room.
mod ends;

mod dialed;
mod names;
mod offered;
mod promises;
mod records;
mod redaction;
mod rejected;
mod transcripts;
mod unknown_users;
