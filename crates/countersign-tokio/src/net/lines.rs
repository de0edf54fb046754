//! Lines of bounded length.
use super::http;
use std::{fmt, io};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use zeroize::{Zeroize, Zeroizing};

/// The peer's input up to a line end.
#[derive(Debug)]
pub enum Line {
    /// Without CRLF. It may contain a credential, so it is wiped.
    Text(Zeroizing<Vec<u8>>),
    /// Longer than the limit; it was read to its CRLF and discarded.
    TooLong(Ending),
    /// It ended in a bare LF, which can smuggle a command past a relay.
    BareLf(Ending),
}

/// How a discarded line ended: whether it may have announced a literal, whose octets are not lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Anything else.
    Other,
    /// `}`: the client may wait for a continuation request.
    Brace,
    /// `+}`: the octets of the literal follow at once.
    PlusBrace,
}

impl Ending {
    /// Returns the ending, from the last octets before the line end.
    fn of(last: &[u8]) -> Self {
        match last {
            [.., b'+', b'}'] => Self::PlusBrace,
            [.., b'}'] => Self::Brace,
            _ => Self::Other,
        }
    }
}

/// The error for a line that was given up before its end.
#[derive(Debug)]
pub struct Endless;

impl fmt::Display for Endless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("line too long")
    }
}

impl std::error::Error for Endless {}

/// Reads lines and octets, writes octets. It reads ahead at most what one read returns.
#[derive(Debug)]
pub struct Lines<S> {
    stream: S,
    buffer: Zeroizing<Vec<u8>>,
    /// The first line is still to come, and must not be an HTTP request.
    refuses_http: bool,
}

/// How much of the end of a discarded line is kept: a literal's `+}` and the CR.
const TAIL: usize = 3;
/// The largest size of one read.
const CHUNK: usize = 8192;
/// How much of a line beyond its limit, or of input after the end, is discarded before the connection is given up.
const DISCARD: usize = 1 << 20;

impl<S: AsyncRead + AsyncWrite + Unpin> Lines<S> {
    /// Reads lines from this stream, and writes to it.
    pub fn new(stream: S) -> Self {
        Self { stream, buffer: Zeroizing::default(), refuses_http: false }
    }

    /// Returns an error for a first line that is an HTTP request: a browser was directed here.
    pub fn refusing_http(self) -> Self {
        Self { refuses_http: true, ..self }
    }

    /// Returns the stream and discards what was read ahead, so that input from before a TLS handshake is not taken for input
    /// from after it (CVE-2011-0411).
    pub fn into_stream(self) -> S {
        self.stream
    }

    /// Reads the next line; `None` at the end of the stream. Dropping the future loses nothing.
    pub async fn read(&mut self, limit: usize) -> io::Result<Option<Line>> {
        let mut discarded = 0_usize;
        let mut before = Zeroizing::new(Vec::new());
        loop {
            let end = self.buffer.iter().position(|octet| *octet == b'\n');
            let is_over = self.buffer.len() > limit.saturating_add(1);
            if (end.is_some() || is_over) && std::mem::take(&mut self.refuses_http) {
                http::refuse(&self.buffer)?;
            }
            if let Some(end) = end {
                let mut line = self.take(end.saturating_add(1));
                line.pop();
                if discarded == 0 && end <= limit.saturating_add(1) && line.last() == Some(&b'\r') {
                    line.pop();
                    return Ok(Some(Line::Text(line)));
                }
                let whole = tail(&before, &line);
                return Ok(Some(match whole.strip_suffix(b"\r") {
                    Some(rest) => Line::TooLong(Ending::of(rest)),
                    None => Line::BareLf(Ending::of(&whole)),
                }));
            }
            if is_over {
                discarded = discarded.saturating_add(self.buffer.len());
                let taken = self.take(self.buffer.len());
                before = tail(&before, &taken);
                if discarded > limit.saturating_add(DISCARD) {
                    return Err(io::Error::other(Endless));
                }
            }
            if self.fill().await? == 0 {
                return Ok(None);
            }
        }
    }

    /// Reads exactly this many octets, after which lines follow; `None` if the stream ends before.
    pub async fn read_exact(&mut self, count: usize) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
        while self.buffer.len() < count {
            if self.fill().await? == 0 {
                return Ok(None);
            }
        }
        Ok(Some(self.take(count)))
    }

    /// Writes octets, and flushes them.
    pub async fn write(&mut self, octets: &[u8]) -> io::Result<()> {
        self.stream.write_all(octets).await?;
        self.stream.flush().await
    }

    /// Closes TLS and TCP. Pending input is read and discarded: otherwise the system would reset the connection, and the
    /// farewell would be lost.
    pub async fn close(mut self) {
        // The peer may have disconnected already.
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
            // Grown by hand, so that no copy of a credential remains.
            let mut larger = Zeroizing::new(Vec::with_capacity(needed.saturating_mul(2)));
            larger.extend_from_slice(&self.buffer);
            self.buffer = larger;
        }
        self.buffer.extend_from_slice(chunk.get(..count).unwrap_or_default());
        Ok(count)
    }

    /// Takes the first octets from the buffer.
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

/// Returns the last octets of two parts of a line.
fn tail(before: &[u8], after: &[u8]) -> Zeroizing<Vec<u8>> {
    let after = after.get(after.len().saturating_sub(TAIL)..).unwrap_or_default();
    let mut whole = Zeroizing::new(Vec::with_capacity(TAIL.saturating_mul(2)));
    whole.extend_from_slice(before);
    whole.extend_from_slice(after);
    let beyond = whole.len().saturating_sub(TAIL);
    whole.copy_within(beyond.., 0);
    whole.truncate(TAIL);
    whole
}

#[cfg(test)]
mod tests {
    use super::{Ending, Line, Lines};
    use std::io;

    async fn first(octets: &[u8], limit: usize) -> io::Result<Option<Line>> {
        let (near, mut far) = tokio::io::duplex(1 << 20);
        tokio::io::AsyncWriteExt::write_all(&mut far, octets).await.expect("room");
        drop(far);
        Lines::new(near).read(limit).await
    }

    #[tokio::test]
    async fn a174_the_end_of_a_line_that_is_thrown_away_is_known() {
        for length in [10, 11, 12, 20, 8_189, 8_190, 8_191, 8_192, 8_193, 20_000] {
            for (ending, expected) in [
                ("{5+}", Ending::PlusBrace),
                ("{5}", Ending::Brace),
                ("+", Ending::Other),
                ("}x", Ending::Other),
            ] {
                let line = format!("{}{ending}", "x".repeat(length));
                let long = first(format!("{line}\r\n").as_bytes(), 8).await.expect("a line");
                assert!(matches!(long, Some(Line::TooLong(found)) if found == expected), "{length} {long:?}");
                let bare = first(format!("{line}\n").as_bytes(), 30_000).await.expect("a line");
                assert!(matches!(bare, Some(Line::BareLf(found)) if found == expected), "{length} {bare:?}");
            }
        }
        assert!(matches!(first(b"\n", 8).await, Ok(Some(Line::BareLf(Ending::Other)))));
        assert!(matches!(first(b"\r\n", 8).await, Ok(Some(Line::Text(line))) if line.is_empty()));
    }
}
