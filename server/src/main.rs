//! The `escale` command.

use app::{
    clock::Clock,
    context::{App, Settings},
    db::Db,
    live::Live,
};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt().init();
    let db = Db::open("sqlite:/tmp/t.db", Live::default()).await?;
    db.migrate().await?;
    let app = App {
        db,
        clock: Clock::system(),
        index: Default::default(),
        settings: Settings::default().into(),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, server::http::router(app)).await?;
    Ok(())
}
