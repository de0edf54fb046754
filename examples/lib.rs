//! Embeddings of the family, each as small as it can be:
//!
//! - `cargo run -p examples --example imap`: both ends of an IMAP login on tokio, with an asynchronous directory
//! - `cargo run -p examples --example custom-mechanism`: a mechanism of one's own, with a question of its own
//!
//! And the code of `docs/guide`, which runs with the tests.
#[cfg(doctest)]
mod guide {
    #[doc = include_str!("../docs/guide/server.md")]
    mod server {}
    #[doc = include_str!("../docs/guide/client.md")]
    mod client {}
    #[doc = include_str!("../docs/guide/mechanism.md")]
    mod mechanism {}
}
