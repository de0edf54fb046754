//! Tests of the login and of rejections by the client.
use crate::{client::submit, demonstrate};
use countersign::mail::base64;
use examples::shared::{Line, Localhost};
use tokio::net::{TcpListener, TcpStream};

#[tokio::test]
async fn the_message_arrives_as_it_was() {
    assert_eq!(
        demonstrate("pencil").await.unwrap(),
        "the client: SCRAM-SHA-512-PLUS bound by Some(\"tls-exporter\"); the server: \
         Ok(Seen { login: Some(Ok(\"amy\")), message: Some(\"Subject: Lunch\\r\\n\\r\\n.. is at one.\\r\\n\") })"
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

/// Returns the client's result for a server that sends these lines: in cleartext and, after an empty line, inside
/// TLS. Also returns the client's lines.
async fn told(says: &'static [&str]) -> (String, Vec<String>) {
    told_with("pencil", says).await
}

async fn told_with(password: &'static str, says: &'static [&str]) -> (String, Vec<String>) {
    let localhost = Localhost::new().unwrap();
    let socket = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let stream = TcpStream::connect(socket.local_addr().unwrap()).await.unwrap();
    let server = localhost.clone();
    let serving = tokio::spawn(async move {
        let mut heard = Vec::new();
        let mut clear = Line::new(socket.accept().await.unwrap().0);
        let (before, inside) =
            says.split_at(says.iter().position(|say| say.is_empty()).unwrap_or(says.len()));
        for (at, say) in before.iter().enumerate() {
            if at > 0 {
                heard.extend(clear.read().await);
            }
            clear.write(say).await.unwrap();
        }
        let Ok(stream) = server.accept(clear.into_inner().unwrap()).await else { return heard };
        let mut tls = Line::new(stream);
        for say in inside.iter().skip(1) {
            heard.extend(tls.read().await);
            tls.write(say).await.unwrap();
        }
        heard.extend(tls.read().await);
        heard
    });
    let why = match submit(stream, &localhost, password, "").await {
        Ok(_) => "is in".into(),
        Err(error) => error.to_string(),
    };
    (why, serving.await.unwrap())
}

const GREETING: &str = "220 x\r\n";
const STARTTLS: &str = "250-x\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n";

#[tokio::test]
async fn without_tls_nothing_is_said() {
    let (why, heard) = told(&[GREETING, "250-x\r\n250 AUTH PLAIN SCRAM-SHA-256\r\n"]).await;
    assert_eq!((&*why, heard.len()), ("the server has no TLS", 1), "{heard:?}");
}

/// An attacker appends a forged list to the server's reply (NO STARTTLS, CVE-2021-33515).
#[tokio::test]
async fn what_was_sent_before_tls_is_not_read_inside() {
    let (why, heard) = told(&[GREETING, STARTTLS, "220 Go on\r\n250-x\r\n250 AUTH PLAIN\r\n", ""]).await;
    assert_eq!((&*why, heard.len()), ("more was said than belongs there", 2), "{heard:?}");
}

#[tokio::test]
async fn a_server_that_says_yes_too_early_gets_no_message() {
    for (early, told_of) in [
        ("235 Welcome\r\n", "the server reported success without proving itself"),
        ("334 \r\n235 Welcome\r\n", "SCRAM: malformed message"),
    ] {
        let says: &[&str] =
            &[GREETING, STARTTLS, "220 Go on\r\n", "", "250-x\r\n250 AUTH SCRAM-SHA-256\r\n", early];
        let (why, heard) = told(Vec::from(says).leak()).await;
        assert_eq!((&*why, heard.len()), (told_of, 4), "{heard:?}");
    }
}

/// The first message is part of the command if it fits, so the server need not request it.
#[tokio::test]
async fn the_command_has_the_first_message() {
    let says = [GREETING, STARTTLS, "220 Go on\r\n", "", "250-x\r\n250 AUTH PLAIN\r\n", "535 5.7.8 No\r\n"];
    let (why, heard) = told(Vec::from(says).leak()).await;
    assert_eq!(why, "the server refused the login");
    let [.., ehlo, auth] = &heard[..] else { panic!("{heard:?}") };
    let encoded = auth.strip_prefix("AUTH PLAIN ").unwrap();
    assert_eq!(ehlo, "EHLO localhost");
    assert_eq!(*base64::decode(encoded.as_bytes()).unwrap(), *b"\0amy\0pencil");
}

/// If it does not fit, the server requests it once.
#[tokio::test]
async fn the_first_message_that_does_not_fit_is_asked_for() {
    let long: &str = "x".repeat(400).leak();
    for (answer, told_of) in [
        ("535 5.7.8 No\r\n", "the server refused the login"),
        ("334 \r\n", "unexpected challenge after the last one"),
    ] {
        let auth = ["250-x\r\n250 AUTH PLAIN\r\n", "334 \r\n", answer];
        let says = [&[GREETING, STARTTLS, "220 Go on\r\n", ""][..], &auth].concat();
        let (why, heard) = told_with(long, says.leak()).await;
        assert_eq!((&*why, heard.len(), &*heard[3]), (told_of, 5, "AUTH PLAIN"), "{heard:?}");
        assert!(base64::decode(heard[4].as_bytes()).unwrap().ends_with(long.as_bytes()));
    }
    // Success without data.
    let says = [GREETING, STARTTLS, "220 Go on\r\n", "", "250-x\r\n250 AUTH PLAIN\r\n", "235 Welcome\r\n"];
    assert_eq!(told_with(long, Vec::from(says).leak()).await.0, "not an answer to the login");
}
