//! Lines over a socket.
use countersign::mail::limits;
use std::{
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};
use zeroize::Zeroizing;

/// Whoever says nothing for so long has gone.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Wire(BufReader<TcpStream>);

impl Wire {
    pub(crate) fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self(BufReader::new(stream)))
    }

    /// A line without its CRLF, which may hold a password. One that does not end where it has to is the connection's end:
    /// whatever came behind it must not be taken for the next.
    pub(crate) fn read(&mut self) -> io::Result<Zeroizing<Vec<u8>>> {
        const MOST: usize = limits::RESPONSE_LINE + 2;
        // With room from the beginning, so that nothing is left behind where it grows.
        let mut line = Zeroizing::new(Vec::with_capacity(MOST));
        self.0.by_ref().take(MOST as u64).read_until(b'\n', &mut line)?;
        let length = line.strip_suffix(b"\r\n").ok_or(io::ErrorKind::InvalidData)?.len();
        line.truncate(length);
        Ok(line)
    }

    pub(crate) fn write(&mut self, line: &str) -> io::Result<()> {
        self.0.get_mut().write_all(line.as_bytes())
    }
}
