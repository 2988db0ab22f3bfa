contacts-title = Contacts
contacts-none = Aucun contact noté.
contacts-add = Noter un contact
contacts-take-back = Retirer
contacts-next = prochain le { $on }

contacts-channel-visit = Vu à l'hôtel
contacts-channel-office = Vu au bureau
contacts-channel-phone = Téléphone
contacts-channel-interpreter = Avec interprète
contacts-channel-failed = Pas de réponse

contacts-theme-domiciliation = Domiciliation
contacts-theme-identity = Identité, état civil
contacts-theme-residence = Séjour, asile
contacts-theme-health_cover = Couverture santé
contacts-theme-health_access = Accès aux soins, PMI
contacts-theme-schooling = École, garde
contacts-theme-resources = Ressources, droits
contacts-theme-employment = Emploi, formation, français
contacts-theme-housing = Logement, SIAO
contacts-theme-daily = Alimentation, hygiène, équipement
contacts-theme-budget = Budget, dettes
contacts-theme-safety = Protection, sécurité

contacts-field-channel = Comment
contacts-field-day = Le
contacts-field-minutes = Durée
contacts-minutes-none = Sans précision
contacts-minutes-15 = Moins d'un quart d'heure
contacts-minutes-30 = Moins d'une demi-heure
contacts-minutes-60 = Moins d'une heure
contacts-minutes-120 = Plus d'une heure
contacts-field-themes = Sujets abordés
contacts-field-next = Prochain contact prévu
contacts-field-note = En une phrase
contacts-hint-note = Facultatif, 300 caractères. Lisible par la famille : rien de médical, rien qui blesse.

contacts-logged = Contact noté
contacts-taken-back = Contact retiré
contacts-day = Choisissez un jour passé, dans les trois derniers mois
contacts-next-past = Le prochain contact vient après celui-ci
