//! The usual registries.
use crate::{directory_secret::DirectorySecret, hash::ScramHash, recipe::Recipe, row::Row};
use sasl_core::{ClientRegistry, ServerRegistry};
use sasl_scram::{ClientSettings, DecoyProfiles, Decoys, ServerSettings};

/// Returns all mechanisms that need only the records of the recipe, strongest first: SCRAM for each of its hashes,
/// PLAIN and LOGIN.
///
/// A program adds others itself: `.with(oauth::OAuthBearer)` if it answers
/// [`CheckToken`](sasl_core::server::CheckToken), `.with(CramMd5Server::new(host))` if the recipe includes its
/// records, `.with(AnonymousServer::new(account))`.
pub fn server_registry(secret: &DirectorySecret, recipe: &Recipe) -> ServerRegistry {
    server_registry_with_decoys(secret, recipe, DecoyProfiles::default())
}

/// Returns the registry of [`server_registry`] with decoys drawn from these profiles, for a directory with several
/// kinds of accounts. Rebuild it when the distribution changes.
pub fn server_registry_with_decoys(
    secret: &DirectorySecret,
    recipe: &Recipe,
    population: DecoyProfiles,
) -> ServerRegistry {
    let decoys = Decoys::new(*secret.array(), recipe.iterations).with_population(population);
    let settings = ServerSettings::new(decoys.clone());
    let hashes = || recipe.hashes.iter().map(|hash| Row::for_hash(*hash));
    let registry = ServerRegistry::new();
    // Offered only where the connection has an identity.
    #[cfg(feature = "external")]
    let registry = registry.with(sasl_external::External::new());
    let registry = hashes().fold(registry, |registry, row| (row.server_plus)(registry, &settings));
    let registry = hashes().fold(registry, |registry, row| (row.server_bare)(registry, &settings));
    // The same record checks plaintext passwords of unknown users and of accounts.
    #[cfg(any(feature = "plain", feature = "login"))]
    let decoy = {
        let cheapest = recipe.hashes.iter().min_by_key(|hash| hash.price()).unwrap_or(&ScramHash::Sha256);
        (Row::for_hash(*cheapest).decoy)(&decoys)
    };
    #[cfg(feature = "plain")]
    let registry = registry.with(sasl_plain::PlainServer::new(std::sync::Arc::clone(&decoy)));
    #[cfg(feature = "login")]
    let registry = registry.with(sasl_plain::LoginServer::new(decoy));
    registry
}

/// Returns all mechanisms for a client except CRAM-MD5, which a program has to add: `.with(CramMd5Client::new())`.
pub fn client_registry() -> ClientRegistry {
    let settings = ClientSettings::new();
    let hashes = || ScramHash::ALL.iter().map(|hash| Row::for_hash(*hash));
    let registry = ClientRegistry::new();
    // Chosen only where the connection has an identity.
    #[cfg(feature = "external")]
    let registry = registry.with(sasl_external::External::new());
    let registry = hashes().fold(registry, |registry, row| (row.client_plus)(registry, &settings));
    let registry = hashes().fold(registry, |registry, row| (row.client_bare)(registry, &settings));
    #[cfg(feature = "oauth")]
    let registry = registry.with(sasl_oauth::OAuthBearer).with(sasl_oauth::XOAuth2);
    #[cfg(feature = "plain")]
    let registry = registry.with(sasl_plain::PlainClient::new());
    #[cfg(feature = "login")]
    let registry = registry.with(sasl_plain::LoginClient::new());
    #[cfg(feature = "anonymous")]
    let registry = registry.with(sasl_plain::AnonymousClient::new());
    registry
}
