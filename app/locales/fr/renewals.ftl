renewals-count = { $n ->
    [0] Rien n'arrive à échéance
    [one] Une échéance
   *[other] { $n } échéances
}{ $n ->
    [0] {""}
   *[other] , { $undecided ->
        [0] toutes décidées
        [one] une sans décision
       *[other] { $undecided } sans décision
    }
}
renewals-none = Aucune réservation et aucune prise en charge ne se termine sur cette période.
renewals-horizon = Période
renewals-within = { $n ->
    [3] 72 heures
   *[other] { $n } jours
}
renewals-extend-all = { $n ->
    [one] Prolonger cette famille
   *[other] Prolonger ces { $n } familles
}
renewals-extend = Prolonger
renewals-refuse = Ne pas renouveler
renewals-decide-by = Décider au plus tard { $day } { $date }
renewals-booked-until = réservation jusqu'au { $to }
renewals-booked-open = réservation sans date de fin
renewals-funded-until = fin de prise en charge le { $to }
renewals-funded-never = aucune prise en charge
renewals-over = Échéance passée
renewals-left = { $n ->
    [one] Demain
   *[other] Dans { $n } jours
}
renewals-unfunded = Non financé
renewals-undecided = Sans décision
renewals-not-extended = Non renouvelé
renewals-said-no = { $reason } · suite : { $next } · { $who }

renewals-reason-exit_planned = Une sortie est prévue
renewals-reason-transfer_planned = Un transfert est prévu
renewals-reason-other_funder = Un autre financeur reprend
renewals-reason-outside_criteria = Hors des critères du financeur
renewals-reason-household_left = Le ménage est parti
renewals-reason-other = Autre motif
renewals-field-reason = Pourquoi
renewals-field-next = Et ensuite
renewals-hint-next = Ce qui est prévu pour la famille, et par qui. Sans renouvellement, elle reste là tant que personne ne l'a orientée.

renewals-closing-days = Jours de fermeture du service
renewals-closing-hint = Les week-ends et les jours fériés sont déjà comptés. Une échéance se décide le dernier jour travaillé avant elle.
renewals-field-day = Jour
renewals-field-label = Motif
renewals-close-day = Ajouter ce jour
renewals-day-past = Ce jour est passé
renewals-day-known = Ce jour est déjà dans la liste
renewals-day-added = Jour de fermeture ajouté

renewals-extend-title = Prolonger
renewals-ends-offered = Nouvelle fin
renewals-until = Jusqu'au { $to }
renewals-until-short = Jusqu'au { $to }
renewals-other-end = Une autre date
renewals-see = Voir
renewals-none-yet = aucune
renewals-booking-change = réservation : { $from } → { $to }
renewals-funding-change = prise en charge : { $from } → { $to }
renewals-cannot = Impossible
renewals-some-blocked = { $n ->
    [one] Une famille ne peut pas être prolongée jusque-là : voyez pourquoi, ou choisissez une autre date. Les autres peuvent l'être.
   *[other] { $n } familles ne peuvent pas être prolongées jusque-là : voyez pourquoi, ou choisissez une autre date. Les autres peuvent l'être.
}
renewals-submit = Prolonger jusqu'au { $to }
renewals-extended = Séjours prolongés
renewals-refused = Décision enregistrée
renewals-moved = L'échéance a changé entre-temps : elle est au { $to }.
renewals-nobody = Choisissez au moins une famille
renewals-to-earlier = L'échéance est déjà au { $to } : choisissez une date plus tardive.
renewals-nothing-to-extend = Rien à prolonger : la réservation et la prise en charge vont déjà jusque-là.
renewals-blocked = Rien n'a été prolongé : { $who } ne peut pas l'être jusque-là. Décochez cette famille, ou choisissez une autre date.
