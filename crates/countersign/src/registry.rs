//! The usual registries.
use crate::{directory_secret::DirectorySecret, hash::ScramHash, recipe::Recipe, row::Row};
use sasl_core::Registry;
use sasl_scram::{DecoyProfiles, Decoys, Settings};

/// Returns all mechanisms that need only the records of the recipe, strongest first: SCRAM for each of its hashes,
/// PLAIN and LOGIN.
///
/// A program adds others itself: `.with(oauth::OAuthBearer)` if it answers
/// [`CheckToken`](sasl_core::server::CheckToken), `.with(CramMd5::server(host))` if the recipe includes its
/// records, `.with(Anonymous::server(account))`.
pub fn server_registry(secret: &DirectorySecret, recipe: &Recipe) -> Registry {
    server_registry_with_decoys(secret, recipe, DecoyProfiles::default())
}

/// Returns the registry of [`server_registry`] with decoys drawn from these profiles, for a directory with several
/// kinds of accounts. Rebuild it when the distribution changes.
pub fn server_registry_with_decoys(
    secret: &DirectorySecret,
    recipe: &Recipe,
    population: DecoyProfiles,
) -> Registry {
    let decoys = Decoys::new(*secret.array(), recipe.iterations).with_population(population);
    let registry = scram(&Settings::server(decoys.clone()), &recipe.hashes);
    // The same record checks plaintext passwords of unknown users and of accounts.
    #[cfg(any(feature = "plain", feature = "login"))]
    let decoy = {
        let cheapest = recipe.hashes.iter().min_by_key(|hash| hash.price()).unwrap_or(&ScramHash::Sha256);
        (Row::for_hash(*cheapest).decoy)(&decoys)
    };
    #[cfg(feature = "plain")]
    let registry = registry.with(sasl_plain::Plain::with_decoy(std::sync::Arc::clone(&decoy)));
    #[cfg(feature = "login")]
    let registry = registry.with(sasl_plain::Login::with_decoy(decoy));
    registry
}

/// Returns all mechanisms for a client except CRAM-MD5, which a program has to add: `.with(CramMd5::client())`.
pub fn client_registry() -> Registry {
    let registry = scram(&Settings::client(), ScramHash::ALL);
    #[cfg(feature = "oauth")]
    let registry = registry.with(sasl_oauth::OAuthBearer).with(sasl_oauth::XOAuth2);
    #[cfg(feature = "plain")]
    let registry = registry.with(sasl_plain::Plain::new());
    #[cfg(feature = "login")]
    let registry = registry.with(sasl_plain::Login::new());
    #[cfg(feature = "anonymous")]
    let registry = registry.with(sasl_plain::Anonymous::client());
    registry
}

/// Returns EXTERNAL, then mechanisms with channel binding, then those without, each strongest first.
fn scram(settings: &Settings, hashes: &[ScramHash]) -> Registry {
    let registry = Registry::new();
    // Offered and chosen only if the connection has an identity.
    #[cfg(feature = "external")]
    let registry = registry.with(sasl_external::External::new());
    let plus = hashes.iter().fold(registry, |registry, hash| (Row::for_hash(*hash).plus)(registry, settings));
    hashes.iter().fold(plus, |registry, hash| (Row::for_hash(*hash).bare)(registry, settings))
}
