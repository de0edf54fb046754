//! What protects the line.

/// How far the line beneath SASL can be trusted. Encrypted is not authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Security {
    /// Cleartext over a network.
    Clear,
    /// Encrypted, but nobody has verified the server's certificate. (A server never needs this one.)
    Unverified,
    /// TLS; at the client's end with the server's certificate verified for the name that was meant.
    Verified,
    /// It never leaves this machine: a Unix socket, a pipe.
    Local,
}

impl Security {
    /// A passive listener learns nothing: all that a *server* asks before it offers a plaintext mechanism.
    pub const fn is_confidential(self) -> bool {
        !matches!(self, Self::Clear)
    }

    /// It is confidential and ends where it should: what a *client* asks before it sends a password or a token.
    pub const fn is_trusted(self) -> bool {
        matches!(self, Self::Verified | Self::Local)
    }
}
