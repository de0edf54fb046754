//! The name, and each end's first state.
use super::{client, server};
use alloc::sync::Arc;
use core::fmt;
use sasl_core::{
    Client, Credential, Error, Mechanism, Next, Properties, Record, Server, client::Setup as ClientSetup,
    server::Setup as ServerSetup,
};

/// LOGIN. What PLAIN does in one message, and no more than PLAIN: for programs that know nothing else.
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
    /// For clients, and for servers whose application checks passwords itself; see [`Plain::new`](crate::Plain::new).
    pub fn new() -> Self {
        Self::default()
    }

    /// With the record that unknown users' passwords are checked with; see
    /// [`Plain::with_decoy`](crate::Plain::with_decoy).
    pub fn with_decoy(decoy: Arc<dyn Record>) -> Self {
        Self { decoy: Some(decoy) }
    }
}

impl Mechanism for Login {
    fn name(&self) -> &'static str {
        "LOGIN"
    }

    /// The server speaks first, but takes a name that comes as an initial response.
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
