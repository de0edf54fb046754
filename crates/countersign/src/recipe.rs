//! The parameters for new credentials.
use crate::hash::ScramHash;

/// The parameters for the derivation of credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    pub(crate) iterations: u32,
    pub(crate) minimum: usize,
    /// The hashes, strongest first, each once, at least one.
    pub(crate) hashes: Vec<ScramHash>,
    #[cfg(feature = "crammd5")]
    pub(crate) cram_md5: bool,
}

impl Recipe {
    /// Sets the iteration count of PBKDF2.
    ///
    /// The default is 32,768. That is eight times the minimum of RFC 7677 section 4, takes 3 to 4 ms on a machine
    /// of 2025, and is below the 65,536 above which some clients (Cyrus SASL) refuse to log in. The cost is on the
    /// client with SCRAM, and on the server with PLAIN.
    #[must_use]
    pub fn with_iterations(self, iterations: u32) -> Self {
        Self { iterations, ..self }
    }

    /// Sets the hashes for which records are derived. An empty set means SCRAM-SHA-256.
    ///
    /// The default is all hashes of this build, so that every client can use its preferred mechanism.
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

    /// Adds a record for CRAM-MD5. It has no salt and no iterations: an attacker who steals it can log in with it
    /// and can guess the password cheaply, whatever the other records. Use it only for accounts that need the
    /// mechanism.
    #[cfg(feature = "crammd5")]
    #[must_use]
    pub fn with_cram_md5(self) -> Self {
        Self { cram_md5: true, ..self }
    }

    /// Sets the minimum length in octets of a password in each stored form. The default is 1, which excludes the
    /// empty password.
    #[must_use]
    pub fn with_minimum(self, octets: usize) -> Self {
        Self { minimum: octets.max(1), ..self }
    }

    /// Returns the iteration count.
    pub fn iterations(&self) -> u32 {
        self.iterations
    }

    /// Returns the hashes for which records are derived, strongest first.
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
