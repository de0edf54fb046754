//! The one place that decides what a server advertises *and* what may start.
use super::{
    Step,
    connection::Connection,
    rejection::Rejection,
    setup::{OfferedBindings, Setup},
    verdict::Verdict,
};
use crate::{
    announced::Advertised,
    binding::{BindingKind, Bindings},
    entropy::Entropy,
    exchange::{Move, Server, Side},
    frame::Frame,
    mechanism::traits::{Mechanism, ServerMechanism},
    name,
    properties::{Binds, Credential},
    registry::ServerRegistry,
};
use alloc::{sync::Arc, vec::Vec};
use core::fmt;

/// What is offered on one connection in its present state.
#[derive(Clone)]
pub struct Offer {
    mechanisms: Arc<[Arc<dyn ServerMechanism>]>,
    /// Known here, but not to be had before TLS.
    after_tls: Vec<Arc<dyn ServerMechanism>>,
    connection: Connection,
    bindings_offered: bool,
}

/// A mechanism was asked for that is not offered.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOffered {
    /// No such mechanism, or not on this connection.
    Unknown,
    /// It would be offered after STARTTLS.
    NeedsTls,
}

impl ServerRegistry {
    /// What is offered on this connection, in its present state:
    ///
    /// - mechanisms that need a confidential line only on one;
    /// - EXTERNAL and its like only with an external identity, which is proved and known to the directory;
    /// - `-PLUS` names only where the connection has `tls-exporter` or `tls-unique` (or, if the policy says so,
    ///   `tls-server-end-point` alone), and unless the policy withdraws them;
    /// - where the policy requires a binding, nothing that does not bind;
    /// - nothing that the policy withholds.
    pub fn offer(&self, connection: &Connection) -> Offer {
        let policy = &self.policy;
        let bindable = !policy.no_plus && is_bindable(&connection.bindings, policy.end_point_suffices);
        let may = |mechanism: &dyn Mechanism| {
            let traits = mechanism.properties();
            let external = traits.credential == Credential::External;
            let bound = traits.binds == Binds::Always;
            !policy.withheld.iter().any(|withheld| name::same(withheld, mechanism.name().as_str()))
                && (!external || connection.external.is_some())
                && (!bound || bindable)
                && (!policy.require_binding || bound || external)
        };
        let allowed = self.mechanisms.iter().filter(|mechanism| may(&***mechanism)).cloned();
        let (mechanisms, after_tls): (Vec<_>, Vec<_>) = allowed.partition(|mechanism| {
            !mechanism.properties().confidential || connection.security.is_confidential()
        });
        let bindings_offered =
            mechanisms.iter().any(|mechanism| mechanism.properties().binds == Binds::Always);
        Offer { mechanisms: mechanisms.into(), after_tls, connection: connection.clone(), bindings_offered }
    }
}

fn is_bindable(bindings: &Bindings, end_point_suffices: bool) -> bool {
    let has = |kind| bindings.get(kind).is_some();
    has(BindingKind::TlsExporter)
        || has(BindingKind::TlsUnique)
        || end_point_suffices && has(BindingKind::TlsServerEndPoint)
}

impl Offer {
    /// The names to advertise.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.mechanisms.iter().map(|mechanism| mechanism.name().as_str())
    }

    /// The longest message that any offered mechanism reads, in octets after decoding.
    pub fn max_message(&self) -> usize {
        let longest = self.mechanisms.iter().map(|mechanism| mechanism.properties().max_message).max();
        let octets = self.connection.profile.max_message.max(longest.unwrap_or(0));
        usize::try_from(octets).unwrap_or(usize::MAX)
    }

    /// Begin an exchange, by a name in any case. An absent initial response is not an empty one.
    ///
    /// # Errors
    /// [`NotOffered`] for every name that this offer does not hold, whether or not it was announced.
    pub fn start(&self, name: &str, initial: Option<&[u8]>, entropy: Entropy) -> Result<Step, NotOffered> {
        let find = |list: &[Arc<dyn ServerMechanism>]| {
            list.iter().position(|mechanism| name::same(mechanism.name().as_str(), name))
        };
        let Some(mechanism) = find(&self.mechanisms).and_then(|place| self.mechanisms.get(place)) else {
            let after_tls = find(&self.after_tls).is_some();
            return Err(if after_tls { NotOffered::NeedsTls } else { NotOffered::Unknown });
        };
        let traits = mechanism.properties();
        let frame = Frame::new(mechanism.name().as_str(), traits, self.connection.profile);
        let setup = Setup {
            entropy,
            bindings: OfferedBindings {
                available: self.connection.bindings.clone(),
                offered: self.bindings_offered,
            },
            // Nobody else has use for a credential that needs no password.
            external: match traits.credential {
                Credential::External => self.connection.external.clone(),
                _ => None,
            },
            announced: Advertised::own(
                &self.mechanisms,
                self.connection.announces_bindings.then_some(&self.connection.bindings),
            ),
        };
        let reject = |reason| Step::Done(Verdict::rejected(frame, reason));
        Ok(match (mechanism.server(setup), initial) {
            (Ok(next), None) => Server::hand(Ok(next), frame),
            (_, Some(response)) if frame.is_too_long(response) => reject(Rejection::TooLong),
            (Ok(next), Some(response)) => match next.0 {
                Move::Receive(_, state) => Server::hand(state.receive(response), frame),
                // RFC 4422 section 3: an initial response has no place before a challenge.
                _ => reject(Rejection::UnexpectedInitialResponse),
            },
            (Err(error), _) => Server::hand(Err(error), frame),
        })
    }
}

impl fmt::Debug for Offer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

impl fmt::Display for NotOffered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "the mechanism is not offered",
            Self::NeedsTls => "the mechanism is offered only over TLS",
        })
    }
}

impl core::error::Error for NotOffered {}
