//! An IMAP server on imap-next, up to its login.
use crate::words::{capabilities, told};
use countersign::{
    DirectorySecret, Recipe, Security, ServerRegistry, Wire, authenticate, bindings_of,
    drive::Response,
    keys::{Tls12Exporter, rustls::server_bindings},
    mail::{InvalidState, Reason, imap::server::reply, limits::response_line},
    sasl::{
        Profile,
        server::{Connection, Offer, Verdict},
    },
    server_registry,
};
use examples::shared::{Accounts, Localhost};
use imap_next::{
    imap_types::{
        auth::AuthenticateData,
        command::CommandBody,
        response::{Bye, Code, CommandContinuationRequest, Data, Greeting, Status},
    },
    server::{self, Event, Options},
    stream::{self, Stream},
    types::CommandAuthenticate,
};
use std::{error::Error, io};
use tokio::net::TcpStream;

type Failed = stream::Error<server::Error>;

pub(crate) struct Imap {
    localhost: Localhost,
    directory: Accounts,
    registry: ServerRegistry,
}

impl Imap {
    pub(crate) fn new() -> Result<Self, Box<dyn Error>> {
        let recipe = Recipe::default().with_iterations(4096);
        let secret = DirectorySecret::new(countersign::entropy()?.into_octets());
        Ok(Self {
            localhost: Localhost::new()?,
            directory: Accounts::new(&recipe, countersign::entropy()?)?,
            registry: server_registry(&secret, &recipe),
        })
    }

    /// Returns the certificate that a client has to trust.
    pub(crate) fn localhost(&self) -> &Localhost {
        &self.localhost
    }

    /// Serves a connection until the client disconnects. Returns the results of its logins for a log.
    pub(crate) async fn serve(&self, stream: TcpStream) -> Result<Vec<String>, Failed> {
        let stream = self.localhost.accept(stream).await?;
        // The bindings are read before `Stream::tls` takes the connection apart.
        let sent = self.localhost.listener().end_point();
        let given = server_bindings(stream.get_ref().1, sent, Tls12Exporter::EmsRequired);
        let line = Connection::new(Profile::MAIL, Security::Verified)
            .with_bindings(bindings_of(&given.map_err(io::Error::other)?));
        let offer = self.registry.offer(&line);
        let mut session = Session {
            stream: Stream::tls(stream.into()),
            server: server::Server::new(options(&offer), greeting(&offer)?),
        };
        let (mut log, mut logged_in) = (Vec::new(), false);
        loop {
            let command = match session.next().await {
                Ok(Event::CommandReceived { command }) => command,
                Ok(Event::CommandAuthenticateReceived { command_authenticate: command }) if logged_in => {
                    session.finish(told(command.tag, reply(InvalidState::LoggedIn))?)?;
                    continue;
                }
                Ok(Event::CommandAuthenticateReceived { command_authenticate: command }) => {
                    let tag = command.tag.clone();
                    let status = match self.authenticate(&mut session, &offer, command).await? {
                        Ok(Verdict::Accepted(accepted)) => {
                            logged_in = true;
                            log.push(format!("accepted {}", accepted.account()));
                            Status::ok(Some(tag), None, "Logged in").map_err(io::Error::other)?
                        }
                        Ok(Verdict::Rejected(rejected)) => {
                            log.push(rejected.reason().label().into());
                            told(tag, reply(rejected.reason()))?
                        }
                        Err(not_offered) => told(tag, reply(not_offered))?,
                    };
                    session.finish(status)?;
                    continue;
                }
                // Another event occurred.
                Ok(_) => continue,
                Err(stream::Error::Closed) => return Ok(log),
                Err(other) => return Err(other),
            };
            let ok = Status::ok(Some(command.tag.clone()), None, "Done").map_err(io::Error::other)?;
            let status = match command.body {
                CommandBody::Capability => {
                    session.server.enqueue_data(Data::Capability(capabilities(&offer)?));
                    ok
                }
                CommandBody::Logout => {
                    let text = "Bye".try_into().map_err(io::Error::other)?;
                    session.server.enqueue_status(Status::Bye(Bye { code: None, text }));
                    ok
                }
                CommandBody::Noop => ok,
                _ => Status::bad(Some(command.tag), None, "Not in this example").map_err(io::Error::other)?,
            };
            session.server.enqueue_status(status);
        }
    }

    /// Runs an exchange from the command to the verdict, or returns the reason why none can start.
    async fn authenticate(
        &self,
        session: &mut Session,
        offer: &Offer,
        command: CommandAuthenticate,
    ) -> Result<Result<Verdict, Reason>, Failed> {
        // imap-types distinguishes an absent and an empty initial response, as the exchange requires.
        let initial = command.initial_response.as_ref().map(|initial| initial.declassify().as_ref());
        let entropy = countersign::entropy().map_err(io::Error::other)?;
        let step = match offer.start(command.mechanism.as_ref(), initial, entropy) {
            Ok(step) => step,
            Err(not_offered) => return Ok(Err(not_offered.into())),
        };
        authenticate(step, &self.directory, session).await.map(Ok)
    }
}

/// A connection: imap-next's state and the socket.
struct Session {
    stream: Stream,
    server: server::Server,
}

impl Session {
    async fn next(&mut self) -> Result<Event, Failed> {
        self.stream.next(&mut self.server).await
    }

    /// Sends the tagged response, after which imap-next reads commands again.
    fn finish(&mut self, status: Status<'static>) -> io::Result<()> {
        self.server.authenticate_finish(status).map(drop).map_err(|_| out_of_turn())
    }
}

impl Wire for Session {
    type Error = Failed;

    /// Sends a challenge as a continuation request and reads the client's answer. If imap-codec cannot parse the
    /// answer, the login is rejected and the connection continues.
    async fn challenge(&mut self, challenge: &[u8], _: usize) -> Result<Response, Failed> {
        let challenge = CommandContinuationRequest::base64(challenge.to_vec());
        self.server.authenticate_continue(challenge).map_err(|_| out_of_turn())?;
        loop {
            return Ok(match self.next().await {
                Ok(Event::AuthenticateDataReceived { authenticate_data }) => match authenticate_data {
                    AuthenticateData::Continue(data) => Response::Message(data.declassify().to_vec().into()),
                    AuthenticateData::Cancel => Response::Cancelled,
                },
                // The challenge has been sent.
                Ok(_) => continue,
                Err(stream::Error::State(server::Error::CommandTooLong { .. })) => Response::TooLong,
                Err(stream::Error::State(_)) => Response::Undecodable,
                Err(lost) => return Err(lost),
            });
        }
    }
}

fn out_of_turn() -> io::Error {
    io::Error::other("imap-next is not in an exchange")
}

fn greeting(offer: &Offer) -> io::Result<Greeting<'static>> {
    Greeting::ok(Some(Code::Capability(capabilities(offer)?)), "Hello").map_err(io::Error::other)
}

/// Sets limits, because by default imap-next accepts messages of 25 MB before authentication.
fn options(offer: &Offer) -> Options {
    let mut options = Options::default();
    options.max_command_size =
        u32::try_from(response_line(offer.max_message()) + 2).unwrap_or(options.max_command_size);
    options.max_literal_size = 1024;
    options
}
