//! The trends page and its files, over what is named and what is counted.

use app::imports::{
    profile,
    service::{self, Mode, Source},
};

use crate::support::{http::Browser, world::World};

on_sqlite!(
    a_year_is_drawn_said_and_told_in_figures,
    a_night_without_a_figure_is_seen_to_be_missing,
    the_figures_are_kept_as_a_file,
    only_who_may_read_figures_opens_them,
);

const PERIOD: &str = "/trends?from=2026-01-01&to=2026-02-01&measure=bed";

/// January, but for its last night.
async fn january(world: &World) {
    let header = "code;nom;date_nuit;public;presents;capacite;occupees;hors_service\n".to_owned();
    let line = |day| format!("G-1;Gymnase <A>;{day:02}/01/2026;familles;45;50;45;2\n");
    let text = header + &(1..=30).map(line).collect::<String>();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    let files = vec![Source { path: file.path().to_owned(), name: "janvier.csv".to_owned() }];
    let profile = profile::find("nightly-counts").unwrap();
    service::take_in(&world.app, None, &profile, files, Mode::Apply).await.unwrap();
}

async fn a_year_is_drawn_said_and_told_in_figures(world: World) {
    january(&world).await;
    let mut browser = Browser::of(&world, "dora").await;
    let page = browser.open(&format!("{PERIOD}&by=site")).await;
    page.assert_status(200).assert_says("90,0 %");
    page.assert_says("1 350 nuits occupées sur 1 500").assert_says("Gymnase <A>");
    let drawings = page.all("svg.chart title");
    assert_eq!(drawings.len(), 3, "for a desk, for a phone, and the one site");
    page.assert_says("Un an plus tôt : pas de chiffre reçu");
    let whole = browser.open("/trends?measure=unit").await;
    whole.assert_status(200);
}

async fn a_night_without_a_figure_is_seen_to_be_missing(world: World) {
    january(&world).await;
    let mut browser = Browser::of(&world, "dora").await;
    let page = browser.open(PERIOD).await;
    page.assert_says("Nuits sans chiffre reçu").assert_says("0 (1 sans chiffre)");
    assert_eq!(page.all(".trends-desk .chart-missing").len(), 1);
    page.assert_says("Un site n'a pas envoyé toutes ses nuits");
}

async fn the_figures_are_kept_as_a_file(world: World) {
    january(&world).await;
    let mut browser = Browser::of(&world, "dora").await;
    for (format, begins) in
        [("csv", "Du,Au matin du"), ("svg", "<svg"), ("xlsx", "PK"), ("ods", "PK")]
    {
        let address = PERIOD.replace("/trends?", "/trends/file?") + "&format=" + format;
        let file = browser.get(&address).await;
        file.assert_status(200);
        assert!(file.header("content-disposition").contains(&format!(".{format}\"")));
        assert!(file.body.starts_with(begins), "{format}");
    }
    browser.get("/trends/file?format=exe").await.assert_status(404);
}

async fn only_who_may_read_figures_opens_them(world: World) {
    for (name, status) in [("ana", 200), ("dora", 200), ("ines", 200), ("fanny", 200)] {
        Browser::of(&world, name).await.open("/trends").await.assert_status(status);
    }
    Browser::new(&world).get("/trends").await.assert_status(303);
    Browser::new(&world).get("/trends/file?format=csv").await.assert_status(303);
}
