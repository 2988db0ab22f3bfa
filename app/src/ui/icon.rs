//! Small drawings that go with words, never instead of them.

use leptos::prelude::*;

/// Drawn on a grid of 24 with one stroke, in the colour of the text around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    Today,
    Search,
    People,
    Building,
    Board,
    Task,
    Book,
    Chart,
    Key,
    Person,
    More,
    Next,
    Previous,
    Good,
    Warn,
    Bad,
    Info,
    Neutral,
    Filter,
    Up,
    Down,
    Print,
    Add,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Self::Today => {
                "M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z"
            }
            Self::Search => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM20 20l-4.9-4.9",
            Self::People => {
                "M9 5a3.2 3.2 0 1 0 0 6.4A3.2 3.2 0 0 0 9 5ZM3 19c.4-3 2.9-4.8 6-4.8s5.6 1.8 6 4.8M16 5.3a3.2 3.2 0 0 1 0 5.8M17.5 14.5c2 .6 3.2 2.2 3.5 4.5"
            }
            Self::Building => {
                "M5 20V5l8-2v17M13 9l6 2v9M3 20h18M8 8h2M8 12h2M8 16h2M16 14h.5M16 17h.5"
            }
            Self::Board => "M4 6h9M4 12h16M9 18h11",
            Self::Task => "M4 6.5 5.5 8 8.5 5M4 13l1.5 1.5 3-3M12 7h8M12 13.5h8M4 19h16",
            Self::Book => "M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3ZM5 17a3 3 0 0 1 3-3h11M9 8h6",
            Self::Chart => "M4 4v16h16M8 16v-4M12 16V8M16 16v-6M20 16V6",
            Self::Key => "M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM11 12l8-8M15 8l3 3M18 5l2 2",
            Self::Person => {
                "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20c.5-3.5 3.5-5.5 7.5-5.5s7 2 7.5 5.5"
            }
            Self::More => {
                "M4 12a1.5 1.5 0 1 0 3 0 1.5 1.5 0 0 0-3 0ZM10.5 12a1.5 1.5 0 1 0 3 0 1.5 1.5 0 0 0-3 0ZM17 12a1.5 1.5 0 1 0 3 0 1.5 1.5 0 0 0-3 0Z"
            }
            Self::Next => "M9 5l7 7-7 7",
            Self::Previous => "M15 5l-7 7 7 7",
            Self::Good => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 12.3l2.8 2.7L16 9.5",
            Self::Warn => "M12 4 2.8 20h18.4ZM12 10v4.5M12 17.2v.3",
            Self::Bad => "M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3ZM9 9l6 6M15 9l-6 6",
            Self::Info => "M4 4h16v16H4ZM12 11v5.5M12 7.5v.3",
            Self::Neutral => "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z",
            Self::Filter => "M4 6h16M7 12h10M10 18h4",
            Self::Up => "M12 19V5M6 11l6-6 6 6",
            Self::Down => "M12 5v14M6 13l6 6 6-6",
            Self::Print => "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7Z",
            Self::Add => "M12 5v14M5 12h14",
        }
    }
}

#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
            <path d=glyph.path() />
        </svg>
    }
}
