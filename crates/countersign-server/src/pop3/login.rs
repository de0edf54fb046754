//! AUTH (RFC 5034 section 4), and USER with PASS (RFC 1939 section 7), which are PLAIN under another name.
use crate::{Conversation, Ended, login::Login, session::Session};
use countersign::mail::{line::read_initial, pop3};
use zeroize::Zeroizing;

/// The state of AUTH, USER and PASS.
#[derive(Default)]
pub(super) struct State {
    /// The name from USER, until PASS.
    user: Option<Zeroizing<Vec<u8>>>,
    /// The account of the session.
    pub(super) account: Option<String>,
}

impl State {
    pub(super) async fn auth(
        &mut self,
        session: &Session,
        conversation: &mut Conversation,
        arguments: &[&[u8]],
    ) -> Result<(), Ended> {
        let (name, argument) = match arguments {
            [name] => (name, None),
            [name, initial] => (name, Some(*initial)),
            _ => return conversation.write("-ERR AUTH takes a mechanism's name\r\n").await,
        };
        let initial = read_initial(argument, session.limit());
        let login = session.log_in(conversation, name, initial).await?;
        self.answer(conversation, login).await
    }

    /// Accepts every name, so that existing ones cannot be detected. Where a password may not be sent, USER is rejected
    /// before the client sends one.
    pub(super) async fn user(
        &mut self,
        session: &Session,
        conversation: &mut Conversation,
        name: &[u8],
    ) -> Result<(), Ended> {
        if session.takes_passwords() {
            self.user = Some(Zeroizing::new(name.to_vec()));
            return conversation.write("+OK Send the password\r\n").await;
        }
        self.password(session, conversation, name, b"").await
    }

    pub(super) async fn pass(
        &mut self,
        session: &Session,
        conversation: &mut Conversation,
        password: &[u8],
    ) -> Result<(), Ended> {
        match self.user.take() {
            Some(name) => self.password(session, conversation, &name, password).await,
            None => conversation.write("-ERR Send USER first\r\n").await,
        }
    }

    async fn password(
        &mut self,
        session: &Session,
        conversation: &mut Conversation,
        name: &[u8],
        password: &[u8],
    ) -> Result<(), Ended> {
        let login = session.log_in_with_password("USER", conversation, name, password).await?;
        self.answer(conversation, login).await
    }

    async fn answer(&mut self, conversation: &mut Conversation, login: Login) -> Result<(), Ended> {
        self.user = None;
        match login {
            Login::Accepted { account, .. } => {
                self.account = Some(account);
                conversation.write(pop3::server::success()).await
            }
            Login::Refused(reason) => conversation.write(pop3::server::reply(reason).line()).await,
        }
    }
}
