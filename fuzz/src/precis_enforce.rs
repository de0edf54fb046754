//! Results are stable and equal to those of an independent computation, for any text.
#[path = "../../crates/precis-normalize/tests/agree/mod.rs"]
mod agree;

use precis_normalize::Profile;

/// Returns whether the text is valid as a password.
pub fn run(input: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(input) else { return false };
    agree::check(text);
    Profile::OpaqueString.enforce(text).is_ok()
}
