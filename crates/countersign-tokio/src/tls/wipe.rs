//! Passwords left in memory by rustls.
use std::io::{self, Read};
use tokio::net::TcpStream;
use tokio_rustls::TlsStream::{self, Client, Server};

/// Wipes what remains in the buffer in which rustls has decrypted a record. rustls overwrites it only with the next record,
/// which a client may send half an hour after its login.
pub(super) fn received(stream: &mut TlsStream<TcpStream>) {
    // It always fails, and nothing was read.
    let _ = match stream {
        Client(stream) => stream.get_mut().1.read_tls(&mut Nothing),
        Server(stream) => stream.get_mut().1.read_tls(&mut Nothing),
    };
}

/// Reads nothing, and overwrites the room that it is given: all of the buffer except records that are not decrypted yet.
struct Nothing;

impl Read for Nothing {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        room.fill(0);
        // Neither octets nor an end.
        Err(io::ErrorKind::WouldBlock.into())
    }
}
