//! Dovecot's own callers with our daemon.
use super::{daemon::serve, peer::more};
use auth_daemon_protocols::dovecot::user::{self, Account};
use std::{
    io::{Read as _, Write as _},
    os::unix::net::UnixListener,
    path::Path,
    process::Command,
    thread,
};
use tempfile::TempDir;

/// Runs doveadm, and returns its exit code and what it says.
fn doveadm(arguments: &[&str], socket: &Path) -> (Option<i32>, String) {
    let room = socket.parent().unwrap();
    let file = room.join("conf");
    std::fs::write(&file, format!("base_dir = {}\nssl = no\nprotocols =\n", room.display())).unwrap();
    let (command, rest) = arguments.split_at(if arguments[0] == "auth" { 2 } else { 1 });
    let output =
        Command::new("doveadm").arg("-c").arg(&file).args(command).arg("-a").arg(socket).args(rest).output();
    let output = output.unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

#[test]
#[ignore = "needs dovecot"]
fn doveadm_logs_in_with_our_daemon() {
    let room = TempDir::new().unwrap();
    let socket = room.path().join("auth");
    let listener = UnixListener::bind(&socket).unwrap();
    let daemon = thread::spawn(move || (0..3).for_each(|_| serve(&listener, false)));
    for (password, user, wanted) in
        [("pencil", "amy", "auth succeeded"), ("pen", "amy", "auth failed"), ("pencil", "eve", "auth failed")]
    {
        let (code, said) = doveadm(&["auth", "test", user, password], &socket);
        assert!(
            said.contains(wanted) && (code == Some(0)) == wanted.ends_with("succeeded"),
            "{code:?}: {said}"
        );
    }
    daemon.join().unwrap();
}

#[test]
#[ignore = "needs dovecot"]
fn doveadm_asks_our_daemon_for_accounts() {
    let room = TempDir::new().unwrap();
    let socket = room.path().join("userdb");
    let listener = UnixListener::bind(&socket).unwrap();
    let daemon = thread::spawn(move || (0..2).for_each(|_| look_up(&listener)));
    let (code, said) = doveadm(&["user", "amy"], &socket);
    assert!(code == Some(0) && said.contains("/home/amy") && said.contains("1001"), "{code:?}: {said}");
    let (code, said) = doveadm(&["user", "bob"], &socket);
    assert!(code != Some(0) && said.contains("doesn't exist"), "{code:?}: {said}");
    daemon.join().unwrap();
}

/// Our user socket, for one connection.
fn look_up(listener: &UnixListener) {
    use user::server::{Step, VersionStep, accept};
    let (mut stream, _) = listener.accept().unwrap();
    let (greeting, mut connection) = accept(7, 1);
    stream.write_all(greeting.as_bytes()).unwrap();
    let mut octets = Vec::new();
    let mut open = loop {
        octets.extend(more(&mut stream));
        let mut input = &octets[..];
        connection = match connection.receive(&mut input) {
            VersionStep::Read(then) => then,
            VersionStep::Open(open) => {
                octets = input.to_vec();
                break open;
            }
            VersionStep::Close(violation) => panic!("{violation}"),
        };
        octets.clear();
    };
    let mut account = Account::default();
    (account.uid, account.gid, account.home) = (Some(1000), Some(1001), Some("/home/amy".into()));
    loop {
        let mut input = &octets[..];
        open = loop {
            let (user, lookup, then) = match open.receive(&mut input) {
                Step::Read(then) => break then,
                Step::LookUp { user, lookup, then, .. } => (user, lookup, then),
                other => panic!("{other:?}"),
            };
            let step =
                if user == "amy" { then.found(lookup, "amy", &account) } else { then.not_found(lookup) };
            let Step::Send { line, then } = step else { panic!() };
            stream.write_all(line.as_bytes()).unwrap();
            open = then;
        };
        octets = vec![0; 4096];
        match stream.read(&mut octets) {
            Ok(length @ 1..) => octets.truncate(length),
            _ => return,
        }
    }
}
