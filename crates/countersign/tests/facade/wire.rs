//! Two threads and two channels: a protocol as thin as can be, in the manner of IMAP.
use countersign::{
    ClientRegistry, Entropy, Error, Security, ServerRegistry,
    drive::{ClientWire, Directory, Reply, Response, ServerWire, log_in_with, serve},
    sasl::{
        ErrorKind, Profile,
        client::{self, Ask, Authenticated, Choice, Credentials, Preference},
        server::{self, Offer, Verdict},
    },
};
use std::{
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

/// A client's line: a message, or that it gives up.
enum Line {
    Message(Option<Vec<u8>>),
    Cancelled,
    NotBase64,
}

/// The other end is gone.
#[derive(Debug)]
pub(crate) struct Gone;

struct ServerEnd(Sender<Reply>, Receiver<Line>);

impl ServerWire for ServerEnd {
    type Error = Gone;

    fn challenge(&mut self, challenge: &[u8]) -> Result<Response, Gone> {
        self.0.send(Reply::Challenge(challenge.to_vec())).map_err(|_| Gone)?;
        Ok(match self.1.recv().map_err(|_| Gone)? {
            Line::Message(message) => Response::Message(message.unwrap_or_default().into()),
            Line::Cancelled => Response::Cancelled,
            Line::NotBase64 => Response::Undecodable,
        })
    }
}

/// What a client does instead of what it should.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Fault {
    None,
    /// Its second line is no base64.
    NotBase64,
    /// It hears the server's last challenge changed.
    Mishears,
    /// It is gone after its first line.
    Leaves,
}

struct ClientEnd {
    to: Sender<Line>,
    from: Receiver<Reply>,
    fault: Fault,
    lines: usize,
    cancelled: bool,
}

impl ClientWire for ClientEnd {
    type Error = Error;

    fn respond(&mut self, message: Option<&[u8]>) -> Result<Reply, Error> {
        const GONE: Error = Error::new(ErrorKind::Cancelled, "the server is gone");
        self.lines += 1;
        let line = match (self.fault, self.lines) {
            (Fault::NotBase64, 2) => Line::NotBase64,
            (Fault::Leaves, 2) => return Err(GONE),
            _ => Line::Message(message.map(<[u8]>::to_vec)),
        };
        self.to.send(line).map_err(|_| GONE)?;
        Ok(match self.from.recv().map_err(|_| GONE)? {
            Reply::Challenge(mut challenge) if self.fault == Fault::Mishears => {
                challenge.push(b'!');
                Reply::Challenge(challenge)
            }
            reply => reply,
        })
    }

    fn cancel(&mut self) -> Result<(), Error> {
        self.cancelled = true;
        self.to.send(Line::Cancelled).map_err(|_| Error::new(ErrorKind::Cancelled, "the server is gone"))
    }
}

/// How it ended.
pub(crate) struct Ended {
    pub(crate) client: Result<Authenticated, Error>,
    pub(crate) server: Result<Verdict, Gone>,
    pub(crate) cancelled: bool,
}

fn start(
    registries: (&ClientRegistry, &ServerRegistry),
    profile: Profile,
    preference: &Preference,
) -> (Offer, Choice) {
    let offer = registries.1.offer(&server::Connection::new(profile, Security::Verified));
    let line = client::Connection::new(profile, Security::Verified);
    let choice = registries.0.choose(offer.names(), &line, preference).unwrap();
    (offer, choice)
}

/// Drive both ends against each other.
pub(crate) fn drive(
    registries: (&ClientRegistry, &ServerRegistry),
    name: &str,
    profile: Profile,
    directory: &(impl Directory + Sync),
    credentials: Credentials,
    fault: Fault,
) -> Ended {
    let answer = |ask| match ask {
        Ask::Credentials(asked) => asked.answer(credentials.clone()),
        other => Err(other.decline()),
    };
    let preference = Preference::password().pin(name);
    drive_with(registries, name, profile, &preference, directory, &answer, fault)
}

/// The same with an answer to every question.
pub(crate) fn drive_with(
    registries: (&ClientRegistry, &ServerRegistry),
    name: &str,
    profile: Profile,
    preference: &Preference,
    directory: &(impl Directory + Sync),
    answer: &dyn Fn(Ask) -> Result<client::Step, Error>,
    fault: Fault,
) -> Ended {
    let (offer, choice) = start(registries, profile, preference);
    let ((to_server, at_server), (to_client, at_client)) = (channel(), channel());
    thread::scope(|scope| {
        let server = scope.spawn(|| {
            let mut wire = ServerEnd(to_client, at_server);
            let Ok(Line::Message(initial)) = wire.1.recv() else { return Err(Gone) };
            let step = offer.start(name, initial.as_deref(), Entropy::new([5; 32])).unwrap();
            let verdict = serve(step, directory, &mut wire)?;
            let _ = wire.0.send(match &verdict {
                Verdict::Accepted(accepted) => Reply::Success(accepted.success_data().map(<[u8]>::to_vec)),
                Verdict::Rejected(_) => Reply::Failure,
            });
            Ok(verdict)
        });
        let mut wire = ClientEnd { to: to_server, from: at_client, fault, lines: 0, cancelled: false };
        let step = choice.start(Entropy::new([6; 32])).unwrap();
        let client = log_in_with(step, answer, &mut wire);
        let cancelled = wire.cancelled;
        drop(wire);
        Ended { client, server: server.join().unwrap(), cancelled }
    })
}
