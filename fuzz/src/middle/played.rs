//! What came of an exchange.
use sasl_core::{client::Authenticated, server::Accepted};

#[derive(Default)]
pub struct Played {
    pub client: Option<Authenticated>,
    pub server: Option<Accepted>,
    /// The server has been convinced of somebody, and so has proved itself to whoever is there if its mechanism does.
    pub authorized: bool,
    pub plus_offered: bool,
    /// A list as the client has heard it had something for it.
    pub chosen: Option<&'static str>,
    pub client_sent: Vec<Vec<u8>>,
    pub server_heard: Vec<Vec<u8>>,
    pub server_sent: Vec<Vec<u8>>,
    pub client_heard: Vec<Vec<u8>>,
    /// The issuer was asked about these.
    pub tokens: Vec<String>,
    /// Passwords were asked about, and so many were worked on.
    pub passwords: Vec<String>,
    pub worked: usize,
}
