//! The registries that most programs want.
use crate::{directory_secret::DirectorySecret, hash::ScramHash, recipe::Recipe, row::Row};
use sasl_core::{ClientRegistry, ServerRegistry};
use sasl_scram::{ClientSettings, DecoyProfiles, Decoys, ServerSettings};

/// Every mechanism that needs nothing but the recipe's records, strongest first: SCRAM for each of its hashes, PLAIN and
/// LOGIN.
///
/// What needs more is added by who has it: `.with(oauth::OAuthBearer)` if
/// [`CheckToken`](sasl_core::server::CheckToken) is answered, `.with(CramMd5Server::new(host))` if the recipe asks for
/// such records, `.with(AnonymousServer::new(account))`.
pub fn server_registry(secret: &DirectorySecret, recipe: &Recipe) -> ServerRegistry {
    server_registry_with_decoys(secret, recipe, DecoyProfiles::default())
}

/// The same for a directory whose accounts are of several kinds: names that nobody has look like they do, as many as there
/// are of each. Make it anew when that has changed.
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
    // What checks a password that is sent for an account checks it for nobody too.
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

/// Every mechanism for a client but CRAM-MD5, which a program has to ask for: `.with(CramMd5Client::new())`.
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
