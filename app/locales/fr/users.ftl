users-title = Comptes
users-add = Ajouter un compte
users-add-lead = Le compte s'ouvre tout de suite, mais ne donne accès à rien tant qu'aucun droit n'est donné.
users-search = Nom ou adresse
users-organisation = Organisation
users-any-organisation = Toutes
users-role = Rôle
users-any-role = Tous
users-state = État
users-any-state = Tous
users-state-active = Actif
users-state-without_right = Sans droit
users-state-ending = Un droit finit dans le mois
users-state-disabled = Désactivé
users-count = { $n ->
    [0] Aucun compte
    [one] 1 compte
   *[other] { $n } comptes
}
users-none = Aucun compte ne correspond. Élargissez le filtre, ou ajoutez-le.
users-ends-on = Un droit finit le { $on }
users-choose = Choisir…
users-name = Nom et prénom
users-email = Adresse électronique
users-email-form = Une adresse électronique complète
users-email-taken = Un compte a déjà cette adresse
users-organisation-closed = Cette organisation est fermée
users-passphrase = Phrase de passe
users-passphrase-hint = Tirée au hasard pour ce compte, ou tapez la vôtre. Notez-la ou dictez-la maintenant : une fois le formulaire envoyé, elle ne s'affiche plus nulle part.
users-added = Compte ajouté. Donnez-lui maintenant un droit.
users-edit = Nom et adresse
users-saved = Compte enregistré.
users-sign-in = Connexion
users-reason = Motif (facultatif)
users-disable = Désactiver le compte
users-disable-explained = La personne est déconnectée de tous ses appareils à l'instant même et ne peut plus se connecter. Ce qu'elle a écrit reste signé de son nom.
users-disable-oneself = Vous ne pouvez pas désactiver votre propre compte : un autre administrateur peut le faire.
users-already-disabled = Ce compte est déjà désactivé.
users-already-enabled = Ce compte est déjà actif.
users-disabled = Compte désactivé, appareils déconnectés.
users-disabled-since = Désactivé le { $at }
users-enable = Réactiver le compte
users-enabled = Compte réactivé.
users-reset-password = Changer la phrase de passe
users-reset-lead = La personne est déconnectée de tous ses appareils et se reconnecte avec la nouvelle phrase.
users-reset-oneself = C'est votre propre compte : changez votre mot de passe en donnant l'actuel.
users-reset-own-account = Aller à mon compte
users-password-reset = Phrase de passe changée, appareils déconnectés.
users-no-device = Aucun appareil connecté.
users-revoke-all = Déconnecter tous les appareils
users-revoked = Déconnecté.
users-unit = { $n ->
    [one] compte
   *[other] comptes
}
users-title-detail = Qui peut se connecter, avec quels droits, depuis quels appareils
