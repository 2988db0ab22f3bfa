portfolio-count = { $n ->
    [0] No family
    [one] One family
   *[other] { $n } families
}{ $overdue ->
    [0] , nothing overdue
    [one] , one overdue
   *[other] , { $overdue } overdue
}
portfolio-which = Which families
portfolio-mine = Mine
portfolio-all = The whole mandate
portfolio-none = No family is entrusted to you.
portfolio-seen = seen on { $on } ({ $days ->
    [0] today
    [one] yesterday
   *[other] { $days } days ago
})
portfolio-never-seen = never met
portfolio-reserved = From { $from }
portfolio-log = Note a contact
portfolio-first-visit = First visit late by { $days ->
    [one] { $days } day
   *[other] { $days } days
}
portfolio-contact = No contact, { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
portfolio-promised = Contact planned { $days ->
    [0] for today
    [one] yesterday
   *[other] { $days } days ago
}
portfolio-offered = To accept
portfolio-offer-from = from { $from }, by { $who }
portfolio-unled = { $n ->
    [0] Every family has a lead worker
    [one] One family without a lead worker
   *[other] { $n } families without a lead worker
}
portfolio-unled-since = { $site } · since { $since }
portfolio-all-led = Every family lodged tonight has a lead worker.
portfolio-loads = Mandates
portfolio-load = { $n ->
    [one] { $n } family
   *[other] { $n } families
}, { $workers ->
    [0] no worker
    [one] { $workers } worker
   *[other] { $workers } workers
}
portfolio-over = Beyond the agreed caseload
