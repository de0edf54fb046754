//! Exim 4.96 with our daemon: it sends its version after the list.
use super::daemon::serve;
use std::{
    fs::{self, Permissions},
    io::Write as _,
    os::unix::{fs::PermissionsExt as _, net::UnixListener},
    path::Path,
    process::{Command, Stdio},
    thread,
};
use tempfile::TempDir;

/// What Exim answers to these lines.
fn exim(room: &Path, lines: &str) -> String {
    let mut exim = Command::new("exim4")
        .arg("-C")
        .arg(room.join("conf"))
        .arg("-bs")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    exim.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    String::from_utf8(exim.wait_with_output().unwrap().stdout).unwrap()
}

#[test]
#[ignore = "needs exim"]
fn exim_logs_in_with_our_daemon() {
    let room = TempDir::new().unwrap();
    let d = room.path().display();
    let configuration = format!(
        "primary_hostname = localhost\nspool_directory = {d}/spool\n\
        log_file_path = {d}/spool/%slog\nsmtp_enforce_sync = false\nkeep_environment =\nauth_advertise_hosts = *\n\
        begin authenticators\nplain:\n  driver = dovecot\n  public_name = PLAIN\n  server_socket = {d}/auth\n  server_set_id = $auth1\n"
    );
    fs::write(room.path().join("conf"), configuration).unwrap();
    fs::create_dir(room.path().join("spool")).unwrap();
    let listener = UnixListener::bind(room.path().join("auth")).unwrap();
    // Exim gives its rights up.
    for name in ["", "spool", "auth"] {
        fs::set_permissions(room.path().join(name), Permissions::from_mode(0o777)).unwrap();
    }
    let daemon = thread::spawn(move || (0..4).for_each(|_| serve(&listener, true)));
    for (auth, wanted) in [
        ("AUTH PLAIN AGFteQBwZW5jaWw=", "235 "),
        ("AUTH PLAIN\r\nAGFteQBwZW5jaWw=", "235 "),
        ("AUTH PLAIN AGFteQBwZW4=", "535 "),
        // eve's account is closed.
        ("AUTH PLAIN AGV2ZQBwZW5jaWw=", "535 "),
    ] {
        let said = exim(room.path(), &format!("EHLO localhost\r\n{auth}\r\nQUIT\r\n"));
        assert!(said.lines().any(|line| line.starts_with(wanted)), "{auth}: {said}");
    }
    daemon.join().unwrap();
}
