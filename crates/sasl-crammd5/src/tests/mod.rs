//! What cannot be seen from outside.
mod bits;
mod rfc2195;
mod same_work;
mod texts;
