//! The decision which mechanisms a server advertises *and* which can start.
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

/// The mechanisms that are offered on a connection in its present state.
#[derive(Clone)]
pub struct Offer {
    mechanisms: Arc<[Arc<dyn ServerMechanism>]>,
    /// Mechanisms that are available only after TLS has started.
    after_tls: Vec<Arc<dyn ServerMechanism>>,
    connection: Connection,
    bindings_offered: bool,
}

/// The error for a requested mechanism that is not offered.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOffered {
    /// The mechanism is unknown, or not available on this connection.
    Unknown,
    /// The mechanism is available after STARTTLS.
    NeedsTls,
}

impl ServerRegistry {
    /// Returns the mechanisms that are offered on this connection in its present state:
    ///
    /// - mechanisms that require confidentiality only on a confidential connection;
    /// - EXTERNAL and similar mechanisms only with an external identity that is proved and known to the directory;
    /// - `-PLUS` names only if the connection has `tls-exporter` or `tls-unique` (or, if the policy allows it,
    ///   only `tls-server-end-point`), and unless the policy disables them;
    /// - only mechanisms with channel binding if the policy requires it;
    /// - no mechanism that the policy withholds.
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
    /// Returns the names to advertise.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.mechanisms.iter().map(|mechanism| mechanism.name().as_str())
    }

    /// Returns the maximum length of a message of any offered mechanism, in octets after decoding.
    pub fn max_message(&self) -> usize {
        let longest = self.mechanisms.iter().map(|mechanism| mechanism.properties().max_message).max();
        let octets = self.connection.profile.max_message.max(longest.unwrap_or(0));
        usize::try_from(octets).unwrap_or(usize::MAX)
    }

    /// Starts an exchange. The name is not case-sensitive. An absent initial response differs from an empty one.
    ///
    /// # Errors
    /// [`NotOffered`] for every name that is not in this offer, whether or not it was advertised.
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
            // Only mechanisms that need no other credential get the external identity.
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
                // RFC 4422 section 3: a mechanism whose server sends the first message has no initial response.
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
