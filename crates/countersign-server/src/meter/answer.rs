//! HTTP for scraping: one request, one response, close.
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

/// The largest request with its headers.
const LIMIT: usize = 8_192;
/// The timeout of a request.
const TIMEOUT: Duration = Duration::from_secs(5);

/// Answers the one request of a connection with what `render` returns.
pub(super) async fn answer(mut stream: TcpStream, render: impl FnOnce() -> String) {
    // A slow or disconnected client is dropped.
    let _ = timeout(TIMEOUT, async {
        let head = read(&mut stream).await?;
        stream.write_all(reply(&head, render).as_bytes()).await.ok()?;
        stream.shutdown().await.ok()
    })
    .await;
}

/// Reads up to the empty line.
async fn read(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    let mut chunk = [0; 1_024];
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        let count = stream.read(&mut chunk).await.ok().filter(|count| *count > 0)?;
        head.extend_from_slice(chunk.get(..count)?);
        if head.len() > LIMIT {
            return None;
        }
    }
    Some(head)
}

fn reply(head: &[u8], render: impl FnOnce() -> String) -> String {
    let line = head.split(|octet| *octet == b'\r').next().unwrap_or_default();
    let mut words = line.split(|octet| *octet == b' ');
    let (status, body) = match (words.next(), words.next()) {
        (Some(b"GET"), Some(b"/metrics")) => ("200 OK", render()),
        (Some(b"GET"), _) => ("404 Not Found", "Not found; use /metrics\n".into()),
        _ => ("405 Method Not Allowed", "Use GET\n".into()),
    };
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n\
         Content-Length: {length}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n{body}"
    )
}

#[cfg(test)]
mod tests {
    use super::reply;

    #[test]
    fn there_is_one_page() {
        let status = |head: &str| {
            let reply = reply(head.as_bytes(), || "a 1\n".into());
            (reply.split(' ').nth(1).unwrap().to_owned(), reply.ends_with("\r\n\r\na 1\n"))
        };
        assert_eq!(status("GET /metrics HTTP/1.1\r\n\r\n"), ("200".into(), true));
        assert_eq!(status("GET / HTTP/1.1\r\n\r\n"), ("404".into(), false));
        assert_eq!(status("POST /metrics HTTP/1.1\r\n\r\n"), ("405".into(), false));
        assert_eq!(status("\r\n\r\n"), ("405".into(), false));
    }
}
