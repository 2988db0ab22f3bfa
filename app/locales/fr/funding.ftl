funding-title = Prise en charge
funding-none = Aucune prise en charge n'est enregistrée.
funding-until = Nuits payées par { $funder } ; fin de prise en charge le { $to }.
funding-not-tonight = La nuit prochaine n'est payée par personne.
funding-nights = Du { $from } au matin du { $to }
funding-decided = décidée par { $who } le { $on }

funding-state-requested = Demandée
funding-state-granted = Accordée
funding-state-refused = Refusée
funding-state-closed = Close

funding-funder-city = Ville
funding-funder-department = Département (ASE)
funding-funder-state = État
funding-funder-other = Autre financeur

funding-basis-homeless = Hébergement d'urgence (CASF L.345-2-2)
funding-basis-mother_and_child = Mère avec un enfant de moins de 3 ans, ou enceinte (CASF L.222-5)
funding-basis-child_protection = Protection d'un mineur (CASF L.222-2, L.222-3)
funding-basis-asylum = Accueil des demandeurs d'asile (CESEDA L.552-1)
funding-basis-voluntary = Décision de la Ville, sans obligation

funding-add = Ajouter une prise en charge
funding-grant = Accorder
funding-refuse = Refuser
funding-extend = Prolonger
funding-close = Mettre fin

funding-field-from = Première nuit payée
funding-field-to = Fin de prise en charge
funding-hint-to = Le matin du départ : la première nuit que personne ne paie.
funding-hint-close = La première nuit que personne ne paiera. Cela ne fait partir personne.
funding-field-funder = Qui paie
funding-field-basis = Fondement
funding-field-decided-by = Décidée par
funding-hint-decided-by = Laissez vide tant que le financeur n'a pas répondu : la prise en charge reste « demandée ».
funding-field-decided-on = Décidée le
funding-field-reference = Référence de la décision
funding-field-reason = Motif

funding-added = Prise en charge enregistrée
funding-granted = Prise en charge accordée
funding-refused = Refus enregistré
funding-extended = Prise en charge prolongée
funding-closed = Fin de prise en charge enregistrée

funding-already = Des nuits sont déjà payées ou demandées, du { $from } au { $to }. Une nuit n'est payée qu'une fois : changez les dates, ou prolongez cette prise en charge.
funding-needs-end = Une prise en charge a une fin
funding-not-requested = Cette prise en charge a déjà reçu une réponse.
funding-not-granted = Seule une prise en charge accordée peut être prolongée ou close.
funding-extend-earlier = La prise en charge va déjà jusqu'au { $to } : choisissez une date plus tardive.
funding-close-outside = La fin doit être entre le lendemain du { $from } et le { $to }.
