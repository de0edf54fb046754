//! The rules of an account directory without its storage: valid names, authorization, session revocation, and
//! change tracking. A database implements the queries.
//!
//! ```
//! use countersign::account::{AccountName, Change, ChangeCursor, AccountSnapshot};
//!
//! // Names with the same key are the same name.
//! let name = AccountName::new("Alice")?;
//! let address = AccountName::address("alice@example.org")?;
//! assert_eq!((name.key(), address.key()), ("alice", "alice@example.org"));
//!
//! // A login has started; meanwhile the password is changed, which starts another epoch.
//! let then = AccountSnapshot::new("7f3a", "Alice").with_generation(3).with_epoch(1);
//! let now = then.clone().with_generation(4).with_epoch(2);
//! assert!(!then.still_valid(Some(&now)));
//!
//! // A server polls the number of the last change.
//! let mut position = ChangeCursor::default();
//! assert_eq!(position.advance(12), Change::Reset);
//! assert_eq!(position.advance(12), Change::Nothing);
//! assert_eq!(position.advance(14), Change::Since(12));
//! # Ok::<(), countersign::NameRefused>(())
//! ```
mod app_name;
mod name;
mod position;
mod salt_group;
mod standing;

pub use app_name::AppName;
pub use name::AccountName;
pub use position::{Change, ChangeCursor};
pub use salt_group::SaltGroup;
pub use standing::{AccountSnapshot, AccountState, ParseStateError};
