//! A server that does not know the password, and claims success: the client has to notice.
use crate::{
    client::Protocol,
    net::{Line, Lines, Stream},
};
use std::{io, net::SocketAddr};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::TlsAcceptor;

/// Serve one connection; where, and the task that does it.
pub(super) async fn start(
    protocol: Protocol,
    implicit_tls: bool,
    acceptor: TlsAcceptor,
) -> io::Result<(SocketAddr, JoinHandle<()>)> {
    let socket = TcpListener::bind("127.0.0.1:0").await?;
    let address = socket.local_addr()?;
    let task = tokio::spawn(async move {
        if let Ok((stream, _)) = socket.accept().await {
            // Once the client has noticed, it is gone.
            let _ = serve(protocol, implicit_tls, &acceptor, stream).await;
        }
    });
    Ok((address, task))
}

async fn serve(
    protocol: Protocol,
    implicit_tls: bool,
    acceptor: &TlsAcceptor,
    stream: TcpStream,
) -> io::Result<()> {
    let shake = async |stream| acceptor.accept(stream).await.map(|tls| Stream::Tls(Box::new(tls.into())));
    let mut lines = Lines::new(if implicit_tls { shake(stream).await? } else { Stream::Plain(stream) });
    lines.write(if protocol == Protocol::Imap { b"* OK hello\r\n" } else { b"220 hello\r\n" }).await?;
    while let Some(Line::Text(line)) = lines.read(65_536).await? {
        let line = String::from_utf8_lossy(&line).into_owned();
        let tag = line.split(' ').next().unwrap_or_default();
        let list = "STARTTLS SASL-IR AUTH=SCRAM-SHA-256";
        let reply = match line.to_ascii_uppercase() {
            line if line.contains("STARTTLS") => {
                let reply =
                    if protocol == Protocol::Imap { format!("{tag} OK go\r\n") } else { "220 go\r\n".into() };
                lines.write(reply.as_bytes()).await?;
                let Stream::Plain(stream) = lines.into_stream() else { return Ok(()) };
                lines = Lines::new(shake(stream).await?);
                continue;
            }
            line if line.contains("CAPABILITY") => {
                format!("* CAPABILITY IMAP4rev1 {list}\r\n{tag} OK done\r\n")
            }
            line if line.contains("AUTHENTICATE") => {
                format!("{tag} OK [CAPABILITY IMAP4rev1] you are in\r\n")
            }
            line if line.starts_with("EHLO") => {
                "250-hello\r\n250-STARTTLS\r\n250 AUTH SCRAM-SHA-256\r\n".into()
            }
            line if line.starts_with("AUTH") => "235 2.7.0 you are in\r\n".into(),
            _ => return Ok(()),
        };
        lines.write(reply.as_bytes()).await?;
    }
    Ok(())
}
