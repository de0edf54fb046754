//! Lines over a socket.
use countersign::mail::limits;
use std::{
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};
use zeroize::Zeroizing;

/// The timeout of an idle client.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Wire(BufReader<TcpStream>);

impl Wire {
    pub(crate) fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self(BufReader::new(stream)))
    }

    /// Reads a line without its CRLF; it can contain a password. A line that exceeds the limit ends the
    /// connection, because the data after it must not be taken for the next line.
    pub(crate) fn read(&mut self) -> io::Result<Zeroizing<Vec<u8>>> {
        const MOST: usize = limits::RESPONSE_LINE + 2;
        // Allocated with full capacity, so that growth leaves no copy in memory.
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
