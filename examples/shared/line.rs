//! Lines over a stream, minimal for an example: without timeouts.
use countersign::{
    Wire,
    drive::Response,
    mail::{limits, line},
};
use std::io;
use tokio::io::{
    AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader,
};

/// The maximum length of a line, longer than any in a login.
const LIMIT: u64 = 16_384;

/// A stream of lines.
pub struct Line<S>(BufReader<S>);

impl<S: AsyncRead + AsyncWrite + Unpin> Line<S> {
    /// Creates a reader of lines on this stream.
    pub fn new(stream: S) -> Self {
        Self(BufReader::new(stream))
    }

    /// Reads the next line without its end.
    ///
    /// # Errors
    /// The error of the stream, or one for an incomplete line or one of more than 16384 octets.
    pub async fn read(&mut self) -> io::Result<String> {
        let mut line = String::new();
        (&mut self.0).take(LIMIT).read_line(&mut line).await?;
        let whole = line.strip_suffix('\n').ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(whole.strip_suffix('\r').unwrap_or(whole).into())
    }

    /// Writes these octets and flushes.
    ///
    /// # Errors
    /// The error of the stream.
    pub async fn write(&mut self, line: &str) -> io::Result<()> {
        self.0.write_all(line.as_bytes()).await?;
        self.0.flush().await
    }

    /// Returns the stream, to start TLS on it or to read on by other means.
    ///
    /// # Errors
    /// If further data from the peer has already arrived. Before TLS it would be treated as if it came inside TLS,
    /// although an attacker can have injected it (CVE-2021-33515, CVE-2011-0411).
    pub fn into_inner(self) -> io::Result<S> {
        if self.0.buffer().is_empty() {
            Ok(self.0.into_inner())
        } else {
            Err(io::Error::new(io::ErrorKind::InvalidData, "more was said than belongs there"))
        }
    }

    /// Returns the underlying stream.
    pub fn get_ref(&self) -> &S {
        self.0.get_ref()
    }
}

/// The challenges of a mail protocol, with the function that formats them, and the lines that answer them.
pub struct Challenges<'a, S>(pub &'a mut Line<S>, pub fn(&[u8]) -> String);

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Wire for Challenges<'_, S> {
    type Error = io::Error;

    async fn challenge(&mut self, challenge: &[u8], max_message: usize) -> io::Result<Response> {
        let Self(wire, write) = self;
        wire.write(&write(challenge)).await?;
        let line = wire.read().await?;
        Ok(line::Line::read(line.as_bytes(), limits::response_line(max_message)).into())
    }
}
