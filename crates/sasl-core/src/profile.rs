//! What the protocol around SASL has room for (RFC 4422 section 4).

/// The facts of an application protocol's SASL profile that change how an exchange runs.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The protocol's "success" can carry data (RFC 4422 section 3.6). Where it cannot, that data goes as a
    /// challenge which the client answers with an empty response.
    pub success_data: bool,
    /// The protocol's "failure" can carry data.
    pub failure_data: bool,
    /// Longest message that is read, in octets after decoding. A mechanism that declares longer messages
    /// ([`Properties::max_message`](crate::mechanism::Properties::max_message)) may receive those.
    pub max_message: u32,
}

impl Profile {
    /// IMAP, SMTP and POP3: no data with success or failure. 9216 octets are the 12288 of RFC 4954 section 4,
    /// decoded.
    pub const MAIL: Self = Self { success_data: false, failure_data: false, max_message: 9216 };
    /// ManageSieve (RFC 5804): `OK (SASL "...")` carries data.
    pub const SIEVE: Self = Self { success_data: true, failure_data: false, max_message: 9216 };
    /// XMPP (RFC 6120 section 6).
    pub const XMPP: Self = Self { success_data: true, failure_data: false, max_message: 65536 };
    /// LDAP (RFC 4511 section 4.2): a bind response carries data either way.
    pub const LDAP: Self = Self { success_data: true, failure_data: true, max_message: 65536 };

    /// A protocol that reads messages of so many octets, and has no room for data with success or failure.
    pub const fn new(max_message: u32) -> Self {
        Self { success_data: false, failure_data: false, max_message }
    }

    /// With data in the protocol's "success".
    #[must_use]
    pub const fn with_success_data(self) -> Self {
        Self { success_data: true, ..self }
    }

    /// With data in the protocol's "failure".
    #[must_use]
    pub const fn with_failure_data(self) -> Self {
        Self { failure_data: true, ..self }
    }
}
