//! The result of an exchange.
use sasl_core::{client::Authenticated, server::Accepted};

#[derive(Default)]
pub struct Played {
    pub client: Option<Authenticated>,
    pub server: Option<Accepted>,
    /// The server has authenticated a client, and has proved itself to that peer if the mechanism supports it.
    pub authorized: bool,
    pub plus_offered: bool,
    /// The mechanism that the client chose from the list that it received.
    pub chosen: Option<&'static str>,
    pub client_sent: Vec<Vec<u8>>,
    pub server_heard: Vec<Vec<u8>>,
    pub server_sent: Vec<Vec<u8>>,
    pub client_heard: Vec<Vec<u8>>,
    /// The tokens that the issuer was asked about.
    pub tokens: Vec<String>,
    /// The passwords that were checked, and their work.
    pub passwords: Vec<String>,
    pub worked: usize,
}
