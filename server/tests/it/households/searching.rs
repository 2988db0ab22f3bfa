//! Finding a household by any clue, and never somebody else's.

use app::households::{
    AgeBand, Need, Only, Sort,
    rules::intake::Intake,
    service::{self, Asked, Departure, Identity, changes},
};
use uuid::Uuid;

use super::{House, date, named, tell};

tell!(
    a_household_is_found_by_any_clue,
    names_in_any_script_are_found,
    who_may_not_know_names_finds_codes_and_places,
    a_search_tells_nothing_of_other_scopes,
    who_left_is_no_longer_found_under_their_name,
    a_name_nobody_bears_leaves_the_dictionary,
    the_nearest_match_comes_first,
    lists_are_filtered_sorted_and_paged,
    a_corrected_name_is_found_at_once,
);

async fn diarra(world: &House) -> Uuid {
    let intake = Intake {
        alias: "La dame au vélo".to_owned(),
        phone: "06 12 34 56 78".to_owned(),
        birth_date: Some(date("1989-05-14")),
        ..named("N'Diaye-Diarra", "Éloïse")
    };
    let household = world.intake("ana", intake).await.unwrap();
    world.stay(household, "Hôtel du Bassin", "Chambre 204", "2026-03-10").await;
    household
}

async fn a_household_is_found_by_any_clue(world: &House) {
    let household = diarra(world).await;
    for first in ["Fanta", "Bintou", "Mariam"] {
        world.intake("ana", named("Konaté", first)).await.unwrap();
    }
    let code = world.file("ana", household).await.unwrap().household.code;
    let found = vec!["Éloïse N'DIAYE-DIARRA".to_owned()];
    for query in [
        "diarra",
        "DIARRA eloise",
        "eloise n'diaye",
        "diara",
        "dairra",
        "diarrra",
        "dixrra éloïse",
        "diar",
        "eloise dia",
        "vélo",
        "0612345678",
        "06 12 34 56 78",
        "+33 6 12 34 56 78",
        "5678",
        "0612",
        "14/05/1989",
        "1989",
        "diarra 1989",
        &code,
        &code.to_lowercase().replace('-', ""),
        &code[2..6],
        "bassin",
        "hotel du bassin",
        "bassin 204",
        "204",
        "diarra bassin",
    ] {
        assert_eq!(world.found("ana", query).await, found, "{query}");
    }
    for query in ["dxyrra", "diarra konate", "15/05/1989", "bassin 205", "061299", "?", "q"] {
        let none = Vec::<String>::new();
        assert_eq!(world.found("ana", query).await, none, "{query}");
    }
}

async fn names_in_any_script_are_found(world: &House) {
    for (family, first, query) in [
        ("علي", "محمد", "محمد"),
        ("ተስፋዬ", "ሰላም", "ሰላም"),
        ("Йорданова", "Мария", "йорданова"),
        ("李", "伟", "李"),
        ("O’Connor", "Séan", "sean o'connor"),
        ("de la Cruz", "", "cruz"),
    ] {
        let household = world.intake("ana", named(family, first)).await.unwrap();
        let file = world.file("ana", household).await.unwrap();
        assert_eq!(world.found("ana", query).await, [file.title], "{query}");
    }
}

async fn who_may_not_know_names_finds_codes_and_places(world: &House) {
    let household = diarra(world).await;
    let code = world.file("ana", household).await.unwrap().household.code;
    for query in [code.as_str(), "bassin", "204"] {
        assert_eq!(world.found("dora", query).await, std::slice::from_ref(&code), "{query}");
    }
    for query in ["diarra", "éloïse", "0612345678", "14/05/1989", "1989", "vélo"] {
        let none = Vec::<String>::new();
        assert_eq!(world.found("dora", query).await, none, "{query}");
    }
}

async fn a_search_tells_nothing_of_other_scopes(world: &House) {
    let household = diarra(world).await;
    let code = world.file("ana", household).await.unwrap().household.code;
    for by in ["nora", "hana", "wanda"] {
        for query in ["diarra", &code, "bassin", "204", "0612345678", ""] {
            let none = Vec::<String>::new();
            assert_eq!(world.found(by, query).await, none, "{by} {query}");
        }
    }
    world.assign(household, "mandate").await;
    assert_eq!(world.found("hana", "diarra").await.len(), 1);
    assert_eq!(world.found("wanda", "diarra").await.len(), 0);
    assert_eq!(world.found("emil", "diarra").await.len(), 1, "at its own site");
}

async fn who_left_is_no_longer_found_under_their_name(world: &House) {
    let household = world.family("Diarra", "Awa", 2, 0).await;
    world.at_night("2026-03-20");
    let file = world.file("ana", household).await.unwrap();
    let (ana, target) = (world.actor("ana").await, world.target(household).await);
    let departure = Departure { night: date("2026-03-19"), person: file.members[0].person.id };
    changes::departure(&world.app, &ana, target, departure).await.unwrap();
    assert_eq!(world.found("ana", "diarra").await, Vec::<String>::new());
    assert_eq!(world.found("ana", &file.household.code).await.len(), 1);
}

async fn a_name_nobody_bears_leaves_the_dictionary(world: &House) {
    let [first, second] =
        [world.family("Unique", "Awa", 1, 0).await, world.family("Konaté", "Awa", 1, 0).await];
    rename(world, first, "Konaté").await;
    let count = "select count(*) from search_key where word = 'unique'";
    assert_eq!(world.count(count).await, 0);
    assert_eq!(world.found("ana", "konate").await.len(), 2);
    rename(world, second, "Sow").await;
    assert_eq!(world.found("ana", "konat").await.len(), 1, "one still bears it");
}

async fn rename(world: &House, household: Uuid, family: &str) {
    let file = world.file("ana", household).await.unwrap();
    let (ana, target) = (world.actor("ana").await, world.target(household).await);
    let identity = Identity {
        person: file.members[0].person.id,
        family_name: family.to_owned(),
        first_name: "Awa".to_owned(),
        birth_date: None,
        age_band: AgeBand::Adult,
        is_reference: false,
    };
    changes::identity(&world.app, &ana, target, identity).await.unwrap();
}

async fn a_corrected_name_is_found_at_once(world: &House) {
    let household = world.family("Diara", "Awa", 1, 0).await;
    rename(world, household, "Traoré").await;
    assert_eq!(world.found("ana", "traore").await, ["Awa TRAORÉ"]);
    assert_eq!(world.found("ana", "diara").await, Vec::<String>::new());
}

async fn the_nearest_match_comes_first(world: &House) {
    for (family, first) in
        [("Diarrassouba", "Ali"), ("Dyarra", "Ali"), ("Diarra", "Zoé"), ("Diarra", "Ali")]
    {
        let sure = Intake { is_another: true, ..named(family, first) };
        world.intake("ana", sure).await.unwrap();
    }
    assert_eq!(
        world.found("ana", "diarra").await,
        ["Ali DIARRA", "Zoé DIARRA", "Ali DIARRASSOUBA", "Ali DYARRA"]
    );
}

async fn lists_are_filtered_sorted_and_paged(world: &House) {
    let mut expected = Vec::new();
    for each in 0..60 {
        let family =
            format!("Famille{}{}", char::from(b'a' + each / 26), char::from(b'a' + each % 26));
        let intake = Intake {
            needs: if each < 3 { vec![Need::Fridge] } else { Vec::new() },
            is_another: true,
            ..named(&family, "Ali")
        };
        let household = world.intake("ana", intake).await.unwrap();
        expected.push(household);
        if each == 1 {
            world.stay(household, "Sas Ourcq", "M1", "2026-03-05").await;
        }
    }
    let ana = world.actor("ana").await;
    let ask = async |asked: Asked| service::search(&world.app, &ana, &asked).await.unwrap();
    let ids = |page: &service::Page| page.rows.iter().map(|row| row.card.id).collect::<Vec<_>>();
    let first = ask(Asked::default()).await;
    assert_eq!((first.total, first.pages, first.rows.len()), (60, 2, 50));
    let second = ask(Asked { page: 2, ..Asked::default() }).await;
    assert_eq!([ids(&first), ids(&second)].concat(), expected);
    let fridge = Asked { need: Some(Need::Fridge), ..Asked::default() };
    assert_eq!(ids(&ask(fridge).await), expected[..3]);
    let housed = Asked { only: Some(Only::Housed), ..Asked::default() };
    let page = ask(housed).await;
    assert_eq!(ids(&page), expected[1..2]);
    let place = page.rows[0].tonight.as_ref().unwrap();
    assert_eq!(
        (place.site.as_str(), place.units.as_slice()),
        ("Sas Ourcq", &["M1".to_owned()][..])
    );
    let not_housed =
        Asked { only: Some(Only::NotHoused), query: "ali".to_owned(), ..Asked::default() };
    assert_eq!(ask(not_housed).await.total, 59);
    let by_arrival = ask(Asked { sort: Some(Sort::Arrival), ..Asked::default() }).await;
    assert_eq!(ids(&by_arrival)[0], expected[1]);
}
