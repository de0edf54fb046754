//! The login of an IMAP server. Everything except SASL is omitted: a real server has a parser for commands.
use countersign::{
    authenticate,
    mail::{self, imap},
    sasl::server::{Offer, Verdict},
};
use examples::shared::{Accounts, Challenges, Line};
use std::io;
use tokio::io::{AsyncRead, AsyncWrite};

/// Reads one AUTHENTICATE command, runs it, and writes the verdict. Returns `None` if no exchange could start.
pub(crate) async fn serve(
    wire: &mut Line<impl AsyncRead + AsyncWrite + Unpin + Send>,
    accounts: &Accounts,
    offer: &Offer,
) -> io::Result<Option<Verdict>> {
    let command = wire.read().await?;
    let mut words = command.split(' ');
    let (tag, name) = (words.next().unwrap_or_default(), words.nth(1).unwrap_or_default());
    let initial = words.next().map(str::as_bytes);
    let entropy = countersign::entropy().map_err(io::Error::other)?;
    let step = match mail::begin(offer, name.as_bytes(), initial, entropy) {
        Ok(step) => step,
        // No exchange has started, and the reply contains the reason.
        Err(reason) => {
            wire.write(&imap::server::reply(reason).line(tag)).await?;
            return Ok(None);
        }
    };
    let verdict = authenticate(step, accounts, &mut Challenges(wire, imap::server::challenge)).await?;
    let reply = match &verdict {
        Verdict::Accepted(_) => imap::server::success(tag, None),
        Verdict::Rejected(rejected) => imap::server::reply(rejected.reason()).line(tag),
    };
    wire.write(&reply).await?;
    Ok(Some(verdict))
}
