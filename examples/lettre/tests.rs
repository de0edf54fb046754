//! Tests of the login and of rejections by the client.
use crate::{ClientId, SmtpConnection, demonstrate, login::log_in, submit};
use examples::shared::{Line, Localhost};
use tokio::{net::TcpListener, task::spawn_blocking};

#[tokio::test]
async fn lettre_hands_the_message_in() {
    let said = demonstrate("pencil").await.unwrap();
    let (client, server) = said.split_once("; the server: ").unwrap();
    assert_eq!(client, "the client: SCRAM-SHA-512-PLUS bound by Some(\"tls-server-end-point\")");
    assert!(
        server.starts_with("Ok(Seen { login: Some(Ok(\"amy\")), message: Some(\"Subject: Lunch\\r\\n"),
        "{server}"
    );
}

#[tokio::test]
async fn with_a_wrong_password_nothing_is_handed_in() {
    assert_eq!(
        demonstrate("eraser").await.unwrap(),
        "the client: the server refused the login; the server: \
         Ok(Seen { login: Some(Err(\"bad-credentials\")), message: None })"
    );
}

/// Returns the client's result for a server that offers this mechanism and sends these replies, one for each
/// command. Also returns the client's lines from AUTH on.
async fn told(mechanism: &'static str, says: &'static [&str]) -> (String, Vec<String>) {
    told_with("pencil", mechanism, says).await
}

async fn told_with(
    password: &'static str,
    mechanism: &'static str,
    says: &'static [&str],
) -> (String, Vec<String>) {
    let localhost = Localhost::new().unwrap();
    let socket = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = socket.local_addr().unwrap();
    let server = localhost.clone();
    let serving = tokio::spawn(async move {
        let mut wire = Line::new(server.accept(socket.accept().await.unwrap().0).await.unwrap());
        wire.write("220 localhost\r\n").await.unwrap();
        // lettre's own EHLO and that of the login.
        for _ in 0..2 {
            wire.read().await.unwrap();
            wire.write(&format!("250-localhost\r\n250 AUTH {mechanism}\r\n")).await.unwrap();
        }
        let mut heard = Vec::new();
        for say in says {
            heard.extend(wire.read().await);
            wire.write(&format!("{say}\r\n")).await.unwrap();
        }
        heard.extend(wire.read().await);
        heard
    });
    let why = match spawn_blocking(move || submit(address, &localhost, password)).await.unwrap() {
        Ok(_) => "is in".into(),
        Err(error) => error.to_string(),
    };
    (why, serving.await.unwrap())
}

/// A server without a proof gets no message: the client sends QUIT and closes the connection.
#[tokio::test]
async fn a_yes_too_early() {
    let (why, heard) = told("SCRAM-SHA-256", &["235 2.7.0 Welcome"]).await;
    assert_eq!(why, "the server reported success without proving itself");
    let [auth, quit] = &heard[..] else { panic!("{heard:?}") };
    assert!(auth.starts_with("AUTH SCRAM-SHA-256 ") && quit == "QUIT", "{heard:?}");
}

#[tokio::test]
async fn what_is_no_answer() {
    for (says, told_of) in [
        ("250 Fine", "not an answer to the login"),
        ("334 !", "the challenge is not base64"),
        ("334 YQ==", "SCRAM: malformed message"),
        ("535 5.7.8 Call 0900-1234", "the server refused the login"),
        ("454-4.7.0 Not\r\n454 4.7.0 now", "the server refused the login"),
    ] {
        let (why, heard) = told("SCRAM-SHA-256", Vec::from([says]).leak()).await;
        assert_eq!((&*why, heard.last().map(String::as_str)), (told_of, Some("QUIT")), "{heard:?}");
    }
}

/// The first message does not fit into the command; the server requests it.
#[tokio::test]
async fn a_long_first_message() {
    let long: &str = "x".repeat(400).leak();
    let (why, heard) = told_with(long, "PLAIN", &["334 ", "535 5.7.8 No"]).await;
    assert_eq!(
        (&*why, &*heard[0], heard.len()),
        ("the server refused the login", "AUTH PLAIN", 3),
        "{heard:?}"
    );
    assert!(heard[1].len() > 512);
    assert_eq!(told_with(long, "PLAIN", &["235 Welcome"]).await.0, "not an answer to the login");
}

#[tokio::test]
async fn a_server_without_a_mechanism_of_ours() {
    let (why, heard) = told("X-UNKNOWN", &[]).await;
    assert!(why.starts_with("no usable mechanism"), "{why}");
    assert_eq!(heard, ["QUIT"]);
}

#[tokio::test]
async fn in_clear_there_is_no_login() {
    let socket = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = socket.local_addr().unwrap();
    let serving = tokio::spawn(async move {
        let mut wire = Line::new(socket.accept().await.unwrap().0);
        wire.write("220 localhost\r\n").await.unwrap();
        wire.read().await.unwrap();
        wire.write("250-localhost\r\n250 AUTH PLAIN SCRAM-SHA-256\r\n").await.unwrap();
        wire.read().await.unwrap()
    });
    let why = spawn_blocking(move || {
        let hello = ClientId::Domain("localhost".into());
        let mut connection = SmtpConnection::connect(address, None, &hello, None, None).unwrap();
        log_in(&mut connection, &hello, "amy", "pencil").unwrap_err().to_string()
    });
    // The server closes first.
    assert_eq!(serving.await.unwrap(), "QUIT");
    assert_eq!(why.await.unwrap(), "a login needs TLS");
}
