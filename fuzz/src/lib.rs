//! The code of the fuzz targets; the targets themselves are a line each. A function returns whether the input
//! reached the state that a valid one reaches, so that a test can check the seeds (`cargo test`, on stable).
//!
//! Build with `--cfg fuzzing`, as cargo-fuzz does.
#[path = "../../crates/precis-normalize/tests/reference/mod.rs"]
mod reference;

pub mod auth_daemon_lines;
pub mod auth_daemon_middle;
#[cfg(fuzzing)]
pub mod ca_names;
pub mod cert_spki;
pub mod client_exchange;
#[cfg(fuzzing)]
pub mod crammd5_messages;
pub mod crammd5_middle;
pub mod external_middle;
pub mod key_challenges;
pub mod mail_lines;
pub mod mail_replies;
pub mod middle;
#[cfg(fuzzing)]
pub mod oauth_messages;
pub mod oauth_middle;
#[cfg(fuzzing)]
pub mod plain_messages;
pub mod plain_middle;
pub mod pop3_lines;
pub mod precis_enforce;
#[cfg(fuzzing)]
pub mod record_formats;
pub mod scene;
#[cfg(fuzzing)]
pub mod scram_messages;
pub mod scram_middle;
pub mod server_exchange;
pub mod sieve_lines;
#[cfg(fuzzing)]
pub mod small_messages;
