//! Ways for a server to be wrong, so that it can be seen that `demo` notices each of them.
//!
//! Only a build with the feature `sabotage`, which is the project's own, has any; there the variable
//! `COUNTERSIGN_SABOTAGE` chooses one.

/// What the server does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "sabotage"),
    expect(dead_code, reason = "a server that is right has no use for them")
)]
pub(super) enum Sabotage {
    /// It lets everybody in.
    AcceptAll,
    /// It lets nobody in.
    RefuseAll,
    /// It lets those in who are at the end of another channel.
    SkipBinding,
    /// It does not prove itself.
    SkipVerifier,
}

/// Nothing.
#[cfg(not(feature = "sabotage"))]
pub(super) fn chosen() -> Option<Sabotage> {
    None
}

/// What the variable says; a word that is none of these is nobody's wish, so it is the worst.
#[cfg(feature = "sabotage")]
pub(super) fn chosen() -> Option<Sabotage> {
    Some(match std::env::var("COUNTERSIGN_SABOTAGE").ok()?.as_str() {
        "refuse-all" => Sabotage::RefuseAll,
        "skip-binding" => Sabotage::SkipBinding,
        "skip-verifier" => Sabotage::SkipVerifier,
        _ => Sabotage::AcceptAll,
    })
}
