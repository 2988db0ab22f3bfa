//! Organisations, users, rights, histories: each story on a database of its own.
//!
//! A story is `async fn name(app: &App)`, listed in its file's `stories!`; it runs on
//! `SQLite`, and on `PostgreSQL` when `TEST_POSTGRES_URL` names a server where databases
//! may be created.

/// Each story as a test of its own, on both engines.
macro_rules! stories {
    ($($story:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test] async fn $story() {
                $crate::world::on_sqlite(async |app| super::$story(&app).await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test] async fn $story() {
                $crate::world::on_postgres(async |app| super::$story(&app).await).await;
            })+
        }
    };
}

// Said on each module so that the lints know their functions as tests.
#[cfg(test)]
mod accounts;
#[cfg(test)]
mod histories;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod rights;
#[cfg(test)]
mod world;
