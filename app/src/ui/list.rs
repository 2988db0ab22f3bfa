//! Rows: one thing each, the whole of it a link, its actions beside.

use leptos::prelude::*;

use super::{
    figure::written,
    icon::{Glyph, Icon},
};

#[component]
pub fn Rows(children: Children) -> impl IntoView {
    view! { <ul class="rows">{children()}</ul> }
}

/// `lead` is what the eye looks for first (an hour, a room number). Children are badges
/// and actions: they stay pressable although the whole row is a link.
#[component]
pub fn Row(
    #[prop(into)] main: String,
    #[prop(optional, into)] detail: String,
    #[prop(optional, into)] lead: String,
    #[prop(optional, into)] href: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let linked = !href.is_empty();
    let main = if linked {
        view! { <a class="row-link" href=href>{main}</a> }.into_any()
    } else {
        view! { <strong>{main}</strong> }.into_any()
    };
    view! {
        <li class="row" class:row-linked=linked>
            {written(lead, "row-lead")}
            <div class="row-main">{main}{written(detail, "row-detail")}</div>
            {children.map(|children| view! { <div class="row-end">{children()}</div> })}
            {linked.then(|| view! { <Icon glyph=Glyph::Next /> })}
        </li>
    }
}
