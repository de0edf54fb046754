//! The client: (credentials) → `AwaitFirst` → (work) → `AwaitVerifier`.
mod await_first;
mod await_verifier;
mod credentials;

pub(crate) use credentials::start;
