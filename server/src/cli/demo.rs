//! The invented world, in an empty database.

use anyhow::bail;

use crate::{
    config::Config,
    demo::{self, PASSWORD, SIGN_INS, Size},
};

pub(super) async fn demo(config: &Config, seed: u64, size: Size) -> anyhow::Result<()> {
    let db = super::open(config).await?;
    let Some(_hold) = db.hold().await? else {
        bail!("a running escale serves this database: stop it first");
    };
    db.migrate().await?;
    let app = super::app(config, db);
    let summary = demo::build(&app, seed, size).await?;
    app.db.close().await;
    println!("{summary}");
    println!("Sign in with the password {PASSWORD} as:");
    for (email, role, _) in SIGN_INS {
        println!("  {email:<40} {}", role.code());
    }
    Ok(())
}
