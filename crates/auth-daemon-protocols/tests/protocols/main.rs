//! The codec, by topic.
mod attacks;
mod client;
mod exchanges;
mod limits;
mod live;
mod mangled;
mod promises;
mod round_trip;
mod sasl;
mod saslauthd;
mod script;
mod server;
mod support;
mod transcripts;
mod user;
