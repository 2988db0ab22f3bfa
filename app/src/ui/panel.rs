//! Parts of a page, and what is folded away in them.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use leptos::{prelude::*, tachys::reactive_graph::OwnedView};

use super::{
    classes,
    form::{ActionForm, Submit},
};

/// A part of the page under its heading.
#[component]
pub fn Panel(
    #[prop(into)] heading: String,
    #[prop(optional, into)] id: String,
    #[prop(optional, into)] class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=classes("panel", class) id=(!id.is_empty()).then_some(id)>
            <h2>{heading}</h2>
            {children()}
        </section>
    }
}

/// Known to what is folded: a refused form inside must be seen.
#[derive(Clone, Default)]
struct Fold {
    unfolded: Arc<AtomicBool>,
    around: Option<Arc<Fold>>,
}

/// Opens every fold around the place it is called from.
pub(super) fn unfold() {
    let inmost = use_context::<Fold>();
    let mut fold = inmost.as_ref();
    while let Some(each) = fold {
        each.unfolded.store(true, Ordering::Relaxed);
        fold = each.around.as_deref();
    }
}

/// What is read or done less often, behind a line that says what it is.
#[component]
pub fn Details(
    #[prop(into)] summary: String,
    #[prop(optional)] open: bool,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] id: String,
    children: Children,
) -> impl IntoView {
    let fold = Fold { unfolded: Arc::default(), around: use_context::<Fold>().map(Arc::new) };
    let owner = Owner::current().unwrap_or_default().child();
    let inside = owner.with(|| {
        provide_context(fold.clone());
        children()
    });
    let open = open || fold.unfolded.load(Ordering::Relaxed);
    view! {
        // The server opened it: a live page may replace it all the same.
        <details class=classes("details", class) id=(!id.is_empty()).then_some(id)
            open=open data-open=open.then_some("")>
            <summary>{summary}</summary>
            <div class="details-body">{OwnedView::new_with_owner(inside, owner)}</div>
        </details>
    }
}

/// Asks once before what cannot be taken back: no dialogue in the way. `question` says
/// what will happen, children may ask for a reason.
#[component]
pub fn Confirm(
    does: &'static str,
    #[prop(optional, into)] key: String,
    #[prop(into)] label: String,
    #[prop(into)] question: String,
    #[prop(into)] submit: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <Details summary=label class="confirm">
            <ActionForm does key>
                <p class="confirm-question">{question}</p>
                {children.map(|children| children())}
                <Submit label=submit kind="danger" />
            </ActionForm>
        </Details>
    }
}
