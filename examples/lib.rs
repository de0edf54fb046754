//! Minimal embeddings of this project; `README.md` has a table of their purposes.
//!
//! The code of the README and of `docs/guide` runs with the tests of this crate.
pub mod shared;

#[cfg(doctest)]
mod guide {
    #[doc = include_str!("../README.md")]
    mod readme {}
    #[doc = include_str!("../docs/guide/server.md")]
    mod server {}
    #[doc = include_str!("../docs/guide/client.md")]
    mod client {}
    #[doc = include_str!("../docs/guide/mechanism.md")]
    mod mechanism {}
    #[doc = include_str!("../docs/bindings.md")]
    mod bindings {}
    #[doc = include_str!("../docs/from-rsasl.md")]
    mod from_rsasl {}
}
