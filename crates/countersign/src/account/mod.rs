//! The rules of a directory of accounts, without the directory: names that are one, who may come in, whose
//! connections have to end, what to read after a change. A database is a few queries behind them.
//!
//! ```
//! use countersign::account::{AccountName, Change, ChangeCursor, AccountSnapshot};
//!
//! // Adding: two names with one key are one name.
//! let name = AccountName::new("Alice")?;
//! let address = AccountName::address("alice@example.org")?;
//! assert_eq!((name.key(), address.key()), ("alice", "alice@example.org"));
//!
//! // A login has begun; meanwhile the password is changed, which begins another epoch.
//! let then = AccountSnapshot::new("7f3a", "Alice").with_generation(3).with_epoch(1);
//! let now = then.clone().with_generation(4).with_epoch(2);
//! assert!(!then.still_valid(Some(&now)));
//!
//! // A server looks at the number of the last change, once in a while.
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
