//! The registries that most programs want.
use crate::recipe::Recipe;
use core::fmt;
use sasl_core::Registry;
use sasl_scram::{Decoys, Scram, Settings, Sha256};
use zeroize::Zeroizing;

/// What a directory keeps secret so that its unknown users cannot be told from its accounts: 32 random octets,
/// the same on every machine that serves the directory, kept as long as its accounts.
#[derive(Clone)]
pub struct DirectorySecret(Zeroizing<[u8; 32]>);

impl DirectorySecret {
    /// These octets.
    pub fn new(octets: [u8; 32]) -> Self {
        Self(Zeroizing::new(octets))
    }
}

impl fmt::Debug for DirectorySecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DirectorySecret(..)")
    }
}

/// Every mechanism that is on by default, strongest first, for a server whose accounts are made by this recipe.
pub fn server_registry(secret: &DirectorySecret, recipe: &Recipe) -> Registry {
    let decoys = Decoys::new(*secret.0, recipe.iterations);
    let registry = scram(&Settings::server(decoys.clone()));
    #[cfg(feature = "plain")]
    let registry = {
        let decoy = std::sync::Arc::new(decoys.record::<Sha256>());
        registry.with(sasl_plain::Plain::with_decoy(decoy))
    };
    registry
}

/// Every mechanism that is on by default, for a client.
pub fn client_registry() -> Registry {
    let registry = scram(&Settings::client());
    #[cfg(feature = "plain")]
    let registry = registry.with(sasl_plain::Plain::new());
    registry
}

fn scram(settings: &Settings) -> Registry {
    Registry::new().with(Scram::<Sha256>::plus(settings)).with(Scram::<Sha256>::bare(settings))
}
