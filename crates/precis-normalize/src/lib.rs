//! User names, passwords and nicknames in Unicode: PRECIS (RFC 8264, 8265, 8266) and SASLprep (RFC 4013).
//!
//! Users type the same name and the same password in different ways: composed or decomposed, wide or narrow, with
//! different spaces. This crate converts them to one form and rejects unsuitable characters, before they are
//! compared, stored or hashed.
//!
//! ```text
//!            ┌───────┐   ┌─────────┐   ┌──────┐   ┌───────────┐   ┌───────┐   ┌──────┐
//!  input ───►│ width ├──►│ spaces  ├──►│ case ├──►│ NFC, NFKC ├──►│ class ├──►│ bidi ├───► Cow<str>
//!            └───────┘   └─────────┘   └──────┘   └───────────┘   └───────┘   └──────┘
//!             user names  passwords,    CaseMapped,                + context   user names
//!                         nicknames     nickname keys              rules
//! ```
//!
//! # Which function
//!
//! | for | use |
//! |---|---|
//! | user names of a new system | [`Profile::UsernameCaseMapped`] |
//! | passwords of a new system | [`Profile::OpaqueString`], best with [`Profile::enforce_secret`] |
//! | names in a chat room | [`Profile::Nickname`]; compare with [`Profile::comparison_key`] |
//! | SCRAM and other protocols that ask for SASLprep | `saslprep` (feature `saslprep`) |
//! | passwords that a server may have prepared in some other way | `password_forms` (feature `saslprep`) |
//! | logins and addresses that were given out long ago | [`login_name`], [`email_login`] |
//! | the key of a directory in which such names differ by more than case | [`folded_login_name`] |
//!
//! ```
//! use precis_normalize::Profile;
//!
//! let name = Profile::UsernameCaseMapped.enforce("ＡliceΣ")?;
//! assert_eq!(name, "aliceσ");
//!
//! let refused = Profile::OpaqueString.enforce("correct\thorse").unwrap_err();
//! assert_eq!(refused.to_string(), "contains a control character at position 8");
//! # Ok::<(), precis_normalize::Error>(())
//! ```
//!
//! # What it promises
//!
//! * **Unicode 18.0**: all properties come from this version and none from the compiler. SASLprep uses Unicode
//!   3.2, as its RFC requires. A test compares all 1,112,064 code points with an independent computation; compared
//!   to the IANA registry (Unicode 6.3) only unassigned code points have changed.
//! * **No allocation if nothing changes, one otherwise.** [`Profile::is_enforced`] never allocates.
//! * **Linear time** for all input.
//! * **No panic**, no unsafe code, `no_std` with `alloc`.
//! * **Stable results**: an accepted string is accepted again and stays the same.
//! * **Errors for end users**, with a position in the input and without its text, which can be a password.
//!
//! # Known surprises
//!
//! * An emoji with a joiner or a request for its coloured form (U+200D, U+FE0F) is rejected, even in a password:
//!   RFC 8264 disallows invisible characters. Plain emoji are accepted.
//! * The Bidi rule applies to the whole user name: `محمد@example.com` violates it. See [`login_name`].
//! * `Σ` becomes `σ` at the end of a word as well; `ß` stays. RFC 8265's examples do not decide this, and
//!   libraries differ: Python's precis_i18n 1.1.2 maps the last letter of `ΟΔΥΣΣΕΥΣ` to `ς`, this crate and the
//!   Rust crate precis-profiles 0.2.0 map it to `σ`. Take care when comparing names that were prepared elsewhere.
//! * Code points newer than Unicode 18.0 are rejected by all profiles.
//!
//! # Features
//!
//! `saslprep` (default): SASLprep and the forms of a password. Features only add.
//!
//! # Rust
//!
//! Rust 1.88 or newer; `no_std` with `alloc`. Only a minor release may raise that version, never a patch release.
#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_debug_implementations)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::unreachable,
        clippy::todo
    )
)]

extern crate alloc;
#[cfg(test)]
#[macro_use]
extern crate std;

mod ascii;
mod bidi;
mod case;
mod class;
mod compose;
mod context;
mod decompose;
mod derived;
mod enforce;
mod error;
mod expand;
#[cfg(feature = "saslprep")]
mod forms;
#[cfg(feature = "saslprep")]
mod frozen;
mod hangul;
mod login;
mod long_run;
mod normalizer;
mod order;
mod output;
mod profile;
mod rules;
#[cfg(feature = "saslprep")]
mod saslprep;
mod simple;
mod spaces;
mod tables;
mod transform;
mod trie;
mod width;

pub use crate::derived::{DerivedProperty, derived_property};
pub use crate::error::{Error, ErrorKind};
#[cfg(feature = "saslprep")]
pub use crate::forms::{PasswordForm, PasswordFormKind, PasswordForms, password_forms};
pub use crate::login::{email_login, folded_login_name, login_name};
pub use crate::profile::Profile;
#[cfg(feature = "saslprep")]
pub use crate::saslprep::{Unassigned, saslprep, saslprep_secret};
pub use zeroize::Zeroizing;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
