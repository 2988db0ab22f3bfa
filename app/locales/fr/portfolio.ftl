portfolio-count = { $n ->
    [0] Aucune famille
    [one] Une famille
   *[other] { $n } familles
}{ $overdue ->
    [0] , rien en retard
    [one] , une en retard
   *[other] , { $overdue } en retard
}
portfolio-which = Quelles familles
portfolio-mine = Les miennes
portfolio-all = Tout le mandat
portfolio-none = Aucune famille ne vous est confiée.
portfolio-seen = vue le { $on } ({ $days ->
    [0] aujourd'hui
    [one] hier
   *[other] il y a { $days } jours
})
portfolio-never-seen = jamais rencontrée
portfolio-reserved = À partir du { $from }
portfolio-log = Noter un contact
portfolio-first-visit = Première visite en retard de { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
portfolio-contact = Sans contact, { $days ->
    [one] { $days } jour de retard
   *[other] { $days } jours de retard
}
portfolio-promised = Contact prévu { $days ->
    [0] aujourd'hui
    [one] hier
   *[other] il y a { $days } jours
}
portfolio-offered = À accepter
portfolio-offer-from = à partir du { $from }, par { $who }
portfolio-unled = { $n ->
    [0] Toutes les familles ont un référent
    [one] Une famille sans référent
   *[other] { $n } familles sans référent
}
portfolio-unled-since = { $site } · depuis le { $since }
portfolio-all-led = Chaque famille hébergée cette nuit a un référent.
portfolio-loads = Mandats
portfolio-load = { $n ->
    [one] { $n } famille
   *[other] { $n } familles
}, { $workers ->
    [0] aucun travailleur social
    [one] { $workers } travailleur social
   *[other] { $workers } travailleurs sociaux
}
portfolio-over = Au-delà de la file active prévue
