//! The requirements and guarantees of a mechanism.

/// The requirements and guarantees of a mechanism. Offers and choices depend on these alone.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Properties {
    /// The kind of credential that the client uses.
    pub credential: Credential,
    /// The peer gets the password or token itself, so the mechanism needs a trusted connection.
    pub plaintext: bool,
    /// The mechanism is offered only on a confidential connection. This applies to plaintext mechanisms and to
    /// those whose transcript allows cheap offline guessing of passwords.
    pub confidential: bool,
    /// The server sends the first message, so there is no initial response (RFC 4422 section 5).
    pub server_first: bool,
    /// The support for channel binding.
    pub binds: Binds,
    /// The server proves that it knows the credential too.
    pub proves_server: bool,
    /// The strength. The stronger of two mechanisms with equal channel binding is chosen.
    pub strength: u8,
    /// The maximum length of a peer's message, in octets, if that exceeds the profile's limit; otherwise 0.
    pub max_message: u32,
}

/// The kind of credential that a client uses.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Credential {
    /// No credential: ANONYMOUS (RFC 4505).
    None,
    /// A name and a password.
    Password,
    /// A bearer token (RFC 6750).
    Token,
    /// An identity that was proved outside of SASL: EXTERNAL (RFC 4422 appendix A).
    External,
}

/// The support of a mechanism for channel binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Binds {
    /// No channel binding.
    Never,
    /// The name without channel binding of a mechanism that has a variant with it: `SCRAM-SHA-256`.
    Bare,
    /// Channel binding in every exchange: `SCRAM-SHA-256-PLUS`.
    Always,
}

impl Properties {
    /// Creates the properties of a client-first challenge-response mechanism without channel binding. The methods
    /// change the other properties.
    ///
    /// The strengths of this project's mechanisms: EXTERNAL 100; SCRAM-SHA-512 60, -SHA3-512 55, -SHA-256 50,
    /// -SHA-1 40; OAUTHBEARER 30, XOAUTH2 28; PLAIN 20, LOGIN 18; CRAM-MD5 10; ANONYMOUS 0.
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

    /// Declares that the peer gets the password or token itself.
    #[must_use]
    pub const fn plaintext(self) -> Self {
        Self { plaintext: true, confidential: true, ..self }
    }

    /// Restricts the mechanism to confidential connections.
    #[must_use]
    pub const fn confidential(self) -> Self {
        Self { confidential: true, ..self }
    }

    /// Declares that the server sends the first message.
    #[must_use]
    pub const fn server_first(self) -> Self {
        Self { server_first: true, ..self }
    }

    /// Sets the support for channel binding.
    #[must_use]
    pub const fn binds(self, binds: Binds) -> Self {
        Self { binds, ..self }
    }

    /// Declares that the server proves that it knows the credential.
    #[must_use]
    pub const fn proves_server(self) -> Self {
        Self { proves_server: true, ..self }
    }

    /// Sets the maximum length of a peer's message, in octets, if that exceeds the profile's limit.
    #[must_use]
    pub const fn max_message(self, octets: u32) -> Self {
        Self { max_message: octets, ..self }
    }
}
