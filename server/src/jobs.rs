//! What the process does by itself: each job is a line in [`Jobs::start`].

use std::{convert::Infallible, fmt::Debug, time::Duration};

use app::{
    bookings,
    context::App,
    db::{Stored, presence::Presence},
    live::EVERYTHING,
};
use tokio::{task::JoinSet, time::MissedTickBehavior};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::metrics::{self, PrometheusHandle};

/// Longest wait before the bus is asked for again.
const RETRY_SECONDS_MAX: u64 = 30;

pub struct Jobs {
    app: App,
    stop: CancellationToken,
    running: JoinSet<()>,
}

impl Jobs {
    pub fn start(
        app: &App,
        stop: &CancellationToken,
        presence: Presence,
        recorded: Option<PrometheusHandle>,
    ) -> Self {
        let mut jobs = Self { app: app.clone(), stop: stop.clone(), running: JoinSet::new() };
        jobs.hear_others(presence);
        jobs.every(5, "holds", |app| async move { bookings::service::expire_holds(&app).await });
        jobs.every(
            60,
            "overstays",
            |app| async move { bookings::service::keep_overstays(&app).await },
        );
        jobs.every(60, "service_day", |app| async move {
            app.index.keep_current(&app.db, app.clock.tonight()).await
        });
        if let Some(handle) = recorded {
            jobs.every(5, "metrics", move |_| {
                handle.run_upkeep();
                std::future::ready(Ok::<_, Infallible>(()))
            });
        }
        jobs
    }

    /// Waits until what is being done is done.
    pub async fn finish(mut self) {
        self.stop.cancel();
        while self.running.join_next().await.is_some() {}
    }

    /// Begins `work` every so many seconds, never twice at a time. What fails is tried
    /// again at the next turn; a panic ends that turn only.
    fn every<F, W, T, E>(&mut self, seconds: u64, name: &'static str, work: F)
    where
        F: Fn(App) -> W + Send + 'static,
        W: Future<Output = Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: Debug + Send + 'static,
    {
        let (app, stop) = (self.app.clone(), self.stop.clone());
        self.running.spawn(async move {
            let mut turns = tokio::time::interval(Duration::from_secs(seconds));
            turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                tokio::select! {
                    () = stop.cancelled() => return,
                    _ = turns.tick() => {}
                }
                match tokio::spawn(work(app.clone())).await {
                    Ok(Ok(_)) => {}
                    Ok(Err(error)) => {
                        tracing::warn!(job = name, ?error, "failed, to be tried again");
                        metrics::job_failed(name);
                    }
                    Err(_) => {
                        tracing::error!(job = name, "panicked, to be tried again");
                        metrics::job_failed(name);
                    }
                }
            }
        });
    }

    /// Brings what other processes changed to the index and to the open pages.
    fn hear_others(&mut self, mut presence: Presence) {
        let (app, stop) = (self.app.clone(), self.stop.clone());
        self.running.spawn(async move {
            let mut wait = 1;
            loop {
                let heard = tokio::select! {
                    () = stop.cancelled() => return,
                    heard = presence.changes(app.db.live()) => heard,
                };
                let done = match heard {
                    Ok(changes) => pass_on(&app, changes).await,
                    Err(error) => Err(error),
                };
                if let Err(error) = done {
                    tracing::warn!(%error, "changes of other processes are not heard");
                    metrics::job_failed("others");
                    tokio::select! {
                        () = stop.cancelled() => return,
                        () = tokio::time::sleep(Duration::from_secs(wait)) => {}
                    }
                    wait = (wait * 2).min(RETRY_SECONDS_MAX);
                } else {
                    wait = 1;
                }
            }
        });
    }
}

async fn pass_on(app: &App, changes: Vec<Uuid>) -> Stored<()> {
    for subject in changes {
        if subject == EVERYTHING {
            app.index.rebuild(&app.db, app.clock.tonight()).await?;
        } else {
            // A household has nothing in the index.
            app.index.refresh_site(&app.db, subject).await?;
        }
        app.db.live().tell(subject);
    }
    Ok(())
}
