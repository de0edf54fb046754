//! How credentials are made.
use crate::hash::ScramHash;

/// How credentials are made from a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    pub(crate) iterations: u32,
    pub(crate) minimum: usize,
    /// Strongest first, each once, at least one.
    pub(crate) hashes: Vec<ScramHash>,
    #[cfg(feature = "crammd5")]
    pub(crate) cram_md5: bool,
}

impl Recipe {
    /// So many iterations of PBKDF2.
    ///
    /// The default is 32,768: eight times what RFC 7677 asks for at least, 3 to 4 ms on a machine of 2025, and
    /// within the 65,536 beyond which some clients (Cyrus SASL) refuse to log in. The price is the client's
    /// with SCRAM, and the server's with PLAIN.
    #[must_use]
    pub fn with_iterations(self, iterations: u32) -> Self {
        Self { iterations, ..self }
    }

    /// A record for each of these hashes, and no other; of none for SCRAM-SHA-256.
    ///
    /// The default is every hash that is built in, so that every client's first choice works.
    #[must_use]
    pub fn with_hashes(self, hashes: impl IntoIterator<Item = ScramHash>) -> Self {
        let wanted: Vec<_> = hashes.into_iter().collect();
        let mut hashes = ScramHash::ALL.to_vec();
        hashes.retain(|hash| wanted.contains(hash));
        if hashes.is_empty() {
            hashes.push(ScramHash::Sha256);
        }
        Self { hashes, ..self }
    }

    /// A record for CRAM-MD5 as well. It has no salt and no iterations, so whoever steals it guesses the password as if
    /// there were no other records, and logs in with it as it is: only for accounts that need the mechanism.
    #[cfg(feature = "crammd5")]
    #[must_use]
    pub fn with_cram_md5(self) -> Self {
        Self { cram_md5: true, ..self }
    }

    /// Passwords of at least so many octets, in each form that is stored. The default is 1: none is empty.
    #[must_use]
    pub fn with_minimum(self, octets: usize) -> Self {
        Self { minimum: octets.max(1), ..self }
    }

    /// How many iterations.
    pub fn iterations(&self) -> u32 {
        self.iterations
    }

    /// The hashes that there is a record for, strongest first.
    pub fn hashes(&self) -> &[ScramHash] {
        &self.hashes
    }
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            iterations: 32_768,
            minimum: 1,
            hashes: ScramHash::ALL.to_vec(),
            #[cfg(feature = "crammd5")]
            cram_md5: false,
        }
    }
}
