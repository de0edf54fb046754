//! Channel bindings (RFC 5056): data that both ends of one TLS connection have and nobody between them.
use alloc::sync::Arc;
use core::fmt;
use subtle::ConstantTimeEq;

/// A channel binding type, by its registered name.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BindingKind {
    /// `tls-exporter` (RFC 9266): the default of TLS 1.3.
    TlsExporter,
    /// `tls-unique` (RFC 5929): the default up to TLS 1.2; undefined in TLS 1.3.
    TlsUnique,
    /// `tls-server-end-point` (RFC 5929): a hash of the server's certificate.
    TlsServerEndPoint,
}

impl BindingKind {
    /// Every kind, the one to prefer first.
    pub const ALL: [Self; 3] = [Self::TlsExporter, Self::TlsUnique, Self::TlsServerEndPoint];

    /// The registered name, as in `p=tls-exporter`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TlsExporter => "tls-exporter",
            Self::TlsUnique => "tls-unique",
            Self::TlsServerEndPoint => "tls-server-end-point",
        }
    }

    /// The kind of this name; names of bindings are case-sensitive (RFC 5056 section 7).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for BindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One binding of one connection. It is never empty.
#[derive(Clone)]
pub struct ChannelBinding {
    kind: BindingKind,
    data: Arc<[u8]>,
}

/// A binding without data binds nothing, so there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmptyBinding;

impl ChannelBinding {
    /// The data as TLS gives it, without the type's prefix.
    ///
    /// # Errors
    /// [`EmptyBinding`] when there is no data (CVE-2026-53712 is what follows from letting that pass).
    pub fn new(kind: BindingKind, data: &[u8]) -> Result<Self, EmptyBinding> {
        if data.is_empty() { Err(EmptyBinding) } else { Ok(Self { kind, data: data.into() }) }
    }

    /// Its type.
    pub const fn kind(&self) -> BindingKind {
        self.kind
    }

    /// Its data.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Is it this data? In constant time.
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
        f.write_str("a channel binding has no data")
    }
}

impl core::error::Error for EmptyBinding {}

/// The bindings that a connection has, at most one of each kind. Cloning is a reference count.
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
    /// A connection without TLS, or whose TLS library cannot tell.
    pub const NONE: Self = Self(None);

    /// The binding of this kind.
    pub fn get(&self, kind: BindingKind) -> Option<&ChannelBinding> {
        self.0.as_deref()?.iter().find(|binding| binding.kind == kind)
    }

    /// The one that a client should use: the first that there is in the order of [`BindingKind::ALL`].
    pub fn preferred(&self) -> Option<&ChannelBinding> {
        BindingKind::ALL.into_iter().find_map(|kind| self.get(kind))
    }

    /// There is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

/// The first of each kind counts.
impl FromIterator<ChannelBinding> for Bindings {
    fn from_iter<I: IntoIterator<Item = ChannelBinding>>(bindings: I) -> Self {
        let list: Arc<[ChannelBinding]> = bindings.into_iter().collect();
        Self((!list.is_empty()).then_some(list))
    }
}
