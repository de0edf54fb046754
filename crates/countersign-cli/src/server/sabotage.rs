//! Deliberate server faults, to test that `demo` detects each of them.
//!
//! Only a build with the feature `sabotage`, for the project's tests, has any; the variable `COUNTERSIGN_SABOTAGE` selects
//! one.

/// The fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "sabotage"), expect(dead_code, reason = "a correct server does not use them"))]
pub(super) enum Sabotage {
    /// Accepts every login.
    AcceptAll,
    /// Rejects every login.
    RefuseAll,
    /// Accepts logins with another channel binding.
    SkipBinding,
    /// Does not authenticate itself.
    SkipVerifier,
}

/// Returns no fault.
#[cfg(not(feature = "sabotage"))]
pub(super) fn chosen() -> Option<Sabotage> {
    None
}

/// Returns the fault named by the variable; an unknown word selects the worst one.
#[cfg(feature = "sabotage")]
pub(super) fn chosen() -> Option<Sabotage> {
    Some(match std::env::var("COUNTERSIGN_SABOTAGE").ok()?.as_str() {
        "refuse-all" => Sabotage::RefuseAll,
        "skip-binding" => Sabotage::SkipBinding,
        "skip-verifier" => Sabotage::SkipVerifier,
        _ => Sabotage::AcceptAll,
    })
}
