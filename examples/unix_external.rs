//! EXTERNAL on a Unix socket, both ends: the system identifies the user, and no password is needed.
//!
//! `cargo run -p examples --example unix-external`
//!
//! The relevant part is `identity`, which derives an `ExternalIdentity` from the socket. The user ID comes from
//! the system, never from the client; the login name comes from the directory. A user who is unknown or disabled
//! in the directory is not offered EXTERNAL and cannot start it. The identity is that of the process that
//! *connected*: behind a proxy it is the proxy's, and a passed file descriptor keeps the identity of the process
//! that opened it.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
use countersign::{
    ClientRegistry, Entropy, Security, ServerRegistry, Step,
    account::AccountState,
    drive::{ClientAction, turn_with},
    external::{UnixPeer, UnixUser, of_unix_peer},
    mail::{
        Reason,
        imap::{self, capability::Capabilities},
        limits, line,
    },
    sasl::{
        ExternalIdentity, Profile, Server, client,
        server::{Ask, Authorize, Connection, Decision, Offer, Verdict},
    },
    sasl_external::External,
};
use std::{error::Error, io, os::unix::fs::MetadataExt as _};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::{UnixListener, UnixStream},
};

/// The accounts of the users of this machine.
type Users = [(UnixUser, AccountState)];

/// Returns the identity of the peer, if it has an account.
fn identity(stream: &UnixStream, users: &Users) -> io::Result<Option<ExternalIdentity>> {
    let peer = UnixPeer::from_socket(stream.peer_cred()?.uid());
    let found = users.iter().find(|(user, _)| user.uid == peer.uid());
    Ok(found.and_then(|(user, state)| of_unix_peer(peer, Some(user), *state)))
}

/// Returns the offer for this connection. A registry with other mechanisms would offer those as usual.
fn offer(identity: Option<ExternalIdentity>) -> Offer {
    let line = Connection::new(Profile::MAIL, Security::Local);
    let line = match identity {
        Some(identity) => line.with_external(identity),
        None => line,
    };
    ServerRegistry::new().with(External::new()).offer(&line)
}

/// Authorizes: Alice has two addresses, the others one name each.
fn may(question: &Authorize) -> Decision {
    match (question.authenticated(), question.requested()) {
        ("alice", Some("alice@example.org")) => Decision::Grant { account: "alice".into() },
        _ => Decision::GrantAuthenticated,
    }
}

/// Serves a connection: sends a greeting with the offer, reads one AUTHENTICATE command, writes the verdict.
async fn serve(stream: UnixStream, users: &Users) -> Result<Option<Verdict>, Box<dyn Error>> {
    let offer = offer(identity(&stream, users)?);
    let mut wire = BufReader::new(stream);
    let words = imap::capability::auth_words(offer.names());
    write(&mut wire, &format!("* OK [CAPABILITY IMAP4rev2 SASL-IR {words}] Ready\r\n")).await?;
    let command = read(&mut wire).await?;
    let tag = command.split(' ').next().unwrap_or_default();
    let mut step = match begin(&command, &offer, countersign::entropy()?) {
        Ok(step) => step,
        Err(reason) => {
            write(&mut wire, &imap::server::reply(reason).line(tag)).await?;
            return Ok(None);
        }
    };
    let verdict = loop {
        step = match step {
            Step::Send { message, then } => {
                write(&mut wire, &imap::server::challenge(&message)).await?;
                let limit = limits::response_line(then.max_message());
                line::Line::read(read(&mut wire).await?.as_bytes(), limit).deliver_to(then)
            }
            Step::Ask(Ask::Authorize(asked)) => asked.answer_with(may),
            Step::Ask(other) => other.decline(),
            Step::Work(work) => work.run(),
            Step::Done(verdict) => break verdict,
        }
    };
    let reply = match &verdict {
        Verdict::Accepted(_) => imap::server::success(tag, None),
        Verdict::Rejected(rejected) => imap::server::reply(rejected.reason()).line(tag),
    };
    write(&mut wire, &reply).await?;
    Ok(Some(verdict))
}

/// Parses the SASL part of the command.
fn begin(command: &str, offer: &Offer, entropy: Entropy) -> Result<Step<Server>, Reason> {
    let mut words = command.split(' ').skip(2);
    let (name, initial) = (words.next().unwrap_or_default(), words.next().map(str::as_bytes));
    let initial = line::read_initial(initial, limits::RESPONSE_LINE)?;
    Ok(offer.start(name, initial.as_deref(), entropy)?)
}

/// Logs in as a client without name and password; a non-empty `act_as` is the requested identity.
async fn log_in(stream: UnixStream, act_as: &str) -> Result<client::Authenticated, Box<dyn Error>> {
    let mut wire = BufReader::new(stream);
    let greeting = read(&mut wire).await?;
    let words = greeting.split(['[', ']']).nth(1).unwrap_or_default();
    let able = Capabilities::read(words.as_bytes());
    let line = client::Connection::new(Profile::MAIL, Security::Local).with_external();
    let registry = ClientRegistry::new().with(External::acting_as(act_as));
    let choice = registry.choose(able.mechanisms.iter(), &line, &client::Preference::external())?;
    let mut name = Some(choice.name());
    let mut step = choice.start(countersign::entropy()?)?;
    loop {
        let (message, then) = match turn_with(step, |ask| Err(ask.decline()))? {
            ClientAction::Send(message, then) => (message, then),
            ClientAction::Done(authenticated) => return Ok(authenticated),
        };
        let line = match name.take() {
            Some(name) => imap::client::authenticate("a1", name, message.as_deref(), &able)?.line,
            None => line::response(&message.unwrap_or_default()),
        };
        write(&mut wire, &line).await?;
        step = imap::client::read("a1", read(&mut wire).await?.as_bytes()).deliver_to(then)?;
    }
}

/// The maximum length of a line in octets.
const LONGEST: u64 = 12_290;

/// Reads a line up to that length.
async fn read(wire: &mut BufReader<UnixStream>) -> io::Result<String> {
    let mut line = String::new();
    wire.take(LONGEST).read_line(&mut line).await?;
    line.strip_suffix("\r\n").map(str::to_owned).ok_or(io::ErrorKind::InvalidData.into())
}

async fn write(wire: &mut BufReader<UnixStream>, line: &str) -> io::Result<()> {
    wire.write_all(line.as_bytes()).await
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("socket");
    let listener = UnixListener::bind(&path)?;
    let uid = folder.path().metadata()?.uid();
    let users = [(UnixUser::new(uid, "alice"), AccountState::Enabled)];
    for act_as in ["", "alice@example.org", "bob"] {
        let (client, server) =
            tokio::join!(async { log_in(UnixStream::connect(&path).await?, act_as).await }, async {
                serve(listener.accept().await?.0, &users).await
            },);
        let client = client.map_or_else(|error| error.to_string(), |_| "in".into());
        println!("as {act_as:?}: the server: {:?}; the client: {client}", server?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign::sasl::server::Rejection;

    async fn own_uid() -> u32 {
        UnixStream::pair().unwrap().0.peer_cred().unwrap().uid()
    }

    fn alice(uid: u32, state: AccountState) -> [(UnixUser, AccountState); 1] {
        [(UnixUser::new(uid, "alice"), state)]
    }

    async fn both(act_as: &str) -> (Result<client::Authenticated, Box<dyn Error>>, Verdict) {
        let users = alice(own_uid().await, AccountState::Enabled);
        let (near, far) = UnixStream::pair().unwrap();
        let (client, server) = tokio::join!(log_in(near, act_as), serve(far, &users));
        (client, server.unwrap().unwrap())
    }

    #[tokio::test]
    async fn whom_the_system_names_is_in_under_the_directorys_name() {
        for act_as in ["", "alice", "alice@example.org"] {
            let (client, verdict) = both(act_as).await;
            assert_eq!(verdict.accepted().unwrap().account(), "alice");
            assert_eq!(client.unwrap().mechanism(), "EXTERNAL");
        }
    }

    #[tokio::test]
    async fn no_user_acts_as_another() {
        let (client, verdict) = both("bob").await;
        let Verdict::Rejected(rejected) = verdict else { panic!("accepted") };
        assert_eq!(rejected.reason(), Rejection::NotAuthorized);
        assert_eq!(client.unwrap_err().to_string(), "the server refused the login");
    }

    /// A user ID of another user, and one with a disabled account.
    #[tokio::test]
    async fn whom_the_directory_does_not_let_in_can_neither_choose_nor_start() {
        let uid = own_uid().await;
        for users in [alice(uid ^ 1, AccountState::Enabled), alice(uid, AccountState::Disabled)] {
            let (near, far) = UnixStream::pair().unwrap();
            let (client, server) = tokio::join!(log_in(near, ""), serve(far, &users));
            assert!(client.unwrap_err().to_string().starts_with("no usable mechanism"));
            assert!(server.is_err(), "a client that has sent nothing");

            let (near, far) = UnixStream::pair().unwrap();
            let forcing = async {
                let mut wire = BufReader::new(near);
                read(&mut wire).await.unwrap();
                write(&mut wire, "a1 AUTHENTICATE EXTERNAL YWxpY2U=\r\n").await.unwrap();
                read(&mut wire).await.unwrap()
            };
            let (reply, server) = tokio::join!(forcing, serve(far, &users));
            assert!(reply.starts_with("a1 NO "), "{reply}");
            assert!(server.unwrap().is_none());
        }
    }

    #[tokio::test]
    async fn an_invalid_line_or_message_is_no_login() {
        for command in [
            "a1 AUTHENTICATE EXTERNAL *\r\n",
            "a1 AUTHENTICATE EXTERNAL AA==\r\n",
            "a1 AUTHENTICATE EXTERNAL",
        ] {
            let users = alice(own_uid().await, AccountState::Enabled);
            let (near, far) = UnixStream::pair().unwrap();
            let saying = async {
                let mut wire = BufReader::new(near);
                read(&mut wire).await.unwrap();
                write(&mut wire, command).await.unwrap();
                wire.shutdown().await.unwrap();
                read(&mut wire).await.ok()
            };
            let (_, server) = tokio::join!(saying, serve(far, &users));
            assert!(!matches!(server, Ok(Some(Verdict::Accepted(_)))), "{command:?}");
        }
    }
}
