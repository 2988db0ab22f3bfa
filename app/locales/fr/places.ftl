places-for = Pour { $who }
places-adults = Adultes
places-children = Enfants
places-cots = Lits bébé
places-from = Arrivée
places-to = Départ
places-open = Sans date de fin
places-refine = Besoins, secteur, type de site
places-needs = Indispensable
places-territory = Secteur
places-territory-hint = Code commune ou début de code : 751 pour Paris, 75119 pour le 19e
places-kind = Type de site
places-search = Chercher
places-nobody = Il faut au moins une personne
places-past = Cette nuit est déjà passée
places-no-night = Le départ doit venir après l'arrivée
places-found = { $n ->
    [one] 1 possibilité
   *[other] { $n } possibilités, les { $shown } meilleures d'abord
}
places-unit = { $label } · { $places ->
    [one] { $places } place
   *[other] { $places } places
}
places-exact = À la bonne taille
places-wasted = { $n ->
    [one] 1 place perdue
   *[other] { $n } places perdues
}
places-connecting = Chambres communicantes
places-several = Plusieurs chambres du même site
places-free-until = Libre jusqu'au { $until }
places-free-long = Libre au-delà de l'an prochain
places-distance = à { $km } km
places-hold = Option
places-book = Réserver
places-nothing = Aucune place ne convient à ces dates.
places-nearest = Ce qui s'en approche le plus
places-nothing-near = Rien d'approchant non plus. Essayez d'autres dates, ou moins d'exigences.
places-near-later = Libre à partir du { $from }
places-near-shorter = Libre tout de suite, jusqu'au { $to }
places-near-without = Convient, sauf : { $need }
places-near-elsewhere = Convient, dans un autre secteur ou un autre type de site
places-near-short = Il manque une place : suroccupation à autoriser
places-need-step_free = Rez-de-chaussée ou ascenseur
places-need-wheelchair = Accessible en fauteuil
places-need-kitchen = Cuisine
places-need-private_bath = Sanitaires dans la chambre
places-need-fridge = Réfrigérateur
places-need-laundry = Laverie
places-need-baby_equipment = Matériel bébé
places-need-animals = Animal accepté
