search = Chercher
choose = Choisir…
any = Indifférent
none = Aucun
n-persons = { $n ->
    [one] { $n } personne
   *[other] { $n } personnes
}
n-cots = { $n ->
    [one] { $n } lit bébé
   *[other] { $n } lits bébé
}
error-changed-meanwhile = Quelqu'un vient de modifier cette fiche. Relisez-la, puis recommencez.
field-no-night = Le départ doit venir après l'arrivée : il faut au moins une nuit

bookings-title = Réservation { $code }
bookings-history = Historique de la réservation
bookings-household = Ménage
bookings-household-hidden = Ménage hors de votre périmètre
bookings-to-be-named = À nommer
bookings-site = Site
bookings-when = Nuits
bookings-agreed = Convenu au départ
bookings-persons = Personnes
bookings-unit = Chambre
bookings-units = Chambres
bookings-kind = État
bookings-lines = Chambres et nuits
bookings-reason = Motif
bookings-side = Qui refuse
bookings-reference = Référence du réservataire
bookings-cots = Lits bébé
bookings-transferred-from = Vient de
bookings-see-other = Voir l'autre réservation
bookings-find-place = Chercher une place
bookings-none-yet = Aucune réservation pour ce ménage.
bookings-nights = du { $from } au { $to } · { $n ->
    [one] { $n } nuit
   *[other] { $n } nuits
}
bookings-nights-open = à partir du { $from }, sans date de fin
bookings-open-end = sans date de fin
bookings-leaves = Départ le { $day } avant { $hour }
bookings-overstay-since = Le départ était prévu le { $to } et personne ne l'a constaté. La chambre reste au ménage : prolongez, ou constatez le départ.
bookings-held-until = Option jusqu'au { $until }
bookings-over-by = + { $n }
bookings-unit-option = { $label } ({ $places } places)
bookings-unit-persons = { $label } ({ $places } places) : { $n ->
    [one] { $n } personne
   *[other] { $n } personnes
}

bookings-state-requested = Demandée
bookings-state-held = Option
bookings-state-confirmed = Confirmée
bookings-state-arrived = En cours
bookings-state-departed = Terminée
bookings-state-cancelled = Annulée
bookings-state-refused = Refusée
bookings-state-expired = Expirée
bookings-state-no_show = Non présentée

occupation-hold = Option
occupation-promise = Réservée
occupation-stay = Occupée
occupation-closure = Hors service

bookings-step-place = Réserver
bookings-step-name = Nommer le ménage
bookings-step-confirm = Confirmer
bookings-step-refuse = Noter un refus
bookings-step-cancel = Annuler la réservation
bookings-step-expire = Laisser expirer
bookings-step-arrive = Constater l'arrivée
bookings-step-no_show = Noter une non-présentation
bookings-step-extend = Prolonger
bookings-step-shorten = Raccourcir
bookings-step-move_unit = Changer de chambre
bookings-step-transfer = Transférer vers un autre site
bookings-step-depart = Constater le départ
bookings-step-resize = Changer le nombre de personnes
bookings-step-keep_unit = Garder la chambre

bookings-done-place = Réservation enregistrée.
bookings-done-name = Ménage nommé.
bookings-done-confirm = Réservation confirmée.
bookings-done-refuse = Refus noté ; la chambre est libre.
bookings-done-cancel = Réservation annulée ; la chambre est libre.
bookings-done-arrive = Arrivée constatée.
bookings-done-no-show = Non-présentation notée ; les nuits suivantes sont libres.
bookings-done-extend = Séjour prolongé.
bookings-done-shorten = Séjour raccourci.
bookings-done-move-unit = Changement de chambre enregistré.
bookings-done-transfer = Transfert enregistré.
bookings-done-depart = Départ constaté.
bookings-undone = L'action est annulée.

bookings-new = Réserver
bookings-new-transfer = Transférer
bookings-no-household-hint = Sans ménage choisi, la chambre est gardée « à nommer ». Vous pourrez nommer le ménage ensuite.
bookings-firmness = Fermeté
bookings-firmness-confirm = Confirmée par le site
bookings-firmness-hold = Option, qui expire seule
bookings-firmness-request = Demande envoyée au site
bookings-held-until-field = Garder jusqu'au
bookings-held-until-hint = Pour une option ou une demande. Vide : deux heures.
bookings-hold-past = Cette heure est déjà passée
bookings-hold-runs = Cette option court encore.
bookings-night-of = Nuit du
bookings-left-on = Parti le matin du
bookings-leaves-on = Départ le matin du
bookings-open = Sans date de fin
bookings-no-show-night = Nuit où personne n'est venu
bookings-no-show-hint = Cette nuit reste comptée comme réservée ; les suivantes sont rendues.
bookings-move-from = De la chambre
bookings-move-to = Vers la chambre
bookings-move-night = À partir de la nuit du
bookings-over-reason = Motif de la suroccupation
bookings-over-hint = Plus de personnes que de places : votre nom et ce motif sont gardés, pour 14 nuits au plus.
bookings-over-not-yours = Il y a plus de personnes que de places. Seul un coordinateur ou la direction peut l'autoriser.

bookings-side-household = Le ménage
bookings-side-site = Le site
bookings-side-prescriber = Le prescripteur
bookings-reason-full = Complet finalement
bookings-reason-composition = Composition familiale
bookings-reason-no_step_free = Pas d'accès PMR
bookings-reason-animals = Animal de compagnie
bookings-reason-previous_incident = Incident antérieur
bookings-reason-works = Travaux
bookings-reason-incomplete_request = Demande incomplète
bookings-reason-far_from_school = Éloignement de l'école
bookings-reason-far_from_care = Éloignement des soins
bookings-reason-family_split = Famille séparée
bookings-reason-no_kitchen = Pas de cuisine
bookings-reason-condition = État du lieu
bookings-reason-safety = Crainte, violences
bookings-reason-other = Autre
bookings-reason-not_said = Motif non donné
bookings-reason-own_solution = Solution trouvée par le ménage
bookings-reason-replaced = Remplacée par une autre
bookings-reason-no_longer_needed = Plus nécessaire
bookings-reason-error = Erreur de saisie
bookings-reason-exit = Sortie du dispositif
bookings-reason-transfer = Transfert vers un autre site
bookings-reason-left_without_notice = Parti sans prévenir
bookings-reason-site_closure = Fermeture du site
bookings-reason-excluded = Exclusion

bookings-wrong-state = La réservation est « { $state } » : l'étape « { $step } » n'est plus possible.
bookings-arrival-ahead = Une arrivée se constate quand elle a eu lieu : au plus tard pour la nuit du { $night }.
bookings-arrival-late = La réservation finissait le { $to } : prolongez-la d'abord.
bookings-no-show-early = L'arrivée n'était prévue que le { $from }.
bookings-already-open = Ce séjour n'a pas de date de fin.
bookings-extend-earlier = Le départ est déjà prévu le { $to } : choisissez une date après.
bookings-shorten-too-much = Des nuits ont déjà été dormies : au plus tôt le { $earliest }.
bookings-shorten-later = Le départ est déjà prévu le { $to } : choisissez une date avant.
bookings-move-not-there = Le ménage n'est pas dans cette chambre à cette date.
bookings-move-late = Le ménage aura déjà quitté cette chambre à cette date.
bookings-depart-no-night = Un séjour d'aucune nuit est une arrivée par erreur : annulez l'arrivée.
bookings-depart-ahead = Un départ se constate le matin où il a lieu, pas à l'avance.
bookings-already-named = Le ménage est déjà nommé.
bookings-date-far = Une date entre 2000 et le { $latest }
bookings-no-unit = Choisissez au moins une chambre
bookings-unit-not-in-service = La chambre { $unit } n'est pas en service toutes ces nuits.
bookings-nobody-in-unit = Personne ne dormirait dans la chambre { $unit }.
bookings-over-capacity = La chambre { $unit } a { $places } places pour { $persons } personnes. Une suroccupation doit être autorisée, avec un motif.
bookings-incompatible = Ce ménage ne peut pas être placé sur ce site à ces dates.
bookings-household-elsewhere = Ce ménage a déjà la réservation { $code }, du { $from } au { $to }.
bookings-taken = La chambre vient d'être prise.
bookings-taken-by = La chambre { $unit } est prise par { $code }, du { $from } au { $until }.
bookings-taken-until = La chambre { $unit } est prise jusqu'au { $until }.
bookings-unit-closed = La chambre { $unit } est hors service jusqu'au { $until }.
bookings-full-now = Il n'y a plus assez de places dans cette chambre sur ces nuits.
bookings-still-there = La réservation { $code } n'a pas encore quitté la chambre { $unit }.
bookings-not-left = Les occupants de la chambre { $unit } ne l'ont pas encore quittée : voyez avec le site.
bookings-record-departure = Constater ce départ
bookings-alternative = { $site }, { $units }
bookings-undo-late = Une autre étape a suivi : il est trop tard pour annuler celle-ci.

bookings-picker = Nom, téléphone, code du ménage
bookings-picker-found = { $n ->
    [0] Aucun ménage trouvé
    [one] { $n } ménage trouvé
   *[other] { $n } ménages trouvés
}
bookings-picker-more = { $n } ménages trouvés, les { $shown } premiers ci-dessous : précisez la recherche
bookings-pick = Choisir
bookings-pick-whom = Choisir { $name }
bookings-move-also = Et aussi (chambre communicante ou voisine)
bookings-move-also-none = Aucune autre chambre
