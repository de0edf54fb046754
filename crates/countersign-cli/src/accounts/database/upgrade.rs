//! Better records of a password that has just let its client in.
use super::{error::StoreError, groups::Sets, linkable::main_group, store::Store};
use crate::work::Pool;
use countersign::{
    Credentials, DirectorySecret, Recipe, SentPassword, Upgraded, Upgrading, account::Standing, core::Cost,
};
use std::sync::Arc;
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
pub(super) async fn upgrade(store: Arc<Store>, renewal: Renewal, pool: Pool) {
    let name = renewal.found.name.clone();
    match renew(&store, renewal, &pool).await {
        Ok(()) | Err(StoreError::Overtaken) => {}
        Err(error) => warn!("the records of {name} cannot be renewed: {error}"),
    }
}

async fn renew(store: &Store, renewal: Renewal, pool: &Pool) -> Result<(), StoreError> {
    let Renewal { found, credentials, upgrading, sent, recipe, secret } = renewal;
    let all = upgrading.is_some();
    let groups = store.other_groups(&found, !all).await?;
    if !all && groups.is_empty() {
        return Ok(());
    }
    let another = |group| Some((group, credentials.derive_another(&sent, &recipe, secret.salts(group))?));
    let others: Vec<_> = groups.iter().filter_map(another).map(|(group, it)| (group.clone(), it)).collect();
    let costs: Vec<Cost> =
        upgrading.iter().chain(others.iter().map(|(_, upgrading)| upgrading)).map(Upgrading::cost).collect();
    let units = costs.iter().fold(0_u32, |sum, cost| sum.saturating_add(cost.get()));
    // They run one after the other, so the dearest decides.
    let memory = costs.iter().map(|cost| cost.memory()).max().unwrap_or_default();
    let cost = Cost::units(units).with_memory(u32::try_from(memory / 1024).unwrap_or(u32::MAX));
    let Ok(permit) = pool.may_renew(cost).await else { return Ok(()) };
    let made = permit.run(move || {
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
    let Some(Some((main, sets))) = made.await else { return Ok(()) };
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
