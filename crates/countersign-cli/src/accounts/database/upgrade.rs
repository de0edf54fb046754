//! Better records of a password that has just let somebody in.
use super::{error::StoreError, store::Store};
use crate::work::Pool;
use countersign::{Upgraded, Upgrading, account::Standing};
use std::sync::Arc;
use tracing::warn;

/// Make them, and store them if the account's are still those that were found. If they are not, or it cannot be done
/// now, the next login will try again.
pub(super) async fn upgrade(store: Arc<Store>, found: Standing, upgrading: Upgrading, pool: Pool) {
    let Ok(permit) = pool.may_renew(upgrading.cost()).await else { return };
    let Some(Upgraded::Better(better)) = permit.run(|| upgrading.run()).await else { return };
    let written = async {
        let mut write = store.write().await?;
        write.swap_credentials(&found, &better).await?;
        write.commit().await
    };
    match written.await {
        Ok(()) | Err(StoreError::Overtaken) => {}
        Err(error) => warn!("the records of {} cannot be renewed: {error}", found.name),
    }
}
