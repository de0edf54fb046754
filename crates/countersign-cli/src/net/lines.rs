//! Lines of bounded length.
use std::{fmt, io};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use zeroize::{Zeroize, Zeroizing};

/// What the peer has sent up to a line's end.
#[derive(Debug)]
pub(crate) enum Line {
    /// Without its CRLF. It may hold a credential, so it is wiped.
    Text(Zeroizing<Vec<u8>>),
    /// Longer than the limit; it has been read to its CRLF and thrown away.
    TooLong,
    /// It ended in LF alone, which can smuggle a command past a relay.
    BareLf,
}

/// The error for a line that is given up before its end.
#[derive(Debug)]
pub(crate) struct Endless;

impl fmt::Display for Endless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a line has no end")
    }
}

impl std::error::Error for Endless {}

/// Reads lines and octets, writes octets. Nothing is read before it is asked for but what one read brings along.
pub(crate) struct Lines<S> {
    stream: S,
    buffer: Zeroizing<Vec<u8>>,
}

/// What one read brings at the most.
const CHUNK: usize = 8192;
/// How much of a line beyond its limit, or of what comes after the end, is thrown away before the connection is
/// given up.
const DISCARD: usize = 1 << 20;

impl<S: AsyncRead + AsyncWrite + Unpin> Lines<S> {
    pub(crate) fn new(stream: S) -> Self {
        Self { stream, buffer: Zeroizing::default() }
    }

    /// The stream alone: what was read ahead is thrown away, so that nothing sent before a TLS handshake is taken
    /// for something sent after it (CVE-2011-0411).
    pub(crate) fn into_stream(self) -> S {
        self.stream
    }

    /// The next line, `None` at the end of the stream. Dropping the future loses nothing.
    pub(crate) async fn read(&mut self, limit: usize) -> io::Result<Option<Line>> {
        let mut discarded = 0_usize;
        let mut before = None;
        loop {
            if let Some(end) = self.buffer.iter().position(|octet| *octet == b'\n') {
                let mut line = self.take(end.saturating_add(1));
                line.pop();
                return Ok(Some(match line.pop().or(before) {
                    Some(b'\r') if discarded > 0 || end > limit.saturating_add(1) => Line::TooLong,
                    Some(b'\r') => Line::Text(line),
                    _ => Line::BareLf,
                }));
            }
            if self.buffer.len() > limit.saturating_add(1) {
                discarded = discarded.saturating_add(self.buffer.len());
                before = self.take(self.buffer.len()).last().copied();
                if discarded > limit.saturating_add(DISCARD) {
                    return Err(io::Error::other(Endless));
                }
            }
            if self.fill().await? == 0 {
                return Ok(None);
            }
        }
    }

    /// Exactly so many octets, after which the stream goes on in lines; `None` if it ends before.
    pub(crate) async fn read_exact(&mut self, count: usize) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
        while self.buffer.len() < count {
            if self.fill().await? == 0 {
                return Ok(None);
            }
        }
        Ok(Some(self.take(count)))
    }

    pub(crate) async fn write(&mut self, octets: &[u8]) -> io::Result<()> {
        self.stream.write_all(octets).await?;
        self.stream.flush().await
    }

    /// Say goodbye to TLS and TCP. What the peer has sent meanwhile is read and thrown away: left unread, it would
    /// make the system reset the connection, and the last words would be lost with it.
    pub(crate) async fn close(mut self) {
        // The peer may be gone already.
        let _ = self.stream.shutdown().await;
        let mut chunk = Zeroizing::new([0; CHUNK]);
        let mut discarded = 0_usize;
        while discarded < DISCARD {
            match self.stream.read(chunk.as_mut_slice()).await {
                Ok(count @ 1..) => discarded = discarded.saturating_add(count),
                _ => return,
            }
        }
    }

    async fn fill(&mut self) -> io::Result<usize> {
        let mut chunk = Zeroizing::new([0; CHUNK]);
        let count = self.stream.read(chunk.as_mut_slice()).await?;
        let needed = self.buffer.len().saturating_add(count);
        if needed > self.buffer.capacity() {
            // Grown by hand, so that no copy of a credential is left behind.
            let mut larger = Zeroizing::new(Vec::with_capacity(needed.saturating_mul(2)));
            larger.extend_from_slice(&self.buffer);
            self.buffer = larger;
        }
        self.buffer.extend_from_slice(chunk.get(..count).unwrap_or_default());
        Ok(count)
    }

    /// Cut the first octets off the buffer.
    fn take(&mut self, count: usize) -> Zeroizing<Vec<u8>> {
        let count = count.min(self.buffer.len());
        let taken = Zeroizing::new(self.buffer.get(..count).unwrap_or_default().to_vec());
        self.buffer.copy_within(count.., 0);
        let left = self.buffer.len().saturating_sub(count);
        self.buffer.get_mut(left..).unwrap_or_default().zeroize();
        self.buffer.truncate(left);
        taken
    }
}
