//! Dovecot's daemon with our ends as its callers.
use super::peer::{Daemon, connected, more, start};
use crate::support::SECOND;
use auth_daemon_protocols::dovecot::{
    Session,
    client::{self, OfferStep, Rejection, Request, Response, Start, connect},
    user::{self, Account},
};
use std::{fs, io::Write as _, os::unix::net::UnixStream, path::Path, time::Duration};
use tempfile::TempDir;

const NOW: Duration = Duration::ZERO;

/// A Dovecot that has the user amy.
fn dovecot(room: &Path) -> Daemon {
    fs::set_permissions(room, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    fs::write(room.join("users"), "amy:{PLAIN}pencil:1000:1001::/home/amy::\n").unwrap();
    let d = room.display();
    let configuration = format!(
        "base_dir = {d}/run\nstate_dir = {d}/run\nlog_path = {d}/log\nprotocols =\nssl = no\nauth_failure_delay = 0\n\
        auth_mechanisms = plain login anonymous\npassdb {{\n driver = passwd-file\n args = {d}/users\n}}\n\
        userdb {{\n driver = passwd-file\n args = {d}/users\n}}\nservice auth {{\n unix_listener auth-client {{\n  mode = 0600\n }}\n}}\n"
    );
    fs::write(room.join("conf"), configuration).unwrap();
    start("dovecot", &["-F", "-c", room.join("conf").to_str().unwrap()])
}

struct Caller {
    stream: UnixStream,
    open: Option<client::Open>,
}

/// An outcome of Dovecot's, if there is one.
type Outcome = Result<String, Option<Rejection>>;

impl Caller {
    fn new(path: &Path) -> Self {
        let mut stream = connected(path);
        let (hello, mut connecting) = connect(std::process::id().try_into().unwrap(), 1);
        stream.write_all(hello.as_bytes()).unwrap();
        loop {
            connecting = match connecting.receive(&mut &more(&mut stream)[..]) {
                OfferStep::Read(then) => then,
                OfferStep::Ready(open) => return Self { stream, open: Some(open) },
                OfferStep::Close(violation) => panic!("{violation}"),
            };
        }
    }

    /// One exchange, with these responses.
    fn log_in(&mut self, mechanism: &str, initial: Option<&[u8]>, responses: &[&str]) -> Outcome {
        let session = Session::new("imap");
        let request = Request::new(mechanism, &session);
        let request = initial.into_iter().fold(request, Request::initial_response);
        let open = self.open.take().unwrap();
        let Start::Started { exchange: own, line, then } = open.start(&request, 60 * SECOND) else {
            panic!()
        };
        self.stream.write_all(line.as_bytes()).unwrap();
        let (mut open, mut responses) = (then, responses.iter());
        let (outcome, then) = loop {
            let octets = more(&mut self.stream);
            open = match open.receive(&mut &octets[..], NOW) {
                client::Step::Read(then) => then,
                client::Step::Challenge { exchange, then, .. } => {
                    let step = match responses.next() {
                        Some(response) => {
                            then.respond(exchange, &Response::new(response.as_bytes()).unwrap())
                        }
                        None => then.cancel(exchange.id()),
                    };
                    match step {
                        client::Step::Send { line, then } => {
                            self.stream.write_all(line.as_bytes()).unwrap();
                            then
                        }
                        client::Step::End { line, then, .. } => {
                            self.stream.write_all(line.as_bytes()).unwrap();
                            break (Err(None), then);
                        }
                        other => panic!("{other:?}"),
                    }
                }
                client::Step::Accept { exchange, login, then } if exchange == own => {
                    break (Ok(login.user().into()), then);
                }
                client::Step::Reject { exchange, rejection, then } if exchange == own => {
                    break (Err(Some(rejection)), then);
                }
                other => panic!("{other:?}"),
            };
        };
        self.open = Some(then);
        outcome
    }
}

#[test]
#[ignore = "needs dovecot"]
fn our_client_logs_in_with_dovecot() {
    let room = TempDir::new().unwrap();
    let _daemon = dovecot(room.path());
    let mut caller = Caller::new(&room.path().join("run/auth-client"));
    let names: Vec<_> =
        caller.open.as_ref().unwrap().mechanisms().iter().map(|one| one.name().to_owned()).collect();
    assert_eq!(names, ["PLAIN", "LOGIN", "ANONYMOUS"]);
    assert_eq!(caller.log_in("PLAIN", Some(b"\0amy\0pencil"), &[]).unwrap(), "amy");
    for wrong in ["\0amy\0pen", "\0bob\0pencil"] {
        let rejection = caller.log_in("PLAIN", Some(wrong.as_bytes()), &[]).unwrap_err().unwrap();
        assert_eq!(rejection.kind(), client::RejectionKind::Credentials);
    }
    // An absent initial response is not an empty one.
    assert_eq!(caller.log_in("PLAIN", None, &["\0amy\0pencil"]).unwrap(), "amy");
    assert_eq!(caller.log_in("LOGIN", None, &["amy", "pencil"]).unwrap(), "amy");
    assert_eq!(caller.log_in("ANONYMOUS", Some(b""), &[]).unwrap(), "anonymous");
    // A cancel, and the connection goes on.
    assert!(matches!(caller.log_in("LOGIN", None, &["amy"]), Err(None)));
    assert_eq!(caller.log_in("PLAIN", Some(b"\0amy\0pencil"), &[]).unwrap(), "amy");
}

#[test]
#[ignore = "needs dovecot"]
fn our_client_asks_dovecot_for_accounts() {
    use user::client::{Answer, GreetingStep, Start, Step, connect};
    let room = TempDir::new().unwrap();
    let _daemon = dovecot(room.path());
    let mut stream = connected(&room.path().join("run/auth-userdb"));
    let (hello, mut connecting) = connect(1);
    stream.write_all(hello.as_bytes()).unwrap();
    let mut open = loop {
        connecting = match connecting.receive(&mut &more(&mut stream)[..]) {
            GreetingStep::Read(then) => then,
            GreetingStep::Ready(open) => break open,
            GreetingStep::Close(violation) => panic!("{violation}"),
        };
    };
    let mut account = Account::default();
    (account.uid, account.gid, account.home) = (Some(1000), Some(1001), Some("/home/amy".into()));
    for (name, wanted) in [("bob", Answer::NotFound), ("amy", Answer::Found { user: "amy".into(), account })]
    {
        let Start::Started { lookup: own, line, then } = open.look_up(name, "smtp") else { panic!() };
        stream.write_all(line.as_bytes()).unwrap();
        open = then;
        open = loop {
            match open.receive(&mut &more(&mut stream)[..]) {
                Step::Read(then) => open = then,
                Step::Answer { lookup, answer, then } => {
                    assert_eq!((lookup, answer), (own, wanted));
                    break then;
                }
                Step::Close(violation) => panic!("{violation}"),
            }
        };
    }
}
