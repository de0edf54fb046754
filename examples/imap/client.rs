//! The login of an IMAP client. It answers questions and computes where it may block.
use countersign::{
    Secret, Step,
    drive::{ClientAction, turn},
    mail::{
        Answer,
        imap::{
            capability::Capabilities,
            client::{self, ServerResponse},
        },
        line,
    },
    sasl::{
        Client,
        client::{Authenticated, Credentials},
    },
};
use examples::shared::Line;
use std::{error::Error, io, ops::Deref};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    task::spawn_blocking,
};

pub(crate) async fn log_in(
    wire: &mut Line<impl AsyncRead + AsyncWrite + Unpin>,
    able: &Capabilities,
    name: &str,
    password: &'static str,
    mut step: Step<Client>,
) -> Result<Authenticated, Box<dyn Error>> {
    let mut name = Some(name);
    // The loop from a step to the server's proof and success.
    loop {
        let amy = move || Credentials::new("amy", Secret::new(password));
        let (message, then) = match spawn_blocking(move || turn(step, amy)).await?? {
            ClientAction::Send(message, then) => (message, then),
            ClientAction::Done(authenticated) => return Ok(authenticated),
        };
        let (line, held) = match name.take() {
            Some(name) => {
                client::authenticate("a1", name, message.as_deref(), able).map(|c| (c.line, c.deferred))?
            }
            None => (line::response(&message.unwrap_or_default()), None),
        };
        step = exchange(wire, &line, held).await?.deliver_to(then)?;
    }
    // The end of the loop.
}

/// Sends a line and reads the answer. Untagged responses before it are skipped. The empty challenge of a server
/// without SASL-IR is answered with the deferred first message.
async fn exchange(
    wire: &mut Line<impl AsyncRead + AsyncWrite + Unpin>,
    line: &str,
    mut held: Option<impl Deref<Target = String>>,
) -> io::Result<Answer<ServerResponse>> {
    wire.write(line).await?;
    loop {
        match (client::read("a1", wire.read().await?.as_bytes()), held.take()) {
            (Answer::Incomplete, still) => held = still,
            (Answer::Challenge(empty), Some(line)) if empty.is_empty() => wire.write(&line).await?,
            // Success without data.
            (Answer::Success(..), Some(_)) => return Ok(Answer::ProtocolError),
            (answer, _) => return Ok(answer),
        }
    }
}
