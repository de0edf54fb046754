//! The client: (credentials) → `AwaitFirst` → (work) → `AwaitVerifier`.
mod await_first;
mod await_verifier;
mod credentials;
mod login;
mod refused;

pub(crate) use credentials::start;
