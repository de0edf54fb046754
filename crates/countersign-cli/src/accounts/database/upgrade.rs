//! Better records of a password that has just let somebody in.
use super::{error::StoreError, store::Store};
use countersign::{Upgraded, Upgrading, account::Standing};
use std::sync::Arc;
use tokio::task::spawn_blocking;
use tracing::warn;

/// Make them, and store them if the account's are still those that were found. If they are not, or it cannot be done
/// now, the next login will try again.
pub(super) async fn upgrade(store: Arc<Store>, found: Standing, upgrading: Upgrading) {
    let Ok(Upgraded::Better(better)) = spawn_blocking(|| upgrading.run()).await else { return };
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
