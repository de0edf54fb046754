//! Better records of a password that has just let its client in.
use super::{error::StoreError, groups::Sets, linkable::main_group, store::Store};
use countersign::{
    Credentials, DirectorySecret, Recipe, SentPassword, Upgraded, Upgrading, account::Standing,
};
use std::sync::Arc;
use tokio::task::spawn_blocking;
use tracing::warn;

/// Records that may have to be renewed.
pub(super) struct Renewal {
    pub(super) found: Standing,
    /// As they were found.
    pub(super) credentials: Credentials,
    /// For better ones of the account's own, if those fall short.
    pub(super) upgrading: Option<Upgrading>,
    pub(super) sent: SentPassword,
    pub(super) recipe: Recipe,
    pub(super) secret: DirectorySecret,
}

/// Make them, and store them if the account's are still those that were found. If they are not, or it cannot be done
/// now, the next login will try again.
pub(super) async fn upgrade(store: Arc<Store>, renewal: Renewal) {
    let name = renewal.found.name.clone();
    match renew(&store, renewal).await {
        Ok(()) | Err(StoreError::Overtaken) => {}
        Err(error) => warn!("the records of {name} cannot be renewed: {error}"),
    }
}

async fn renew(store: &Store, renewal: Renewal) -> Result<(), StoreError> {
    let Renewal { found, credentials, upgrading, sent, recipe, secret } = renewal;
    let all = upgrading.is_some();
    let groups = store.other_groups(&found, !all).await?;
    if !all && groups.is_empty() {
        return Ok(());
    }
    let another = |group| Some((group, credentials.derive_another(&sent, &recipe, secret.salts(group))?));
    let others: Vec<_> = groups.iter().filter_map(another).map(|(group, it)| (group.clone(), it)).collect();
    let made = spawn_blocking(move || {
        let main = match upgrading.map(Upgrading::run) {
            Some(Upgraded::Better(better)) => better,
            Some(Upgraded::OtherForm) => return None,
            None => credentials,
        };
        let mut sets = Sets::new();
        for (group, upgrading) in others {
            match upgrading.run() {
                Upgraded::Better(set) => sets.push((group, set)),
                Upgraded::OtherForm => return None,
            }
        }
        Some((main, sets))
    });
    let Ok(Some((main, sets))) = made.await else { return Ok(()) };
    let mut write = store.write().await?;
    write.swap_credentials(&found, &main).await?;
    write.put_sets(&found, None, &sets).await?;
    write.commit().await
}

/// For better records of the account's own password.
pub(super) fn of_account(
    text: &str,
    accepted: &countersign::core::server::Accepted,
    password: &countersign::Secret,
    recipe: &Recipe,
    secret: &DirectorySecret,
    found: Standing,
) -> Option<Renewal> {
    let sent = SentPassword::new(accepted, password)?;
    let read = || Credentials::parse(text).ok().filter(|_| !text.is_empty());
    let upgrading = read()?.upgrade(accepted, password, recipe, secret.salts(&main_group(&found.name)));
    Some(Renewal {
        credentials: read()?,
        found,
        upgrading,
        sent,
        recipe: recipe.clone(),
        secret: secret.clone(),
    })
}
