//! The authentication of a connection by its key: one decision, a pure function, directly after the TLS handshake.

/// The application protocol inside TLS.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// IMAP (RFC 9051), which can greet a client as already authenticated.
    Imap,
    /// Message submission (RFC 6409), which accepts mail from an authenticated client.
    Submission,
    /// POP3 (RFC 1939), which has no greeting for authenticated clients.
    Pop3,
    /// ManageSieve (RFC 5804), which has no greeting for authenticated clients.
    ManageSieve,
}

/// The way in which TLS began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TlsStart {
    /// TLS from the first octet.
    Implicit,
    /// TLS after a greeting and a command (STARTTLS).
    Starttls,
}

/// The directory's answer for the key of the connection.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyState {
    /// The client presented no key.
    Absent,
    /// The key is not registered. This is not a login attempt, because some clients present a key to every server.
    Unknown,
    /// The directory cannot answer now.
    Unavailable,
    /// The key is registered.
    Known {
        /// The state of the account.
        account: AccountState,
        /// The owner of the key has disabled the IMAP greeting as authenticated.
        no_imap_preauth: bool,
    },
}

/// The state of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountState {
    /// The account can be used.
    Enabled,
    /// The account rejects all logins.
    Disabled,
}

/// The authentication that a listener accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListenerPolicy {
    /// Keys and all other offered mechanisms.
    Anything,
    /// Keys only, so that the connection cannot be served without the directory.
    KeysOnly,
}

/// The outcome of the authentication by a key.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub enum KeyAuthOutcome {
    /// IMAP: greet with `PREAUTH` (RFC 9051 section 7.1.4). The client is authenticated, and AUTHENTICATE and
    /// LOGIN get BAD.
    GreetPreauth,
    /// Submission: the client is authenticated without AUTH, and can still use AUTH once.
    LoggedIn,
    /// The client is not authenticated. EXTERNAL is offered and will authenticate it.
    OfferExternal,
    /// The connection has no identity, as without a key.
    Anonymous,
    /// Report that the service is unavailable and close the connection.
    Unavailable,
}

/// Returns the outcome for a connection after its TLS handshake, full or resumed.
///
/// ```
/// use tls_pubkey_auth::{decide, ListenerPolicy, AccountState, KeyState, KeyAuthOutcome, Protocol, TlsStart};
/// let key = KeyState::Known { account: AccountState::Enabled, no_imap_preauth: false };
/// let login = |protocol, start| decide(protocol, start, key, ListenerPolicy::Anything);
/// assert_eq!(login(Protocol::Imap, TlsStart::Implicit), KeyAuthOutcome::GreetPreauth);
/// assert_eq!(login(Protocol::Imap, TlsStart::Starttls), KeyAuthOutcome::OfferExternal);
/// assert_eq!(login(Protocol::Submission, TlsStart::Starttls), KeyAuthOutcome::LoggedIn);
/// ```
pub const fn decide(
    protocol: Protocol,
    start: TlsStart,
    key: KeyState,
    accepts: ListenerPolicy,
) -> KeyAuthOutcome {
    let no_imap_preauth = match (key, accepts) {
        (KeyState::Known { account: AccountState::Enabled, no_imap_preauth }, _) => no_imap_preauth,
        (KeyState::Unavailable, ListenerPolicy::KeysOnly) => return KeyAuthOutcome::Unavailable,
        (KeyState::Known { account: AccountState::Disabled, .. }, _)
        | (KeyState::Absent | KeyState::Unknown | KeyState::Unavailable, _) => {
            return KeyAuthOutcome::Anonymous;
        }
    };
    match (protocol, start) {
        (Protocol::Imap, TlsStart::Implicit) if !no_imap_preauth => KeyAuthOutcome::GreetPreauth,
        (Protocol::Submission, _) => KeyAuthOutcome::LoggedIn,
        (Protocol::Imap | Protocol::Pop3 | Protocol::ManageSieve, _) => KeyAuthOutcome::OfferExternal,
    }
}

impl KeyAuthOutcome {
    /// Returns whether the connection has an identity, so that EXTERNAL can be offered.
    pub const fn has_identity(self) -> bool {
        matches!(self, Self::GreetPreauth | Self::LoggedIn | Self::OfferExternal)
    }

    /// Returns whether the client is authenticated without a command.
    pub const fn is_logged_in(self) -> bool {
        matches!(self, Self::GreetPreauth | Self::LoggedIn)
    }
}
