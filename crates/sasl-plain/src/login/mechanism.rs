//! The mechanism: its name and the first state of each end.
use super::{client, server};
use alloc::sync::Arc;
use core::fmt;
use sasl_core::{
    Client, Credential, Error, Mechanism, Next, Properties, Record, Server, client::Setup as ClientSetup,
    server::Setup as ServerSetup,
};

/// The mechanism LOGIN (draft-murchison-sasl-login). It does what PLAIN does, in more messages, for programs that
/// support nothing else.
///
/// ```
/// use sasl_core::{*, server::{self, Ask}};
/// let registry = Registry::new().with(sasl_plain::Login::new());
/// let offer = registry.offer(&server::Connection::new(Profile::MAIL, Security::Verified));
/// let Step::Send { message, then } = offer.start("LOGIN", None, Entropy::new([0; 32]))? else { panic!() };
/// assert_eq!(&*message, b"Username:");
/// let Step::Send { message, then } = then.receive(b"amy") else { panic!() };
/// assert_eq!(&*message, b"Password:");
/// let Step::Ask(Ask::CheckPassword(asked)) = then.receive(b"pencil") else { panic!() };
/// assert_eq!((asked.user(), asked.mechanism()), ("amy", "LOGIN"));
/// # Ok::<(), sasl_core::server::NotOffered>(())
/// ```
#[derive(Clone, Default)]
pub struct Login {
    decoy: Option<Arc<dyn Record>>,
}

impl Login {
    /// Creates the mechanism for clients, and for servers whose application checks passwords itself; see
    /// [`Plain::new`](crate::Plain::new).
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates the mechanism with the record that passwords of unknown users are checked against; see
    /// [`Plain::with_decoy`](crate::Plain::with_decoy).
    pub fn with_decoy(decoy: Arc<dyn Record>) -> Self {
        Self { decoy: Some(decoy) }
    }
}

impl Mechanism for Login {
    fn name(&self) -> &'static str {
        "LOGIN"
    }

    /// The server sends the first message, but accepts the name as an initial response.
    fn properties(&self) -> Properties {
        Properties::new(Credential::Password, 18).plaintext().server_first()
    }

    fn client(&self, _: ClientSetup) -> Result<Next<Client>, Error> {
        Ok(client::start())
    }

    fn server(&self, _: ServerSetup) -> Result<Next<Server>, Error> {
        Ok(server::start(self.decoy.clone()))
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(..)")
    }
}
