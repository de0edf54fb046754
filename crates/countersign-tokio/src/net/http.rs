//! HTTP requests, which a browser can be made to send to any port (ALPACA, and forms that post to mail servers).
use std::{fmt, io};

/// The beginnings of a request.
const METHODS: [&[u8]; 10] = [
    b"GET ",
    b"POST ",
    b"HEAD ",
    b"PUT ",
    b"OPTIONS ",
    b"CONNECT ",
    b"DELETE ",
    b"PATCH ",
    b"TRACE ",
    // HTTP/2: `PRI * HTTP/2.0`.
    b"PRI ",
];

/// The error for a connection that begins with an HTTP request.
#[derive(Debug)]
pub struct Http;

impl fmt::Display for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an HTTP request")
    }
}

impl std::error::Error for Http {}

/// Checks the first octets of a connection.
pub(super) fn refuse(octets: &[u8]) -> io::Result<()> {
    let is_request = METHODS.iter().any(|method| octets.starts_with(method));
    if is_request { Err(io::Error::other(Http)) } else { Ok(()) }
}
