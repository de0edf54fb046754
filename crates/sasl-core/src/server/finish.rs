//! From a mechanism's proof to a verdict. Authorization cannot be left out, because it happens here.
use super::{
    ask::Ask,
    authorize::{Authorize, Decision},
    rejection::Rejection,
    verdict::{Accepted, Rejected, Verdict},
};
use crate::{
    binding::BindingKind,
    door,
    error::Error,
    extensions::Extensions,
    frame::Frame,
    message::Message,
    next::Next,
    question::{Asked, Then},
    side::{Ending, Server, Side},
    step::Step,
    untrusted::UntrustedText,
};
use alloc::{boxed::Box, string::String};

/// What a mechanism has found out.
pub struct Finish(End);

enum End {
    Proved(Proved),
    Accepted(Accepted, Option<Message>),
    Rejected(Rejection, Telling),
}

struct Proved {
    authenticated: String,
    requested: Option<String>,
    binding: Option<BindingKind>,
    trace: Option<UntrustedText>,
    extensions: Extensions,
    last: Option<Message>,
}

/// What the client is told beside the protocol's "failure".
enum Telling {
    Nothing,
    /// With the failure, where the profile has room; else not at all.
    WithFailure(Message),
    /// With the failure, where the profile has room; else as one more challenge.
    BeforeFailure(Message),
}

impl Finish {
    /// The client is this login name.
    pub fn proved(authenticated: impl Into<String>) -> Self {
        let authenticated = authenticated.into();
        let extensions = Extensions::NONE;
        let (requested, binding, trace, last) = (None, None, None, None);
        Self(End::Proved(Proved { authenticated, requested, binding, trace, extensions, last }))
    }

    /// .. and wants to act as this one, if any.
    #[must_use]
    pub fn requesting(self, requested: Option<String>) -> Self {
        self.with(|proved| proved.requested = requested)
    }

    /// .. on this channel, if it is bound.
    #[must_use]
    pub fn bound(self, binding: Option<BindingKind>) -> Self {
        self.with(|proved| proved.binding = binding)
    }

    /// .. and says this for the log (RFC 4505).
    #[must_use]
    pub fn traced(self, trace: UntrustedText) -> Self {
        self.with(|proved| proved.trace = Some(trace))
    }

    /// .. and is told this if it is let in (RFC 4422 section 3.6: additional data with success).
    #[must_use]
    pub fn saying(self, last: impl Into<Message>) -> Self {
        self.with(|proved| proved.last = Some(last.into()))
    }

    /// .. and has sent these extensions, under its proof.
    #[must_use]
    pub fn extended(self, extensions: Extensions) -> Self {
        self.with(|proved| proved.extensions = extensions)
    }

    /// The client is not who it says it is.
    pub fn rejected(reason: Rejection) -> Self {
        Self(End::Rejected(reason, Telling::Nothing))
    }

    /// The same, and where the profile's "failure" has room it carries this.
    pub fn rejected_with(reason: Rejection, data: impl Into<Message>) -> Self {
        Self(End::Rejected(reason, Telling::WithFailure(data.into())))
    }

    /// The same, and where the profile's "failure" has no room this is sent as a challenge first. The verdict
    /// is fixed before it is sent: no answer to it, and none at all, changes it.
    pub fn rejected_after(reason: Rejection, challenge: impl Into<Message>) -> Self {
        Self(End::Rejected(reason, Telling::BeforeFailure(challenge.into())))
    }

    /// Nobody can tell now, whatever else was to be said.
    pub(super) fn into_unavailable(self) -> Self {
        match self.0 {
            End::Rejected(_, telling) => Self(End::Rejected(Rejection::Unavailable, telling)),
            _ => Self::rejected(Rejection::Unavailable),
        }
    }

    fn accepted(accepted: Accepted, last: Option<Message>) -> Self {
        Self(End::Accepted(accepted, last))
    }

    fn with(mut self, change: impl FnOnce(&mut Proved)) -> Self {
        if let End::Proved(proved) = &mut self.0 {
            change(proved);
        }
        self
    }
}

fn decided(question: Authorize, decision: Decision, last: Option<Message>, frame: Frame) -> Next<Server> {
    let Authorize { authenticated, requested, binding, trace, extensions, mechanism: _ } = question;
    let account = match decision {
        Decision::Deny(reason) => return Next::finish(Finish::rejected(reason)),
        Decision::Grant { account } => Some(account),
        Decision::GrantAuthenticated if requested.is_some_and(|requested| requested != authenticated) => {
            return Next::finish(Finish::rejected(Rejection::NotAuthorized));
        }
        Decision::GrantAuthenticated => None,
    };
    let mechanism = frame.mechanism;
    let success_data = None;
    let accepted = Accepted { mechanism, authenticated, account, binding, trace, extensions, success_data };
    Next::finish(Finish::accepted(accepted, last))
}

impl Side for Server {
    type Ask = Ask;
    type Outcome = Verdict;
    /// A server is always spoken to first.
    type Opening = core::convert::Infallible;
    type Own = core::convert::Infallible;
    type Finish = Finish;
    type Handed = Step<Self>;

    fn conclude(finish: Finish, frame: Frame) -> Result<Ending<Self>, Error> {
        Ok(match finish.0 {
            // A mechanism that always binds and has lost its binding on the way lets nobody in.
            End::Proved(Proved { binding: None, .. }) if frame.require_binding => {
                Ending::Done(Verdict::Rejected(Rejected::new(frame, Rejection::Unavailable)))
            }
            End::Proved(Proved { authenticated, requested, binding, trace, extensions, last }) => {
                let mechanism = frame.mechanism;
                let question = Authorize { authenticated, requested, binding, trace, extensions, mechanism };
                Ending::Ask(Ask::Authorize(Asked { question, then: Then::Rule(decided, last), frame }))
            }
            End::Accepted(mut accepted, Some(last)) if frame.success_data => {
                accepted.success_data = Some(Box::from(&*last));
                Ending::Done(Verdict::Accepted(accepted))
            }
            End::Accepted(accepted, Some(last)) => Ending::Acknowledged(last, Verdict::Accepted(accepted)),
            End::Accepted(accepted, None) => Ending::Done(Verdict::Accepted(accepted)),
            End::Rejected(reason, telling) => {
                let rejected = Rejected::new(frame, reason);
                match telling {
                    Telling::WithFailure(data) | Telling::BeforeFailure(data) if frame.failure_data => {
                        Ending::Done(Verdict::Rejected(rejected.with_data(&data)))
                    }
                    Telling::BeforeFailure(data) => Ending::Fixed(data, Verdict::Rejected(rejected)),
                    Telling::Nothing | Telling::WithFailure(_) => Ending::Done(Verdict::Rejected(rejected)),
                }
            }
        })
    }

    /// Nothing is handed to a server as an error: every error is a verdict.
    fn hand(next: Result<Next<Self>, Error>, frame: Frame) -> Step<Self> {
        next.and_then(|next| door::present(next, frame))
            .unwrap_or_else(|error| Step::Done(Verdict::from_error(frame, &error)))
    }

    fn frame(ask: &mut Ask, frame: Frame) {
        ask.set_frame(frame);
    }
}
