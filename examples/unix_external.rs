//! EXTERNAL on a Unix socket, both ends: the system says which user of this machine is there, and nobody needs a password.
//!
//! `cargo run -p examples --example unix-external`
//!
//! What to take from it: `identity`, the way from the socket to an `ExternalIdentity`. The user's number comes from the
//! system and from nothing that the client writes; the login name comes from the directory; whom the directory does
//! not know, or has disabled, is not offered EXTERNAL, and cannot start it either. It is the user who has *connected*:
//! behind a proxy that is the proxy, and whoever is handed an open socket is taken for who opened it.
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

/// Which user of this machine has which account.
type Users = [(UnixUser, AccountState)];

/// Who is at the other end, if they are anybody here.
fn identity(stream: &UnixStream, users: &Users) -> io::Result<Option<ExternalIdentity>> {
    let peer = UnixPeer::from_socket(stream.peer_cred()?.uid());
    let found = users.iter().find(|(user, _)| user.uid == peer.uid());
    Ok(found.and_then(|(user, state)| of_unix_peer(peer, Some(user), *state)))
}

/// What this connection is offered. A registry of more mechanisms would do the same for the others as ever.
fn offer(identity: Option<ExternalIdentity>) -> Offer {
    let line = Connection::new(Profile::MAIL, Security::Local);
    let line = match identity {
        Some(identity) => line.with_external(identity),
        None => line,
    };
    ServerRegistry::new().with(External::new()).offer(&line)
}

/// Alice has two addresses; everybody else is known by one name.
fn may(question: &Authorize) -> Decision {
    match (question.authenticated(), question.requested()) {
        ("alice", Some("alice@example.org")) => Decision::Grant { account: "alice".into() },
        _ => Decision::GrantAuthenticated,
    }
}

/// A server's connection: greet with what is offered, read one AUTHENTICATE command, tell the verdict.
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

/// The command, as far as it is SASL's.
fn begin(command: &str, offer: &Offer, entropy: Entropy) -> Result<Step<Server>, Reason> {
    let mut words = command.split(' ').skip(2);
    let (name, initial) = (words.next().unwrap_or_default(), words.next().map(str::as_bytes));
    let initial = line::read_initial(initial, limits::RESPONSE_LINE)?;
    Ok(offer.start(name, initial.as_deref(), entropy)?)
}

/// A client's: it has neither name nor password to give; it asks to act as `act_as` if that is not empty.
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

/// More than anybody has to say here, in octets.
const LONGEST: u64 = 12_290;

/// A line of no more than anybody has to say here.
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
    async fn nobody_acts_as_somebody_else() {
        let (client, verdict) = both("bob").await;
        let Verdict::Rejected(rejected) = verdict else { panic!("accepted") };
        assert_eq!(rejected.reason(), Rejection::NotAuthorized);
        assert_eq!(client.unwrap_err().to_string(), "the server refused the login");
    }

    /// Somebody else's number, and one's own whose account is disabled.
    #[tokio::test]
    async fn whom_the_directory_does_not_let_in_can_neither_choose_nor_start() {
        let uid = own_uid().await;
        for users in [alice(uid ^ 1, AccountState::Enabled), alice(uid, AccountState::Disabled)] {
            let (near, far) = UnixStream::pair().unwrap();
            let (client, server) = tokio::join!(log_in(near, ""), serve(far, &users));
            assert!(client.unwrap_err().to_string().starts_with("none of this client's mechanisms will do"));
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
    async fn what_is_no_line_or_no_message_lets_nobody_in() {
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
