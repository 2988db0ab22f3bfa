//! Households and persons in the reader's words.

use chrono::NaiveDate;

use crate::{
    households::{AgeBand, Card, Composition, Member, MemberRole, Need, Tonight, rules::age},
    i18n::Lang,
};

/// `5 personnes : 2 adultes, 3 enfants dont 1 de moins de 3 ans`.
pub(super) fn composition(lang: Lang, sum: Composition) -> String {
    let counted = |key: &str, n: i32| (n > 0).then(|| lang.with(key, &[("n", n.into())]));
    let children = counted("households-children", sum.children);
    let children = match counted("households-of-which-infants", sum.infants) {
        Some(infants) => children.map(|children| format!("{children} {infants}")),
        None => children,
    };
    let parts: Vec<_> = [
        counted("households-adults", sum.adults),
        children,
        counted("households-of-unknown-age", sum.unknown),
    ]
    .into_iter()
    .flatten()
    .collect();
    let persons = lang.with("households-persons", &[("n", sum.persons().into())]);
    if parts.is_empty() {
        persons
    } else {
        let parts = parts.join(", ");
        let args = [("persons", persons.into()), ("parts", parts.into())];
        lang.with("households-composition-line", &args)
    }
}

pub(super) fn composition_of_card(lang: Lang, card: &Card) -> String {
    let sum = Composition {
        adults: card.adults,
        children: card.children,
        infants: card.infants,
        unknown: card.unknown,
    };
    composition(lang, sum)
}

/// `34 ans`, `8 mois`, or the band when the birth date is not known.
pub(super) fn age(lang: Lang, member: &Member, night: NaiveDate) -> String {
    let person = &member.person;
    let Some(birth) = person.birth_date else {
        return band(lang, person.age_band);
    };
    match (age::years_on(birth, night), age::months_on(birth, night)) {
        (Some(years @ 2..), _) => lang.with("households-years", &[("n", i64::from(years).into())]),
        (_, Some(months)) => lang.with("households-months", &[("n", i64::from(months).into())]),
        _ => band(lang, AgeBand::Infant),
    }
}

pub(super) fn band(lang: Lang, band: AgeBand) -> String {
    lang.t(&format!("households-band-{}", band.code()))
}

pub(super) fn bands(lang: Lang) -> Vec<(String, String)> {
    AgeBand::ALL.iter().map(|each| (each.code().to_owned(), band(lang, *each))).collect()
}

/// The name, or what may be said of somebody without a name.
pub(super) fn name(lang: Lang, member: &Member, night: NaiveDate) -> String {
    let name = member.person.name();
    if name.is_empty() { band(lang, member.person.band_on(night)) } else { name }
}

/// Members to choose from: `Awa DIARRA, 34 ans`.
pub(super) fn choices<'a>(
    lang: Lang,
    members: impl IntoIterator<Item = &'a Member>,
    night: NaiveDate,
) -> Vec<(String, String)> {
    members
        .into_iter()
        .map(|member| {
            let mut text = name(lang, member, night);
            let age = age(lang, member, night);
            if age != text {
                text = format!("{text}, {age}");
            }
            (member.person.id.to_string(), text)
        })
        .collect()
}

pub(super) fn role(lang: Lang, role: MemberRole) -> Option<String> {
    (role == MemberRole::Reference).then(|| lang.t("households-reference"))
}

pub(super) fn need(lang: Lang, need: Need) -> String {
    lang.t(&format!("households-need-{}", need.code().replace('_', "-")))
}

pub(super) fn needs(lang: Lang) -> Vec<(String, String)> {
    Need::ALL.iter().map(|each| (each.code().to_owned(), need(lang, *each))).collect()
}

/// `Hôtel du Bassin, 12`, or that nobody knows.
pub fn place(lang: Lang, tonight: Option<&Tonight>) -> String {
    match tonight {
        None => lang.t("households-not-housed"),
        Some(tonight) if tonight.units.is_empty() => tonight.site.clone(),
        Some(tonight) => {
            let units = tonight.units.join(", ");
            let args = [("site", tonight.site.as_str().into()), ("units", units.into())];
            lang.with("households-place", &args)
        }
    }
}
