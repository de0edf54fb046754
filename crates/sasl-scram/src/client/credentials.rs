//! The question for the client's credentials.
use super::{
    await_first::AwaitFirst,
    login::{DO_NOT_FIT, Login, NO_PASSWORD},
};
use crate::{
    hash::Hash, keys::ClientKeys, message::client_first::ClientFirst, prepare, settings::ClientSettings,
};
use alloc::{boxed::Box, sync::Arc};
use sasl_core::{
    Client, Error, ErrorKind,
    client::{Credentials, Setup, WantCredentials},
    mechanism::{Message, Next},
};

/// Creates the first state of a client.
pub(crate) fn start<H: Hash>(settings: Arc<ClientSettings>, setup: Setup) -> Next<Client> {
    Next::ask(WantCredentials::new(), |_, credentials| answered::<H>(settings, setup, &credentials))
}

fn answered<H: Hash>(
    settings: Arc<ClientSettings>,
    setup: Setup,
    credentials: &Credentials,
) -> Result<Next<Client>, Error> {
    const NAME: Error = Error::new(
        ErrorKind::Application,
        "SCRAM: the name is empty or contains characters that are not allowed",
    );
    let user = prepare::query_name(credentials.user()).map_err(|_| NAME)?;
    let authzid = credentials.act_as().map(prepare::query_name).transpose().map_err(|_| NAME)?;
    let kept = credentials.keys().get::<ClientKeys<H>>();
    let missing = if kept.is_some() { DO_NOT_FIT } else { NO_PASSWORD };
    let login = Login {
        password: prepare::first_form(credentials.password().expose()).map(Into::into),
        keys: kept.filter(|keys| keys.user() == user),
        keeps_keys_of: credentials.keeps_keys().then(|| user.as_ref().into()),
    };
    if login.password.is_none() && login.keys.is_none() {
        return Err(missing);
    }
    let protection = settings.common.protection::<H>(&setup.announced);

    let nonce = settings.common.nonce(&setup.entropy);
    let (message, header, nonce) =
        ClientFirst::write(&setup.binding, authzid.as_deref(), &user, nonce.as_octets());
    let first = Message::copied(message.as_bytes());
    let state = AwaitFirst::new(settings, login, setup.binding, protection, &message, header, nonce);
    Ok(Next::send_state(first, Box::new(state)))
}
