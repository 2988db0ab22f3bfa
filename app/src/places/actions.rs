//! What a search asks for, read from the address.

use chrono::NaiveDate;

use super::{Requirement, Wish};
use crate::{
    error::Outcome,
    form::{Form, Reader},
    i18n::Message,
    nights::{self, Nights},
    sites::SiteKind,
};

/// Persons one search is for, at most.
const PARTY_MAX: i32 = 30;

/// The wish of a query string; what is absent is tonight, one night, one adult.
pub fn wish(query: &Form, tonight: NaiveDate) -> Outcome<Wish> {
    let mut reader = Reader::new(query);
    let adults = reader.number("adults", 0, PARTY_MAX, 1);
    let children = reader.number("children", 0, PARTY_MAX, 0);
    let cots = reader.number("cots", 0, 10, 0);
    let from = reader.date_or_none("from").unwrap_or(tonight);
    let to = if reader.flag("open") {
        None
    } else {
        Some(reader.date_or_none("to").unwrap_or_else(|| nights::next(from)))
    };
    if adults + children == 0 {
        reader.refuse("adults", Message::new("places-nobody"));
    }
    if from < tonight {
        reader.refuse("from", Message::new("places-past"));
    }
    let nights = Nights::new(from, to);
    if nights.is_none() {
        reader.refuse("to", Message::new("places-no-night"));
    }
    let wish = Wish {
        adults,
        children,
        cots,
        nights: nights.unwrap_or(Nights::open(from)),
        requirements: reader.choices("needs", Requirement::parse),
        territory: reader.text("territory", 5),
        kind: SiteKind::parse(query.text("kind")),
        site: reader.id_or_none("site"),
        near: reader.id_or_none("near"),
    };
    reader.finish(wish)
}
