//! `sasl-scram` compared with its peers; the other end of every exchange is the same script.

mod account;
mod c_peer;
mod clock;
mod counted;
mod derivation;
mod ends;
mod exchange;
mod other;
mod ours;
mod plot;
mod rows;
mod rsasl;
mod script;
mod version;

use crate::table::Row;

pub use counted::{HELPER, help, rows as counted};
pub use plot::write as plot;

/// Returns all rows of the subject.
pub fn rows() -> Vec<Row> {
    let mut rows = derivation::rows();
    rows.extend(rows::rows());
    rows.extend(counted());
    rows
}
