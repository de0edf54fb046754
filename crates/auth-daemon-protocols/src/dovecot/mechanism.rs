//! Mechanisms and their properties.
use super::{escape, fields::Fields, line::Writer};
use alloc::string::{String, ToString as _};
use core::fmt;

/// A mechanism in a server's list: its name and its properties.
///
/// ```
/// use auth_daemon_protocols::dovecot::{Mechanism, Properties, Property};
/// let mechanism = Mechanism::new("SCRAM-SHA-256-PLUS", Properties::MUTUAL_PLUS).unwrap();
/// assert!(mechanism.properties().contains(Property::ChannelBinding));
/// assert!(Mechanism::new("scram", Properties::NONE).is_none());
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Mechanism {
    name: String,
    properties: Properties,
}

impl Mechanism {
    /// Creates an entry. Returns `None` if the name is invalid (RFC 4422 section 3.1: 1 to 20 of `A-Z 0-9 - _`).
    pub fn new(name: &str, properties: Properties) -> Option<Self> {
        is_name(name).then(|| Self { name: name.to_string(), properties })
    }

    /// Returns the name, in upper case.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the properties.
    pub const fn properties(&self) -> Properties {
        self.properties
    }

    /// Compares without regard to case, because callers forward the client's spelling.
    pub(crate) fn is(&self, name: &[u8]) -> bool {
        self.name.as_bytes().eq_ignore_ascii_case(name)
    }

    pub(crate) fn write(&self, writer: Writer) -> Writer {
        let named = writer.command("MECH").text(&self.name);
        let flags = Property::ALL.into_iter().filter(|property| self.properties.contains(*property));
        flags.fold(named, |line, property| line.word(property.name())).end()
    }

    /// Reads the fields after `MECH`. Returns `None` if the name is invalid. Unknown properties are ignored.
    pub(crate) fn read(mut fields: Fields<'_>) -> Option<Self> {
        let name = escape::text(fields.next()?)?.to_ascii_uppercase();
        let known =
            fields.filter_map(|word| Property::ALL.into_iter().find(|one| one.name().as_bytes() == word));
        Self::new(&name, known.fold(Properties::NONE, Properties::with))
    }
}

fn is_name(name: &str) -> bool {
    (1..=20).contains(&name.len())
        && name.bytes().all(|letter| matches!(letter, b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_'))
}

impl fmt::Debug for Mechanism {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mechanism({} {:?})", self.name, self.properties)
    }
}

/// A property of a mechanism as listed by a server. Callers filter the list with it (Postfix:
/// `smtpd_sasl_security_options`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Property {
    /// `plaintext`: the password is sent in plaintext.
    Plaintext,
    /// `anonymous`: no identity is proved.
    Anonymous,
    /// `dictionary`: an eavesdropper can test passwords offline.
    Dictionary,
    /// `active`: an active attacker can test passwords.
    Active,
    /// `forward-secrecy`.
    ForwardSecrecy,
    /// `mutual-auth`: the server is verified.
    MutualAuth,
    /// `channel-binding`: a `-PLUS` mechanism, listed only to clients of minor version 3 and later.
    ChannelBinding,
    /// `private`: not in the list that mail clients see (Dovecot: `DOVECOT-TOKEN`).
    Private,
}

impl Property {
    /// All properties, in the order in which they are written.
    pub const ALL: [Self; 8] = [
        Self::Anonymous,
        Self::Plaintext,
        Self::Dictionary,
        Self::Active,
        Self::ForwardSecrecy,
        Self::MutualAuth,
        Self::ChannelBinding,
        Self::Private,
    ];

    /// Returns the word for it in a `MECH` line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plaintext => "plaintext",
            Self::Anonymous => "anonymous",
            Self::Dictionary => "dictionary",
            Self::Active => "active",
            Self::ForwardSecrecy => "forward-secrecy",
            Self::MutualAuth => "mutual-auth",
            Self::ChannelBinding => "channel-binding",
            Self::Private => "private",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of [`Property`].
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Properties(u8);

impl Properties {
    /// No property: EXTERNAL, and the token mechanisms.
    pub const NONE: Self = Self(0);
    /// The property of PLAIN and LOGIN.
    pub const PLAINTEXT: Self = Self(Property::Plaintext.bit());
    /// The properties of CRAM-MD5.
    pub const DICTIONARY: Self = Self(Property::Dictionary.bit() | Property::Active.bit());
    /// The property of SCRAM without channel binding.
    pub const MUTUAL: Self = Self(Property::MutualAuth.bit());
    /// The properties of SCRAM with channel binding.
    pub const MUTUAL_PLUS: Self = Self(Property::MutualAuth.bit() | Property::ChannelBinding.bit());
    /// The property of ANONYMOUS.
    pub const ANONYMOUS: Self = Self(Property::Anonymous.bit());

    /// Adds a property.
    #[must_use]
    pub const fn with(self, property: Property) -> Self {
        Self(self.0 | property.bit())
    }

    /// Returns whether a property is in the set.
    pub const fn contains(self, property: Property) -> bool {
        self.0 & property.bit() != 0
    }
}

impl fmt::Debug for Properties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(Property::ALL.into_iter().filter(|property| self.contains(*property))).finish()
    }
}
