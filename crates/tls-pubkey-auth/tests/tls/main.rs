//! Handshakes in memory, one file per room, with ring.
mod bindings;
mod certified;
mod credential;
mod fixtures;
mod limits;
mod possession;
mod provider;
mod raw_keys;
mod resumption;
mod rig;
mod schemes;
mod small_order;
mod taken;
