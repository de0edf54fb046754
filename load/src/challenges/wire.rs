//! An IMAP client that requests challenges and answers none.
use countersign::mail::base64;
use std::{
    io::{self, BufRead, BufReader, Write},
    net::{SocketAddr, TcpStream},
};

pub struct Wire(BufReader<TcpStream>);

impl Wire {
    /// Connects without TLS, whose time would be added to every measurement.
    pub fn to(server: SocketAddr) -> io::Result<Self> {
        if !server.ip().is_loopback() {
            return Err(io::Error::other("that is another machine"));
        }
        let stream = TcpStream::connect(server)?;
        stream.set_nodelay(true)?;
        let mut wire = Self(BufReader::new(stream));
        wire.line()?;
        Ok(wire)
    }

    /// Returns the line that requests a challenge for this name.
    pub fn first(mechanism: &str, name: &str) -> String {
        let first = base64::encode(format!("n,,n={name},r=fyko+d2lbbFgONRv9qkxdawL").as_bytes());
        format!("t AUTHENTICATE {mechanism} {first}\r\n")
    }

    /// Sends a message and reads the challenge.
    pub fn challenge(&mut self, message: &str) -> io::Result<()> {
        self.0.get_mut().write_all(message.as_bytes())?;
        let line = self.line()?;
        if line.starts_with("+ ") { Ok(()) } else { Err(io::Error::other(line)) }
    }

    pub fn cancel(&mut self) -> io::Result<()> {
        self.0.get_mut().write_all(b"*\r\n")?;
        self.line().map(drop)
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.0.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line)
    }
}
