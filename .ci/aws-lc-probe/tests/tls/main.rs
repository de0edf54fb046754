//! The rooms of `crates/tls-pubkey-auth/tests/tls`, with aws-lc-rs.
#[path = "../../../../crates/tls-pubkey-auth/tests/tls/alpn.rs"]
mod alpn;
#[path = "../../../../crates/tls-pubkey-auth/tests/tls/bindings.rs"]
mod bindings;
#[path = "../../../../crates/tls-pubkey-auth/tests/tls/credential.rs"]
mod credential;
#[path = "../../../../crates/tls-pubkey-auth/tests/tls/fixtures.rs"]
mod fixtures;
#[path = "../../../../crates/tls-pubkey-auth/tests/tls/limits.rs"]
mod limits;
#[path = "../../../../crates/tls-pubkey-auth/tests/tls/odd.rs"]
mod odd;
#[path = "../../../../crates/tls-pubkey-auth/tests/tls/possession.rs"]
mod possession;
#[path = "../../../../crates/tls-pubkey-auth/tests/tls/raw_keys.rs"]
mod raw_keys;
#[path = "../../../../crates/tls-pubkey-auth/tests/tls/resumption.rs"]
mod resumption;
#[path = "../../../../crates/tls-pubkey-auth/tests/tls/rig.rs"]
mod rig;
#[path = "../../../../crates/tls-pubkey-auth/tests/tls/schemes.rs"]
mod schemes;
#[path = "../../../../crates/tls-pubkey-auth/tests/tls/small_order.rs"]
mod small_order;
#[path = "../../../../crates/tls-pubkey-auth/tests/tls/taken.rs"]
mod taken;
mod beyond_ring;
mod provider;
