//! The creation of identities for EXTERNAL (RFC 4422 appendix A). No other code of this project creates them.
//!
//! Each function needs two inputs, the proof of the lower layer and the result of its directory lookup, and
//! compares them again. A result that is absent or belongs to another lookup yields no identity. A disabled
//! account has none.
use crate::account::AccountState;
use sasl_core::{ExternalIdentity, Proof};

/// Returns the identity of a TLS client whose key is registered.
///
/// Returns `None` if the client has proved no key, if the record is absent or that of another key, and if the
/// account is disabled. The login name comes from the record, never from the client.
///
/// A key is not a record of a mechanism: it cannot be used where passwords are checked.
///
/// ```compile_fail,E0277
/// fn a_password_mechanisms_record(_: impl sasl_core::mechanism::Record) {}
/// fn with(key: tls_pubkey_auth::KeyRecord) { a_password_mechanisms_record(key) }
/// ```
#[cfg(any(feature = "rustls", feature = "openssl"))]
pub fn of_client_key(
    key: &tls_pubkey_auth::ClientKey,
    record: Option<&tls_pubkey_auth::KeyRecord>,
    account: AccountState,
) -> Option<ExternalIdentity> {
    let (key, record) = (key.proved()?, record?);
    // The fingerprint finds the record; the key must match.
    let is_same = *key.spki() == record.spki;
    (is_same && account == AccountState::Enabled && !record.login_name.is_empty())
        .then(|| ExternalIdentity::proved(Proof::TlsKey, record.login_name.as_str()))
}

/// A registered key, as the directory holds it.
#[cfg(all(any(feature = "rustls", feature = "openssl"), feature = "mail"))]
#[derive(Clone, Copy, Debug)]
pub struct FoundKey<'a> {
    /// The key and its account.
    pub record: &'a tls_pubkey_auth::KeyRecord,
    /// The state of that account.
    pub account: AccountState,
    /// The owner of the key has turned PREAUTH off for it.
    pub no_imap_preauth: bool,
}

/// Returns the state of a client's key for [`decide_key_auth`](sasl_mail::decide_key_auth): what the connection has proved,
/// compared with what the directory has found for it.
///
/// An error of the directory is [`KeyState::Unavailable`](sasl_mail::KeyState::Unavailable).
#[cfg(all(any(feature = "rustls", feature = "openssl"), feature = "mail"))]
pub fn key_state(key: &tls_pubkey_auth::ClientKey, found: Option<FoundKey<'_>>) -> sasl_mail::KeyState {
    match (key.proved(), found) {
        (None, _) => sasl_mail::KeyState::Absent,
        (Some(key), Some(found)) if found.record.spki == *key.spki() => {
            state_of(found.account, found.no_imap_preauth)
        }
        (Some(_), _) => sasl_mail::KeyState::Unknown,
    }
}

#[cfg(all(any(feature = "rustls", feature = "openssl", feature = "ca"), feature = "mail"))]
const fn state_of(account: AccountState, no_imap_preauth: bool) -> sasl_mail::KeyState {
    match account {
        AccountState::Enabled => sasl_mail::KeyState::Known { no_imap_preauth },
        AccountState::Disabled => sasl_mail::KeyState::Disabled,
    }
}

/// A directory entry for a certified name: the account that the name of this authority belongs to.
#[cfg(feature = "ca")]
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertifiedUser {
    /// The authority and the name.
    pub certified: tls_pubkey_auth::CertifiedName,
    /// The login name of the account.
    pub login_name: String,
}

#[cfg(feature = "ca")]
impl CertifiedUser {
    /// This certified name stands for this login name.
    pub fn new(certified: tls_pubkey_auth::CertifiedName, login_name: impl Into<String>) -> Self {
        Self { certified, login_name: login_name.into() }
    }
}

/// Returns the identity of a TLS client whose certified name is in the directory.
///
/// Returns `None` if the entry is absent or that of another name or another authority, and if the account is
/// disabled. The login name comes from the entry, never from the certificate.
#[cfg(all(feature = "ca", any(feature = "rustls", feature = "openssl")))]
pub fn of_certified_name(
    name: &tls_pubkey_auth::ca::ProvedName,
    user: Option<&CertifiedUser>,
    account: AccountState,
) -> Option<ExternalIdentity> {
    let user = user?;
    let is_same = user.certified == *name.certified();
    (is_same && account == AccountState::Enabled && !user.login_name.is_empty())
        .then(|| ExternalIdentity::proved(Proof::TlsCertificate, user.login_name.as_str()))
}

/// Returns the state of a certified name for [`decide_key_auth`](sasl_mail::decide_key_auth), from the state of its account, if
/// it has one. PREAUTH cannot be turned off for a certificate.
#[cfg(all(feature = "ca", feature = "mail"))]
pub fn name_state(found: Option<AccountState>) -> sasl_mail::KeyState {
    found.map_or(sasl_mail::KeyState::Unknown, |account| state_of(account, false))
}

/// The peer of a Unix socket as reported by the system's `SO_PEERCRED` or `getpeereid`. Create it from nothing
/// else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnixPeer {
    uid: u32,
}

/// A directory entry for a user of this machine.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnixUser {
    /// The user ID.
    pub uid: u32,
    /// The login name of the account.
    pub login_name: String,
}

impl UnixUser {
    /// The user with this number stands for this login name.
    pub fn new(uid: u32, login_name: impl Into<String>) -> Self {
        Self { uid, login_name: login_name.into() }
    }
}

impl UnixPeer {
    /// Creates the peer from its effective user ID, as reported by the system.
    pub const fn from_socket(effective_uid: u32) -> Self {
        Self { uid: effective_uid }
    }

    /// Returns the user ID for the lookup.
    pub const fn uid(self) -> u32 {
        self.uid
    }
}

/// Returns the identity of a user of this machine who is in the directory.
///
/// ```
/// use countersign::{account::AccountState, external::{UnixPeer, UnixUser, of_unix_peer}};
/// let alice = UnixUser::new(1000, "alice");
/// let enabled = AccountState::Enabled;
/// let identity = of_unix_peer(UnixPeer::from_socket(1000), Some(&alice), enabled).unwrap();
/// assert_eq!(identity.name(), "alice");
/// assert!(of_unix_peer(UnixPeer::from_socket(1001), Some(&alice), enabled).is_none());
/// ```
pub fn of_unix_peer(
    peer: UnixPeer,
    user: Option<&UnixUser>,
    account: AccountState,
) -> Option<ExternalIdentity> {
    let user = user?;
    (user.uid == peer.uid && account == AccountState::Enabled && !user.login_name.is_empty())
        .then(|| ExternalIdentity::proved(Proof::UnixPeer, user.login_name.as_str()))
}
