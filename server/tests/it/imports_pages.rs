//! A list sent from a page: looked at, decided about, applied, taken back.

use axum::{body::Body, http::Request};

use crate::support::{
    http::{Browser, Page},
    world::World,
};

on_sqlite!(
    a_list_is_sent_looked_at_applied_and_taken_back,
    an_unknown_word_is_decided_on_the_page,
    a_file_that_is_no_table_gets_one_sentence,
    nobody_opens_the_file_of_another,
    a_file_from_elsewhere_is_not_taken,
);

const NIGHTS: &str = "code;nom;date_nuit;public;presents;capacite
G-1;Gymnase des Tilleuls;01/03/2026;familles;41;50
G-1;Gymnase des Tilleuls;02/03/2026;familles;44;50
";

/// Sends a file with the form of the imports page, as a browser writes it.
async fn send(browser: &mut Browser, text: &str, token: Option<&str>) -> Page {
    let form = browser.open("/imports").await.form("imports.look", "");
    assert_eq!(form.value("profile"), Some("nightly-counts"), "our own sites' list comes first");
    let part = |name: &str, value: &str| {
        let value = if name == "form_token" { token.unwrap_or(value) } else { value };
        format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let fields = form.fields.iter().filter(|(name, _)| name != "file");
    let fields: String = fields.map(|(name, value)| part(name, value)).collect();
    let file = "--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"nuits.csv\"\r\n\
                content-type: text/csv\r\n\r\n";
    let body = [&fields, file, text, "\r\n--edge--\r\n"].concat();
    let request = Request::post("/imports")
        .header("content-type", "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

async fn looked_at(browser: &mut Browser, text: &str) -> Page {
    let sent = send(browser, text, None).await;
    sent.assert_status(303);
    browser.follow(sent).await
}

async fn submit(browser: &mut Browser, page: &Page, does: &str, key: &str) -> Page {
    let form = page.form(does, key);
    let answer = browser.submit(&form).await;
    browser.follow(answer).await
}

async fn a_list_is_sent_looked_at_applied_and_taken_back(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    browser.open("/imports").await.assert_says("Aucune liste n'a encore été importée.");
    let draft = looked_at(&mut browser, NIGHTS).await;
    draft
        .assert_status(200)
        .assert_says("Ce que nuits.csv changerait")
        .assert_says("Sites à créer 1");
    assert_eq!(world.count("select count(*) from nightly_count").await, 0);
    let done = submit(&mut browser, &draft, "imports.apply", "").await;
    done.assert_says("La liste est importée.").assert_says("2 nouvelles lignes");
    assert_eq!(world.count("select count(*) from nightly_count").await, 2);
    let again = looked_at(&mut browser, NIGHTS).await;
    again.assert_says("Tout est déjà là");
    let dropped = submit(&mut browser, &again, "imports.drop", "").await;
    dropped.assert_says("Le fichier est oublié");
    let batch = dropped.attributes("input[name=batch]", "value")[0].clone().unwrap();
    let undone = submit(&mut browser, &dropped, "imports.undo", &batch).await;
    undone.assert_says("L'import est annulé.").assert_says("Annulé le 12/03/2026");
    let kept = "select count(*) from nightly_count where superseded_at is null";
    assert_eq!(world.count(kept).await, 0);
}

async fn an_unknown_word_is_decided_on_the_page(world: World) {
    let mut browser = Browser::of(&world, "dora").await;
    let draft = looked_at(&mut browser, &NIGHTS.replace("familles", "isolées")).await;
    draft.assert_says("Mots inconnus").assert_says("Public « isolées », 2 lignes");
    let mut form = draft.form("imports.decide", "public-isolées");
    form.set("becomes", "women");
    let answer = browser.submit(&form).await;
    let decided = browser.follow(answer).await;
    decided.assert_says("C'est retenu").assert_hides("Mots inconnus").assert_says("Nouvelles 2");
    let others = looked_at(&mut browser, &NIGHTS.replace("familles", "total")).await;
    let mut form = others.form("imports.decide", "public-total");
    browser.submit(&form).await.assert_status(422);
    form.set("becomes", "left_out");
    let answer = browser.submit(&form).await;
    browser.follow(answer).await.assert_says("Ignorées 2").assert_says("Tout est déjà là");
}

async fn a_file_that_is_no_table_gets_one_sentence(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    let draft = looked_at(&mut browser, "%PDF-1.7\n%âãÏÓ\n1 0 obj").await;
    draft.assert_status(409).assert_says("nuits.csv : ce fichier n'est pas un tableau.");
}

async fn nobody_opens_the_file_of_another(world: World) {
    let mut ana = Browser::of(&world, "ana").await;
    let draft = looked_at(&mut ana, NIGHTS).await;
    let mut ben = Browser::of(&world, "ben").await;
    let stolen = ben.get(&draft.address).await;
    stolen.assert_status(409).assert_says("Ce fichier n'est plus là");
    let mut hana = Browser::of(&world, "hana").await;
    hana.get("/imports").await.assert_status(403);
}

async fn a_file_from_elsewhere_is_not_taken(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    let refused = send(&mut browser, NIGHTS, Some("another token")).await;
    refused.assert_status(303);
    assert!(refused.header("location").starts_with("/sign-in"));
}
