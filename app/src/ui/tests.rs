//! What every page relies on, seen in the HTML itself.

use std::sync::{OnceLock, atomic::AtomicU16};

use leptos::prelude::*;

use super::{
    ActionForm, ChoiceField, Confirm, Details, Submit, TextField, form::Said, form::unsaid,
};
use crate::{
    clock::Clock,
    context::{App, Settings},
    db::Db,
    error::AppError,
    form::Form,
    i18n::{Lang, Message},
    live::Live,
    visit::{Assets, Refused, Visit, VisitParts},
};

static ASSETS: Assets = Assets {
    style: String::new(),
    script: String::new(),
    module: String::new(),
    wasm: String::new(),
};

/// A page answering `form`, refused for `error`; nothing is read from a database.
async fn visit(refused: Option<Refused>) -> Visit {
    let db = Db::open("sqlite::memory:", Live::default()).await.unwrap();
    Visit::new(VisitParts {
        app: App {
            db,
            clock: Clock::stopped_at(chrono::NaiveDateTime::default()),
            index: std::sync::Arc::default(),
            settings: Settings::default().into(),
        },
        known: None,
        lang: Lang::Fr,
        theme: "auto".to_owned(),
        form_token: String::new(),
        secret: None,
        path: "/".to_owned(),
        query: Form::default(),
        refused,
        flash: None,
        address: String::new(),
        agent: String::new(),
        assets: &ASSETS,
        status: AtomicU16::new(200),
        nonce: OnceLock::new(),
    })
}

async fn html<V: IntoView + 'static>(
    refused: Option<Refused>,
    page: impl FnOnce(&Visit) -> V,
) -> String {
    let visit = visit(refused).await;
    Owner::new().with(|| {
        provide_context(visit.clone());
        provide_context(Said::default());
        page(&visit).into_view().to_html()
    })
}

#[expect(clippy::unnecessary_wraps, reason = "as the visit holds it")]
fn refused(form: &str, error: AppError) -> Option<Refused> {
    Some(Refused { form: Form::parse(form), error })
}

fn leave(key: &str) -> impl IntoView + use<> {
    view! {
        <ActionForm does="stays.leave" key=key>
            <TextField name="reason" label="Motif" hint="En un mot" />
            <Submit label="Partir" />
        </ActionForm>
    }
}

#[tokio::test]
async fn two_forms_of_one_page_share_no_id() {
    let html = html(None, |_| (leave("a"), leave("b"))).await;
    let ids: Vec<_> = html.split(" id=\"").skip(1).collect();
    let names: std::collections::BTreeSet<_> =
        ids.iter().filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!((ids.len(), names.len()), (4, 4), "{names:?}");
    for id in names.iter().filter(|id| !id.ends_with("-hint")) {
        assert!(html.contains(&format!("for=\"{id}\"")), "no label for {id}");
    }
}

#[tokio::test]
async fn a_refused_form_comes_back_filled_and_leads_to_what_is_wrong() {
    let error = AppError::field("reason", Message::new("field-choice"));
    let page = |_: &Visit| (leave("a"), leave("b"));
    let html = html(refused("do=stays.leave&key=b&reason=parti+hier", error), page).await;
    assert_eq!(html.matches("value=\"parti hier\"").count(), 1, "{html}");
    assert_eq!(html.matches("aria-invalid=\"true\"").count(), 1);
    assert!(html.contains("href=\"#stays-leave-b-reason\""));
    assert!(html.contains("Motif : choisissez dans la liste"));
    assert!(html.contains("Un champ est à corriger."));
}

#[tokio::test]
async fn a_refused_form_opens_the_folds_around_it() {
    let page = |_: &Visit| {
        view! {
            <Details summary="Autour">
                <Confirm does="stays.cancel" key="b" label="Annuler" question="Sûr ?" submit="Annuler" />
            </Details>
            <Details summary="Ailleurs">"rien"</Details>
        }
    };
    let error = AppError::conflict(Message::new("error-taken"));
    let closed = html(None, page).await;
    let open = html(refused("do=stays.cancel&key=b", error), page).await;
    assert_eq!(closed.matches(" open").count(), 0, "{closed}");
    assert_eq!(open.matches("data-open").count(), 2, "{open}");
}

#[tokio::test]
async fn a_form_the_page_no_longer_shows_is_answered_all_the_same() {
    let error = || AppError::conflict(Message::new("error-taken"));
    let left = html(refused("do=stays.leave&key=gone", error()), |visit| {
        let form = leave("a");
        (form, unsaid(visit).is_some().then_some("left over"))
    });
    assert!(left.await.contains("left over"));
    let said = html(refused("do=stays.leave&key=a", error()), |visit| {
        let form = leave("a");
        (form, unsaid(visit).is_some().then_some("left over"))
    });
    assert!(!said.await.contains("left over"));
}

#[tokio::test]
async fn a_field_outside_a_form_does_not_take_the_last_form_for_its_own() {
    let error = AppError::invalid("reason", "field-choice");
    let page = |_: &Visit| {
        let options = vec![("a".to_owned(), "A".to_owned())];
        (leave("a"), view! { <ChoiceField name="reason" label="Filtre" options=options /> })
    };
    let html = html(refused("do=stays.leave&key=a&reason=x", error), page).await;
    assert!(html.contains("<select id=\"reason\""), "{html}");
    assert_eq!(html.matches("aria-invalid").count(), 1);
}
