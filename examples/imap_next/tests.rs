//! Tests of the login and of rejections.
use crate::{connect, demonstrate, server::Imap};
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};

#[tokio::test]
async fn right_and_wrong() {
    for name in [None, Some("SCRAM-SHA-1"), Some("PLAIN"), Some("LOGIN")] {
        let right = demonstrate(name, "pencil").await.unwrap();
        assert!(right.ends_with("the server: [\"accepted amy\"]; the client: in"), "{right}");
        let wrong = demonstrate(name, "eraser").await.unwrap();
        let told = "the server: [\"bad-credentials\"]; the client: the server refused the login";
        assert!(wrong.ends_with(told), "{wrong}");
    }
}

/// Returns the server's lines for this input, up to a tagged response, and its log.
async fn told(lines: &[&str]) -> (Vec<String>, Vec<String>) {
    let imap = Arc::new(Imap::new().unwrap());
    let socket = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let stream = TcpStream::connect(socket.local_addr().unwrap()).await.unwrap();
    let serving = {
        let imap = Arc::clone(&imap);
        tokio::spawn(async move { imap.serve(socket.accept().await.unwrap().0).await })
    };
    let mut wire = connect(stream, imap.localhost()).await.unwrap();
    let mut said = Vec::new();
    for line in lines {
        wire.write(&format!("{line}\r\n")).await.unwrap();
        said.push(wire.read().await.unwrap());
    }
    drop(wire);
    (said, serving.await.unwrap().unwrap())
}

#[tokio::test]
async fn what_is_not_an_answer_ends_the_login_and_not_the_connection() {
    let long = "A".repeat(65_536);
    for (line, status, label) in [
        ("*", "a1 BAD ", "cancelled"),
        ("!", "a1 BAD ", "undecodable"),
        ("YQ", "a1 BAD ", "undecodable"),
        ("=", "a1 BAD ", "undecodable"),
        (&long, "a1 BAD ", "too-long"),
        ("", "a1 NO ", "malformed"),
    ] {
        let (said, log) = told(&["a1 AUTHENTICATE PLAIN", line, "a2 NOOP"]).await;
        assert!(said[1].starts_with(status), "{said:?} {log:?}");
        assert_eq!((&*said[0], &*said[2], log), ("+ ", "a2 OK Done", vec![label.to_owned()]));
    }
}

#[tokio::test]
async fn what_was_not_offered_does_not_start() {
    for line in ["a1 AUTHENTICATE EXTERNAL", "a1 AUTHENTICATE X-UNKNOWN YQ=="] {
        let (said, log) = told(&[line, "a2 NOOP"]).await;
        assert!(said[0].starts_with("a1 NO "), "{said:?}");
        assert_eq!((&*said[1], log), ("a2 OK Done", vec![]));
    }
    // The LOGIN command is disabled.
    assert!(told(&["a1 LOGIN amy pencil"]).await.0[0].starts_with("a1 BAD "));
}

#[tokio::test]
async fn an_empty_first_message_is_not_an_absent_one() {
    let (said, _) = told(&["a1 AUTHENTICATE PLAIN =", "a2 NOOP"]).await;
    assert!(said[0].starts_with("a1 NO"), "{said:?}");
}

#[tokio::test]
async fn a_second_login_is_rejected() {
    let plain = "AUTHENTICATE PLAIN AGFteQBwZW5jaWw=";
    let (said, log) = told(&[&format!("a1 {plain}"), &format!("a2 {plain}")]).await;
    assert!(said[0].starts_with("a1 OK ") && said[1].starts_with("a2 BAD "), "{said:?}");
    assert_eq!(log, ["accepted amy"]);
}
