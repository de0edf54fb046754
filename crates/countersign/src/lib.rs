//! SASL logins for mail servers and clients, in one dependency.
//!
//! A server creates a [`ServerRegistry`] once ([`server_registry`]) and an offer for each connection, and handles
//! [`Step`]s. A client's registry ([`client_registry`]) chooses a mechanism. Accounts have [`Credentials`],
//! derived once from a password. The step API itself is [`sasl`], explained on its front page. `docs/guide` in the
//! repository describes a server and a client step by step, and `examples` contains complete programs.
//!
//! ```text
//!  once                        per connection            per login
//!  server_registry(..) ──────► offer(connection) ──────► start(name, ..)     ──► Step, Step, .. Verdict
//!  client_registry()   ──────────────────────────────►   choose(listed, ..)  ──► Step, Step, .. Authenticated
//!
//!  when a password is set      when an account is loaded             when it is asked for
//!  Credentials::derive ──────► to_text .. parse ───────► records() ──► Found::Account
//! ```
//!
//! ```
//! use countersign::{
//!     Credentials, DirectorySecret, Recipe, client_registry, server_registry,
//!     sasl::{Entropy, Profile, Secret, Security, client, server},
//!     drive,
//! };
//!
//! // Setting a password.
//! let recipe = Recipe::default().with_iterations(4096);
//! let credentials = Credentials::derive(&Secret::new("pencil"), &recipe, Entropy::new([1; 32]))?.run();
//! let records = credentials.records();
//!
//! // A server offers mechanisms on a connection, and a client chooses one.
//! let registry = server_registry(&DirectorySecret::new([2; 32]), &recipe);
//! let offer = registry.offer(&server::Connection::new(Profile::MAIL, Security::Verified));
//! assert!(offer.names().eq(["SCRAM-SHA-512", "SCRAM-SHA3-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN"]));
//! let choice = client_registry().choose(
//!     offer.names(),
//!     &client::Connection::new(Profile::MAIL, Security::Verified),
//!     &client::Preference::password(),
//! )?;
//! assert_eq!(choice.name(), "SCRAM-SHA-512");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! All features except `anonymous`, `ca`, `crammd5`, `imported`, `keys`, `native-tls`, `oauth`, `openssl`, `rustls` and `serde`
//! are enabled by default. A feature adds API and changes nothing else.
//!
//! | feature | adds |
//! |---|---|
//! | `external` | EXTERNAL: [`sasl_external`]; identities proved beneath SASL: [`external`] |
//! | `keys` | identities from the keys of TLS clients: `keys` |
//! | `rustls`, `openssl`, `native-tls` | bindings of TLS connections and proved keys with these libraries: `bindings_of`, `keys::rustls`, `keys::openssl`, `keys::native_tls` |
//! | `ca` | identities from certificate authorities: `keys::ca` |
//! | `plain`, `login`, `anonymous` | PLAIN, LOGIN, ANONYMOUS: [`plain`] |
//! | `crammd5` | CRAM-MD5: `crammd5`; `Recipe::with_cram_md5` |
//! | `oauth` | OAUTHBEARER and XOAUTH2: `oauth` |
//! | `scram` | SCRAM-SHA-256 and -PLUS: [`scram`]; [`Credentials`] and the registries |
//! | `scram-sha-1`, `scram-sha-512`, `scram-sha3-512` | SCRAM with these hashes, and -PLUS: [`ScramHash`] |
//! | `mail` | the framing of SASL in IMAP, SMTP, POP3 and ManageSieve: [`mail`] |
//! | `imported` | imported records that check only PLAIN passwords (argon2id, bcrypt, scrypt, PBKDF2, Dovecot's): [`formats`] |
//! | `serde` | serde support for credentials and other systems' rows: [`formats`] |
//! | `getrandom` | [`entropy`](crate::entropy()) from the operating system |
//!
//! # Rust
//!
//! Rust 1.88 or newer; it needs `std`. Only a minor release may raise that version, never a patch release.
//!
//! # What it promises
//!
//! * Unknown users, wrong passwords and accounts without a suitable record look the same and cost the same, with
//!   every mechanism that uses records of the recipe.
//! * A stored record is not sufficient to log in, except a record for CRAM-MD5, which must be enabled.
//! * A text that cannot be parsed is an error, and is never taken for a password.
//! * A client uses the strongest mechanism that the connection allows, and never falls back to a weaker one
//!   automatically.
//! * A feature adds API and never changes behaviour. Only `getrandom` obtains randomness from the operating system
//!   in a login.
//! * No input from the peer causes a panic, unbounded work or unbounded memory. There is no unsafe code.
//! * Errors have fixed texts. Neither an error nor a `Debug` output contains input from the line or a secret.
#![warn(missing_debug_implementations)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

pub use precis_normalize as precis;
pub use sasl_core as sasl;
#[cfg(feature = "crammd5")]
pub use sasl_crammd5 as crammd5;
#[cfg(feature = "external")]
pub use sasl_external;
#[cfg(feature = "mail")]
pub use sasl_mail as mail;
#[cfg(feature = "oauth")]
pub use sasl_oauth as oauth;
#[cfg(any(feature = "anonymous", feature = "login", feature = "plain"))]
pub use sasl_plain as plain;
#[cfg(feature = "scram")]
pub use sasl_scram as scram;
#[cfg(feature = "keys")]
pub use tls_pubkey_auth as keys;

pub mod account;
pub mod drive;
#[cfg(feature = "external")]
pub mod external;

#[cfg(feature = "scram")]
mod app_password;
mod authenticate;
#[cfg(any(feature = "rustls", feature = "openssl", feature = "native-tls"))]
mod bindings;
#[cfg(feature = "scram")]
mod cram_md5;
#[cfg(feature = "scram")]
mod credentials;
#[cfg(feature = "scram")]
mod directory_secret;
#[cfg(feature = "getrandom")]
mod entropy;
#[cfg(feature = "scram")]
mod foreign;
#[cfg(feature = "scram")]
pub mod formats;
#[cfg(feature = "scram")]
mod hash;
#[cfg(feature = "scram")]
mod kind;
mod login_name;
#[cfg(feature = "scram")]
mod one_login;
#[cfg(feature = "scram")]
mod recipe;
#[cfg(feature = "scram")]
mod registry;
#[cfg(feature = "scram")]
mod row;
#[cfg(feature = "scram")]
mod salts;
#[cfg(feature = "scram")]
#[cfg(feature = "scram")]
mod upgrade;

#[cfg(feature = "scram")]
pub use app_password::app_password;
pub use authenticate::{Directory, Unavailable, Wire, authenticate};
#[cfg(any(feature = "rustls", feature = "openssl", feature = "native-tls"))]
pub use bindings::bindings_of;
#[cfg(feature = "scram")]
pub use credentials::{Credentials, Deriving};
#[cfg(feature = "scram")]
pub use directory_secret::DirectorySecret;
#[cfg(feature = "getrandom")]
pub use entropy::{EntropyError, entropy};
#[cfg(feature = "scram")]
pub use hash::ScramHash;
#[cfg(feature = "scram")]
pub use kind::RecordProfile;
pub use login_name::{NameRefused, new_login_name};
#[cfg(feature = "scram")]
pub use recipe::Recipe;
#[cfg(feature = "scram")]
pub use registry::{client_registry, server_registry, server_registry_with_decoys};
#[cfg(feature = "scram")]
pub use salts::Salts;
pub use sasl_core::{
    Asked, Awaiting, Bindings, ChannelBinding, ClientRegistry, Entropy, Error, Records, Secret, Security,
    ServerRegistry, Step, Work,
};
#[cfg(feature = "scram")]
pub use upgrade::{SentPassword, Upgraded, Upgrading};

/// The README's example is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
