//! Tests and nothing else.
