closures-title = Out of service
closures-new = Put units out of service
closures-which = Which units, until when
closures-declare = Put out of service
closures-none = Every unit is in service.
closures-site-without-unit = This site has no unit yet.
closures-in-force = In force
closures-planned = Planned
closures-past = Past ({ $n })
closures-to-review = To look at again
closures-history = History
closures-open-end = no end date
closures-called-off = called off before its first evening, { $from }
closures-n-units = { $n ->
    [0] no unit
    [one] { $n } unit: { $labels }
   *[other] { $n } units: { $labels }
}

closures-cause-bedbugs = Bedbugs
closures-cause-cockroaches = Cockroaches
closures-cause-works = Works
closures-cause-utilities = Water, heating or electricity failure
closures-cause-fire_safety = Fire safety
closures-cause-damage = Damage
closures-cause-cleaning = Turnover cleaning
closures-cause-kept_for_absent = Kept for an absent family
closures-cause-staffing = Lack of staff
closures-cause-administrative = Administrative decision
closures-cause-other = Other

closures-field-units = Units
closures-field-nights = Nights
closures-field-cause = Cause
closures-field-detail = Detail
closures-hint-detail = What is to be done. No family's name here.
closures-field-from = From the evening of
closures-hint-from = A past date may be declared too.
closures-field-to = To the morning of
closures-hint-to = Back in service that day. Empty: no known date.
closures-field-review_on = Look again on
closures-hint-review_on = Required without a return date: that day the closure comes back under Today.
closures-field-owner = Who brings them back
closures-hint-owner = A person or a company.
closures-field-back_on = Back in service on the evening of
closures-hint-back_on = Nights before stay out of service.
closures-field-degraded = Keep occupied though degraded
closures-field-decided_by = Who decides so
closures-hint-decided_by = The name stays written with the decision.
closures-field-degraded_reason = Why
closures-degraded-said = Unit { $unit } occupied though degraded, decided by { $who }: { $reason }

closures-lift = Bring back into service
closures-lift-which = Which ones
closures-move = Change the end or the review date
closures-declared = The units are out of service.
closures-lifted = The units are back in service.
closures-moved = The end is changed.

closures-no-unit = Tick at least one unit
closures-date-far = A date between 2000 and next year
closures-empty = The return must come after the first evening
closures-needs-review = Without a return date, say when to look again
closures-review-past = A date to come, after the first evening
closures-not-in-service = These units are not in service on those nights
closures-longer-for-all = A longer closure holds for all its units: declare apart those that last
closures-changed-meanwhile = Somebody else has just changed this closure. Read it again, then start over.
closures-just-taken = Somebody has just taken one of these nights. Nothing was saved: try again.
closures-somebody = Nothing was saved: somebody sleeps or is expected in these units. Move the households, or tick below the units to keep occupied though degraded, and say who decides so.
closures-somebody-later = Nothing was saved: somebody is expected in these units on the added nights.
closures-way-out = Move { $who } ({ $from } → { $to })
closures-way-out-of = Unit { $unit }: move { $who } ({ $from } → { $to })
closures-closed-already = Unit { $unit }: out of service already ({ $from } → { $to })
closures-record-departure = Unit { $unit }: record the departure of { $code }

journal-closure-declared = Units put out of service
journal-closure-moved = End changed
journal-closure-lifted = Units back in service
