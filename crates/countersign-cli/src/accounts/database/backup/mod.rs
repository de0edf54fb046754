//! All accounts as lines of text, and back: from any of the databases, into any of them.
//!
//! The first line says what it is, and has the directory's secret; then come rows, a line each, in an order in which each finds
//! what it refers to; the last line counts them, so that a text that was cut off is noticed. Attempts are not part of it.
mod dump;
mod fill;
mod line;
mod tables;
