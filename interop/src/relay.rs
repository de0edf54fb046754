//! A mail server that accepts and discards everything, as the destination of Dovecot's submission.
use std::{
    io::{self, BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    thread,
};

/// Starts it and returns its port. It runs as long as the harness.
pub(crate) fn start() -> Result<u16, String> {
    let socket = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    let port = socket.local_addr().map_err(|error| error.to_string())?.port();
    thread::spawn(move || {
        for stream in socket.incoming().flatten() {
            // An error of a disconnected client is ignored.
            thread::spawn(move || drop(talk(&stream)));
        }
    });
    Ok(port)
}

fn talk(stream: &TcpStream) -> io::Result<()> {
    let mut out = stream;
    out.write_all(b"220 relay ESMTP\r\n")?;
    for line in BufReader::new(stream).lines() {
        let line = line?.to_ascii_uppercase();
        let reply = match line.split(' ').next() {
            Some("EHLO") => "250-relay\r\n250 8BITMIME\r\n",
            Some("QUIT") => return out.write_all(b"221 2.0.0 bye\r\n"),
            _ => "250 2.0.0 ok\r\n",
        };
        out.write_all(reply.as_bytes())?;
    }
    Ok(())
}
