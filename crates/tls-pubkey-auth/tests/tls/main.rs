//! Handshakes in memory, one file per room, with ring; `.ci/aws-lc-probe` runs the same rooms with aws-lc-rs.
mod alpn;
mod bindings;
mod certified;
mod credential;
mod fixtures;
mod gnutls;
mod limits;
mod odd;
mod possession;
mod provider;
mod raw_keys;
mod resumption;
mod rig;
mod schemes;
mod small_order;
mod taken;
mod without_p521;
