//! What a TLS client key is good for on a connection of mail: one pure function, right after the TLS handshake.
use crate::protocol::Protocol;

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
    /// No account has it. This is no login attempt: some clients present a key to every server.
    Unknown,
    /// The directory cannot answer now.
    Unavailable,
    /// Its account is disabled.
    Disabled,
    /// An account that may be used has it.
    Known {
        /// The owner of the key has turned PREAUTH off for it.
        no_imap_preauth: bool,
    },
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
/// use sasl_mail::{KeyAuthOutcome, KeyState, ListenerPolicy, Protocol, TlsStart, decide_key_auth};
/// let key = KeyState::Known { no_imap_preauth: false };
/// let login = |protocol, start| decide_key_auth(protocol, start, key, ListenerPolicy::Anything);
/// assert_eq!(login(Protocol::Imap, TlsStart::Implicit), KeyAuthOutcome::GreetPreauth);
/// assert_eq!(login(Protocol::Imap, TlsStart::Starttls), KeyAuthOutcome::OfferExternal);
/// assert_eq!(login(Protocol::Submission, TlsStart::Starttls), KeyAuthOutcome::LoggedIn);
/// ```
pub const fn decide_key_auth(
    protocol: Protocol,
    start: TlsStart,
    key: KeyState,
    accepts: ListenerPolicy,
) -> KeyAuthOutcome {
    let no_imap_preauth = match (key, accepts) {
        (KeyState::Known { no_imap_preauth }, _) => no_imap_preauth,
        (KeyState::Unavailable, ListenerPolicy::KeysOnly) => return KeyAuthOutcome::Unavailable,
        (KeyState::Absent | KeyState::Unknown | KeyState::Unavailable | KeyState::Disabled, _) => {
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
