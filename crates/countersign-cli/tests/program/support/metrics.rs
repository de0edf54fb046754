//! Metrics of a server with `--metrics`.
use super::Serve;
use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
};

/// Returns the response at this path.
#[track_caller]
pub(crate) fn scrape(serve: &Serve, path: &str) -> String {
    let address = serve.first_line["metrics"].as_str().expect("an address");
    let mut stream = TcpStream::connect(address).expect("a connection");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("a request");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("an answer");
    text
}

/// Returns the value of this line, if it exists.
#[track_caller]
pub(crate) fn metric(serve: &Serve, line: &str) -> Option<f64> {
    value(&scrape(serve, "/metrics"), line)
}

/// Returns the value of this line in a text.
pub(crate) fn value(text: &str, line: &str) -> Option<f64> {
    let rest = text.lines().find_map(|candidate| candidate.strip_prefix(line)?.strip_prefix(' '))?;
    rest.trim().parse().ok()
}
