//! The document around every page, the navigation, the routes, the actions.

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    access::Class,
    accounts::{
        self,
        page::{AccountPage, SignInPage},
    },
    board::{day::SiteDayPage, page::BoardPage},
    bookings::{self, new::NewBookingPage, page::BookingPage},
    error::{AppError, Outcome},
    form::Form,
    places::page::PlacesPage,
    today::page::TodayPage,
    ui::{self, ActionForm, Submit},
    visit::{Done, Visit},
};

/// Carries out the form's action: `feature.verb`.
pub async fn act(visit: &Visit, form: &Form) -> Outcome<Done> {
    let (feature, action) = form.text("do").split_once('.').ok_or(AppError::NotFound)?;
    match feature {
        "accounts" => Box::pin(accounts::actions::run(action, visit, form)).await,
        "bookings" => Box::pin(bookings::actions::run(action, visit, form)).await,
        _ => Err(AppError::NotFound),
    }
}

/// The whole document.
#[component]
pub fn Document() -> impl IntoView {
    provide_meta_context();
    let visit = Visit::current();
    let assets = visit.assets;
    if let Some(nonce) = use_nonce() {
        let _ = visit.nonce.set(nonce.to_string());
    }
    let theme = visit.theme.clone();
    view! {
        <!DOCTYPE html>
        <html lang=visit.lang.code() dir="ltr" data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#12343b" />
                <link rel="stylesheet" href=assets.style.clone() />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link rel="icon" href="/icon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icon-192.png" />
                <script type="module" src=assets.script.clone() nonce=use_nonce()
                    data-module=assets.module.clone() data-wasm=assets.wasm.clone()></script>
                <MetaTags />
            </head>
            <body>
                <Title formatter=|text: String| if text.is_empty() { "Escale".to_owned() } else { format!("{text} · Escale") } />
                <a class="skip" href="#main">{visit.t("skip-to-content")}</a>
                <Header />
                <Toast />
                <main id="main" tabindex="-1"><Pages /></main>
            </body>
        </html>
    }
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=TodayPage />
                <Route path=path!("/places") view=PlacesPage />
                <Route path=path!("/bookings/new") view=NewBookingPage />
                <Route path=path!("/bookings/:id") view=BookingPage />
                <Route path=path!("/sites/:id/day") view=SiteDayPage />
                <Route path=path!("/board") view=BoardPage />
                <Route path=path!("/sign-in") view=SignInPage />
                <Route path=path!("/account") view=AccountPage />
            </Routes>
        </Router>
    }
}

#[component]
fn NotFoundPage() -> impl IntoView {
    ui::refusal(&Visit::current(), &AppError::NotFound)
}

/// What the signed-in reader may go to, in the order of a working day.
fn destinations(visit: &Visit) -> Vec<(&'static str, String)> {
    let Ok(actor) = visit.actor() else {
        return Vec::new();
    };
    [
        ("/", "nav-today", true),
        ("/places", "nav-places", actor.may_write(Class::Bookings)),
        (
            "/households",
            "nav-households",
            actor.may_read(Class::Household),
        ),
        ("/sites", "nav-sites", actor.may_read(Class::Sites)),
        (
            "/board",
            "nav-board",
            actor.may_read(Class::Bookings) || actor.may_read(Class::Arrivals),
        ),
        ("/admin", "nav-admin", actor.may_read(Class::Accounts)),
    ]
    .into_iter()
    .filter(|(_, _, shown)| *shown)
    .map(|(href, key, _)| (href, visit.t(key)))
    .collect()
}

#[component]
fn Header() -> impl IntoView {
    let visit = Visit::current();
    let here = visit.path.clone();
    let links = destinations(&visit)
        .into_iter()
        .map(|(href, label)| {
            let current = if href == "/" {
                here == "/"
            } else {
                here.starts_with(href)
            };
            view! { <li><a href=href aria-current=current.then_some("page")>{label}</a></li> }
        })
        .collect_view();
    let account = visit.user().ok().map(|user| {
        view! { <a class="header-account" href="/account" aria-current=(here == "/account").then_some("page")>{user.name.clone()}</a> }
    });
    let other = visit.lang.other();
    let next = visit.query.address_with(&visit.path, &[]);
    view! {
        <header class="header">
            <a class="brand" href="/">"Escale"</a>
            <nav class="nav" aria-label=visit.t("nav-main")><ul>{links}</ul></nav>
            <div class="header-end">
                {account}
                <ActionForm does="accounts.prefer" class="inline">
                    <input type="hidden" name="next" value=next />
                    <input type="hidden" name="language" value=other.code() />
                    <button class="language" type="submit" lang=other.code()>{other.t("language-name")}</button>
                </ActionForm>
            </div>
        </header>
    }
}

/// What the last form did, and for a moment the way back.
#[component]
fn Toast() -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let flash = visit.flash.clone();
    flash.map(|flash| {
        let undo = flash.undo.map(|command| {
            view! {
                <ActionForm does="bookings.undo" class="inline">
                    <input type="hidden" name="undone" value=command.to_string() />
                    <Submit label=lang.t("undo") kind="quiet" />
                </ActionForm>
            }
        });
        view! { <div class="toast" role="status" data-toast=""><p>{lang.t(&flash.key)}</p>{undo}</div> }
    })
}
