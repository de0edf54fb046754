//! The mechanism: its name and the first state of each end.
use super::{client, server};
use alloc::sync::Arc;
use core::fmt;
use sasl_core::{
    Client, Error, Server,
    client::Setup as ClientSetup,
    mechanism::{
        ClientMechanism, Credential, Mechanism, MechanismName, Next, Properties, Record, ServerMechanism,
    },
    server::Setup as ServerSetup,
};

const NAME: MechanismName = MechanismName::from_static("LOGIN");
/// The server sends the first message, but accepts the name as an initial response.
const PROPERTIES: Properties = Properties::new(Credential::Password, 18).plaintext().server_first();

/// The client's end of LOGIN (draft-murchison-sasl-login), for servers that support nothing else.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LoginClient;

/// The server's end of LOGIN (draft-murchison-sasl-login). It does what PLAIN does, in more messages, for programs that
/// support nothing else.
///
/// ```
/// use sasl_core::{*, server::{self, Ask}};
/// let registry = ServerRegistry::new().with(sasl_plain::LoginServer::checked_by_application());
/// let offer = registry.offer(&server::Connection::new(Profile::MAIL, Security::Verified));
/// let Step::Send { message, then } = offer.start("LOGIN", None, Entropy::new([0; 32]))? else { panic!() };
/// assert_eq!(&*message, b"Username:");
/// let Step::Send { message, then } = then.receive(b"amy") else { panic!() };
/// assert_eq!(&*message, b"Password:");
/// let Step::Ask(Ask::CheckPassword(asked)) = then.receive(b"pencil") else { panic!() };
/// assert_eq!((asked.user(), asked.mechanism()), ("amy", "LOGIN"));
/// # Ok::<(), sasl_core::server::NotOffered>(())
/// ```
#[derive(Clone)]
pub struct LoginServer {
    decoy: Option<Arc<dyn Record>>,
}

impl LoginClient {
    /// Creates the mechanism.
    pub fn new() -> Self {
        Self
    }
}

impl LoginServer {
    /// Creates the mechanism with the record that passwords of unknown users are checked against; see
    /// [`PlainServer::new`](crate::PlainServer::new).
    pub fn new(decoy: Arc<dyn Record>) -> Self {
        Self { decoy: Some(decoy) }
    }

    /// Creates the mechanism for an application that checks passwords itself; see
    /// [`PlainServer::checked_by_application`](crate::PlainServer::checked_by_application).
    pub fn checked_by_application() -> Self {
        Self { decoy: None }
    }
}

impl Mechanism for LoginClient {
    fn name(&self) -> MechanismName {
        NAME
    }

    fn properties(&self) -> Properties {
        PROPERTIES
    }
}

impl Mechanism for LoginServer {
    fn name(&self) -> MechanismName {
        NAME
    }

    fn properties(&self) -> Properties {
        PROPERTIES
    }
}

impl ClientMechanism for LoginClient {
    fn client(&self, _: ClientSetup) -> Result<Next<Client>, Error> {
        Ok(client::start())
    }
}

impl ServerMechanism for LoginServer {
    fn server(&self, _: ServerSetup) -> Result<Next<Server>, Error> {
        Ok(server::start(self.decoy.clone()))
    }
}

impl fmt::Debug for LoginServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LoginServer(..)")
    }
}
