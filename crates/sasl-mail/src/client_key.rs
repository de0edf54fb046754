//! What a TLS client key is good for on a connection of mail: one pure function, right after the TLS handshake.
use crate::protocol::Protocol;

/// When TLS began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TlsStart {
    /// With the first octet.
    Implicit,
    /// With a command, after a greeting.
    Starttls,
}

/// What the directory answered for the key of the connection.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyState {
    /// The client has presented none.
    Absent,
    /// No account has it. This is no login attempt: some clients present a key to every server.
    Unknown,
    /// The directory cannot tell now.
    Unavailable,
    /// Its account is disabled.
    Disabled,
    /// An account that may be used has it.
    Known {
        /// The owner of the key has turned PREAUTH off for it.
        no_imap_preauth: bool,
    },
}

/// What a listener insists on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListenerPolicy {
    /// Keys, and whatever else is offered.
    Anything,
    /// Keys alone, so that without the directory there is nothing to do.
    KeysOnly,
}

/// What to do with a connection.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub enum KeyAuthOutcome {
    /// IMAP: greet with `PREAUTH`. The client is logged in, and AUTHENTICATE and LOGIN are answered with BAD.
    GreetPreauth,
    /// Submission: the client is logged in without AUTH, and may still use AUTH once.
    LoggedIn,
    /// The client is not logged in; EXTERNAL is offered, and logs it in.
    OfferExternal,
    /// As if there were no key.
    Anonymous,
    /// Tell the client that it cannot be served now, and end.
    Unavailable,
}

/// What to do with a connection once its TLS handshake is over, be it full or resumed.
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
    /// EXTERNAL may be offered: the connection has an identity.
    pub const fn has_identity(self) -> bool {
        matches!(self, Self::GreetPreauth | Self::LoggedIn | Self::OfferExternal)
    }

    /// The client is logged in without saying anything.
    pub const fn is_logged_in(self) -> bool {
        matches!(self, Self::GreetPreauth | Self::LoggedIn)
    }
}
