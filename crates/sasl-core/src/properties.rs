//! What a mechanism needs and what it proves.

/// What a mechanism needs and what it proves: all that offering and choosing go by.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Properties {
    /// What the client logs in with.
    pub credential: Credential,
    /// The peer gets the password or token itself: only over a trusted line.
    pub plaintext: bool,
    /// Offered only on a confidential line. True of plaintext mechanisms, and of those whose transcript lets a
    /// listener guess passwords cheaply.
    pub confidential: bool,
    /// The server sends the first message, so there is no initial response.
    pub server_first: bool,
    /// How it stands to channel bindings.
    pub binds: Binds,
    /// The server proves that it knows the credential too.
    pub proves_server: bool,
    /// The larger, the sooner chosen among those that bind alike.
    pub strength: u8,
    /// The longest message that a peer may send, in octets, if that is more than the profile's limit; else 0.
    pub max_message: u32,
}

/// What a client logs in with.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Credential {
    /// Nothing: ANONYMOUS.
    None,
    /// A name and a password.
    Password,
    /// A bearer token (RFC 6750).
    Token,
    /// What was proved beneath SASL: EXTERNAL.
    External,
}

/// How a mechanism stands to channel bindings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Binds {
    /// It has none.
    Never,
    /// It is the bare name of one that binds: `SCRAM-SHA-256`.
    Bare,
    /// It always binds: `SCRAM-SHA-256-PLUS`.
    Always,
}

impl Properties {
    /// A client-first challenge-response mechanism that binds nothing; the rest is said with the methods.
    ///
    /// The family's strengths: EXTERNAL 100; SCRAM-SHA-512 60, -SHA3-512 55, -SHA-256 50, -SHA-1 40;
    /// OAUTHBEARER 30, XOAUTH2 28; PLAIN 20, LOGIN 18; CRAM-MD5 10; ANONYMOUS 0.
    pub const fn new(credential: Credential, strength: u8) -> Self {
        Self {
            credential,
            plaintext: false,
            confidential: false,
            server_first: false,
            binds: Binds::Never,
            proves_server: false,
            strength,
            max_message: 0,
        }
    }

    /// The peer gets the password or token itself.
    #[must_use]
    pub const fn plaintext(self) -> Self {
        Self { plaintext: true, confidential: true, ..self }
    }

    /// Only on a confidential line.
    #[must_use]
    pub const fn confidential(self) -> Self {
        Self { confidential: true, ..self }
    }

    /// The server sends the first message.
    #[must_use]
    pub const fn server_first(self) -> Self {
        Self { server_first: true, ..self }
    }

    /// How it stands to channel bindings.
    #[must_use]
    pub const fn binds(self, binds: Binds) -> Self {
        Self { binds, ..self }
    }

    /// The server proves itself too.
    #[must_use]
    pub const fn proves_server(self) -> Self {
        Self { proves_server: true, ..self }
    }

    /// Peers may send messages of so many octets, if that is more than the profile allows.
    #[must_use]
    pub const fn max_message(self, octets: u32) -> Self {
        Self { max_message: octets, ..self }
    }
}
