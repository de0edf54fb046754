//! A rogue server that does not know the password and claims success, which the client has to detect.
use countersign::mail;
use countersign_tokio::{client::Protocol, net::Line, net::Lines, net::Stream, tls::Acceptor};
use std::{io, net::SocketAddr};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// Serves one connection; returns the address and the task.
pub(super) async fn start(
    protocol: Protocol,
    implicit_tls: bool,
    acceptor: Acceptor,
) -> io::Result<(SocketAddr, JoinHandle<()>)> {
    let socket = TcpListener::bind("127.0.0.1:0").await?;
    let address = socket.local_addr()?;
    let task = tokio::spawn(async move {
        if let Ok((stream, _)) = socket.accept().await {
            // A client that detects the fraud disconnects.
            let _ = serve(protocol, implicit_tls, &acceptor, stream).await;
        }
    });
    Ok((address, task))
}

async fn serve(
    protocol: Protocol,
    implicit_tls: bool,
    acceptor: &Acceptor,
    stream: TcpStream,
) -> io::Result<()> {
    let shake = async |stream| acceptor.accept(mail::Protocol::Imap, stream).await.map(Stream::Tls);
    let mut lines = Lines::new(if implicit_tls { shake(stream).await? } else { Stream::Plain(stream) });
    lines.write(greeting(protocol).as_bytes()).await?;
    while let Some(Line::Text(line)) = lines.read(65_536).await? {
        let line = String::from_utf8_lossy(&line).into_owned();
        let tag = line.split(' ').next().unwrap_or_default();
        let starts_tls = ["STARTTLS", "STLS"].iter().any(|word| line.ends_with(word));
        lines.write(reply(protocol, tag, &line).as_bytes()).await?;
        if starts_tls {
            let Stream::Plain(stream) = lines.into_stream() else { return Ok(()) };
            lines = Lines::new(shake(stream).await?);
            if protocol == Protocol::Sieve {
                lines.write(greeting(protocol).as_bytes()).await?;
            }
        }
    }
    Ok(())
}

const fn greeting(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Imap => "* OK hello\r\n",
        Protocol::Smtp => "220 hello\r\n",
        Protocol::Pop3 => "+OK hello\r\n",
        Protocol::Sieve => "\"SASL\" \"SCRAM-SHA-256\"\r\n\"STARTTLS\"\r\nOK\r\n",
    }
}

/// Replies positively to everything, including logins, and answers requests for lists.
fn reply(protocol: Protocol, tag: &str, line: &str) -> String {
    match protocol {
        Protocol::Imap if line.contains("CAPABILITY") => {
            format!("* CAPABILITY IMAP4rev1 STARTTLS SASL-IR AUTH=SCRAM-SHA-256\r\n{tag} OK done\r\n")
        }
        Protocol::Imap => format!("{tag} OK yes\r\n"),
        Protocol::Smtp if line.starts_with("EHLO") => {
            "250-hello\r\n250-STARTTLS\r\n250 AUTH SCRAM-SHA-256\r\n".into()
        }
        Protocol::Smtp if line.starts_with("AUTH") => "235 2.7.0 you are in\r\n".into(),
        Protocol::Smtp => "220 go\r\n".into(),
        Protocol::Pop3 if line == "CAPA" => "+OK\r\nSTLS\r\nSASL SCRAM-SHA-256\r\n.\r\n".into(),
        Protocol::Pop3 => "+OK yes\r\n".into(),
        Protocol::Sieve => "OK \"yes\"\r\n".into(),
    }
}
