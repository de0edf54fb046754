//! `--metrics ADDR`
use super::{
    answer::answer,
    count::{begin, describe},
    load,
};
use countersign_tokio::ConfigError;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::{io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::Semaphore, task::AbortHandle, time::sleep};

/// Buckets of exchanges in seconds: from a round trip with some hashing to a user who types.
const BUCKETS: [f64; 13] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0];
/// Concurrent connections; others wait.
const AT_A_TIME: usize = 8;
/// How often measurements are moved to their buckets without a request.
const UPKEEP: Duration = Duration::from_secs(5);

/// The listener of the metrics endpoint.
pub struct Listener {
    socket: TcpListener,
    counted: PrometheusHandle,
}

/// Serves until it is dropped.
#[derive(Debug)]
pub struct Serving([AbortHandle; 2]);

impl Listener {
    /// Binds the address and starts counting.
    pub async fn bind(address: SocketAddr) -> Result<Self, ConfigError> {
        let socket = TcpListener::bind(address).await;
        let socket =
            socket.map_err(|error| ConfigError::connection(format!("--metrics {address}: {error}")))?;
        let failed = |error: &dyn std::fmt::Display| ConfigError::new(format!("--metrics: {error}"));
        let builder =
            PrometheusBuilder::new().set_buckets_for_metric(Matcher::Suffix("_seconds".into()), &BUCKETS);
        let recorder = builder.map_err(|error| failed(&error))?.build_recorder();
        let counted = recorder.handle();
        metrics::set_global_recorder(recorder).map_err(|error| failed(&error))?;
        describe();
        load::describe();
        begin();
        Ok(Self { socket, counted })
    }

    /// Returns the address that it listens on.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// Answers requests until the value that is returned is dropped.
    pub fn serve(self) -> Serving {
        let Self { socket, counted } = self;
        let kept = counted.clone();
        let upkeep = tokio::spawn(async move {
            loop {
                sleep(UPKEEP).await;
                kept.run_upkeep();
            }
        });
        let answering = tokio::spawn(async move {
            let slots = Arc::new(Semaphore::new(AT_A_TIME));
            while let Ok(slot) = Arc::clone(&slots).acquire_owned().await {
                let Ok((stream, _)) = socket.accept().await else {
                    // Probably out of file descriptors.
                    sleep(Duration::from_millis(100)).await;
                    continue;
                };
                let counted = counted.clone();
                tokio::spawn(async move {
                    answer(stream, || counted.render()).await;
                    drop(slot);
                });
            }
        });
        Serving([upkeep.abort_handle(), answering.abort_handle()])
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.iter().for_each(AbortHandle::abort);
    }
}
