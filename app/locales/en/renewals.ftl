renewals-count = { $n ->
    [0] Nothing comes to its end
    [one] One deadline
   *[other] { $n } deadlines
}{ $n ->
    [0] {""}
   *[other] , { $undecided ->
        [0] all decided
        [one] one undecided
       *[other] { $undecided } undecided
    }
}
renewals-none = No booking and no funded period ends in this time.
renewals-horizon = Period
renewals-within = { $n ->
    [3] 72 hours
   *[other] { $n } days
}
renewals-extend-all = { $n ->
    [one] Extend this family
   *[other] Extend these { $n } families
}
renewals-extend = Extend
renewals-refuse = Do not renew
renewals-decide-by = Decide by { $day } { $date }
renewals-booked-until = booked until { $to }
renewals-booked-open = booked without an end
renewals-funded-until = funding ends on { $to }
renewals-funded-never = never funded
renewals-over = Already past
renewals-left = { $n ->
    [one] Tomorrow
   *[other] In { $n } days
}
renewals-unfunded = Not funded
renewals-undecided = Undecided
renewals-not-extended = Not renewed
renewals-said-no = { $reason } · next: { $next } · { $who }

renewals-reason-exit_planned = An exit is planned
renewals-reason-transfer_planned = A transfer is planned
renewals-reason-other_funder = Another funder takes over
renewals-reason-outside_criteria = Outside the funder's criteria
renewals-reason-household_left = The household has left
renewals-reason-other = Another reason
renewals-field-reason = Why
renewals-field-next = And then
renewals-hint-next = What is planned for the family, and by whom. Without a renewal it stays until somebody has oriented it.

renewals-closing-days = Days the service is closed
renewals-closing-hint = Weekends and public holidays are already counted. A deadline is decided on the last working day before it.
renewals-field-day = Day
renewals-field-label = Reason
renewals-close-day = Add this day
renewals-day-past = This day is past
renewals-day-known = This day is already listed
renewals-day-added = Closing day added

renewals-extend-title = Extend
renewals-ends-offered = New end
renewals-until = Until { $to }
renewals-until-short = Until { $to }
renewals-other-end = Another date
renewals-see = See
renewals-none-yet = none
renewals-booking-change = booking: { $from } → { $to }
renewals-funding-change = funding: { $from } → { $to }
renewals-cannot = Impossible
renewals-some-blocked = { $n ->
    [one] One family cannot be extended until then: see why, or choose another date. The others can.
   *[other] { $n } families cannot be extended until then: see why, or choose another date. The others can.
}
renewals-submit = Extend until { $to }
renewals-extended = Stays extended
renewals-refused = Decision recorded
renewals-moved = The end has changed meanwhile: it is on { $to }.
renewals-nobody = Choose at least one family
renewals-to-earlier = The end is already on { $to }: choose a later date.
renewals-nothing-to-extend = Nothing to extend: booking and funding already reach that far.
renewals-blocked = Nothing was extended: { $who } cannot be until then. Untick that family, or choose another date.
