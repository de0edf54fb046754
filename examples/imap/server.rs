//! An IMAP server's login. What is not SASL is left out: a real server reads its commands with a parser.
use countersign::{
    Step,
    core::{
        Server,
        server::{Ask, Offer, Verdict},
    },
    mail::{imap, limits, line},
};
use examples::shared::{Directory, Line};
use std::io;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    task::spawn_blocking,
};

// The loop, from a step to a verdict.
pub(crate) async fn authenticate(
    wire: &mut Line<impl AsyncRead + AsyncWrite + Unpin>,
    directory: &Directory,
    mut step: Step<Server>,
) -> io::Result<Verdict> {
    loop {
        step = match step {
            Step::Send { message, then } => {
                wire.write(&imap::server::challenge(&message)).await?;
                let limit = limits::response_line(then.max_message());
                line::Line::read(wire.read().await?.as_bytes(), limit).hand_to(then)
            }
            Step::Ask(Ask::Lookup(asked)) => match directory.find(asked.user()).await {
                Ok(found) => asked.answer(found),
                Err(_) => asked.unavailable(),
            },
            Step::Ask(Ask::CheckPassword(asked)) => match directory.find(asked.user()).await {
                Ok(found) => asked.against(found),
                Err(_) => asked.unavailable(),
            },
            Step::Ask(Ask::Authorize(asked)) => match directory.may(&asked).await {
                Ok(decision) => asked.answer(decision),
                Err(_) => asked.unavailable(),
            },
            Step::Ask(other) => other.decline(),
            Step::Work(work) => spawn_blocking(|| work.run()).await?,
            Step::Done(verdict) => return Ok(verdict),
        }
    }
}
// The loop's end.

/// Read one AUTHENTICATE command, run it, tell the verdict.
pub(crate) async fn serve(
    wire: &mut Line<impl AsyncRead + AsyncWrite + Unpin>,
    directory: &Directory,
    offer: &Offer,
) -> io::Result<Verdict> {
    let command = wire.read().await?;
    let mut words = command.split(' ');
    let (tag, name) = (words.next().unwrap_or_default(), words.nth(1).unwrap_or_default());
    let initial = words.next().map(str::as_bytes);
    let initial =
        line::read_initial(initial, limits::RESPONSE_LINE).map_err(|_| io::ErrorKind::InvalidData)?;
    let entropy = countersign::entropy().map_err(io::Error::other)?;
    let step = offer.start(name, initial.as_deref(), entropy).map_err(io::Error::other)?;
    let verdict = authenticate(wire, directory, step).await?;
    let reply = match &verdict {
        Verdict::Accepted(_) => imap::server::success(tag, None),
        Verdict::Rejected(rejected) => imap::server::reply(rejected.reason()).line(tag),
    };
    wire.write(&reply).await?;
    Ok(verdict)
}
