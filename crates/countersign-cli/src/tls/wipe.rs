//! What rustls leaves of received passwords.
use std::io::{self, Read};
use tokio::net::TcpStream;
use tokio_rustls::TlsStream::{self, Client, Server};

/// Wipes what stays in the buffer that rustls has decrypted a record in. rustls overwrites it with the next record alone,
/// which a client that has just logged in may send in half an hour.
pub(super) fn received(stream: &mut TlsStream<TcpStream>) {
    // It always fails, and nothing has been read.
    let _ = match stream {
        Client(stream) => stream.get_mut().1.read_tls(&mut Nothing),
        Server(stream) => stream.get_mut().1.read_tls(&mut Nothing),
    };
}

/// Reads nothing, and overwrites the room that it is given: all of the buffer but records that are still to be decrypted.
struct Nothing;

impl Read for Nothing {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        room.fill(0);
        // Neither octets nor an end.
        Err(io::ErrorKind::WouldBlock.into())
    }
}
