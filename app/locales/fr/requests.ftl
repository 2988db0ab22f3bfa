requests-count = { $n ->
    [0] Personne n'attend ce soir
    [one] Un ménage attend ce soir
   *[other] { $n } ménages attendent ce soir
}{ $unanswered ->
    [0] {""}
    [one] , un sans réponse
   *[other] , { $unanswered } sans réponse
}
requests-none = Chaque demande a reçu une place.
requests-new = Choisir un ménage
requests-order = Ordre : { $criteria } › ancienneté de la demande.
requests-order-since = Publié pour les nuits à partir du { $from }.
requests-order-see = Voir ou changer cet ordre
requests-tonight = Réponses de ce soir
requests-unanswered = Sans réponse
requests-unmet = { $households ->
    [one] { $households } ménage
   *[other] { $households } ménages
}, { $persons ->
    [one] { $persons } personne
   *[other] { $persons } personnes
}
requests-since = depuis le { $at }
requests-moved-by = Place donnée par { $who } : { $reason }
requests-find = Chercher une place
requests-answer = Répondre pour ce soir
requests-answers = Réponses
requests-move = Changer de place
requests-move-back = Rendre sa place d'origine
requests-parked-count = { $n ->
    [one] Un ménage mis en attente
   *[other] { $n } ménages mis en attente
}

requests-standing-to-evaluate = À évaluer
requests-standing-to-place = À placer
requests-standing-proposed = Proposition en cours
requests-standing-placed = Placé
requests-standing-parked = En attente jusqu'au { $until }
requests-standing-closed = Close

requests-answer-no_place = Pas de place
requests-answer-no_fitting_place = Pas de place pour cette composition
requests-answer-refused_by_household = Refus du ménage
requests-answer-not_reachable = Injoignable
requests-answer-outside_criteria = Hors critères
requests-answer-not_asked = N'a pas demandé ce soir

requests-source-call_115 = 115
requests-source-outreach = Maraude
requests-source-maternity = Maternité
requests-source-pmi = PMI
requests-source-school = École
requests-source-district = Service social d'arrondissement
requests-source-association = Association
requests-source-operation = Opération de mise à l'abri
requests-source-site_closing = Fermeture d'un site
requests-source-return = Retour
requests-source-other = Autre

requests-slept-street = À la rue
requests-slept-car = En voiture
requests-slept-third_party = Chez un tiers
requests-slept-paid_hotel = À l'hôtel, à ses frais
requests-slept-shelter = En hébergement
requests-slept-maternity = À la maternité
requests-slept-housed = En logement
requests-slept-unknown = Non connu

requests-criterion-newborn = Sortie de maternité
requests-criterion-infant = Enfant de moins de 3 ans
requests-criterion-pregnancy = Grossesse de 7 mois ou plus
requests-criterion-violence = Mise en danger
requests-criterion-disability = Handicap
requests-criterion-nights_outside = Nuits dehors
requests-criterion-single_adult = Adulte seul avec enfants

requests-close-own_solution = Solution trouvée par le ménage
requests-close-lost_contact = Contact perdu
requests-close-refused_for_good = Ne veut plus de place
requests-close-moved_away = Parti ailleurs
requests-close-outside_scope = Hors champ, orienté ailleurs
requests-close-duplicate = Doublon
requests-close-error = Saisie par erreur

requests-title = Demande { $code }
requests-who = Qui demande
requests-of-household = Demandes de place
requests-none-yet = Aucune demande.
requests-add = Enregistrer une demande
requests-proposals = Propositions
requests-no-proposal = Rien n'a encore été proposé.
requests-next = Et maintenant
requests-evaluate = Évaluer
requests-evaluate-by = À évaluer avant
requests-park = Mettre en attente
requests-close = Clore
requests-reopen = Rouvrir la demande
requests-review = Décider des suites du refus
requests-admissible = Refus recevable
requests-not-admissible = Refus non recevable
requests-priority = Ordre de priorité
requests-priority-lead = Chaque ménage est placé par le premier critère qu'il remplit, puis le suivant, puis l'ancienneté. Aucun score ne décide : une personne peut toujours changer une place, en disant pourquoi.
requests-publish = Publier cet ordre
requests-publish-hint = 1 pour le premier critère ; 0 pour ne pas en tenir compte.

requests-field-source = Qui demande
requests-field-received = Reçue le
requests-field-slept = La nuit dernière
requests-field-waits = Où le ménage attend ce soir
requests-field-criteria = Critères remplis
requests-hint-criteria = L'âge des enfants et l'adulte seul sont comptés d'après la composition. Aucun diagnostic, aucun récit.
requests-field-until = Jusqu'à la nuit du
requests-hint-until = Le ménage garde son ancienneté. Laissez vide pour le remettre sur la liste.
requests-field-reason = Motif
requests-field-place = Place sur la liste
requests-field-admissible = Ce refus est
requests-field-consequence = Ce qui suit
requests-hint-consequence = Décidé par une personne ; rien ne s'applique tout seul.
requests-field-from = À partir de la nuit du

requests-received = Demande enregistrée
requests-evaluated = Évaluation enregistrée
requests-parked = Demande mise en attente
requests-unparked = Demande remise sur la liste
requests-closed = Demande close
requests-reopened = Demande rouverte
requests-answered = Réponse notée
requests-moved = Place changée
requests-review-kept = Décision notée
requests-published = Ordre publié

requests-already = Ce ménage attend déjà, avec la demande { $code }.
requests-closed-already = Cette demande est close. Rouvrez-la d'abord.
requests-not-closed = Cette demande n'est pas close.
requests-reviewed = Quelqu'un a déjà décidé des suites de ce refus.
requests-park-date = Choisissez une nuit à venir, dans les trois mois
requests-publish-past = L'ordre ne vaut que pour des nuits à venir
