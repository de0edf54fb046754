//! OAUTHBEARER and XOAUTH2 from the outside, one file per room.
mod ends;

mod claims;
mod client;
mod identities;
mod long;
mod malformed;
mod redaction;
mod refusals;
mod rfc7628;
mod traits;
