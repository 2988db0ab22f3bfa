//! What is told of a change, and to whom.

use serde_json::json;

use super::*;

fn told(subject: Subject, before: &Value, after: &Value, class: Option<Class>) -> Vec<String> {
    let show = |value: Option<Shown>| match value {
        None => "-".to_owned(),
        Some(Shown::Text(text)) => text,
        Some(Shown::Flag(flag)) => flag.to_string(),
        Some(Shown::List(list)) => list.join("+"),
        Some(Shown::Kept) => "kept".to_owned(),
    };
    changes(subject, Some(before), Some(after), |each| Some(each) == class)
        .into_iter()
        .map(|change| {
            format!("{}: {} > {}", change.path.join("."), show(change.before), show(change.after))
        })
        .collect()
}

#[test]
fn only_what_differs_is_listed() {
    let before = json!({ "name": "A", "kind": "host", "closed_on": null, "version": 1 });
    let after = json!({ "name": "B", "kind": "host", "closed_on": "2026-03-12", "version": 2 });
    assert_eq!(
        told(Subject::Organisation, &before, &after, None),
        ["closed_on: - > 2026-03-12", "name: A > B"]
    );
}

#[test]
fn lists_and_documents_are_opened() {
    let before = json!({ "sites": ["S-1"], "members": [{ "role": "adult" }] });
    let after =
        json!({ "sites": ["S-1", "S-2"], "members": [{ "role": "adult" }, { "role": "child" }] });
    assert_eq!(
        told(Subject::User, &before, &after, None),
        ["members.2.role: - > child", "sites: S-1 > S-1+S-2"]
    );
}

#[test]
fn who_a_family_is_stays_with_those_who_may_know() {
    let before = json!({ "phone": "0600", "persons": 3, "members": [{ "first_name": "Ida" }] });
    let after = json!({ "phone": "0700", "persons": 4, "members": [{ "first_name": "Ada" }], "invented": "x" });
    let hidden = [
        "invented: - > kept",
        "members.1.first_name: kept > kept",
        "persons: 3 > 4",
        "phone: kept > kept",
    ];
    let shown = [
        "invented: - > x",
        "members.1.first_name: Ida > Ada",
        "persons: 3 > 4",
        "phone: 0600 > 0700",
    ];
    for subject in [Subject::Household, Subject::Booking] {
        assert_eq!(told(subject, &before, &after, None), hidden);
        assert_eq!(told(subject, &before, &after, Some(Class::Identity)), shown);
    }
}

#[test]
fn words_where_a_number_was_expected_are_somebodys() {
    let after = json!({ "persons": ["Ida Diarra"], "needs": ["fridge"], "reference": "PEC 12" });
    assert_eq!(
        told(Subject::Household, &json!({}), &after, None),
        ["needs: - > fridge", "persons: - > kept", "reference: - > PEC 12"]
    );
}

#[test]
fn dates_come_last_and_in_order() {
    let after = json!({ "to_night": "2026-03-20", "from_night": "2026-03-12", "zone": "b" });
    assert_eq!(
        told(Subject::Site, &json!({}), &after, None),
        ["zone: - > b", "from_night: - > 2026-03-12", "to_night: - > 2026-03-20"]
    );
}

#[test]
fn a_document_named_after_a_person_hides_all_it_holds() {
    let after = json!({ "identity": { "kind": "x" } });
    assert_eq!(told(Subject::Household, &json!({}), &after, None), ["identity.kind: - > kept"]);
}

#[test]
fn money_is_for_those_who_may_read_money() {
    let after = json!({ "amount_cents": 5200, "name": "Hôtel" });
    assert_eq!(
        told(Subject::Site, &json!({}), &after, Some(Class::Sites)),
        ["amount_cents: - > kept", "name: - > Hôtel"]
    );
    assert_eq!(
        told(Subject::Site, &json!({}), &after, Some(Class::Money)),
        ["amount_cents: - > 5200", "name: - > Hôtel"]
    );
}

#[test]
fn a_reason_in_words_about_a_family_is_identity_and_a_code_is_not() {
    let none = |_| false;
    let words = Some("la mère l'a demandé");
    let text = |text: &str| Some(Shown::Text(text.to_owned()));
    for (subject, reason, expected) in [
        (Subject::Household, words, Some(Shown::Kept)),
        (Subject::Booking, Some("no_room"), text("no_room")),
        (Subject::Site, words, text("la mère l'a demandé")),
        (Subject::Household, Some("  "), None),
        (Subject::Household, None, None),
    ] {
        assert_eq!(reason_for(subject, reason, none), expected, "{reason:?}");
    }
}

#[test]
fn a_host_does_not_read_what_came_before_it() {
    let grant = |role, organisation: u128, mandate: Option<u128>| Grant {
        role,
        organisation_id: Uuid::from_u128(organisation),
        mandate_id: mandate.map(Uuid::from_u128),
        sites: Vec::new(),
        own_sites: Vec::new(),
    };
    let ties = Ties { organisation_id: Uuid::from_u128(1), mandates: vec![Uuid::from_u128(5)] };
    for (grant, expected) in [
        (grant(Role::Coordinator, 1, None), true),
        (grant(Role::Coordinator, 2, None), false),
        (grant(Role::SocialWorker, 2, Some(5)), true),
        (grant(Role::SocialWorker, 1, Some(6)), false),
        (grant(Role::SiteManager, 1, None), false),
        (grant(Role::FieldAgent, 1, None), false),
    ] {
        assert_eq!(reads_all(std::slice::from_ref(&grant), &ties), expected, "{grant:?}");
    }
}
