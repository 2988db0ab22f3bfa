//! Figures, with their unit, and the rows behind them one tap away.

use leptos::prelude::*;

use super::{badge::Tone, icon::Icon};

#[component]
pub fn Tiles(children: Children) -> impl IntoView {
    view! { <ul class="tiles">{children()}</ul> }
}

/// One figure of the page. `href` leads to the rows it counts.
#[component]
pub fn Tile(
    #[prop(into)] label: String,
    #[prop(into)] figure: String,
    #[prop(into)] href: String,
    /// What is counted: rooms, persons, nights.
    #[prop(optional, into)]
    unit: String,
    /// The difference with an earlier time, said in words.
    #[prop(optional, into)]
    delta: String,
    #[prop(optional, into)] detail: String,
    #[prop(optional)] tone: Tone,
) -> impl IntoView {
    let mark = (tone != Tone::Neutral).then(|| view! { <Icon glyph=tone.glyph() /> });
    view! {
        <li>
            <a class=format!("tile tile-{}", tone.code()) href=href>
                <span class="tile-label">{mark}{label}</span>
                <span class="tile-figure">{figure}{written(unit, "tile-unit")}</span>
                {written(delta, "tile-delta")}
                {written(detail, "tile-detail")}
            </a>
        </li>
    }
}

/// How far a long work is. `said` is the same in words: "12 sur 40 repérées".
#[component]
pub fn Progress(value: usize, max: usize, #[prop(into)] said: String) -> impl IntoView {
    view! {
        <div class="progress">
            <progress value=value max=max aria-label=said.clone()></progress>
            <span class="num">{said}</span>
        </div>
    }
}

/// Terms and what they are here.
#[component]
pub fn KeyValue(entries: Vec<(String, AnyView)>) -> impl IntoView {
    let entries = entries
        .into_iter()
        .map(|(term, value)| view! { <div><dt>{term}</dt><dd>{value}</dd></div> })
        .collect_view();
    view! { <dl class="key-value">{entries}</dl> }
}

/// A span, unless there is nothing to write in it.
pub(super) fn written(text: String, class: &'static str) -> Option<impl IntoView> {
    (!text.is_empty()).then(|| view! { <span class=class>" "{text}</span> })
}

/// `12 345`, with the narrow space that keeps a figure on one line.
pub fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    if n < 0 { format!("\u{2212}{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_apart() {
        for (n, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1\u{202f}000"),
            (1_234_567, "1\u{202f}234\u{202f}567"),
            (-12_000, "\u{2212}12\u{202f}000"),
        ] {
            assert_eq!(grouped(n), text);
        }
    }
}
