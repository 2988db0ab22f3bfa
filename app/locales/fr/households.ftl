households-new = Nouveau ménage
households-write-down = Enregistrer le ménage
households-code = Code du ménage
households-persons = { $n ->
    [one] { $n } personne
   *[other] { $n } personnes
}
households-adults = { $n ->
    [one] { $n } adulte
   *[other] { $n } adultes
}
households-children = { $n ->
    [one] { $n } enfant
   *[other] { $n } enfants
}
households-of-which-infants = dont { $n } de moins de 3 ans
households-of-unknown-age = { $n } d'âge inconnu
households-composition-line = { $persons } : { $parts }
households-years = { $n } ans
households-months = { $n } mois
households-age-born = { $age }, né(e) le { $date }
households-band-adult = Adulte
households-band-child = Enfant
households-band-infant = Enfant de moins de 3 ans
households-band-unknown = Âge inconnu

households-search = Nom, alias, code, téléphone, naissance, site ou chambre
households-search-codes = Code, site ou chambre de ce soir
households-only = Ménages
households-only-all = Tous
households-only-housed = Hébergés ce soir
households-only-not-housed = Sans place ce soir
households-only-minors-alone = Mineurs sans adulte
households-only-nights-twice = Nuits à deux endroits
households-need = Contrainte
households-need-any = Toutes
households-sort = Tri
households-sort-usual = Habituel
households-sort-name = Nom
households-sort-code = Code
households-sort-arrival = Dernière arrivée
households-count = { $n ->
    [one] { $n } ménage
   *[other] { $n } ménages
}
households-count-found = { $n ->
    [one] { $n } ménage trouvé
   *[other] { $n } ménages trouvés
}
households-count-more = Plus de { $n } ménages : ajoutez un mot pour préciser.
households-none = Aucun ménage dans votre périmètre.
households-none-filtered = Aucun ménage ne répond à ces filtres.
households-none-found = Aucun ménage de votre périmètre ne correspond à « { $query } ». Vérifiez l'orthographe ou essayez un autre indice : prénom, téléphone, date de naissance.
households-not-housed = Sans place connue ce soir
households-place = { $site }, { $units }
households-arrived-on = arrivée le { $date }

households-family-name = Nom de famille
households-first-name = Prénom
households-first-name-hint = Le nom, le prénom ou un alias suffit.
households-alias = Alias
households-alias-hint = Comment l'appeler quand le nom n'est pas connu.
households-adults-field = Adultes
households-children-field = Enfants de moins de 18 ans
households-infants-field = dont moins de 3 ans
households-infants-hint = Déjà comptés parmi les enfants.
households-phone = Téléphone
households-needs = Contraintes fonctionnelles
households-no-need = Aucune contrainte notée.
households-need-step-free = Rez-de-chaussée ou ascenseur
households-need-wheelchair = Fauteuil roulant (PMR)
households-need-cot = Lit bébé
households-need-fridge = Frigo nécessaire
households-need-kitchen = Cuisine nécessaire
households-need-private-bath = Sanitaires non partagés
households-need-pushchair = Place pour une poussette
households-need-short-walk = Peu de marche
households-need-near-school = Proche de l'école
households-need-near-hospital = Proche de l'hôpital
households-more = Compléter (alias, âges, territoire, note)
households-birth-date = Date de naissance
households-birth-date-of-reference = Date de naissance de la personne de référence
households-language = Langue parlée
households-animals = Animaux de compagnie
households-animals-hint = Chat, chien, autre : combien.
households-territory = Territoire de rattachement
households-territory-none = Non précisé
households-since = Depuis la nuit du
households-since-hint = Vide : à partir de ce soir.
households-note = Note
households-note-hint = Lisible par la famille. Des faits utiles, rien de médical, d'origine, de religion ni de justice.
households-note-readable = Lisible par la famille.
households-note-reread = Relisez cette note avec les yeux de la famille : gardez la contrainte utile, pas sa raison.
households-note-word = « { $word } » : { $topic }
households-note-health = santé
households-note-origin = origine ou séjour
households-note-religion = religion
households-note-offence = justice ou violences
households-without-names = Vos droits ne permettent pas d'écrire des noms : le ménage sera connu par son code.
households-is-another = C'est une autre famille, enregistrer
households-likely-known = { $n ->
    [one] Ce ménage est peut-être déjà connu. Ouvrez sa fiche pour vérifier ; si c'est une autre famille, cochez la case et enregistrez.
   *[other] Ce ménage est peut-être déjà connu : { $n } fiches lui ressemblent. Ouvrez-les pour vérifier ; si c'est une autre famille, cochez la case et enregistrez.
}
households-likely-one = { $name }, { $code }, { $n ->
    [one] { $n } personne
   *[other] { $n } personnes
}
households-name-needed = Indiquez un nom, un prénom ou un alias
households-nobody = Comptez au moins une personne
households-infants-among-children = Pas plus que le nombre d'enfants
households-night-to-come = Pas de date à venir : ce soir est la nuit du { $tonight }
households-born-later = La naissance ne peut pas être à venir
households-birth-not-counted = Cette date ne correspond à personne parmi les adultes et enfants comptés

households-saved = Enregistré.
households-saved-reread = Enregistré. La note contient un mot sensible : relisez-la.
households-composed = Composition mise à jour.
households-undone = Le dernier changement est annulé.
households-has-split = Séparation enregistrée : deux ménages.
households-has-merged = Les deux ménages n'en font plus qu'un.
households-restricted-now = Confidentialité renforcée : seules les personnes nommées voient ce ménage.
households-opened-now = La confidentialité renforcée est levée.

households-edit = Modifier
households-composition = Composition familiale
households-members = Membres ce soir
households-reference = Personne de référence
households-former = Ont fait partie du ménage
households-until = jusqu'au { $date }
households-correct = Corriger
households-correct-whom = Corriger l'identité : { $name }
households-correct-identity = Corriger l'identité
households-correct-what = L'identité d'avant reste lisible dans l'historique.
households-make-reference = Devient la personne de référence à partir de ce soir
households-age-band = Tranche d'âge
households-age-band-hint = Sert quand la date de naissance n'est pas connue.
households-minors-alone = Mineurs sans adulte
households-minors-alone-what = Aucun adulte dans ce ménage : prévenez tout de suite la protection de l'enfance. Pas de placement ordinaire.
households-adult-unsure = Aucun adulte certain : précisez l'âge de chaque personne.
households-other-codes = aussi connu sous { $codes }
households-merged-into = Ce ménage fait maintenant partie de { $code }. Son code reste valable ; ses nuits passées ne changent pas.
households-open-merged = Ouvrir la fiche du ménage réuni
households-open-file = Ouvrir la fiche

households-what-happened = Que s'est-il passé ?
households-who = Qui ?
households-choose = Choisir
households-event-intake = Ménage enregistré
households-event-birth = Naissance
households-event-arrival = Arrivée d'un proche
households-event-departure = Départ d'un membre
households-event-death = Décès
households-event-split = Séparation
households-event-split-off = Issu d'une séparation
households-event-merge = Réunification
households-event-merged = Réuni à un autre ménage
households-event-identity = Identité corrigée
households-event-mistake = Personne saisie par erreur
households-event-changed = Composition modifiée
households-event-night = à partir de la nuit du { $date }
households-born-on = Date de naissance de l'enfant
households-record-birth = Enregistrer la naissance
households-first-night = Première nuit avec le ménage
households-comes-back = Qui revient ?
households-somebody-new = Une nouvelle personne
households-record-arrival = Enregistrer l'arrivée
households-left-on = Première nuit sans cette personne
households-left-on-hint = Ses nuits d'avant restent comptées.
households-record-departure = Enregistrer le départ
households-died-on = Date du décès
households-record-death = Enregistrer le décès
households-split-what = Les personnes cochées forment un nouveau ménage. Les nuits passées restent à celui-ci.
households-who-leaves = Qui forme le nouveau ménage ?
households-first-night-apart = Première nuit séparée
households-split-restricted = Confidentialité renforcée pour le nouveau ménage
households-split-restricted-hint = Seules les personnes que vous nommez le verront. Il ne sera jamais placé au même site que celui-ci. Vérifiez le téléphone noté ici.
households-record-split = Enregistrer la séparation
households-mistake-what = Pour une personne qui n'a jamais fait partie du ménage. Si elle est partie, enregistrez son départ.
households-record-mistake = Retirer cette personne
households-events = Événements
households-undo = Annuler ce changement
households-before-it-was = Ce ménage est connu depuis la nuit du { $date }
households-left-before-coming = Cette personne est arrivée la nuit du { $date } : indiquez une nuit plus tard, ou annulez son arrivée
households-nobody-left = Il ne resterait personne la nuit du { $date }. Si tout le ménage part, enregistrez son départ du site ; s'il rejoint un autre ménage, réunissez les deux.
households-not-a-member = Cette personne ne fait plus partie du ménage
households-person-elsewhere = Cette personne fait partie d'un ménage depuis la nuit du { $date }
households-split-nobody = Cochez au moins une personne
households-split-everybody = Il doit rester au moins une personne dans ce ménage
households-changed-meanwhile = Quelqu'un a modifié ce ménage entre-temps. Relisez la fiche, puis envoyez à nouveau : votre saisie est gardée.
households-merged-already = Ce ménage a été réuni à un autre : la suite se passe sur la fiche du ménage réuni.
households-undo-not-last = Un autre changement a eu lieu depuis : seul le dernier peut être annulé.
households-undo-booked = Le nouveau ménage a déjà des réservations : la séparation ne peut plus être annulée.

households-merge = Réunir avec un autre ménage
households-merge-lead = { $name } ({ $code }) : pour une réunification, ou la même famille enregistrée deux fois.
households-merge-find = L'autre ménage
households-merge-compare = Les deux ménages, ligne à ligne
households-differs = différent
households-merge-same = Déjà dans le ménage gardé (doublon)
households-merge-same-hint = Cochez les personnes enregistrées deux fois : elles ne seront comptées qu'une. Les autres rejoignent le ménage à partir de ce soir.
households-merge-question = À partir de ce soir, { $kept } remplace { $other }. Les deux codes restent valables et aucune nuit passée ne change.
households-merge-confirm = Réunir les deux ménages
households-merge-itself = Choisissez un autre ménage
households-merge-apart = Ces deux ménages ne doivent pas être placés ensemble. Levez d'abord l'incompatibilité.
households-overlaps = { $n ->
    [one] Nuits comptées deux fois : { $n } décision à prendre
   *[other] Nuits comptées deux fois : { $n } décisions à prendre
}
households-overlaps-what = Les deux ménages réunis ont chacun une réservation pour les mêmes nuits. Dites laquelle est vraie ; corrigez ensuite la réservation.
households-overlaps-before = Ces nuits sont aux deux ménages. La réunion ne les change pas : elles resteront à vérifier sur la fiche.
households-overlap-nights = du { $from } au { $to }
households-open-end = fin ouverte
households-decision-both = Les deux sont vraies
households-decision-first = Garder la première
households-decision-second = Garder la seconde

households-apart = Incompatibilités de placement
households-apart-what = Jamais au même site que ces ménages. La raison n'est pas notée.
households-add-apart = Ajouter une incompatibilité
households-code-of-other = Code de l'autre ménage
households-code-hint = Comme F-7K3M-9QXT
households-keep-apart = Ne pas placer ensemble
households-lift-apart = Lever
households-code-unknown = Aucun ménage de votre périmètre n'a ce code
households-code-own = C'est le code de ce ménage
households-restricted = Confidentialité renforcée
households-restrict = Activer la confidentialité renforcée
households-restrict-hint = Le ménage disparaît des listes, de la recherche et des plannings de tous, sauf des personnes nommées. Vous en faites partie.
households-circle-what = Seules ces personnes savent que ce ménage existe et où il dort.
households-confidant = Adresse électronique de la personne à nommer
households-name-confidant = Nommer
households-unname = Retirer
households-unrestrict = Lever la confidentialité renforcée
households-unrestrict-what = Le ménage redevient visible de tous ceux qui suivent ce périmètre.
households-nobody-of-email = Aucun compte actif n'a cette adresse
households-circle-last = Il faut au moins une personne : nommez quelqu'un avant de retirer la dernière.

households-journal = Historique de la fiche
households-did-intake = Ménage enregistré
households-did-edit = Fiche modifiée
households-did-birth = Naissance
households-did-arrival = Arrivée d'un proche
households-did-departure = Départ d'un membre
households-did-death = Décès
households-did-mistake = Personne retirée (erreur de saisie)
households-did-identity = Identité corrigée
households-did-split = Séparation
households-did-split-off = Créé par une séparation
households-did-composition = Composition modifiée
households-did-merge = Réunification
households-did-merged = Réuni à un autre ménage
households-did-undo = Dernier changement annulé
households-did-restrict = Confidentialité renforcée activée
households-did-unrestrict = Confidentialité renforcée levée
households-did-circle-named = Personne nommée
households-did-circle-unnamed = Personne retirée des personnes nommées
households-did-keep-apart = Incompatibilité ajoutée
households-did-lift-apart = Incompatibilité levée
households-did-overlap = Nuits comptées deux fois : décision prise
households-did-other = Modification
households-did-system = Escale
households-stays = Séjours et réservations
