//! The one promise of the database: what was saved is kept, whole and once; nothing else is.

use std::{
    collections::HashSet,
    future::poll_fn,
    io::{BufRead, BufReader},
    pin::pin,
    process::{Command, Stdio},
    task::Poll,
};

use app::{
    db::{Db, StoreError, Stored, Tx},
    execute,
    live::Live,
};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::world::{World, id};

on_both!(
    what_is_saved_is_seen_and_what_is_dropped_is_not,
    a_reader_sees_only_what_was_saved,
    a_dropped_turn_leaves_its_neighbours_alone,
    an_error_leaves_its_neighbours_alone,
    sixty_four_writers_are_each_kept_once,
    a_panicking_writer_does_not_close_the_desk,
    a_killed_task_leaves_nothing,
    a_save_abandoned_at_any_step_stops_nobody,
    a_begin_abandoned_at_any_step_stops_nobody,
    a_query_abandoned_at_any_step_leaves_nothing,
    pages_are_told_what_was_saved_and_nothing_else,
);

on_sqlite!(a_transaction_the_engine_gave_up_stops_nobody, nothing_is_written_after_closing,);

/// A row that says one was here.
async fn mark(tx: &mut Tx, who: &str) -> Stored<()> {
    execute!(
        tx,
        "insert into sign_in_attempt (key, at) values ($1, $2)",
        who,
        chrono::DateTime::<chrono::Utc>::UNIX_EPOCH
    )?;
    Ok(())
}

async fn saved(db: &Db, who: &str) -> Stored<()> {
    let mut tx = db.begin().await?;
    mark(&mut tx, who).await?;
    tx.save().await
}

async fn marks(world: &World) -> Vec<String> {
    app::on_pool!(world.app.db, |c| sqlx::query_scalar(
        "select key from sign_in_attempt order by key"
    )
    .fetch_all(c)
    .await)
    .unwrap()
}

async fn what_is_saved_is_seen_and_what_is_dropped_is_not(world: World) {
    saved(&world.app.db, "saved").await.unwrap();
    let mut tx = world.app.db.begin().await.unwrap();
    mark(&mut tx, "dropped").await.unwrap();
    drop(tx);
    assert_eq!(marks(&world).await, ["saved"]);
    saved(&world.app.db, "after").await.unwrap();
    assert_eq!(marks(&world).await, ["after", "saved"]);
}

async fn a_reader_sees_only_what_was_saved(world: World) {
    let mut tx = world.app.db.begin().await.unwrap();
    mark(&mut tx, "open").await.unwrap();
    assert!(marks(&world).await.is_empty());
    let inside: i64 =
        app::on_tx!(tx, |c| sqlx::query_scalar("select count(*) from sign_in_attempt")
            .fetch_one(c)
            .await)
        .unwrap();
    assert_eq!(inside, 1, "the writer sees its own");
    tx.save().await.unwrap();
    assert_eq!(marks(&world).await, ["open"]);
}

/// Everybody queues behind one open turn, so that on SQLite they share its commit.
async fn in_one_group<F>(world: &World, writers: Vec<F>) -> JoinSet<()>
where
    F: Future<Output = ()> + Send + 'static,
{
    let mut first = world.app.db.begin().await.unwrap();
    mark(&mut first, "first").await.unwrap();
    let mut running = JoinSet::new();
    for writer in writers {
        running.spawn(writer);
    }
    tokio::task::yield_now().await;
    first.save().await.unwrap();
    running
}

async fn a_dropped_turn_leaves_its_neighbours_alone(world: World) {
    let writer = |n: usize| {
        let db = world.app.db.clone();
        async move {
            let mut tx = db.begin().await.unwrap();
            mark(&mut tx, &format!("{n:02}")).await.unwrap();
            if n.is_multiple_of(2) {
                tx.save().await.unwrap();
            }
        }
    };
    in_one_group(&world, (0..10).map(writer).collect()).await.join_all().await;
    assert_eq!(marks(&world).await, ["00", "02", "04", "06", "08", "first"]);
}

async fn an_error_leaves_its_neighbours_alone(world: World) {
    let writer = |n: usize| {
        let db = world.app.db.clone();
        async move {
            let mut tx = db.begin().await.unwrap();
            mark(&mut tx, &format!("{n:02}")).await.unwrap();
            if n.is_multiple_of(2) {
                tx.save().await.unwrap();
            } else {
                let refused = execute!(
                    tx,
                    "insert into organisation (id, name, kind, created_at) values ($1, 'again', 'city', $2)",
                    id("city"),
                    chrono::DateTime::<chrono::Utc>::UNIX_EPOCH
                );
                let error = StoreError::from(refused.unwrap_err());
                assert!(matches!(error, StoreError::Taken), "{error}");
            }
        }
    };
    in_one_group(&world, (0..10).map(writer).collect()).await.join_all().await;
    assert_eq!(marks(&world).await, ["00", "02", "04", "06", "08", "first"]);
}

async fn sixty_four_writers_are_each_kept_once(world: World) {
    let mut writers = JoinSet::new();
    for n in 0..64 {
        let db = world.app.db.clone();
        writers.spawn(async move {
            let mut tx = db.begin().await.unwrap();
            mark(&mut tx, &format!("{n:02}")).await.unwrap();
            let counted =
                execute!(tx, "update site set version = version + 1 where id = $1", id("site-a"));
            assert_eq!(counted.unwrap(), 1);
            tx.save().await.unwrap();
        });
    }
    writers.join_all().await;
    let expected: Vec<_> = (0..64).map(|n| format!("{n:02}")).collect();
    assert_eq!(marks(&world).await, expected);
    let version =
        world.count("select cast(version as bigint) from site where name = 'Les Alisiers'");
    assert_eq!(version.await, 65);
}

async fn a_panicking_writer_does_not_close_the_desk(world: World) {
    let db = world.app.db.clone();
    let writer = tokio::spawn(async move {
        let mut tx = db.begin().await.unwrap();
        mark(&mut tx, "panicked").await.unwrap();
        std::panic::panic_any("on purpose");
    });
    assert!(writer.await.unwrap_err().is_panic());
    saved(&world.app.db, "after").await.unwrap();
    assert_eq!(marks(&world).await, ["after"]);
}

async fn a_killed_task_leaves_nothing(world: World) {
    let db = world.app.db.clone();
    let (sender, wrote) = tokio::sync::oneshot::channel();
    let writer = tokio::spawn(async move {
        let mut tx = db.begin().await.unwrap();
        mark(&mut tx, "killed").await.unwrap();
        sender.send(()).unwrap();
        std::future::pending::<()>().await;
        tx.save().await.unwrap();
    });
    wrote.await.unwrap();
    writer.abort();
    assert!(writer.await.unwrap_err().is_cancelled());
    saved(&world.app.db, "after").await.unwrap();
    assert_eq!(marks(&world).await, ["after"]);
}

/// Lets a future go on so many steps, then drops it, as a server does with a request
/// whose reader has gone. Answers whether it was finished by then.
async fn abandoned_after(steps: usize, future: impl Future) -> bool {
    let mut future = pin!(future);
    let mut left = steps;
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(_) => Poll::Ready(true),
        Poll::Pending if left == 0 => Poll::Ready(false),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}

async fn a_save_abandoned_at_any_step_stops_nobody(world: World) {
    let mut after = 0;
    for steps in 0..200 {
        let mut tx = world.app.db.begin().await.unwrap();
        mark(&mut tx, &format!("{steps}-a")).await.unwrap();
        mark(&mut tx, &format!("{steps}-b")).await.unwrap();
        let finished = abandoned_after(steps, tx.save()).await;
        saved(&world.app.db, "after").await.unwrap();
        after += 1;
        let kept = marks(&world).await;
        let of_this = kept.iter().filter(|mark| mark.starts_with(&format!("{steps}-")));
        let of_this = of_this.count();
        assert!(of_this != 1, "half of a turn was kept");
        assert!(of_this == 2 || !finished, "what was saved was lost");
        let others = kept.iter().filter(|mark| *mark == "after").count();
        assert_eq!(others, after, "somebody else's turn was lost");
        if finished {
            return;
        }
    }
    panic!("a save that never ends");
}

async fn a_begin_abandoned_at_any_step_stops_nobody(world: World) {
    for steps in 0..200 {
        let finished = abandoned_after(steps, world.app.db.begin()).await;
        saved(&world.app.db, &format!("{steps:03}")).await.unwrap();
        assert_eq!(marks(&world).await.len(), steps + 1);
        if finished {
            return;
        }
    }
    panic!("a begin that never ends");
}

async fn a_query_abandoned_at_any_step_leaves_nothing(world: World) {
    for steps in 0..200 {
        let mut tx = world.app.db.begin().await.unwrap();
        mark(&mut tx, "abandoned").await.unwrap();
        let finished = abandoned_after(steps, mark(&mut tx, "abandoned")).await;
        drop(tx);
        saved(&world.app.db, &format!("{steps:03}")).await.unwrap();
        assert_eq!(marks(&world).await.len(), steps + 1);
        if finished {
            return;
        }
    }
    panic!("a query that never ends");
}

/// A full disk makes SQLite undo the whole transaction by itself; so does this.
async fn a_transaction_the_engine_gave_up_stops_nobody(world: World) {
    for leaves in [true, false] {
        let mut tx = world.app.db.begin().await.unwrap();
        mark(&mut tx, "given up").await.unwrap();
        execute!(tx, "rollback").unwrap();
        if leaves {
            drop(tx);
        } else {
            tx.save().await.unwrap_err();
        }
        saved(&world.app.db, "after").await.unwrap();
    }
    assert_eq!(marks(&world).await, ["after", "after"]);
}

async fn nothing_is_written_after_closing(world: World) {
    world.app.db.close().await;
    assert!(saved(&world.app.db, "late").await.is_err());
}

async fn pages_are_told_what_was_saved_and_nothing_else(world: World) {
    let mut told = world.app.db.live().listen();
    for (subject, kept) in [("site-b", false), ("site-a", true)] {
        let mut tx = world.app.db.begin().await.unwrap();
        mark(&mut tx, subject).await.unwrap();
        tx.touch(id(subject));
        tx.touch(id(subject));
        assert!(told.try_recv().is_err(), "told before it was saved");
        if kept {
            tx.save().await.unwrap();
        }
    }
    assert_eq!(told.try_recv(), Ok(id("site-a")));
    assert!(told.try_recv().is_err());
}

const DATABASE: &str = "ESCALE_TEST_DATABASE_OF_CHILD";

/// Eight writers, two rows a turn, each saved turn said aloud; until the process is killed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the child of the next test"]
async fn writes_until_killed() {
    let url = std::env::var(DATABASE).unwrap();
    let db = Db::open(&url, Live::default()).await.unwrap();
    let mut writers = JoinSet::new();
    for _ in 0..8 {
        let db = db.clone();
        writers.spawn(async move {
            loop {
                let turn = Uuid::now_v7().to_string();
                let mut tx = db.begin().await.unwrap();
                mark(&mut tx, &turn).await.unwrap();
                mark(&mut tx, &turn).await.unwrap();
                tx.save().await.unwrap();
                println!("saved {turn}");
            }
        });
    }
    writers.join_all().await;
}

on_sqlite!(what_was_acknowledged_survives_a_kill);

async fn what_was_acknowledged_survives_a_kill(world: World) {
    let file: String = app::on_pool!(world.app.db, |c| sqlx::query_scalar(
        "select file from pragma_database_list"
    )
    .fetch_one(c)
    .await)
    .unwrap();
    world.app.db.close().await;
    let url = format!("sqlite:{file}");
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", "db_story::writes_until_killed"])
        .env(DATABASE, &url)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged = HashSet::new();
    let mut listen = |acknowledged: &mut HashSet<String>| -> Option<()> {
        let line = lines.next()?.ok()?;
        // The runner's own first words may stand on the same line.
        let turn = line.split_once("saved ").map(|(_, turn)| turn.to_owned());
        acknowledged.extend(turn);
        Some(())
    };
    while acknowledged.len() < 300 {
        listen(&mut acknowledged).unwrap();
    }
    child.kill().unwrap();
    while listen(&mut acknowledged).is_some() {}
    child.wait().unwrap();

    let world = World::open(&url).await;
    let kept = marks(&world).await;
    for pair in kept.chunks(2) {
        assert_eq!(pair.first(), pair.last(), "half of a turn was kept");
    }
    assert!(kept.len().is_multiple_of(2), "half of a turn was kept");
    let kept: HashSet<String> = kept.into_iter().collect();
    // The last line may have been cut by the kill.
    let whole = acknowledged.iter().filter(|turn| turn.len() == 36);
    let lost: Vec<_> = whole.filter(|turn| !kept.contains(*turn)).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    world.app.db.close().await;
}
