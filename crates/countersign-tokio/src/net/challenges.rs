//! The exchange of a login over lines.
use super::lines::{Line, Lines};
use countersign::{
    Wire,
    drive::Response,
    mail::{limits, line},
};
use std::io;
use tokio::io::{AsyncRead, AsyncWrite};

/// A [`Wire`] over lines: the challenges of a mail protocol, written by this function, and the lines that answer them.
///
/// It has no timeout: a caller of [`countersign::authenticate`] bounds each read, and returns an error of the wire when it is late.
/// ManageSieve sends strings and literals instead of lines, so it needs a wire of its own.
#[derive(Debug)]
pub struct Challenges<'a, S>(pub &'a mut Lines<S>, pub fn(&[u8]) -> String);

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Wire for Challenges<'_, S> {
    type Error = io::Error;

    async fn challenge(&mut self, challenge: &[u8], max_message: usize) -> io::Result<Response> {
        let Self(lines, write) = self;
        lines.write(write(challenge).as_bytes()).await?;
        let limit = limits::response_line(max_message);
        match lines.read(limit).await? {
            Some(Line::Text(text)) => Ok(line::Line::read(&text, limit).into()),
            Some(Line::TooLong(_)) => Ok(Response::TooLong),
            Some(Line::BareLf(_)) => Ok(Response::Undecodable),
            None => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}
