//! An IMAP server's login. What is not SASL is left out: a real server reads its commands with a parser.
use countersign::{
    Step,
    core::{
        Server,
        server::{Ask, Offer, Rejection, Verdict},
    },
    mail::{Reason, imap, limits, line},
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

/// Read one AUTHENTICATE command, run it, tell the verdict. `None`: it could not begin.
pub(crate) async fn serve(
    wire: &mut Line<impl AsyncRead + AsyncWrite + Unpin>,
    directory: &Directory,
    offer: &Offer,
) -> io::Result<Option<Verdict>> {
    let command = wire.read().await?;
    let mut words = command.split(' ');
    let (tag, name) = (words.next().unwrap_or_default(), words.nth(1).unwrap_or_default());
    let initial = words.next().map(str::as_bytes);
    let step = match begin(offer, name, initial) {
        Ok(step) => step,
        // Nothing has begun, and the client is told why.
        Err(reason) => {
            wire.write(&imap::server::reply(reason).line(tag)).await?;
            return Ok(None);
        }
    };
    let verdict = authenticate(wire, directory, step).await?;
    let reply = match &verdict {
        Verdict::Accepted(_) => imap::server::success(tag, None),
        Verdict::Rejected(rejected) => imap::server::reply(rejected.reason()).line(tag),
    };
    wire.write(&reply).await?;
    Ok(Some(verdict))
}

fn begin(offer: &Offer, name: &str, initial: Option<&[u8]>) -> Result<Step<Server>, Reason> {
    let limit = limits::response_line(offer.max_message());
    let initial = line::read_initial(initial, limit)?;
    let entropy = countersign::entropy().map_err(|_| Rejection::Unavailable)?;
    Ok(offer.start(name, initial.as_deref(), entropy)?)
}
