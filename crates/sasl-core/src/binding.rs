//! Channel bindings (RFC 5056): data that identifies one TLS connection and that only its two ends have.
use alloc::sync::Arc;
use core::fmt;
use subtle::ConstantTimeEq;

/// A channel binding type, identified by its registered name.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BindingKind {
    /// `tls-exporter` (RFC 9266), the default for TLS 1.3.
    TlsExporter,
    /// `tls-unique` (RFC 5929 section 3), the default up to TLS 1.2. It is undefined for TLS 1.3.
    TlsUnique,
    /// `tls-server-end-point` (RFC 5929 section 4), a hash of the server's certificate.
    TlsServerEndPoint,
}

impl BindingKind {
    /// All types, in order of preference.
    pub const ALL: [Self; 3] = [Self::TlsExporter, Self::TlsUnique, Self::TlsServerEndPoint];

    /// Returns the registered name, as in `p=tls-exporter`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TlsExporter => "tls-exporter",
            Self::TlsUnique => "tls-unique",
            Self::TlsServerEndPoint => "tls-server-end-point",
        }
    }

    /// Returns the type with this name. Names of channel bindings are case-sensitive (RFC 5056 section 7).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for BindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The channel binding data of one connection. It is never empty.
#[derive(Clone)]
pub struct ChannelBinding {
    kind: BindingKind,
    data: Arc<[u8]>,
}

/// The error for empty channel binding data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmptyBinding;

impl ChannelBinding {
    /// Creates a channel binding from the data that TLS provides, without the type's prefix (RFC 5929, RFC 9266).
    ///
    /// # Errors
    /// [`EmptyBinding`] if there is no data. CVE-2026-53712 shows the consequence of accepting it.
    pub fn new(kind: BindingKind, data: &[u8]) -> Result<Self, EmptyBinding> {
        if data.is_empty() { Err(EmptyBinding) } else { Ok(Self { kind, data: data.into() }) }
    }

    /// Returns the type.
    pub const fn kind(&self) -> BindingKind {
        self.kind
    }

    /// Returns the data.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Compares the data in constant time.
    pub fn matches(&self, data: &[u8]) -> bool {
        self.data.ct_eq(data).into()
    }
}

impl fmt::Debug for ChannelBinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChannelBinding({}, ..)", self.kind)
    }
}

impl fmt::Display for EmptyBinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the channel binding data is empty")
    }
}

impl core::error::Error for EmptyBinding {}

/// The channel bindings of a connection, at most one of each type. A clone shares the data.
///
/// ```
/// use sasl_core::{BindingKind, Bindings, ChannelBinding};
/// let exporter = ChannelBinding::new(BindingKind::TlsExporter, &[7; 32])?;
/// let bindings = Bindings::from_iter([exporter]);
/// assert!(bindings.get(BindingKind::TlsExporter).is_some());
/// assert!(bindings.get(BindingKind::TlsUnique).is_none());
/// # Ok::<(), sasl_core::EmptyBinding>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Bindings(Option<Arc<[ChannelBinding]>>);

impl Bindings {
    /// No channel bindings: a connection without TLS, or a TLS library that does not provide them.
    pub const NONE: Self = Self(None);

    /// Returns the binding of this type.
    pub fn get(&self, kind: BindingKind) -> Option<&ChannelBinding> {
        self.0.as_deref()?.iter().find(|binding| binding.kind == kind)
    }

    /// Returns the binding that a client should use: the first available in the order of [`BindingKind::ALL`].
    pub fn preferred(&self) -> Option<&ChannelBinding> {
        BindingKind::ALL.into_iter().find_map(|kind| self.get(kind))
    }

    /// Returns whether there are no bindings.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

/// Keeps the first binding of each type.
impl FromIterator<ChannelBinding> for Bindings {
    fn from_iter<I: IntoIterator<Item = ChannelBinding>>(bindings: I) -> Self {
        let list: Arc<[ChannelBinding]> = bindings.into_iter().collect();
        Self((!list.is_empty()).then_some(list))
    }
}
