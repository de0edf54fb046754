//! Tests of accepted and rejected logins over real sockets.
use crate::{CONNECTIONS, accept, client::log_in, server, wire::Wire};
use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    thread,
};

fn serving(most: usize) -> SocketAddr {
    let (listener, server) = (TcpListener::bind("127.0.0.1:0").unwrap(), server(most).unwrap());
    let address = listener.local_addr().unwrap();
    thread::spawn(move || accept(&listener, &server));
    address
}

fn attempt(address: SocketAddr, user: &str, password: &str, pin: Option<&str>) -> Result<String, String> {
    log_in(TcpStream::connect(address).unwrap(), user, password, pin)
        .map(|done| format!("{} {}", done.mechanism(), done.server_verified()))
        .map_err(|error| error.to_string())
}

/// Sends these lines and returns the server's lines after its greeting.
fn told(address: SocketAddr, lines: &[&str]) -> Vec<String> {
    let mut wire = Wire::new(TcpStream::connect(address).unwrap()).unwrap();
    assert_eq!(*wire.read().unwrap(), *b"+OK Ready");
    let mut told = Vec::new();
    for line in lines {
        // The server may have closed the connection.
        let _ = wire.write(&format!("{line}\r\n"));
        told.extend(wire.read().map(|line| String::from_utf8(line.to_vec()).unwrap()));
    }
    told
}

#[test]
fn many_log_in_at_once() {
    let address = serving(CONNECTIONS);
    let threads: Vec<_> = (0..16)
        .map(|count| {
            let (user, password) = if count % 2 == 0 { ("amy", "pencil") } else { ("bob", "crayon") };
            thread::spawn(move || attempt(address, user, password, Some("SCRAM-SHA-256")))
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), Ok("SCRAM-SHA-256 true".into()));
    }
}

#[test]
fn a_wrong_password_and_an_unknown_user_get_the_same_reply() {
    let address = serving(CONNECTIONS);
    for (user, password) in [("amy", "crayon"), ("nobody", "pencil")] {
        assert_eq!(attempt(address, user, password, None), Err("the server refused the login".into()));
    }
}

#[test]
fn no_password_crosses_a_clear_line() {
    let address = serving(CONNECTIONS);
    let chosen = attempt(address, "amy", "pencil", Some("PLAIN")).unwrap_err();
    assert!(chosen.starts_with("no usable mechanism"), "{chosen}");
    // A client that ignores the server's list.
    let told = told(address, &["AUTH PLAIN AGFteQBwZW5jaWw="]);
    assert!(told[0].starts_with("-ERR "), "{told:?}");
}

#[test]
fn what_is_no_message_is_refused_and_the_third_refusal_is_the_last() {
    let long = "A".repeat(12289);
    for line in ["*", "=", "not base64", long.as_str()] {
        let told = told(
            serving(CONNECTIONS),
            &["AUTH SCRAM-SHA-256", line, "AUTH SCRAM-SHA-256 =", "AUTH LOGIN", "QUIT"],
        );
        assert_eq!(told[0], "+ ");
        assert!(told[1..].iter().all(|line| line.starts_with("-ERR ")), "{told:?}");
        // A line that is too long is not read further.
        assert_eq!(told.len(), if line == long { 1 } else { 4 }, "{told:?}");
    }
}

#[test]
fn there_is_no_thread_for_more_than_there_is_room_for() {
    let address = serving(2);
    let open = || {
        let mut wire = Wire::new(TcpStream::connect(address).unwrap()).unwrap();
        let greeting = wire.read().unwrap().to_vec();
        (wire, greeting)
    };
    let (first, second) = (open(), open());
    assert_eq!((first.1, second.1), (b"+OK Ready".to_vec(), b"+OK Ready".to_vec()));
    assert_eq!(open().1, b"-ERR [SYS/TEMP] Too many connections");
}
