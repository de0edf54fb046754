//! Known-answer tests. The vectors of RFCs have fixed nonces, so these tests run inside the crate, like those of
//! private types.
extern crate std;

mod base64;
mod hashes;
mod nonces;
mod proof;
mod published;
mod recorded;
mod room;
mod saslname;
mod vector;
mod work;
#[cfg(feature = "downgrade-protection")]
mod xep0474;
