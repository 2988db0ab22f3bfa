//! Tables that stay readable at 360 px: each row becomes a card.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::visit::Visit;

/// A column's heading.
#[derive(Clone, Debug, Default)]
pub struct Column {
    label: String,
    numeric: bool,
    sort: Option<Sort>,
}

#[derive(Clone, Debug)]
struct Sort {
    href: String,
    /// How the rows are sorted by this column now.
    now: Option<Direction>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Ascending,
    Descending,
}

impl Column {
    pub fn text(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// Figures, aligned on the right in figures of one width.
    pub fn number(label: impl Into<String>) -> Self {
        Self { numeric: true, ..Self::text(label) }
    }

    /// The heading sorts: a link to the same page sorted by this column.
    #[must_use]
    pub fn sorting(mut self, href: impl Into<String>, now: Option<Direction>) -> Self {
        self.sort = Some(Sort { href: href.into(), now });
        self
    }

    fn class(&self) -> Option<&'static str> {
        self.numeric.then_some("num")
    }
}

/// One cell, from whatever can be shown; `()` leaves it out of the card.
pub fn cell(view: impl IntoView + 'static) -> AnyView {
    view.into_any()
}

/// The first cell of a row names it. `foot` is a row of totals.
#[component]
pub fn DataTable(
    #[prop(into)] caption: String,
    columns: Vec<Column>,
    rows: Vec<Vec<AnyView>>,
    #[prop(optional)] foot: Vec<AnyView>,
    /// The heading above the table already says it.
    #[prop(optional)]
    caption_hidden: bool,
) -> impl IntoView {
    let names: Vec<_> =
        columns.iter().map(|column| (column.label.clone(), column.class())).collect();
    let heads = columns.into_iter().map(head).collect_view();
    let rows: Vec<_> = rows.into_iter().map(|cells| row(&names, cells)).collect();
    let foot =
        (!foot.is_empty()).then(|| view! { <tfoot role="rowgroup">{row(&names, foot)}</tfoot> });
    let region = caption.clone();
    let sort = Visit::current().t("ui-sort");
    view! {
        <div class="table-scroll" role="region" aria-label=region tabindex="0">
            // The roles survive the change of display on phones.
            <table class="table" role="table">
                <caption class:visually-hidden=caption_hidden>{caption}</caption>
                <thead role="rowgroup"><tr role="row" data-label=sort>{heads}</tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
                {foot}
            </table>
        </div>
    }
}

fn head(column: Column) -> AnyView {
    let class = column.class();
    let label = column.label;
    let Some(sort) = column.sort else {
        return view! { <th scope="col" role="columnheader" class=class>{label}</th> }.into_any();
    };
    let (sorted, mark) = match sort.now {
        Some(Direction::Ascending) => (Some("ascending"), Some(Glyph::Up)),
        Some(Direction::Descending) => (Some("descending"), Some(Glyph::Down)),
        None => (None, None),
    };
    view! {
        <th scope="col" role="columnheader" class=class aria-sort=sorted>
            <a href=sort.href>{label}{mark.map(|glyph| view! { <Icon glyph /> })}</a>
        </th>
    }
    .into_any()
}

fn row(columns: &[(String, Option<&'static str>)], cells: Vec<AnyView>) -> AnyView {
    let cells = cells
        .into_iter()
        .zip(columns)
        .enumerate()
        .map(|(place, (cell, (label, class)))| {
            let (label, class) = (label.clone(), *class);
            if place == 0 {
                view! { <th scope="row" role="rowheader" class=class>{cell}</th> }.into_any()
            } else {
                view! { <td role="cell" class=class data-label=label>{cell}</td> }.into_any()
            }
        })
        .collect_view();
    view! { <tr role="row">{cells}</tr> }.into_any()
}
