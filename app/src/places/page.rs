//! Chercher une place: the wish in the address, the offers beneath.

use leptos::prelude::*;

use super::{Nearest, Offer, Requirement, Wish, actions, service};
use crate::{
    bookings::{forms::options, page::nights_in_words},
    households::Card,
    i18n::Lang,
    nights::{Nights, next},
    sites::SiteKind,
    ui::{self, CheckField, ChoiceField, DateField, NumberField, TextField, TickList},
    visit::Visit,
};

#[component]
pub fn PlacesPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let card = match uuid::Uuid::parse_str(visit.query.text("household")) {
            Ok(id) => Some(service::card(&visit.app, actor, id).await?),
            Err(_) => None,
        };
        let wish = actions::wish(&with_household(&visit, card.as_ref()), actor.tonight);
        let found = match &wish {
            Ok(wish) => Some(service::find(&visit.app, actor, wish).await?),
            Err(_) => None,
        };
        let results = match (wish.as_ref(), found) {
            (Ok(wish), Some(found)) if !found.offers.is_empty() => {
                view! { <Offers wish=wish.clone() offers=found.offers total=found.total /> }
                    .into_any()
            }
            (Ok(wish), Some(found)) => {
                view! { <NothingFits wish=wish.clone() nearest=found.nearest /> }.into_any()
            }
            _ => ().into_any(),
        };
        let problem = wish.as_ref().err().map(|error| {
            visit.set_status(error.status());
            view! { <div class="notice notice-error" role="alert"><p>{visit.say(&error.message())}</p></div> }
        });
        let who = card.as_ref().map(|card| {
            let name = card.label.clone().unwrap_or_else(|| card.code.clone());
            view! { <p class="lead">{lang.with("places-for", &[("who", name.into())])}</p> }
        });
        Ok(view! {
            {ui::title(lang.t("nav-places"))}
            <h1>{lang.t("nav-places")}</h1>
            {who}
            {problem}
            <WishForm card wish=wish.ok() />
            {results}
        })
    })
}

/// The household's own numbers, where the address does not say otherwise.
fn with_household(visit: &Visit, card: Option<&Card>) -> crate::form::Form {
    let Some(card) = card.filter(|_| !visit.query.has("adults")) else {
        return visit.query.clone();
    };
    let party = [
        // Somebody is looked for, even where nobody is known yet.
        ("adults", (card.persons - card.children).max(i32::from(card.children == 0)).to_string()),
        ("children", card.children.to_string()),
    ];
    let pairs: Vec<_> = party.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let address = visit.query.address_with("", &pairs);
    crate::form::Form::parse(address.trim_start_matches('?'))
}

#[component]
fn WishForm(
    #[prop(optional_no_strip)] card: Option<Card>,
    #[prop(optional_no_strip)] wish: Option<Wish>,
) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let query = &visit.query;
    let tonight = visit.app.clock.tonight();
    let nights = wish
        .as_ref()
        .map_or(Nights::between(tonight, next(tonight)).unwrap_or(Nights::open(tonight)), |wish| {
            wish.nights
        });
    let (adults, children, cots) =
        wish.as_ref().map_or((1, 0, 0), |wish| (wish.adults, wish.children, wish.cots));
    let kinds = options(lang, "sites-kind", SiteKind::ALL.iter().map(|each| each.code()));
    let needs = options(lang, "places-need", Requirement::ALL.iter().map(|each| each.code()));
    let ticked: Vec<String> = query.all("needs").map(str::to_owned).collect();
    let kept = ["household", "transfer", "near"]
        .into_iter()
        .filter(|name| query.has(name))
        .map(|name| view! { <input type="hidden" name=name value=query.text(name).to_owned() /> })
        .collect_view();
    let refined = !ticked.is_empty() || query.has("territory") || query.has("kind");
    let _ = card;
    view! {
        <form method="get" class="form places-wish" action="/places">
            {kept}
            <div class="form-row">
                <NumberField name="adults" label=lang.t("places-adults") value=adults min=0 max=30 />
                <NumberField name="children" label=lang.t("places-children") value=children min=0 max=30 />
                <NumberField name="cots" label=lang.t("places-cots") value=cots min=0 max=10 />
            </div>
            <div class="form-row">
                <DateField name="from" label=lang.t("places-from") value=Some(nights.from()) required=true />
                <DateField name="to" label=lang.t("places-to") value=nights.to() />
                <CheckField name="open" label=lang.t("places-open") checked=nights.to().is_none() />
            </div>
            <details class="step" open=refined>
                <summary>{lang.t("places-refine")}</summary>
                <TickList name="needs" legend=lang.t("places-needs") options=needs ticked=ticked />
                <div class="form-row">
                    <TextField name="territory" label=lang.t("places-territory") hint=lang.t("places-territory-hint") value=query.text("territory").to_owned() characters_max=5 />
                    <ChoiceField name="kind" label=lang.t("places-kind") options=kinds value=query.text("kind").to_owned() blank=lang.t("any") />
                </div>
            </details>
            <div class="actions"><button class="button button-primary" type="submit">{lang.t("places-search")}</button></div>
        </form>
    }
}

#[component]
fn Offers(wish: Wish, offers: Vec<Offer>, total: usize) -> impl IntoView {
    let lang = Visit::current().lang;
    let shown = offers.len();
    let count = lang.with("places-found", &[("n", total.into()), ("shown", shown.into())]);
    let rows = offers
        .into_iter()
        .map(|offer| view! { <OfferRow wish=wish.clone() offer /> })
        .collect_view();
    view! {
        <section>
            <h2>{count}</h2>
            <p class="row-detail">{nights_in_words(lang, wish.nights)}</p>
            <ol class="rows places-offers">{rows}</ol>
        </section>
    }
}

#[component]
fn OfferRow(wish: Wish, offer: Offer) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let href = address(&visit, &offer, wish.nights);
    let hold = format!("{href}&firmness=hold");
    let place = format!(
        "{} · {}",
        offer.territory_name,
        lang.t(&format!("sites-kind-{}", offer.kind.code()))
    );
    view! {
        <li class="row">
            <div class="row-main">
                <strong>{offer.site_name.clone()} " — " {unit_words(lang, &offer)}</strong>
                <span class="row-detail">{place}</span>
                <span class="row-detail">{reasons(lang, &offer)}</span>
            </div>
            <div class="row-actions">
                <a class="button button-quiet" href=hold>{lang.t("places-hold")}</a>
                <a class="button button-primary" href=href>{lang.t("places-book")}</a>
            </div>
        </li>
    }
}

fn unit_words(lang: Lang, offer: &Offer) -> String {
    let units = offer.units.iter().map(|unit| {
        let args = [("label", unit.label.as_str().into()), ("places", unit.places.into())];
        lang.with("places-unit", &args)
    });
    units.collect::<Vec<_>>().join(" + ")
}

/// Why it fits, what it wastes, until when it is free.
fn reasons(lang: Lang, offer: &Offer) -> String {
    let mut words = Vec::new();
    words.push(match offer.wasted_places {
        0 => lang.t("places-exact"),
        n => lang.with("places-wasted", &[("n", n.into())]),
    });
    if offer.units.len() > 1 {
        words.push(lang.t(if offer.connecting { "places-connecting" } else { "places-several" }));
    }
    words.push(match offer.free_until {
        Some(until) => lang.with("places-free-until", &[("until", until.into())]),
        None => lang.t("places-free-long"),
    });
    if let Some(km) = offer.distance_km {
        let km = format!("{km:.1}").replace('.', if lang == Lang::Fr { "," } else { "." });
        words.push(lang.with("places-distance", &[("km", km.into())]));
    }
    words.join(" · ")
}

#[component]
fn NothingFits(wish: Wish, nearest: Vec<Nearest>) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let rows = nearest
        .into_iter()
        .map(|near| {
            let (words, offer, nights) = near_words(lang, &near, wish.nights);
            let href = address(&visit, &offer, nights);
            view! {
                <li class="row">
                    <a class="row-main" href=href>
                        <strong>{words}</strong>
                        <span class="row-detail">{offer.site_name.clone()} " — " {unit_words(lang, &offer)} " · " {offer.territory_name.clone()}</span>
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let any = !rows.is_empty();
    view! {
        <section>
            <div class="notice notice-warn" role="status"><p>{lang.t("places-nothing")}</p></div>
            {any.then(|| view! { <h2>{lang.t("places-nearest")}</h2> })}
            <ul class="rows">{rows}</ul>
            {(!any).then(|| view! { <p>{lang.t("places-nothing-near")}</p> })}
        </section>
    }
}

fn near_words(lang: Lang, near: &Nearest, wished: Nights) -> (String, Offer, Nights) {
    match near {
        Nearest::Later { from, offer } => {
            let to = wished.count().map(|n| *from + chrono::Duration::days(n));
            let nights = Nights::new(*from, to).unwrap_or(wished);
            (lang.with("places-near-later", &[("from", (*from).into())]), offer.clone(), nights)
        }
        Nearest::Shorter { to, offer } => {
            let nights = Nights::new(wished.from(), Some(*to)).unwrap_or(wished);
            (lang.with("places-near-shorter", &[("to", (*to).into())]), offer.clone(), nights)
        }
        Nearest::Without { requirement, offer } => {
            let need = lang.t(&format!("places-need-{}", requirement.code()));
            (lang.with("places-near-without", &[("need", need.into())]), offer.clone(), wished)
        }
        Nearest::Elsewhere { offer } => (lang.t("places-near-elsewhere"), offer.clone(), wished),
        Nearest::OnePlaceShort { offer } => (lang.t("places-near-short"), offer.clone(), wished),
    }
}

/// The booking page of an offer, keeping whom the search is for.
fn address(visit: &Visit, offer: &Offer, nights: Nights) -> String {
    let household = uuid::Uuid::parse_str(visit.query.text("household")).ok();
    let mut href = offer.booking_address(nights, household);
    for name in ["transfer", "cots"] {
        if visit.query.has(name) {
            href = format!("{href}&{name}={}", visit.query.text(name));
        }
    }
    href
}
