//! Tests of the login, and of servers that async-imap would accept.
use crate::{client::log_in, demonstrate};
use examples::shared::{Line, Localhost};
use tokio::net::{TcpListener, TcpStream};

#[tokio::test]
async fn right_and_wrong() {
    assert_eq!(
        demonstrate("pencil").await.unwrap(),
        "the server: [\"accepted amy\"]; the client: SCRAM-SHA-512-PLUS, sure of the server: true"
    );
    assert_eq!(
        demonstrate("eraser").await.unwrap(),
        "the server: [\"bad-credentials\"]; the client: the server refused the login"
    );
}

/// Returns the client's result for a server that offers this mechanism and sends these lines, one for each line of
/// the client. Also returns the client's lines from AUTHENTICATE on.
async fn told(mechanism: &'static str, says: &'static [&str]) -> (String, Vec<String>) {
    let localhost = Localhost::new().unwrap();
    let socket = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let stream = TcpStream::connect(socket.local_addr().unwrap()).await.unwrap();
    let server = localhost.clone();
    let serving = tokio::spawn(async move {
        let mut wire = Line::new(server.accept(socket.accept().await.unwrap().0).await.unwrap());
        wire.write("* OK Hello\r\n").await.unwrap();
        let command = wire.read().await.unwrap();
        let tag = command.split(' ').next().unwrap();
        wire.write(&format!("* CAPABILITY IMAP4rev1 AUTH={mechanism}\r\n{tag} OK Done\r\n")).await.unwrap();
        let mut heard = vec![wire.read().await.unwrap()];
        let tag = heard[0].split(' ').next().unwrap().to_owned();
        for say in says {
            wire.write(&format!("{}\r\n", say.replace("TAG", &tag))).await.unwrap();
            heard.extend(wire.read().await);
        }
        heard
    });
    let why = match log_in(localhost.connect(stream).await.unwrap(), "pencil").await {
        Ok(_) => "is in".into(),
        Err(error) => error.to_string(),
    };
    (why, serving.await.unwrap())
}

/// async-imap would create a session in each case.
#[tokio::test]
async fn a_server_that_says_yes_and_proves_nothing() {
    for (mechanism, says, told_of) in [
        ("SCRAM-SHA-256", &["TAG OK Welcome"][..], "success before the first message"),
        ("SCRAM-SHA-256", &["+ ", "TAG OK Welcome"], "the server reported success without proving itself"),
        ("PLAIN", &["TAG OK Welcome"], "success before the first message"),
    ] {
        let (why, heard) = told(mechanism, says).await;
        // AUTHENTICATE, the first message if it was requested, and no command after the success.
        assert_eq!((&*why, heard.len()), (told_of, says.len()), "{heard:?}");
    }
}

/// An error in `process` is not lost when the server reports success.
#[tokio::test]
async fn what_goes_wrong_is_remembered_and_answered_with_nothing() {
    // r=x,s=..,i=1: not this client's nonce.
    let says = &["+ ", "+ cj14LHM9QUFBQUFBQUFBQUE9LGk9NDA5Ng==", "+ dj14", "TAG OK Welcome"];
    let (why, heard) = told("SCRAM-SHA-256", says).await;
    assert_eq!(why, "SCRAM: invalid nonce");
    assert_eq!((heard.len(), &*heard[2], &*heard[3]), (4, "", ""), "{heard:?}");
}

#[tokio::test]
async fn a_challenge_before_the_first_message() {
    let (why, heard) = told("PLAIN", &["+ YQ==", "TAG OK Welcome"]).await;
    assert_eq!(why, "a challenge where the first message belongs");
    assert_eq!((heard.len(), &*heard[1]), (2, ""), "{heard:?}");
}

#[tokio::test]
async fn no_is_the_servers_and_its_words_are_not_in_the_error() {
    let (why, _) = told("PLAIN", &["+ ", "TAG NO [AUTHENTICATIONFAILED] Call 0900-1234"]).await;
    assert_eq!(why, "the server refused the login");
}
