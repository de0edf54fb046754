//! Backup of all accounts as lines of text, between any of the databases.
//!
//! The first line has the format and the directory's secret. Rows follow, one a line, ordered so that each refers only to
//! earlier ones. The last line counts them, so that truncation is detected. Login attempts are not part of a backup.
mod dump;
mod fill;
mod line;
mod tables;

pub use fill::Unfit;
