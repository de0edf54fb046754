//! Keys and fingerprints from the outside, one file per room.
mod end_point;
mod files;
mod fingerprint;
mod fixtures;
mod generated;
mod layout;
mod refused;
mod register;
mod taken;
