//! Notification of changes: by polling, and at once where the database can notify.
use super::{
    dialect::{CHANNEL, TIMEOUT},
    place::Place,
    server::Server,
};
use sqlx::postgres::{PgListener, PgPoolOptions};
use std::{future::pending, time::Duration};
use tokio::time::{sleep, timeout};

/// Poll interval for a folder. Changes take effect within 2 seconds, on a busy machine too.
const FOLDER: Duration = Duration::from_millis(500);
/// Poll interval for a server, for notifications sent while no connection listened.
const SERVER: Duration = Duration::from_secs(1);
/// The shortest time between two looks while changes are frequent.
const MIN_INTERVAL: Duration = Duration::from_millis(20);

/// Wakes when there may be changes.
pub(super) struct ChangeNotifier {
    server: Option<Server>,
    listener: Option<PgListener>,
    at_most: Duration,
}

impl ChangeNotifier {
    pub(super) fn of(place: &Place) -> Self {
        match place {
            Place::Folder(_) => Self { server: None, listener: None, at_most: FOLDER },
            Place::Server(server) => Self { server: Some(server.clone()), listener: None, at_most: SERVER },
        }
    }

    /// Sets the poll interval.
    #[cfg(test)]
    pub(super) fn with_interval(self, at_most: Duration) -> Self {
        Self { at_most, ..self }
    }

    /// Waits for a notification or the poll interval.
    pub(super) async fn wait(&mut self) {
        let at_most = self.at_most;
        let Some(server) = self.server.clone() else { return sleep(at_most).await };
        let notified = async {
            if self.listen(&server).await.is_err() {
                // Retried at the next call; until then polling applies.
                self.listener = None;
                pending::<()>().await;
            }
            sleep(MIN_INTERVAL).await;
        };
        // A timeout is as good as a notification.
        let _ = timeout(at_most, notified).await;
    }

    async fn listen(&mut self, server: &Server) -> Result<(), sqlx::Error> {
        if self.listener.is_none() {
            let one = PgPoolOptions::new().max_connections(1).acquire_timeout(TIMEOUT);
            let mut listener =
                PgListener::connect_with(&one.connect_with(server.of_postgres()?).await?).await?;
            listener.listen(CHANNEL).await?;
            // Notifications may have been sent before.
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
