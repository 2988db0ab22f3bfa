grants-title = Droits
grants-none = Aucun droit : ce compte n'accède à rien.
grants-past = { $n ->
    [one] 1 droit terminé
   *[other] { $n } droits terminés
}
grants-nights = du { $from } au { $to } (exclu)
grants-nights-open = depuis le { $from }, sans fin
grants-to-come = À venir
grants-ended-badge = Terminé
grants-cancelled = Retiré avant son début
grants-give = Donner un droit
grants-give-to = Donner un droit à { $name }
grants-added = Droit donné.
grants-step-role = Quel rôle, au nom de qui
grants-step-dates = Ce que ce droit ouvre
grants-choose-role = Choisir un rôle…
grants-in-the-name-of = Au nom de
grants-continue = Continuer
grants-mandate = Mandat
grants-choose-mandate = Choisir un mandat…
grants-mandate-none = Cette organisation n'a aucun mandat.
grants-mandate-needed = Un travailleur social agit sous un mandat
grants-mandate-useless = Ce rôle ne dépend d'aucun mandat
grants-mandate-later = Le mandat commence le { $from }
grants-mandate-ends = Le mandat prend fin le { $to } : le droit aussi, au plus tard
grants-sites = Sites
grants-site-search = Chercher des sites
grants-site-search-hint = Un nom, une commune ou un code ; plusieurs séparés par des virgules. Cherchez d'abord, cochez ensuite.
grants-site-find = Chercher
grants-sites-own = { $n ->
    [one] Sans rien cocher : le site que gère l'organisation.
   *[other] Sans rien cocher : les { $n } sites que gère l'organisation.
}
grants-sites-tick = L'organisation ne gère aucun site : cochez ceux que ce droit ouvre.
grants-sites-more = { $n ->
    [one] 1 autre site correspond : précisez la recherche.
   *[other] { $n } autres sites correspondent : précisez la recherche.
}
grants-sites-none-found = Aucun site ne correspond à la recherche.
grants-sites-needed = Cochez au moins un site : l'organisation n'en gère aucun
grants-sites-useless = Ce rôle n'est pas limité à des sites
grants-from = À partir du
grants-to = Jusqu'au (exclu)
grants-to-hint = Laissez vide s'il n'y a pas encore de fin.
grants-to-needed-hint = Obligatoire : l'accès se ferme de lui-même à cette date.
grants-from-past = Au plus tôt ce soir
grants-order = La fin vient après le début
grants-end-needed = Ce rôle est à durée limitée : donnez une fin
grants-already = { $role } : ce droit est déjà donné, sans fin.
grants-already-until = { $role } : ce droit est déjà donné jusqu'au { $to }.
grants-see = Voir ce droit
grants-reaches = Ce que ce rôle ouvre
grants-given-by = Donné par { $name }.
grants-again = Redonner ce droit pour une autre période
grants-end = Mettre fin à ce droit
grants-end-explained = Le droit cesse d'ouvrir quoi que ce soit à partir de la nuit choisie. Il reste dans l'historique.
grants-end-on = Fin à partir du
grants-end-hint = La date de ce soir ferme l'accès tout de suite.
grants-end-past = Au plus tôt ce soir
grants-end-before = Au plus tôt le { $from }, ce qui retire le droit avant qu'il commence
grants-end-later = Ce droit finit déjà le { $to }. Pour aller plus loin, redonnez-le pour une autre période
grants-ended-already = Ce droit est déjà terminé.
grants-ended = Fin du droit enregistrée.
grants-last-administrator = C'est votre dernier droit d'administrateur : vous ne pourriez plus revenir en arrière. Un autre administrateur peut y mettre fin.

grants-roles-title = Ce que chaque rôle atteint
grants-roles-lead = Ce tableau est celui que l'application applique. Un droit ouvre toujours moins : son organisation, son mandat, ses sites, ses dates.
grants-roles-legend = Lit : consulte. Écrit : consulte et modifie. Rien : l'application répond comme si cela n'existait pas.
grants-roles-class = Données
grants-reach-none = Rien
grants-reach-read = Lit
grants-reach-write = Écrit
grants-writes = Consulte et modifie
grants-reads = Consulte
grants-sees-not = N'ouvre pas
grants-roles-detail = Les neuf rôles et les données que chacun lit ou modifie
