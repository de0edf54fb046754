//! The properties of the protocol that uses SASL (RFC 4422 section 4).

/// The properties of an application protocol's SASL profile (RFC 4422 section 4) that affect an exchange.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The protocol's success reply can carry data (RFC 4422 section 3.6). Otherwise the data is sent as a
    /// challenge that the client answers with an empty response.
    pub success_data: bool,
    /// The protocol's failure reply can carry data.
    pub failure_data: bool,
    /// The maximum length of a received message, in octets after decoding. A mechanism that declares longer
    /// messages ([`Properties::max_message`](crate::mechanism::Properties::max_message)) can receive those.
    pub max_message: u32,
}

impl Profile {
    /// IMAP, SMTP and POP3: no data with success or failure. 9216 octets are the 12288 octets of RFC 4954 section
    /// 4 after decoding.
    pub const MAIL: Self = Self { success_data: false, failure_data: false, max_message: 9216 };
    /// ManageSieve (RFC 5804): `OK (SASL "...")` carries data.
    pub const SIEVE: Self = Self { success_data: true, failure_data: false, max_message: 9216 };
    /// XMPP (RFC 6120 section 6).
    pub const XMPP: Self = Self { success_data: true, failure_data: false, max_message: 65536 };
    /// LDAP (RFC 4511 section 4.2): a bind response carries data with success and failure.
    pub const LDAP: Self = Self { success_data: true, failure_data: true, max_message: 65536 };

    /// Creates the profile of a protocol with this maximum length, without data in its success and failure replies.
    pub const fn new(max_message: u32) -> Self {
        Self { success_data: false, failure_data: false, max_message }
    }

    /// Permits data in the protocol's success reply.
    #[must_use]
    pub const fn with_success_data(self) -> Self {
        Self { success_data: true, ..self }
    }

    /// Permits data in the protocol's failure reply.
    #[must_use]
    pub const fn with_failure_data(self) -> Self {
        Self { failure_data: true, ..self }
    }
}
