//! The messages of PostgreSQL's protocol version 3.0: a type, a length and a body. Only the part that a login
//! needs.
use std::io;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

/// The maximum length of a message before the login.
const LONGEST: u32 = 65_536;
/// The request for TLS, in place of a version.
pub(crate) const SSL_REQUEST: u32 = 80_877_103;
pub(crate) const VERSION: u32 = 3 << 16;

/// Reads a message: its type and its body.
pub(crate) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<(u8, Vec<u8>)> {
    let kind = stream.read_u8().await?;
    Ok((kind, read_body(stream).await?))
}

/// Reads a body. The first messages of a client have no type.
pub(crate) async fn read_body(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<u8>> {
    let length = stream.read_u32().await?.checked_sub(4).filter(|length| *length <= LONGEST);
    let length = length.and_then(|length| usize::try_from(length).ok()).ok_or(io::ErrorKind::InvalidData)?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    Ok(body)
}

pub(crate) async fn write(stream: &mut (impl AsyncWrite + Unpin), kind: u8, body: &[u8]) -> io::Result<()> {
    stream.write_all(&[&[kind], framed(body)?.as_slice()].concat()).await?;
    stream.flush().await
}

/// Writes a message without a type.
pub(crate) fn framed(body: &[u8]) -> io::Result<Vec<u8>> {
    let length = u32::try_from(body.len() + 4).map_err(io::Error::other)?;
    Ok([&length.to_be_bytes()[..], body].concat())
}

/// Splits at a NUL: the text before it and the rest.
pub(crate) fn text(octets: &[u8]) -> io::Result<(&str, &[u8])> {
    let end = octets.iter().position(|octet| *octet == 0).ok_or(io::ErrorKind::InvalidData)?;
    let (text, rest) = octets.split_at(end);
    Ok((std::str::from_utf8(text).map_err(io::Error::other)?, &rest[1..]))
}

/// Splits off a number.
pub(crate) fn number(octets: &[u8]) -> io::Result<(u32, &[u8])> {
    let (number, rest) = octets.split_first_chunk().ok_or(io::ErrorKind::InvalidData)?;
    Ok((u32::from_be_bytes(*number), rest))
}
