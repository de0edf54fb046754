//! An IMAP server with accounts in SQLite: passwords, app passwords, TLS client keys, revocation, rate limits and an
//! audit log. `countersign account add NAME --data FOLDER` adds an account, then
//! `cargo run -p examples --example accounts -- FOLDER` serves it.
use countersign::{
    Recipe, Security, authenticate, entropy,
    mail::{InvalidState, Protocol, Reason, begin, imap},
    sasl::{Profile, server::Connection},
};
use countersign_accounts::{Client, Folder, LoginService, Outcome, SessionToken};
use countersign_limits::{Figures, Limits};
use countersign_tokio::net::{Challenges, Line, Lines, Stream};
use countersign_tokio::tls::{Acceptor, Identity, Stack};
use std::{error::Error, net::IpAddr, sync::Arc};
use tokio::{net::TcpListener, time::sleep};

type Failed = Box<dyn Error + Send + Sync>;

async fn serve(
    service: &LoginService,
    acceptor: &Acceptor,
    stream: Stream,
    remote: IpAddr,
) -> Result<(), Failed> {
    let Some(guard) = service.guard(remote) else { return Ok(()) };
    let (mut key, mut line, mut tls) = (None, Connection::new(Profile::MAIL, Security::Clear), "none");
    if let Stream::Tls(stream) = &stream {
        (key, tls) = (service.identify(&stream.client_key()?, remote).await?, "implicit");
        line = Connection::new(Profile::MAIL, Security::Verified)
            .with_bindings(stream.bindings(acceptor.end_point()));
        line = key.iter().fold(line, |line, key| line.with_external(key.external()));
    }
    let (offer, client) = (service.offer(&line), Client { protocol: "imap", remote, tls, key: key.as_ref() });
    let capability = format!("CAPABILITY IMAP4rev1 {}", imap::capability::auth_words(offer.names()));
    let mut lines = Lines::new(stream);
    lines.write(format!("* OK [{capability}] ready\r\n").as_bytes()).await?;
    let (mut session, mut logged_in) = (SessionToken::lasting(), false);
    loop {
        let text = tokio::select! {
            () = session.ended() => return Ok(lines.write(b"* BYE The account has changed\r\n").await?),
            read = lines.read(65_536) => match read? { Some(Line::Text(text)) => text, _ => return Ok(()) },
        };
        let words: Vec<&str> = str::from_utf8(&text)?.split(' ').collect();
        let reply = match words[..] {
            [tag, "CAPABILITY"] => format!("* {capability}\r\n{tag} OK done\r\n"),
            [tag, "LOGOUT"] => {
                return Ok(lines.write(format!("* BYE\r\n{tag} OK done\r\n").as_bytes()).await?);
            }
            [tag, "AUTHENTICATE", ..] if logged_in => imap::server::reply(InvalidState::LoggedIn).line(tag),
            [tag, "AUTHENTICATE", name, ref initial @ ..] => {
                let initial = initial.first().map(|initial| initial.as_bytes());
                let step = begin(&offer, name.as_bytes(), initial, entropy()?);
                match (step, service.login(&guard, client, name)) {
                    (Err(reason), _) => imap::server::reply(reason).line(tag),
                    (_, None) => imap::server::reply(Reason::Unavailable).line(tag),
                    (Ok(step), Some(login)) => {
                        let mut wire = Challenges(&mut lines, imap::server::challenge);
                        let result = authenticate(step, &login, &mut wire).await;
                        match login.finish(result).await? {
                            Outcome::LoggedIn { session: token, .. } => {
                                (session, logged_in) = (token, true);
                                imap::server::success(tag, None)
                            }
                            Outcome::Rejected { reason, delay } => {
                                sleep(delay).await;
                                imap::server::reply(reason).line(tag)
                            }
                        }
                    }
                }
            }
            [tag, ..] => format!("{tag} BAD unknown command\r\n"),
            [] => return Ok(()),
        };
        lines.write(reply.as_bytes()).await?;
    }
}

#[tokio::main]
async fn main() -> Result<(), Failed> {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: accounts FOLDER");
        return Ok(());
    };
    let limits = Limits::new(Figures::default());
    let service = Arc::new(LoginService::open(Folder::new(folder), Recipe::default(), limits).await?);
    let acceptor = Acceptor::new(Stack::Rustls, Identity::make()?.0, 0)?;
    let listener = TcpListener::bind("127.0.0.1:9930").await?;
    loop {
        let (stream, from) = listener.accept().await?;
        let (service, acceptor) = (Arc::clone(&service), acceptor.clone());
        tokio::spawn(async move {
            let stream = Stream::Tls(acceptor.accept(Protocol::Imap, stream).await?);
            serve(&service, &acceptor, stream, from.ip()).await
        });
    }
}

#[cfg(test)]
#[path = "accounts_tests.rs"]
mod tests;
