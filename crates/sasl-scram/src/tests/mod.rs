//! Known answers: the vectors of RFCs bring their nonces along, so they run inside the crate. So does what looks
//! at types that nobody else sees.
extern crate std;

mod layout;
mod nonces;
mod proof;
mod recorded;
mod rfc7677;
mod saslname;
mod vector;
