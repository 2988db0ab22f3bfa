//! A page: loaded, then shown, or the reason why not.

use leptos::{either::Either, prelude::*, reactive::computed::ScopedFuture};
use leptos_meta::Title;

use super::{
    form::{Alternatives, unsaid},
    icon::{Glyph, Icon},
};
use crate::{
    error::{AppError, Outcome},
    visit::Visit,
};

/// Loads, then shows; what cannot be loaded becomes a page that says so, with its status.
///
/// The load is a task of its own. A part of a page may be polled once and then only when its
/// turn comes: meanwhile it would keep a connection that another part waits for.
pub fn page<V, F>(load: F) -> impl IntoView
where
    V: IntoView + 'static,
    F: Future<Output = Outcome<V>> + Send + 'static,
{
    let visit = Visit::current();
    let load = tokio::spawn(ScopedFuture::new(load));
    let load = async { load.await.unwrap_or(Err(AppError::Internal)) };
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load.await {
                    Ok(view) => {
                        // The form may be gone with what it was about: it is answered all the same.
                        let left = unsaid(&visit).map(|error| view! { <Alternatives error /> });
                        Either::Left((left, view))
                    }
                    Err(error) => Either::Right(refusal(&visit, &error)),
                }
            })}
        </Suspense>
    }
}

/// The page of an error: what happened and where to go from here.
pub fn refusal(visit: &Visit, error: &AppError) -> impl IntoView + use<> {
    visit.set_status(error.status());
    let heading = visit.t(match error {
        AppError::NotFound => "error-not-found-title",
        AppError::Forbidden => "error-forbidden-title",
        AppError::SignedOut => "error-signed-out-title",
        _ => "error-title",
    });
    view! {
        {title(heading.clone())}
        <section class="empty empty-page">
            <h1>{heading}</h1>
            <p>{visit.say(&error.message())}</p>
            <p><a class="button button-primary" href="/">{visit.t("nav-today")}</a></p>
        </section>
    }
}

/// The document's title.
pub fn title(text: String) -> impl IntoView {
    view! { <Title text /> }
}

/// A link to where one came from.
#[component]
pub fn Back(#[prop(into)] href: String, #[prop(into)] label: String) -> impl IntoView {
    view! { <p class="back"><a href=href><Icon glyph=Glyph::Previous />{label}</a></p> }
}

/// The page's name, what it is about, and beside it the badges and links of the whole.
#[component]
pub fn PageHead(
    #[prop(into)] heading: String,
    #[prop(optional, into)] lead: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <div>
                <h1>{heading}</h1>
                {(!lead.is_empty()).then(|| view! { <p class="lead">{lead}</p> })}
            </div>
            {children.map(|children| view! { <div class="page-head-end">{children()}</div> })}
        </header>
    }
}

/// A list with nothing in it says why, and what to do about it.
#[component]
pub fn Empty(
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! { <div class="empty"><p>{text}</p>{children.map(|children| children())}</div> }
}
