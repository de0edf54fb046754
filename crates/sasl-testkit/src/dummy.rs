//! A mechanism that consists of two functions.
use sasl_core::{
    Client, Error, Server, client,
    mechanism::{ClientMechanism, Credential, Mechanism, MechanismName, Next, Properties, ServerMechanism},
    server,
};

type Begins<Setup, S> = Box<dyn Fn(Setup) -> Result<Next<S>, Error> + Send + Sync>;

/// A mechanism with any name, any properties and any moves.
pub struct Dummy {
    name: MechanismName,
    traits: Properties,
    client: Begins<client::Setup, Client>,
    server: Begins<server::Setup, Server>,
}

impl Dummy {
    /// Creates a mechanism with this name. Its client sends `amy` and finishes; its server reads a name and
    /// accepts it.
    pub fn new(name: &'static str) -> Self {
        let believe = |name: &[u8]| Ok(Next::finish(server::Finish::proved(String::from_utf8_lossy(name))));
        Self {
            name: MechanismName::from_static(name),
            traits: Properties::new(Credential::Password, 50),
            client: Box::new(|_| Ok(Next::finish(client::Finish::with_final_message(b"amy")))),
            server: Box::new(move |_| Ok(Next::receive(believe))),
        }
    }

    /// Sets the properties.
    #[must_use]
    pub fn properties(self, traits: Properties) -> Self {
        Self { traits, ..self }
    }

    /// Sets the client's first move.
    #[must_use]
    pub fn client(
        self,
        begin: impl Fn(client::Setup) -> Result<Next<Client>, Error> + Send + Sync + 'static,
    ) -> Self {
        Self { client: Box::new(begin), ..self }
    }

    /// Sets the server's first move.
    #[must_use]
    pub fn server(
        self,
        begin: impl Fn(server::Setup) -> Result<Next<Server>, Error> + Send + Sync + 'static,
    ) -> Self {
        Self { server: Box::new(begin), ..self }
    }
}

impl Mechanism for Dummy {
    fn name(&self) -> MechanismName {
        self.name
    }

    fn properties(&self) -> Properties {
        self.traits
    }
}

impl ClientMechanism for Dummy {
    fn client(&self, setup: client::Setup) -> Result<Next<Client>, Error> {
        (self.client)(setup)
    }
}

impl ServerMechanism for Dummy {
    fn server(&self, setup: server::Setup) -> Result<Next<Server>, Error> {
        (self.server)(setup)
    }
}
