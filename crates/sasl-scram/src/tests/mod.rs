//! Known answers: the vectors of RFCs bring their nonces along, so they run inside the crate. So does what looks
//! at types that nobody else sees.
extern crate std;

mod base64;
mod hashes;
mod nonces;
mod proof;
mod published;
mod recorded;

mod saslname;
mod vector;
mod work;
#[cfg(feature = "downgrade-protection")]
mod xep0474;
