//! Tests of private items.
mod bits;
mod rfc2195;
mod same_work;
mod texts;
