organisations-title = Organisations
organisations-add = Ajouter une organisation
organisations-name = Nom
organisations-kind = Nature
organisations-kind-hint = Ce qu'elle fait surtout ; ses droits, eux, se donnent personne par personne.
organisations-kind-city = Ville
organisations-kind-booking_body = Organisme de réservation
organisations-kind-host = Gestionnaire de site ou hôtelier
organisations-kind-support = Opérateur social
organisations-kind-other = Autre
organisations-choose = Choisir…
organisations-any = Toutes
organisations-search = Nom
organisations-closed-too = Montrer aussi les organisations fermées
organisations-count = { $n ->
    [0] Aucune organisation
    [one] 1 organisation
   *[other] { $n } organisations
}
organisations-none = Aucune organisation ne correspond. Élargissez le filtre, ou ajoutez-la.
organisations-detail = { $users ->
    [0] aucun compte
    [one] 1 compte
   *[other] { $users } comptes
}, { $grants ->
    [0] aucun droit en cours
    [one] 1 droit en cours
   *[other] { $grants } droits en cours
}, { $sites ->
    [0] aucun site géré
    [one] 1 site géré
   *[other] { $sites } sites gérés
}
organisations-closed-on = Fermée au { $on }
organisations-people = Ses comptes
organisations-edit = Modifier
organisations-added = Organisation ajoutée.
organisations-saved = Organisation enregistrée.
organisations-name-taken = « { $name } » existe déjà

organisations-close = Fermer l'organisation
organisations-close-on = Fermer à partir du
organisations-close-explained = À partir de cette nuit, aucun droit ne peut être donné en son nom. Les droits en cours doivent d'abord prendre fin.
organisations-close-past = Au plus tôt ce soir
organisations-close-held = { $n ->
    [one] Un droit court encore après le { $on } : mettez-y fin d'abord.
   *[other] { $n } droits courent encore après le { $on } : mettez-y fin d'abord.
}
organisations-close-holder = { $name } · { $role } · jusqu'au { $to }
organisations-close-holder-open = { $name } · { $role } · sans fin
organisations-closing-saved = Fermeture enregistrée.
organisations-reopen = Rouvrir l'organisation
organisations-reopened = Organisation rouverte.
organisations-closed-then = L'organisation est fermée à partir du { $on }

organisations-mandates = Mandats
organisations-mandates-none = Aucun mandat. Un travailleur social en a besoin pour recevoir un droit.
organisations-mandate-add = Ajouter un mandat
organisations-mandate-added = Mandat ajouté.
organisations-mandate-label = Mandat, lot ou marché
organisations-mandate-order = La fin vient après le début
organisations-open = Organisations ouvertes
organisations-unit = { $n ->
    [one] organisation
   *[other] organisations
}
organisations-title-detail = Qui emploie, héberge, réserve ou accompagne, sous quels mandats
