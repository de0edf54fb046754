//! What the author of a mechanism needs. A program that only uses mechanisms needs none of it.
//!
//! A mechanism is a value with a name and properties ([`Mechanism`]) and an end or two ([`ClientMechanism`],
//! [`ServerMechanism`]). An end returns moves ([`Next`]) and leaves states ([`Receive`], [`Resume`], [`Job`]); the ends'
//! own types are in [`client`](crate::client) and [`server`](crate::server).
pub(crate) mod traits;

pub use crate::{
    announced::Advertised,
    custom::Custom,
    exchange::{Job, JobProgress, Next, Receive},
    extensions::{CommaInExtension, Extensions},
    forms::Forms,
    message::Message,
    name::{MechanismName, is_mechanism_name},
    properties::{Binds, Credential, Properties},
    question::{Question, Resume},
    record::{Record, Verification, Verifier},
};
pub use traits::{ClientMechanism, Mechanism, ServerMechanism};
