units-add = Ajouter des unités
units-none = Aucune unité : ajoutez les chambres, modules ou dortoirs de ce site.
units-new-which = Quelles unités
units-create = Créer les unités
units-created = Les unités sont créées.
units-saved = Les unités sont modifiées.
units-edit = { $n ->
    [0] Modifier des unités
    [one] Modifier { $n } unité
   *[other] Modifier { $n } unités
}
units-edit-lead = Ce que vous laissez vide reste comme il est pour chaque unité.
units-none-chosen = Cochez au moins une unité dans la liste du site.
units-choose = Choisir des unités
units-edit-chosen = Modifier les unités cochées
units-close-chosen = Mettre hors service les unités cochées
units-common = Communs à toutes

units-column-label = Unité
units-column-tonight = Cette nuit
units-column-places = Places
units-column-floor = Étage
units-column-facts = Particularités
units-state-free = Libre
units-state-occupied = Occupée
units-state-held = Réservée
units-state-out = Hors service
units-state-not-in-service = Pas en service
units-degraded = occupée malgré la panne
units-fact-shared = partagée
units-fact-step_free = sans marche
units-fact-wheelchair = PMR
units-fact-kitchen = cuisine
units-fact-landing_bath = sanitaires sur le palier
units-fact-connects = communicante

units-field-labels = Numéros
units-hint-labels = Comme « 201–220, 4 places » ; une ligne par sorte : « 101-110 112 115, 2 places », « Module 1-16 », « Dortoir nord, 12 places ».
units-field-label = Numéro ou nom
units-field-places = Places
units-hint-places = Adultes et enfants, si la ligne ne le dit pas.
units-field-cots = Lits bébé possibles
units-hint-cots = En plus des places.
units-field-floor = Étage
units-hint-floor = 0 : rez-de-chaussée.
units-field-floor_by_number = L'étage se lit dans le numéro (201 : 2e étage)
units-field-step_free = Rez-de-chaussée ou ascenseur
units-field-wheelchair = Accessible en fauteuil (PMR)
units-field-kitchen = Cuisine
units-field-private_bath = Sanitaires dans l'unité
units-field-shared = Partagée entre ménages, place par place
units-field-connects_to = Communique avec
units-connects-nowhere = Aucune autre unité
units-field-in_service_from = En service à partir du soir du
units-field-in_service_to = Jusqu'au matin du
units-hint-in_service_to = Vide : sans terme.
units-field-service_end = Fin de service
units-end-none = Sans terme
units-end-on = À une date
units-as-is = Laisser comme c'est
units-hint-as-is = Vide : inchangé.
units-yes = Oui
units-no = Non

units-label-twice = Écrit deux fois : { $labels }
units-label-exists = Ce site a déjà : { $labels }
units-label-long = « { $label } » est trop long : { $n } caractères au plus
units-too-many = { $n } unités au plus à la fois
units-range-backwards = { $range } va à rebours : le plus petit numéro d'abord
units-site-reported = Ce site transmet des totaux : il n'a pas d'unités
units-service-empty = Le service doit finir après avoir commencé
units-in-the-way = L'unité { $unit } ne peut pas quitter le service : quelqu'un y dort ou y est attendu. Rien n'a été enregistré.
units-places-taken = L'unité { $unit } aurait moins de places que de personnes. Rien n'a été enregistré.
units-places-closed = L'unité { $unit } est partagée et hors service : remettez-la en service avant de changer ses places
units-shared-taken = L'unité { $unit } a déjà servi : terminez son service et créez-en une autre pour changer ce choix
units-changed-meanwhile = L'unité { $unit } vient d'être modifiée par quelqu'un d'autre. Relisez-la, puis recommencez.

journal-unit-edited = Unité modifiée
