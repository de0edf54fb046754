//! An IMAP server with accounts in SQLite: passwords, app passwords, TLS client keys, revocation, rate limits and an
//! audit log. `countersign account add NAME --data FOLDER` adds an account, then
//! `cargo run -p examples --example accounts -- FOLDER` serves it.
use countersign::Recipe;
use countersign::mail::{Protocol, imap};
use countersign::sasl::{Profile, Security, server::Connection};
use countersign_accounts::{Folder, LoginConnection, LoginService, Outcome, SessionToken};
use countersign_limits::{Figures, Limits};
use countersign_tokio::net::{Challenges, Line, Lines, Stream};
use countersign_tokio::tls::{Acceptor, Identity, Stack};
use std::{error::Error, sync::Arc, time::Duration};
use tokio::{
    net::TcpListener,
    time::{sleep, timeout},
};

type Failed = Box<dyn Error + Send + Sync>;

async fn serve(
    service: &LoginService,
    acceptor: &Acceptor,
    mut client: LoginConnection<'_>,
    stream: Stream,
) -> Result<(), Failed> {
    let mut line = Connection::new(Profile::MAIL, Security::Clear);
    if let Stream::Tls(tls) = &stream {
        line = Connection::new(Profile::MAIL, Security::Verified);
        line = line.with_bindings(tls.bindings(acceptor.end_point()));
        let key = client
            .tls_started(format!("implicit {}", tls.version().unwrap_or("")), &tls.client_key()?)
            .await?;
        line = key.into_iter().fold(line, Connection::with_external);
    }
    let offer = service.offer(&line);
    let capability = format!("CAPABILITY IMAP4rev1 {}", imap::capability::auth_words(offer.names()));
    let mut lines = Lines::new(stream).refusing_http();
    lines.write(format!("* OK [{capability}] ready\r\n").as_bytes()).await?;
    let mut session = SessionToken::lasting();
    loop {
        let text = tokio::select! {
            biased;
            () = session.ended() => return Ok(lines.write(b"* BYE The account has changed\r\n").await?),
            () = client.evicted() => return Ok(()),
            read = timeout(Duration::from_secs(1800), lines.read(65_536)) => match read?? {
                Some(Line::Text(text)) => text,
                _ => return Ok(()),
            },
        };
        client.record_activity();
        let words: Vec<&str> = str::from_utf8(&text)?.split(' ').collect();
        let reply = match words[..] {
            [tag, "CAPABILITY"] => format!("* {capability}\r\n{tag} OK done\r\n"),
            [tag, "LOGOUT"] => {
                return Ok(lines.write(format!("* BYE\r\n{tag} OK done\r\n").as_bytes()).await?);
            }
            [tag, "AUTHENTICATE", name, ref initial @ ..] => {
                let command = (name.as_bytes(), initial.first().map(|initial| initial.as_bytes()));
                let mut wire = Challenges(&mut lines, imap::server::challenge);
                match client.authenticate(&offer, command, &mut wire).await? {
                    Outcome::LoggedIn { session: token, .. } => {
                        session = token;
                        imap::server::success(tag, None)
                    }
                    Outcome::Rejected { reason, delay } => {
                        sleep(delay).await;
                        imap::server::reply(reason).line(tag)
                    }
                    _ => return Ok(()),
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
        let Ok((stream, from)) = listener.accept().await else {
            // Probably out of file descriptors: let sessions end.
            sleep(Duration::from_millis(100)).await;
            continue;
        };
        let (service, acceptor) = (Arc::clone(&service), acceptor.clone());
        tokio::spawn(async move {
            let Some(client) = service.connection("imap", from.ip()) else { return Ok(()) };
            let stream = timeout(Duration::from_secs(30), acceptor.accept(Protocol::Imap, stream)).await??;
            serve(&service, &acceptor, client, Stream::Tls(stream)).await
        });
    }
}

#[cfg(test)]
#[path = "accounts_tests.rs"]
mod tests;
