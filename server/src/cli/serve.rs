//! Serving: opens, migrates, listens, and stops without cutting anybody short.

use std::{io::Write, time::Duration};

use anyhow::{Context, bail};
use axum::Extension;
use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
};
use tokio_util::sync::CancellationToken;

use crate::{
    config::{self, Config},
    http::{self, Stopping},
    jobs::Jobs,
    metrics,
};

/// Requests begun before the signal have this long to be answered.
const FINISH_SECONDS_MAX: u64 = 20;
const CLOSE_SECONDS_MAX: u64 = 5;

pub(super) async fn serve(config: &Config, migrate: bool) -> anyhow::Result<()> {
    let mut signals = Signals::new()?;
    let db = super::open(config).await?;
    let url = config::without_password(&config.database_url);
    let Some(presence) = db.attend().await? else {
        bail!("{url} is served by another escale, or being replaced");
    };
    if migrate {
        db.migrate().await?;
    } else if !db.is_migrated().await {
        bail!("{url} lacks migrations: run `escale migrate`, or serve without --no-migrate");
    }
    let app = super::app(config, db);
    app::ledger::service::ensure(&app.db).await?;
    app.index.rebuild(&app.db, app.clock.tonight()).await?;

    let stop = CancellationToken::new();
    let listener = listen(config.listen).await?;
    let recorded = match config.metrics_listen {
        Some(address) => {
            let (handle, listener) = (metrics::install()?, listen(address).await?);
            println!("metrics http://{}/metrics", listener.local_addr()?);
            let router = metrics::router(app.clone(), handle.clone());
            let ended = stop.clone().cancelled_owned();
            tokio::spawn(axum::serve(listener, router).with_graceful_shutdown(ended).into_future());
            Some(handle)
        }
        None => None,
    };
    let jobs = Jobs::start(&app, &stop, presence, recorded);
    let address = format!("http://{}", listener.local_addr()?);
    println!("serving {}", config.public_url.as_ref().unwrap_or(&address));
    std::io::stdout().flush()?;
    tracing::info!(database = url, address, "serving");

    let router = http::router(app.clone()).layer(Extension(Stopping(stop.clone())));
    let served = axum::serve(listener, router)
        .with_graceful_shutdown(stop.clone().cancelled_owned())
        .into_future();
    let cut_short = async {
        signals.next().await;
        tracing::info!("stopping: no new request, those begun are finished");
        stop.cancel();
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(FINISH_SECONDS_MAX)) => {}
            () = signals.next() => {}
        }
    };
    tokio::select! {
        ended = served => ended?,
        () = cut_short => tracing::warn!("stopped before every request was answered"),
    }
    let closed = async {
        jobs.finish().await;
        app.db.close().await;
    };
    if tokio::time::timeout(Duration::from_secs(CLOSE_SECONDS_MAX), closed).await.is_err() {
        tracing::warn!("the database was not closed in time");
    }
    tracing::info!("stopped");
    Ok(())
}

async fn listen(address: std::net::SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("{address} cannot be listened on"))
}

/// The two ways of asking a process to stop.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn new() -> anyhow::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
