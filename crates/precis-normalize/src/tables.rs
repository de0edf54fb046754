//! Generated data. `cargo run -p precis-tables` writes these files, `-- --check` compares them.

#[rustfmt::skip]
pub(crate) mod class;
#[rustfmt::skip]
pub(crate) mod composition;
#[rustfmt::skip]
pub(crate) mod decomposition;
#[cfg(feature = "saslprep")]
#[rustfmt::skip]
pub(crate) mod rfc3454;
#[rustfmt::skip]
pub(crate) mod width;
