//! A session from its greeting to its end.
use super::{eviction::report_eviction, imap, pop3, protocol::Protocol, session::Session, sieve, submission};
use crate::{Conversation, Ended};

pub(super) async fn serve(protocol: Protocol, mut session: Session, conversation: Conversation) {
    if let Some(why) = session.must_end() {
        return conversation.close(&protocol.farewell(&why)).await;
    }
    let mut connection = Some(conversation);
    let ended = match protocol {
        Protocol::Imap => imap::run(&mut session, &mut connection).await,
        Protocol::Submission => submission::run(&mut session, &mut connection).await,
        Protocol::Pop3 => pop3::run(&mut session, &mut connection).await,
        Protocol::Sieve => sieve::run(&mut session, &mut connection).await,
    };
    if let Err(Ended::Crowded) = ended {
        report_eviction(&session.service.limits, &session.service.report, &session.attempt());
    }
    let Some(conversation) = connection else { return };
    let farewell = ended.map_or_else(|why| protocol.farewell(&why), |()| String::new());
    conversation.close(&farewell).await;
}
