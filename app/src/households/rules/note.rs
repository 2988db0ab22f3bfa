//! Words a note should not need: the family may read it, and so may others.

use super::words::words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    Health,
    Origin,
    Religion,
    Offence,
}

impl Topic {
    pub fn code(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::Origin => "origin",
            Self::Religion => "religion",
            Self::Offence => "offence",
        }
    }
}

/// Whole words, or beginnings marked with a star; without accents, in both languages.
const LISTS: [(Topic, &str); 4] = [
    (
        Topic::Health,
        "vih hiv sida aids hepatite* hepatitis tubercul* cancer* diabet* epilep* autis* schizo*
         bipolaire bipolar depress* psychotique* psychotic psychose* psychosis psychiatr* suicid*
         alcool* alcohol* toxico* addict* drogue* drug drugs trisomi* diagnos* avc chimio*
         chemotherapy dialyse dialysis handicap* disabilit* ivg abortion transgenre* transgender",
    ),
    (
        Topic::Origin,
        "nationalite* nationality ethni* origine origines race races racial* rom roms roma gitan*
         tsigane* tzigane* gypsy maghreb* africain* african arabe* arab subsaharien* clandestin*
         irregulier* undocumented asile asylum dublin* oqtf",
    ),
    (
        Topic::Religion,
        "musulman* muslim* islam* chretien* christian* catholi* protestant* evangeli* juif juifs
         juive juives jew jews jewish boudd* buddh* hindou* hindu* religi* mosquee* mosque*
         eglise* church* synagogue* ramadan voilee* hijab",
    ),
    (
        Topic::Offence,
        "prison* incarcer* jail condamn* convict* delinqu* casier judiciaire* voleur* voleuse*
         thief dealer* trafic* violen* viol viols viole violee rape raped agress*
         police proxen* prostitu*",
    ),
];

/// Each word that deserves a second look, as it was typed, and why.
pub fn second_looks(note: &str) -> Vec<(String, Topic)> {
    let mut found: Vec<(String, Topic)> = Vec::new();
    for typed in note.split(|letter: char| !letter.is_alphanumeric()) {
        let Some(word) = words(typed).into_iter().next() else {
            continue;
        };
        let known = found.iter().any(|(each, _)| each == typed);
        if let Some(topic) = topic_of(&word).filter(|_| !known) {
            found.push((typed.to_owned(), topic));
        }
    }
    found
}

fn topic_of(word: &str) -> Option<Topic> {
    let listed = |list: &str| {
        list.split_whitespace().any(|entry| {
            entry.strip_suffix('*').map_or(entry == word, |beginning| word.starts_with(beginning))
        })
    };
    LISTS.iter().find(|(_, list)| listed(list)).map(|(topic, _)| *topic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sensitive_words_are_noticed_and_practical_ones_are_not() {
        for (note, expected) in [
            ("Arrive après 20 h, poussette double", vec![]),
            ("Préfère être joint par SMS, enfants à l'école rue Manin", vec![]),
            ("Mère dépressive", vec![("dépressive", Topic::Health)]),
            ("Famille ROM", vec![("ROM", Topic::Origin)]),
            ("Rome, Romain", vec![]),
            (
                "Sort de prison, musulman, prison",
                vec![("prison", Topic::Offence), ("musulman", Topic::Religion)],
            ),
            ("Frigo pour médicaments", vec![]),
        ] {
            let found = second_looks(note);
            let brief: Vec<_> = found.iter().map(|(word, topic)| (word.as_str(), *topic)).collect();
            assert_eq!(brief, expected, "{note}");
        }
    }
}
