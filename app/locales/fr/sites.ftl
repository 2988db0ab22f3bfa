sites-new = Nouveau site
sites-new-lead = Un site commence comme prospect : il n'accueille personne avant d'être ouvert.
sites-create = Créer le site
sites-created = Le site est créé. Ajoutez ses unités, puis ouvrez-le.
sites-saved = Enregistré.
sites-edit = Modifier le site
sites-edit-of = Modifier { $site }
sites-remove = Retirer
sites-history = Historique
sites-day = Journée du site

sites-search = Chercher un site : nom, code, adresse, commune
sites-all = Tous
sites-count = { $n ->
    [0] Aucun site
    [one] { $n } site
   *[other] { $n } sites
}
sites-none = Aucun site dans votre périmètre. Un site apparaît ici dès qu'il est créé, ou confié à votre organisation.
sites-none-found = Aucun site ne répond à cette recherche. Retirez un filtre, ou vérifiez l'orthographe.
sites-column-name = Site
sites-column-free = Unités libres cette nuit
sites-free-of = { $free } sur { $opened }
sites-occupied-tonight = { $n ->
    [0] aucune occupée
    [one] { $n } occupée
   *[other] { $n } occupées
}
sites-counts-reported = chiffres transmis
sites-not-tonight = fermé cette nuit

sites-kind-hotel = Hôtel
sites-kind-hotel_allotment = Hôtel en contingent
sites-kind-rhvs = RHVS
sites-kind-sas = Sas
sites-kind-mise_a_labri = Mise à l'abri
sites-kind-chu = CHU
sites-kind-chrs = CHRS
sites-kind-halte_nuit = Halte de nuit
sites-kind-iml = Logement relais, IML
sites-kind-sas_regional = Sas régional
sites-kind-other = Autre

sites-measure-by_unit = Suivi par unité
sites-measure-reported = Chiffres transmis
sites-measure-spot = Nuitées à la demande

sites-state-prospect = Prospect
sites-state-visited = Visité
sites-state-agreed = Conventionné
sites-state-open = Ouvert
sites-state-suspended = Admissions suspendues
sites-state-closing = En fermeture
sites-state-closed = Fermé

sites-amenities = Équipements
sites-no-amenity = Aucun équipement n'est indiqué.
sites-amenity-shared_kitchen = Cuisine partagée
sites-amenity-room_kitchen = Cuisine dans la chambre
sites-amenity-fridge = Réfrigérateur
sites-amenity-laundry = Laverie
sites-amenity-wifi = Wifi
sites-amenity-lift = Ascenseur
sites-amenity-baby_equipment = Matériel pour bébé
sites-amenity-private_sanitary = Sanitaires dans la chambre
sites-amenity-animals = Animaux acceptés
sites-amenity-wheelchair = Accessible PMR

sites-facts = Le site
sites-field-name = Nom
sites-field-code = Code
sites-field-kind = Type
sites-field-measure = Comment ses nuits sont connues
sites-field-manager = Gestionnaire
sites-field-address = Adresse
sites-field-territory = Commune
sites-field-territory-code = Code INSEE
sites-field-latitude = Latitude
sites-field-longitude = Longitude
sites-field-checkin_from = Arrivées dès
sites-field-checkout_until = Départs avant
sites-field-no_show_at = Non-présentation à
sites-field-agreement_ends = Fin de la convention
sites-field-stay_target_nights = Durée de séjour visée
sites-field-state = État
sites-field-closes_on = Jour de la fermeture
sites-field-review_on = Réexaminer le
sites-field-reason = Motif
sites-field-remark = Remarque
sites-hint-code = Laissez vide : un code est créé. Sinon, celui de votre réservataire.
sites-hint-measure = « Suivi par unité » : des séjours nommés. « Chiffres transmis » : seuls des totaux arrivent chaque nuit. « Nuitées à la demande » : un volume et un prix, jamais de taux d'occupation.
sites-hint-territory = Paris et son arrondissement, ou la commune.
sites-hint-territory-code = Comme 75119 ou 93055.
sites-hint-no_show = Passé cette heure, une arrivée attendue est signalée.
sites-hint-agreement = Aucune réservation ne va au-delà de ce jour. Vide : sans terme.
sites-hint-target = En nuits, pour un sas. Vide : pas de durée visée.
sites-hint-closing = Aucune réservation ne va au-delà. Chaque ménage présent devra avoir une destination.
sites-hint-suspend = Plus aucune admission ; les séjours en cours continuent. La suspension ne se lève jamais seule.
sites-n-nights = { $n ->
    [one] { $n } nuit
   *[other] { $n } nuits
}

sites-territory-code = Un code INSEE de cinq caractères, comme 75119
sites-degrees = Des degrés, comme 48.8566
sites-hour = Une heure, comme 14:00
sites-code-taken = Un autre site porte déjà ce code
sites-manager-kept = Seules les équipes de la Ville confient un site à un autre gestionnaire
sites-reported-with-units = Des unités sont en service : terminez leur service avant de passer aux chiffres transmis
sites-changed-meanwhile = { $site } vient d'être modifié par quelqu'un d'autre. Relisez la fiche, puis recommencez.

sites-tonight = Cette nuit
sites-shut-tonight = Ce site n'ouvre pas cette nuit.
sites-reported-explained = Ce site transmet des totaux : ses chambres ne sont pas suivies une à une ici.
sites-spot-explained = Les nuits de cet hôtel s'achètent à la demande : on compte un volume, jamais un taux.
sites-units-opened = { $n ->
    [one] { $n } unité ouverte
   *[other] { $n } unités ouvertes
}
sites-places-opened = { $n ->
    [one] { $n } place ouverte
   *[other] { $n } places ouvertes
}, dont { $net } { $net ->
    [one] utilisable
   *[other] utilisables
}
sites-tile-free = Libres
sites-tile-occupied = Occupées
sites-tile-held = Réservées ou en option
sites-tile-out = Hors service
sites-tile-lost = Perdues par composition
sites-tile-rate = Taux d'occupation net
sites-tile-bought = Chambres occupées
sites-tile-persons = Personnes hébergées
sites-n-units = { $n ->
    [one] unité
   *[other] unités
}
sites-n-places = { $n ->
    [one] place
   *[other] places
}
sites-n-persons = { $n ->
    [one] personne
   *[other] personnes
}
sites-no-rate = s.o.
sites-rate-of = { $persons ->
    [one] { $persons } personne
   *[other] { $persons } personnes
} pour { $net ->
    [one] { $net } place utilisable
   *[other] { $net } places utilisables
}
sites-over = { $n ->
    [one] Suroccupation : { $n } personne de plus que de places.
   *[other] Suroccupation : { $n } personnes de plus que de places.
}
sites-places-beyond-installed = { $places } places en service pour { $installed } installées : vérifiez la capacité installée ou les unités.
sites-units = { $n ->
    [0] Unités
    [one] { $n } unité
   *[other] { $n } unités
}

sites-stopped = Admissions suspendues depuis le { $from }, à réexaminer le { $review }. Motif : { $reason }
sites-closing-on = Ferme le { $date }. { $n ->
    [0] Plus personne n'y dort ni n'y est attendu.
    [one] { $n } réservation à reloger.
   *[other] { $n } réservations à reloger.
}
sites-closed-since = Fermé depuis le { $date }.
sites-who-is-left = Qui est encore là
sites-not-empty = { $n ->
    [one] Une réservation court encore : le site ne peut pas fermer. Déplacez-la, ou constatez le départ.
   *[other] { $n } réservations courent encore : le site ne peut pas fermer. Déplacez-les, ou constatez les départs.
}

sites-life = Vie du site
sites-life-lead = Chaque étape est datée et reste dans l'historique.
sites-do-visit = Noter la visite
sites-do-agree = Conventionner
sites-do-open = Ouvrir
sites-do-suspend = Suspendre les admissions
sites-do-resume = Reprendre les admissions
sites-do-close-later = Décider la fermeture
sites-do-move-closing = Changer le jour de fermeture
sites-do-give-up-closing = Renoncer à la fermeture
sites-do-close = Fermer
sites-do-reopen = Rouvrir
sites-step-taken = L'étape est enregistrée.
sites-step-impossible = Cette étape n'est pas possible dans l'état actuel du site
sites-date-past = Une date à venir
sites-closes-later = La fermeture est prévue le { $date } : avancez-la d'abord
sites-opens-without-unit = Ajoutez au moins une unité en service avant d'ouvrir
sites-agreement-over = La convention a pris fin le { $date } : changez sa date avant d'ouvrir

sites-not-open = { $site } n'est pas encore ouvert.
sites-closed = { $site } est fermé.
sites-suspended = Les admissions sont suspendues à { $site } : les séjours en cours continuent, personne de nouveau n'y entre.
sites-closes-before = { $site } ferme le { $date } : le départ doit être ce jour-là au plus tard.
sites-agreement-ends-before = La convention de { $site } prend fin le { $date } : le départ doit être ce jour-là au plus tard.
sites-shut-then = { $site } n'ouvre pas la nuit du { $night }.

sites-contacts = Contacts
sites-no-contact = Aucun contact. Ajoutez au moins le téléphone de nuit.
sites-add-contact = Ajouter un contact
sites-contact-label = Qui, ou quel service
sites-contact-phone = Téléphone
sites-contact-email = Adresse électronique
sites-contact-empty = Un téléphone ou une adresse
sites-hint-contact = Comme « Réception, la nuit ».

sites-capacities = Capacité
sites-capacities-lead = Une ligne nouvelle prend ses nuits aux lignes de même nature ; le passé reste.
sites-no-capacity = Aucune capacité n'est déclarée.
sites-add-capacity = Ajouter une capacité
sites-capacity-kind = Nature
sites-capacity-units = Unités
sites-capacity-places = Places
sites-capacity-source = Source
sites-capacity-said = { $kind } : { $units ->
    [one] { $units } unité
   *[other] { $units } unités
}, { $places ->
    [one] { $places } place
   *[other] { $places } places
}
sites-capacity-installed = Installée
sites-capacity-contracted = Conventionnée
sites-capacity-opened = Ouverte
sites-capacity-seasonal = Saisonnière (plan hiver)
sites-capacity-reinforcement = Renfort (grand froid)
sites-hint-source = Convention, arrêté, message du gestionnaire.

sites-prices = Grille tarifaire
sites-prices-lead = Un prix nouveau prend ses nuits aux anciens ; le passé reste.
sites-no-price = Aucun prix n'est enregistré.
sites-add-price = Ajouter un prix
sites-price-basis = Base
sites-price-amount = Montant pour une nuit
sites-price-infants = Gratuit avant (âge en années)
sites-basis-per_person = par personne et par nuit
sites-basis-per_unit = par chambre et par nuit
sites-basis-flat = au forfait, par nuit
sites-hint-amount = Comme 18,50.
sites-amount = Un montant en euros, comme 18,50

sites-openings = Calendrier d'ouverture
sites-openings-lead = Sans ligne, le site ouvre toutes les nuits.
sites-opens-every-night = Ouvert toutes les nuits.
sites-add-opening = Ajouter une période d'ouverture

sites-from = Du soir du
sites-to = Au matin du
sites-hint-to = Vide : sans terme.
sites-period = du soir du { $from } au matin du { $to }
sites-period-open = à partir du soir du { $from }, sans terme
sites-period-empty = Le matin de fin doit venir après le premier soir

journal-site-added = Site créé
journal-site-edited = Fiche du site modifiée
journal-site-step = Étape de la vie du site
journal-site-units_added = Unités ajoutées
journal-site-unit_edited = Unité modifiée
journal-site-closure_declared = Unités mises hors service
journal-site-closure_moved = Fin d'une mise hors service changée
journal-site-closure_lifted = Unités remises en service
journal-site-contact_added = Contact ajouté
journal-site-contact_ended = Contact retiré
journal-site-opening_added = Période d'ouverture ajoutée
journal-site-opening_ended = Période d'ouverture retirée
journal-site-capacity_added = Capacité ajoutée
journal-site-capacity_ended = Capacité retirée
journal-site-price_added = Prix ajouté
journal-site-price_ended = Prix retiré
