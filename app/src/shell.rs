//! The document around every page, the navigation, the routes, the actions.

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    access::{Class, Role},
    accounts::{
        self,
        page::{AccountPage, SignInPage},
    },
    assignments,
    board::{day::SiteDayPage, page::BoardPage},
    bookings::{self, new::NewBookingPage, page::BookingPage},
    closures::{
        self,
        page::{ClosuresPage, NewClosurePage},
    },
    contacts,
    error::{AppError, Outcome},
    form::Form,
    funding,
    grants::{
        self,
        page::{GrantPage, NewGrantPage},
        roles::RolesPage,
    },
    households::{
        self,
        page::{HouseholdEditPage, HouseholdMergePage, HouseholdPage, HouseholdsPage, IntakePage},
    },
    imports::{
        self,
        page::{ImportDraftPage, ImportsPage},
    },
    journal::{log::AccessLogPage, page::HistoryPage},
    organisations::{
        self,
        page::{NewOrganisationPage, OrganisationsPage},
        sheet::OrganisationPage,
    },
    places::page::PlacesPage,
    portfolio::page::PortfolioPage,
    renewals::{
        self,
        page::{ExtendPage, RenewalsPage},
    },
    requests::{
        self,
        evening::{PriorityPage, RequestsPage},
        page::RequestPage,
    },
    sites::{
        self,
        page::{EditSitePage, NewSitePage, SitePage, SitesPage},
    },
    today::page::TodayPage,
    trends::page::TrendsPage,
    ui::{self, ActionForm, Glyph, Icon, Submit, form::Said, gallery::GalleryPage},
    units::{
        self,
        page::{EditUnitsPage, NewUnitsPage},
    },
    users::{
        self,
        overview::AdminPage,
        page::{NewUserPage, UsersPage},
        profile::{PasswordPage, UserPage},
    },
    visit::{Done, Visit},
};

/// Carries out the form's action: `feature.verb`.
pub async fn act(visit: &Visit, form: &Form) -> Outcome<Done> {
    let (feature, action) = form.text("do").split_once('.').ok_or(AppError::NotFound)?;
    match feature {
        "accounts" => Box::pin(accounts::actions::run(action, visit, form)).await,
        "bookings" => Box::pin(bookings::actions::run(action, visit, form)).await,
        "closures" => Box::pin(closures::actions::run(action, visit, form)).await,
        "imports" => Box::pin(imports::actions::run(action, visit, form)).await,
        "households" => Box::pin(households::actions::run(action, visit, form)).await,
        "sites" => Box::pin(sites::actions::run(action, visit, form)).await,
        "units" => Box::pin(units::actions::run(action, visit, form)).await,
        "organisations" => Box::pin(organisations::actions::run(action, visit, form)).await,
        "users" => Box::pin(users::actions::run(action, visit, form)).await,
        "assignments" => Box::pin(assignments::actions::run(action, visit, form)).await,
        "contacts" => Box::pin(contacts::actions::run(action, visit, form)).await,
        "funding" => Box::pin(funding::actions::run(action, visit, form)).await,
        "renewals" => Box::pin(renewals::actions::run(action, visit, form)).await,
        "requests" => Box::pin(requests::actions::run(action, visit, form)).await,
        "grants" => Box::pin(grants::actions::run(action, visit, form)).await,
        _ => Err(AppError::NotFound),
    }
}

/// A link is fetched when it is pressed, a blink before it is let go. Never earlier:
/// to read a household is written down.
const FETCH_EARLY: &str = r#"{"prefetch":[{"where":{"and":[{"href_matches":"/*"},{"not":{"selector_matches":"[download]"}}]},"eagerness":"conservative"}]}"#;

/// The whole document.
#[component]
pub fn Document() -> impl IntoView {
    provide_meta_context();
    provide_context(Said::default());
    let visit = Visit::current();
    let assets = visit.assets;
    if let Some(nonce) = use_nonce() {
        let _ = visit.nonce.set(nonce.to_string());
    }
    let theme = visit.theme.clone();
    let shape = if visit.known.is_some() { "signed-in" } else { "bare" };
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
                <script type="speculationrules" nonce=use_nonce()>{FETCH_EARLY}</script>
                <MetaTags />
            </head>
            <body class=shape>
                <Title formatter=|text: String| if text.is_empty() { "Escale".to_owned() } else { format!("{text} · Escale") } />
                <a class="skip" href="#main">{visit.t("skip-to-content")}</a>
                <p class="offline" role="status" hidden>{visit.t("ui-offline")}</p>
                <Header />
                <Printed />
                <main id="main" tabindex="-1"><Toast /><Pages /></main>
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
                <Route path=path!("/sites") view=SitesPage />
                <Route path=path!("/sites/new") view=NewSitePage />
                <Route path=path!("/sites/:id") view=SitePage />
                <Route path=path!("/sites/:id/day") view=SiteDayPage />
                <Route path=path!("/sites/:id/edit") view=EditSitePage />
                <Route path=path!("/sites/:id/units/new") view=NewUnitsPage />
                <Route path=path!("/sites/:id/units/edit") view=EditUnitsPage />
                <Route path=path!("/sites/:id/closures") view=ClosuresPage />
                <Route path=path!("/sites/:id/closures/new") view=NewClosurePage />
                <Route path=path!("/board") view=BoardPage />
                <Route path=path!("/requests") view=RequestsPage />
                <Route path=path!("/requests/priority") view=PriorityPage />
                <Route path=path!("/requests/:id") view=RequestPage />
                <Route path=path!("/portfolio") view=PortfolioPage />
                <Route path=path!("/renewals") view=RenewalsPage />
                <Route path=path!("/renewals/extend") view=ExtendPage />
                <Route path=path!("/trends") view=TrendsPage />
                <Route path=path!("/imports") view=ImportsPage />
                <Route path=path!("/imports/draft") view=ImportDraftPage />
                <Route path=path!("/households") view=HouseholdsPage />
                <Route path=path!("/households/new") view=IntakePage />
                <Route path=path!("/households/:id") view=HouseholdPage />
                <Route path=path!("/households/:id/edit") view=HouseholdEditPage />
                <Route path=path!("/households/:id/merge") view=HouseholdMergePage />
                <Route path=path!("/sign-in") view=SignInPage />
                <Route path=path!("/account") view=AccountPage />
                <Route path=path!("/dev/components") view=GalleryPage />
                <Route path=path!("/admin") view=AdminPage />
                <Route path=path!("/admin/organisations") view=OrganisationsPage />
                <Route path=path!("/admin/organisations/new") view=NewOrganisationPage />
                <Route path=path!("/admin/organisations/:id") view=OrganisationPage />
                <Route path=path!("/admin/users") view=UsersPage />
                <Route path=path!("/admin/users/new") view=NewUserPage />
                <Route path=path!("/admin/users/:id") view=UserPage />
                <Route path=path!("/admin/users/:id/password") view=PasswordPage />
                <Route path=path!("/admin/users/:id/grant") view=NewGrantPage />
                <Route path=path!("/admin/grants/:id") view=GrantPage />
                <Route path=path!("/admin/roles") view=RolesPage />
                <Route path=path!("/admin/access-log") view=AccessLogPage />
                <Route path=path!("/history/:subject/:id") view=HistoryPage />
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
        ("/portfolio", "nav-portfolio", actor.may_write(Class::Support)),
        ("/renewals", "nav-renewals", actor.may_read(Class::Funding)),
        ("/households", "nav-households", actor.may_read(Class::Household)),
        ("/requests", "nav-requests", actor.may_read(Class::Requests)),
        (
            "/portfolio",
            "nav-portfolio",
            actor.may_read(Class::Support) && !actor.may_write(Class::Support),
        ),
        ("/sites", "nav-sites", actor.may_read(Class::Sites)),
        ("/board", "nav-board", actor.may_read(Class::Bookings) || actor.may_read(Class::Arrivals)),
        ("/trends", "nav-trends", actor.may_read(Class::Aggregates)),
        ("/imports", "nav-imports", imports::service::require(actor).is_ok()),
        (
            "/admin",
            "nav-admin",
            actor.may_read(Class::Accounts)
                || actor.may_read(Class::Journals) && actor.has_role(Role::DataProtection),
        ),
    ]
    .into_iter()
    .filter(|(_, _, shown)| *shown)
    .map(|(href, key, _)| (href, visit.t(key)))
    .collect()
}

/// As many as a thumb reaches at the bottom of a phone; the rest is behind « Plus ».
const BAR_ENTRIES_MAX: usize = 5;

#[component]
fn Header() -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let here = visit.path.clone();
    let account = visit.user().ok().map(|user| {
        let current = (here == "/account").then_some("page");
        view! {
            <a class="header-account" href="/account" aria-current=current>
                <Icon glyph=Glyph::Person /><span>{user.name.clone()}</span>
            </a>
        }
    });
    // Until the cut-off it is still the night before: the frame always says which one.
    let night = visit.known.is_some().then(|| {
        let tonight = visit.app.clock.tonight();
        let day = format!("{} {}", lang.weekday(tonight), lang.day_month(tonight));
        view! { <p class="header-night">{lang.t("nav-night")}" "<strong>{day}</strong></p> }
    });
    let other = lang.other();
    let next = visit.query.address_with(&visit.path, &[]);
    view! {
        <header class="header">
            <a class="brand" href="/"><Mark />"Escale"</a>
            {night}
            {visit.known.is_some().then(|| view! { <Navigation /> })}
            <div class="header-end">
                {account}
                <ActionForm does="accounts.prefer" class="inline">
                    <input type="hidden" name="next" value=next />
                    <input type="hidden" name="language" value=other.code() />
                    <button class="language" type="submit" lang=other.code() title=other.t("language-name")>
                        <span class="visually-hidden">{other.t("language-name")}</span>
                        <span aria-hidden="true">{other.code()}</span>
                    </button>
                </ActionForm>
            </div>
        </header>
    }
}

/// A sheet of paper says when it was true and who carried it out of here.
#[component]
fn Printed() -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    visit.user().ok().map(|user| {
        let at = lang.instant(&visit.app.clock, visit.app.clock.now());
        let args = [("at", at.into()), ("who", user.name.as_str().into())];
        view! { <p class="print-only">"Escale · " {lang.with("ui-printed", &args)}</p> }
    })
}

/// The night, and the ground to stop at.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path class="brand-moon" d="M18 12a7 7 0 1 1-8-9 5.6 5.6 0 0 0 8 9Z" />
            <path d="M4 21h16" />
        </svg>
    }
}

/// One list: a bar at the bottom of phones, a rail at the side of a desk.
#[component]
fn Navigation() -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let links = destinations(&visit);
    let fits = links.len() <= BAR_ENTRIES_MAX;
    let shown = if fits { links.len() } else { BAR_ENTRIES_MAX - 1 };
    let here = |href: &str| match href {
        "/" => visit.path == "/",
        _ => visit.path == href || visit.path.starts_with(&format!("{href}/")),
    };
    let entry = |(href, label): &(&'static str, String)| {
        let (href, label) = (*href, label.clone());
        let current = here(href).then_some("page");
        view! { <a href=href aria-current=current><Icon glyph=glyph(href) /><span>{label}</span></a> }
    };
    let rest_here = links[shown..].iter().any(|(href, _)| here(href));
    let entries: Vec<_> = links
        .iter()
        .enumerate()
        .map(|(place, link)| {
            let far = (place >= shown).then_some("nav-far");
            view! { <li class=far>{entry(link)}</li> }
        })
        .collect();
    let rest = (!fits).then(|| {
        let rest: Vec<_> =
            links[shown..].iter().map(|link| view! { <li>{entry(link)}</li> }).collect();
        view! {
            <li class="nav-more">
                <details>
                    <summary aria-current=rest_here.then_some("true")>
                        <Icon glyph=Glyph::More /><span>{lang.t("nav-more")}</span>
                    </summary>
                    <ul class="nav-sheet">{rest}</ul>
                </details>
            </li>
        }
    });
    view! { <nav class="nav" aria-label=lang.t("nav-main")><ul>{entries}{rest}</ul></nav> }
}

fn glyph(href: &str) -> Glyph {
    match href {
        "/" => Glyph::Today,
        "/places" => Glyph::Search,
        "/households" => Glyph::People,
        "/sites" => Glyph::Building,
        "/board" => Glyph::Board,
        "/bookings" => Glyph::Book,
        "/trends" => Glyph::Chart,
        "/admin" => Glyph::Key,
        _ => Glyph::Task,
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
