//! The board under the keyboard: arrows move between cells, Enter opens one, Shift and
//! the arrows stretch a booking over free nights. Without WASM every cell is a link.

use leptos::prelude::*;

#[island]
pub fn BoardKeys(hint: String, book: String, children: Children) -> impl IntoView {
    let selected = RwSignal::new(None::<String>);
    let on_keydown = move |event: leptos::ev::KeyboardEvent| {
        #[cfg(feature = "hydrate")]
        match keys::handle(&event) {
            keys::Chosen::AsBefore => {}
            keys::Chosen::Nothing => selected.set(None),
            keys::Chosen::Nights(address) => selected.set(Some(address)),
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = &event;
    };
    view! {
        <div class="board-keys" on:keydown=on_keydown>
            {children()}
            <p class="board-hint">
                {hint}
                <a class="button button-primary" hidden=move || selected.get().is_none()
                    href=move || selected.get().unwrap_or_default()>{book}</a>
            </p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod keys {
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlElement, KeyboardEvent};

    /// The nights a booking would be of, after a key.
    pub(super) enum Chosen {
        AsBefore,
        Nothing,
        /// The address that books them.
        Nights(String),
    }

    /// Moves the focus, or stretches the selection.
    pub(super) fn handle(event: &KeyboardEvent) -> Chosen {
        moved(event).unwrap_or(Chosen::AsBefore)
    }

    fn moved(event: &KeyboardEvent) -> Option<Chosen> {
        let link = event.target()?.dyn_into::<Element>().ok()?;
        let cell = link.closest("td").ok()??;
        let forward = match event.key().as_str() {
            "ArrowRight" => true,
            "ArrowLeft" => false,
            "ArrowDown" | "ArrowUp" => {
                let row = cell.closest("tr").ok()??;
                event.prevent_default();
                let down = event.key() == "ArrowDown";
                focus_in_row(&row, down, column(&cell));
                return None;
            }
            "Escape" => {
                clear(&cell);
                return Some(Chosen::Nothing);
            }
            _ => return None,
        };
        event.prevent_default();
        let next = with_link(&cell, forward)?;
        if event.shift_key() {
            return stretch(&cell, &next);
        }
        focus(&next);
        None
    }

    /// The night of a cell: columns before it, each as wide as it spans.
    fn column(cell: &Element) -> u32 {
        let mut count = 0;
        let mut before = cell.previous_element_sibling();
        while let Some(each) = before {
            count += each.get_attribute("colspan").and_then(|span| span.parse().ok()).unwrap_or(1);
            before = each.previous_element_sibling();
        }
        count
    }

    fn focus_in_row(row: &Element, down: bool, wanted: u32) {
        let mut row =
            if down { row.next_element_sibling() } else { row.previous_element_sibling() };
        while let Some(each) = row {
            let mut cell = each.first_element_child();
            let mut found = None;
            while let Some(candidate) = cell {
                if column(&candidate) <= wanted
                    && candidate.query_selector("a").is_ok_and(|link| link.is_some())
                {
                    found = Some(candidate.clone());
                }
                cell = candidate.next_element_sibling();
            }
            if let Some(found) = found {
                focus(&found);
                return;
            }
            row = if down { each.next_element_sibling() } else { each.previous_element_sibling() };
        }
    }

    fn with_link(cell: &Element, forward: bool) -> Option<Element> {
        let step = |from: &Element| {
            if forward { from.next_element_sibling() } else { from.previous_element_sibling() }
        };
        let mut next = step(cell)?;
        while next.query_selector("a").ok()?.is_none() {
            next = step(&next)?;
        }
        Some(next)
    }

    fn focus(cell: &Element) {
        if let Ok(Some(link)) = cell.query_selector("a")
            && let Ok(link) = link.dyn_into::<HtmlElement>()
        {
            let _ = link.focus();
        }
    }

    /// Takes a neighbouring free night into the selection: from the first one's night to the last one's morning.
    fn stretch(cell: &Element, next: &Element) -> Option<Chosen> {
        let open = |each: &Element| each.class_list().contains("board-open");
        if !open(cell) || !open(next) || column(cell).abs_diff(column(next)) != 1 {
            return None;
        }
        for each in [cell, next] {
            let _ = each.class_list().add_1("board-selected");
        }
        focus(next);
        let row = cell.closest("tr").ok()??;
        let chosen = row.query_selector_all("td.board-selected a").ok()?;
        let href =
            |place: u32| chosen.get(place)?.dyn_into::<Element>().ok()?.get_attribute("href");
        let (first, last) = (href(0)?, href(chosen.length().checked_sub(1)?)?);
        let to = last.split("&to=").nth(1)?;
        Some(Chosen::Nights(format!("{}&to={to}", first.split("&to=").next()?)))
    }

    fn clear(cell: &Element) {
        let Ok(Some(board)) = cell.closest("table") else {
            return;
        };
        while let Ok(Some(each)) = board.query_selector(".board-selected") {
            let _ = each.class_list().remove_1("board-selected");
        }
    }
}
