//! The registries that most programs want.
use crate::{directory_secret::DirectorySecret, hash::ScramHash, recipe::Recipe, row::Row};
use sasl_core::Registry;
use sasl_scram::{DecoyProfiles, Decoys, Settings};

/// Every mechanism that needs nothing but the recipe's records, strongest first: SCRAM for each of its hashes, PLAIN and
/// LOGIN.
///
/// What needs more is added by who has it: `.with(oauth::OAuthBearer)` if
/// [`CheckToken`](sasl_core::server::CheckToken) is answered, `.with(CramMd5::server(host))` if the recipe asks for
/// such records, `.with(Anonymous::server(account))`.
pub fn server_registry(secret: &DirectorySecret, recipe: &Recipe) -> Registry {
    server_registry_with_decoys(secret, recipe, DecoyProfiles::default())
}

/// The same for a directory whose accounts are of several kinds: names that nobody has look like they do, as many as there
/// are of each. Make it anew when that has changed.
pub fn server_registry_with_decoys(
    secret: &DirectorySecret,
    recipe: &Recipe,
    population: DecoyProfiles,
) -> Registry {
    let decoys = Decoys::new(*secret.array(), recipe.iterations).with_population(population);
    let registry = scram(&Settings::server(decoys.clone()), &recipe.hashes);
    // What checks a password that is sent for an account checks it for nobody too.
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

/// Every mechanism for a client but CRAM-MD5, which a program has to ask for: `.with(CramMd5::client())`.
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

/// What the connection itself proves, what binds, and what does not, each strongest first.
fn scram(settings: &Settings, hashes: &[ScramHash]) -> Registry {
    let registry = Registry::new();
    // Offered and chosen only where the connection has an identity.
    #[cfg(feature = "external")]
    let registry = registry.with(sasl_external::External::new());
    let plus = hashes.iter().fold(registry, |registry, hash| (Row::for_hash(*hash).plus)(registry, settings));
    hashes.iter().fold(plus, |registry, hash| (Row::for_hash(*hash).bare)(registry, settings))
}
