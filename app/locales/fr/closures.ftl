closures-title = Hors service
closures-new = Mettre des unités hors service
closures-which = Quelles unités, jusqu'à quand
closures-declare = Mettre hors service
closures-none = Toutes les unités sont en service.
closures-site-without-unit = Ce site n'a pas encore d'unité.
closures-in-force = En cours
closures-planned = À venir
closures-past = Passées ({ $n })
closures-to-review = À réexaminer
closures-history = Historique
closures-open-end = sans date de fin
closures-called-off = annulée avant son premier soir, le { $from }
closures-n-units = { $n ->
    [0] aucune unité
    [one] { $n } unité : { $labels }
   *[other] { $n } unités : { $labels }
}

closures-cause-bedbugs = Punaises de lit
closures-cause-cockroaches = Cafards
closures-cause-works = Travaux
closures-cause-utilities = Panne d'eau, de chauffage ou d'électricité
closures-cause-fire_safety = Sécurité incendie
closures-cause-damage = Dégradation
closures-cause-cleaning = Remise en état
closures-cause-kept_for_absent = Gardée pour une famille absente
closures-cause-staffing = Manque de personnel
closures-cause-administrative = Décision administrative
closures-cause-other = Autre

closures-field-units = Unités
closures-field-nights = Nuits
closures-field-cause = Cause
closures-field-detail = Précision
closures-hint-detail = Ce qu'il faut faire. Aucun nom de famille ici.
closures-field-from = Du soir du
closures-hint-from = Une date passée se déclare aussi.
closures-field-to = Au matin du
closures-hint-to = Retour en service ce jour-là. Vide : pas de date connue.
closures-field-review_on = Réexaminer le
closures-hint-review_on = Obligatoire sans date de retour : ce jour-là, la fermeture revient dans Aujourd'hui.
closures-field-owner = Qui remet en service
closures-hint-owner = Une personne ou une entreprise.
closures-field-back_on = De nouveau en service le soir du
closures-hint-back_on = Les nuits d'avant restent hors service.
closures-field-degraded = Garder occupée malgré la panne
closures-field-decided_by = Qui le décide
closures-hint-decided_by = Le nom reste écrit avec la décision.
closures-field-degraded_reason = Pourquoi
closures-degraded-said = Unité { $unit } occupée malgré la panne, sur décision de { $who } : { $reason }

closures-lift = Remettre en service
closures-lift-which = Lesquelles
closures-move = Changer la fin ou la date de réexamen
closures-declared = Les unités sont hors service.
closures-lifted = Les unités sont remises en service.
closures-moved = La fin est changée.

closures-no-unit = Cochez au moins une unité
closures-date-far = Une date entre 2000 et l'an prochain
closures-empty = Le retour doit venir après le premier soir
closures-needs-review = Sans date de retour, dites quand réexaminer
closures-review-past = Une date à venir, après le premier soir
closures-not-in-service = Ces unités ne sont pas en service ces nuits-là
closures-longer-for-all = Une prolongation vaut pour toutes les unités : déclarez à part celles qui durent
closures-changed-meanwhile = Cette fermeture vient d'être modifiée par quelqu'un d'autre. Relisez-la, puis recommencez.
closures-just-taken = Quelqu'un vient de prendre une de ces nuits. Rien n'a été enregistré : recommencez.
closures-somebody = Rien n'a été enregistré : quelqu'un dort ou est attendu dans ces unités. Déplacez les ménages, ou cochez plus bas les unités à garder occupées malgré la panne, en disant qui le décide.
closures-somebody-later = Rien n'a été enregistré : quelqu'un est attendu dans ces unités les nuits ajoutées.
closures-way-out = Déplacer { $who } ({ $from } → { $to })
closures-way-out-of = Unité { $unit } : déplacer { $who } ({ $from } → { $to })
closures-closed-already = Unité { $unit } : déjà hors service ({ $from } → { $to })
closures-record-departure = Unité { $unit } : constater le départ de { $code }

journal-closure-declared = Unités mises hors service
journal-closure-moved = Fin changée
journal-closure-lifted = Unités remises en service
