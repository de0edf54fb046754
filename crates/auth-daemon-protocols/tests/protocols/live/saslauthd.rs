//! saslauthd with our caller, and testsaslauthd with our daemon.
use super::peer::{connected, more, start};
use auth_daemon_protocols::saslauthd::{Answer, Reply, Request, client, server};
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{Shutdown, TcpListener, TcpStream},
    os::unix::net::UnixListener,
    path::Path,
    process::Command,
    thread,
};
use tempfile::TempDir;

/// An IMAP server of which saslauthd asks whether a password is right.
fn imap() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        listener.incoming().for_each(|stream| drop(thread::spawn(|| imap_session(stream.unwrap()))));
    });
    port
}

fn imap_session(mut stream: TcpStream) {
    stream.write_all(b"* OK ready\r\n").unwrap();
    let mut lines = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    while lines.read_line(&mut line).is_ok_and(|length| length > 0) {
        let tag = line.split(' ').next().unwrap();
        let right = line.contains("LOGIN \"amy\" \"pencil\"") || line.contains("LOGIN amy pencil");
        let no = !right && line.contains("LOGIN");
        write!(stream, "{tag} {}\r\n", if no { "NO wrong" } else { "OK done" }).unwrap();
        line.clear();
    }
}

fn ask(socket: &Path, request: &Request) -> Answer {
    let mut stream = connected(socket);
    let (octets, mut caller) = client::ask(request);
    stream.write_all(octets.as_bytes()).unwrap();
    loop {
        caller = match caller.receive(&more(&mut stream)) {
            client::Step::Read(then) => then,
            client::Step::Answered(answer) => return answer,
            client::Step::TooLong => panic!(),
        };
    }
}

#[test]
#[ignore = "needs saslauthd"]
fn our_caller_asks_saslauthd() {
    let room = TempDir::new().unwrap();
    let remote = format!("127.0.0.1/{}", imap());
    let _daemon = start(
        "saslauthd",
        &["-d", "-a", "rimap", "-O", &remote, "-m", room.path().to_str().unwrap(), "-n", "1"],
    );
    let socket = room.path().join("mux");
    for (login, password, answer) in [
        ("amy", "pencil", Answer::Accepted),
        ("amy", "pen", Answer::Refused),
        ("bob", "pencil", Answer::Refused),
    ] {
        let request = Request::new(login, password.as_bytes(), "imap", "").unwrap();
        assert_eq!(ask(&socket, &request), answer, "{login} {password}");
    }
}

#[test]
#[ignore = "needs saslauthd"]
fn testsaslauthd_asks_our_daemon() {
    let room = TempDir::new().unwrap();
    let socket = room.path().join("mux");
    let listener = UnixListener::bind(&socket).unwrap();
    let daemon = thread::spawn(move || (0..3).for_each(|_| serve(&listener)));
    for (user, password, realm, right) in [
        ("amy", "pencil", "example.org", true),
        ("amy@example.org", "pencil", "example.org", true),
        ("amy", "pen", "example.org", false),
    ] {
        let output = Command::new("testsaslauthd")
            .args(["-u", user, "-p", password, "-r", realm, "-s", "smtp", "-f", socket.to_str().unwrap()])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(
            said.contains(if right { "OK \"Success.\"" } else { "NO \"authentication failed\"" }),
            "{said}"
        );
    }
    daemon.join().unwrap();
}

/// Our daemon, for one connection.
fn serve(listener: &UnixListener) {
    let (mut stream, _) = listener.accept().unwrap();
    let mut connection = server::Connection::new();
    let line = loop {
        connection = match connection.receive(&mut &more(&mut stream)[..]) {
            server::Step::Read(then) => then,
            server::Step::Check { request, then } => {
                let right =
                    request.account() == "amy@example.org" && request.password().expose() == b"pencil";
                break then.answer(if right { Reply::Accept } else { Reply::Refuse });
            }
            server::Step::Refuse(line) => break line,
        };
    };
    stream.write_all(line.as_bytes()).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let _ = stream.read_to_end(&mut Vec::new());
}
