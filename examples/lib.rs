//! Embeddings of the family, each as small as it can be:
//!
//! - `cargo run -p examples --example imap`: both ends of an IMAP login on tokio, with an asynchronous directory
//! - `cargo run -p examples --example custom-mechanism`: a mechanism of one's own, with a question of its own
