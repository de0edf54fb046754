//! The facade from the outside, one file per room.
mod account;
mod authenticate;
mod credentials;
mod drive;
mod external;
#[cfg(all(feature = "crammd5", feature = "oauth"))]
mod garbage;
mod preparation;
mod promises;
mod redaction;
mod registries;
mod upgrade;
#[cfg(all(feature = "anonymous", feature = "crammd5", feature = "oauth"))]
mod whole_family;
mod wire;

use countersign::{Credentials, DirectorySecret, Entropy, Recipe, Secret};

/// Quick to derive.
fn recipe() -> Recipe {
    Recipe::default().with_iterations(4096)
}

fn secret() -> DirectorySecret {
    DirectorySecret::new([2; 32])
}

fn credentials(password: &str) -> Credentials {
    Credentials::derive(&Secret::new(password), &recipe(), Entropy::new([1; 32])).unwrap().run()
}
