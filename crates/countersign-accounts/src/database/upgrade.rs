//! Upgrade of the records of a password after an accepted login.
use super::{error::StoreError, groups::Sets, linkable::main_group, store::Store};
use crate::{app::AppId, work::Pool};
use countersign::{
    Credentials, DirectorySecret, Recipe, SentPassword, Upgraded, Upgrading,
    account::{AccountName, AccountSnapshot, SaltGroup},
    sasl::Cost,
};
use std::sync::Arc;
use tracing::warn;
use zeroize::Zeroizing;

/// Records that may have to be upgraded.
pub(super) struct Renewal {
    /// The account as the login found it.
    pub(super) account: AccountSnapshot,
    pub(super) records: Records,
    pub(super) sent: SentPassword,
    pub(super) recipe: Recipe,
    pub(super) secret: DirectorySecret,
}

/// The records that the password was checked with.
pub(super) enum Records {
    /// The account's own, as text.
    Own(Zeroizing<String>),
    /// Those of an app password.
    App(AppId),
}

/// The present records of one password of the account.
struct Present {
    text: Zeroizing<String>,
    /// Set for an app password.
    app: Option<(AppId, AccountName)>,
}

/// Derives the records and stores them if the account's are unchanged. Otherwise, or on an error, the next login tries
/// again.
pub(super) async fn upgrade(store: Arc<Store>, renewal: Renewal, pool: Pool) {
    let name = renewal.account.name.clone();
    match renew(&store, renewal, &pool).await {
        Ok(()) | Err(StoreError::Overtaken) => {}
        Err(error) => warn!(account = %name, %error, "record upgrade failed"),
    }
}

async fn renew(store: &Store, renewal: Renewal, pool: &Pool) -> Result<(), StoreError> {
    let Renewal { account, records, sent, recipe, secret } = renewal;
    let present = match records {
        Records::Own(text) => Present { text, app: None },
        Records::App(id) => match store.app_records(id).await? {
            Some((label, text)) => Present { text, app: Some((id, label)) },
            None => return Ok(()),
        },
    };
    let read = || Credentials::parse(&present.text).ok().filter(|_| !present.text.is_empty());
    let salts = |group: &SaltGroup| match &present.app {
        Some((_, label)) => secret.salts(&group.with_label(label)),
        None => secret.salts(group),
    };
    let (Some(credentials), Some(improved)) = (read(), read()) else { return Ok(()) };
    let upgrading = improved.upgrade(&sent, &recipe, salts(&main_group(&account.name)));
    let all = upgrading.is_some();
    let app = present.app.as_ref().map(|(id, _)| *id);
    let groups = store.other_groups(&account, app, !all).await?;
    if !all && groups.is_empty() {
        return Ok(());
    }
    let another = |group| Some((group, credentials.derive_another(&sent, &recipe, salts(group))?));
    let others: Vec<_> = groups.iter().filter_map(another).map(|(group, it)| (group.clone(), it)).collect();
    let costs: Vec<Cost> =
        upgrading.iter().chain(others.iter().map(|(_, upgrading)| upgrading)).map(Upgrading::cost).collect();
    let units = costs.iter().fold(0_u32, |sum, cost| sum.saturating_add(cost.get()));
    // They run one after another, so the largest decides.
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
    match app {
        Some(app) => write.swap_app_credentials(app, &present.text, &main).await?,
        None => write.swap_credentials(&account, &main).await?,
    }
    write.put_sets(&account, app, &sets).await?;
    write.commit().await
}
