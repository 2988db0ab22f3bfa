ui-fields-to-correct =
    { $n ->
        [one] Un champ est à corriger.
       *[other] { $n } champs sont à corriger.
    }
ui-filters = Filtres
ui-apply = Appliquer
ui-search = Chercher
ui-show-all = Tout afficher
ui-sort = Trier par
ui-pages = Pages de la liste
ui-pager = { $first }–{ $last } sur { $total }
ui-previous = Précédent
ui-next = Suivant
ui-printed = Imprimé le { $at } par { $who }
ui-offline = Pas de réseau. Rien n'est envoyé ; ce que vous avez saisi reste à l'écran.
