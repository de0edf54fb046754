//! Known answers: the vectors of RFCs bring their nonces along, so they run inside the crate.
