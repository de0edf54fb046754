//! The protection of the line.

/// The protection of the connection beneath SASL. Encryption alone does not authenticate the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Security {
    /// Cleartext over a network.
    Clear,
    /// TLS without verification of the server's certificate. A server does not need this value.
    Unverified,
    /// TLS. On the client, the server's certificate was verified for the intended name.
    Verified,
    /// The connection does not leave this machine: a Unix socket or a pipe.
    Local,
}

impl Security {
    /// Returns whether a passive listener learns nothing. A *server* requires this before it offers a plaintext
    /// mechanism.
    pub const fn is_confidential(self) -> bool {
        !matches!(self, Self::Clear)
    }

    /// Returns whether the connection is confidential and its server verified. A *client* requires this before it
    /// sends a password or a token.
    pub const fn is_trusted(self) -> bool {
        matches!(self, Self::Verified | Self::Local)
    }
}
