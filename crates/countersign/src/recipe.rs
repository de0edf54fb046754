//! How credentials are made.

/// How credentials are made from a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    pub(crate) iterations: u32,
}

impl Recipe {
    /// So many iterations of PBKDF2.
    ///
    /// The default is 32,768: eight times what RFC 7677 asks for at least, 3 to 4 ms on a machine of 2025, and
    /// within the 65,536 beyond which some clients (Cyrus SASL) refuse to log in. The price is the client's
    /// with SCRAM, and the server's with PLAIN.
    #[must_use]
    pub fn with_iterations(self, iterations: u32) -> Self {
        Self { iterations }
    }

    /// How many iterations.
    pub fn iterations(&self) -> u32 {
        self.iterations
    }
}

impl Default for Recipe {
    fn default() -> Self {
        Self { iterations: 32_768 }
    }
}
