board-title = Planning — { $site }
board-choose = Ouvrir le planning de quel site ?
board-toolbar = Période et présentation
board-earlier = ‹ Avant
board-later = Après ›
board-nights = { $n } nuits
board-as-list = En liste
board-as-grid = En planning
board-day = Journée du site
board-places = { $n } pl.
board-free-units = Chambres libres
board-free-cell = Chambre { $unit } libre la nuit du { $night } : réserver
board-all-free = Libre sur toute la période
board-key = Légende
board-keys = Flèches : aller d'une case à l'autre. Entrée : ouvrir. Maj + flèches : choisir plusieurs nuits libres.
board-book-selection = Réserver ces nuits

day-nav = Changer de jour
day-before = ‹ Veille
day-after = Lendemain ›
day-arrivals = Arrivées attendues
day-departures = Départs
day-in-house = Présents
day-free = Chambres libres
day-site = Fiche du site
day-close-unit = Mettre une chambre hors service

night-persons = Cette nuit : { $n ->
    [one] { $n } personne hébergée
   *[other] { $n } personnes hébergées
}
night-units = Chambres
night-places = Places
night-occupied = Occupées
night-lost = Perdues dans les chambres occupées
night-held = Gardées
night-out = Hors service
night-free = Libres
night-opened = Ouvertes
night-over = Suroccupation : { $n ->
    [one] { $n } personne de plus que de places
   *[other] { $n } personnes de plus que de places
}

today-nothing = Rien ne demande votre attention ce soir.
today-none-left = Plus rien ici ce soir.
today-conflicts = Conflits à régler
today-minors-alone = Mineurs sans adulte
today-nights-twice = Nuits comptées à deux endroits
today-see = Voir
today-requests = Demandes sans réponse ce soir
today-overstays = Séjours dépassés
today-holds = Options sur le point d'expirer
today-arrivals = Arrivées attendues
today-departures = Départs de ce matin
today-ending = Fins dans les 7 jours
today-closures = Chambres hors service à revoir
today-closed-since = { $n ->
    [one] { $n } chambre
   *[other] { $n } chambres
} depuis le { $since }
today-more = { $n ->
    [one] Un autre
   *[other] Les { $n } autres
}
today-review = Revoir
