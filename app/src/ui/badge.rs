//! States in a word, with a shape: colour alone tells nothing.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// What a state means for the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    Good,
    Warn,
    Bad,
    Info,
}

impl Tone {
    pub fn code(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Info => "info",
        }
    }

    pub fn glyph(self) -> Glyph {
        match self {
            Self::Neutral => Glyph::Neutral,
            Self::Good => Glyph::Good,
            Self::Warn => Glyph::Warn,
            Self::Bad => Glyph::Bad,
            Self::Info => Glyph::Info,
        }
    }
}

#[component]
pub fn Badge(#[prop(into)] text: String, #[prop(optional)] tone: Tone) -> impl IntoView {
    view! {
        <span class=format!("badge badge-{}", tone.code())><Icon glyph=tone.glyph() />{text}</span>
    }
}

/// A sentence that stands out of the page: a warning, an explanation.
#[component]
pub fn Notice(
    #[prop(into)] text: String,
    #[prop(optional)] tone: Tone,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=format!("notice notice-{}", tone.code())>
            <Icon glyph=tone.glyph() />
            <div class="notice-body"><p>{text}</p>{children.map(|children| children())}</div>
        </div>
    }
}

/// What the shapes of a chart or a board mean: `(swatch, label)`, the swatch being a class
/// `swatch-…` of style/marks.css.
#[component]
pub fn Legend(entries: Vec<(&'static str, String)>) -> impl IntoView {
    let entries = entries
        .into_iter()
        .map(|(swatch, label)| {
            view! { <li><span class=format!("swatch swatch-{swatch}") aria-hidden="true"></span>{label}</li> }
        })
        .collect_view();
    view! { <ul class="legend">{entries}</ul> }
}
