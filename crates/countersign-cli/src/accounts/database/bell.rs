//! When a server looks for changes: once in a while, and where it can be told of them, at once.
use super::{
    dialect::{CHANNEL, PATIENCE},
    place::Place,
    server::Server,
};
use sqlx::postgres::{PgListener, PgPoolOptions};
use std::{future::pending, time::Duration};
use tokio::time::{sleep, timeout};

/// How often it is looked into a folder. Changes act within 2 seconds, on a machine that has other things to do as well.
const FOLDER: Duration = Duration::from_millis(500);
/// How often it is looked at a server, for what it may have said while nobody was listening.
const SERVER: Duration = Duration::from_secs(1);
/// Whoever changes much is not looked at more often than this.
const BREATH: Duration = Duration::from_millis(20);

/// Rings when there may be something to look for.
pub(super) struct Bell {
    server: Option<Server>,
    listener: Option<PgListener>,
    at_most: Duration,
}

impl Bell {
    pub(super) fn of(place: &Place) -> Self {
        match place {
            Place::Folder(_) => Self { server: None, listener: None, at_most: FOLDER },
            Place::Server(server) => Self { server: Some(server.clone()), listener: None, at_most: SERVER },
        }
    }

    /// It need not ring for so long.
    #[cfg(test)]
    pub(super) fn patient(self, at_most: Duration) -> Self {
        Self { at_most, ..self }
    }

    /// Until it rings.
    pub(super) async fn wait(&mut self) {
        let at_most = self.at_most;
        let Some(server) = self.server.clone() else { return sleep(at_most).await };
        let told = async {
            if self.hear(&server).await.is_err() {
                // Tried again next time. Until then it is looked without being told.
                self.listener = None;
                pending::<()>().await;
            }
            sleep(BREATH).await;
        };
        // Time is up: that is as good as being told.
        let _ = timeout(at_most, told).await;
    }

    async fn hear(&mut self, server: &Server) -> Result<(), sqlx::Error> {
        if self.listener.is_none() {
            let one = PgPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE);
            let mut listener =
                PgListener::connect_with(&one.connect_with(server.of_postgres()?).await?).await?;
            listener.listen(CHANNEL).await?;
            // Something may have been said before.
            self.listener = Some(listener);
            return Ok(());
        }
        if let Some(listener) = &mut self.listener {
            listener.recv().await?;
            while listener.next_buffered().is_some() {}
        }
        Ok(())
    }
}
