requests-count = { $n ->
    [0] Nobody waits tonight
    [one] One household waits tonight
   *[other] { $n } households wait tonight
}{ $unanswered ->
    [0] {""}
    [one] , one without an answer
   *[other] , { $unanswered } without an answer
}
requests-none = Every request was given a place.
requests-new = Choose a household
requests-order = Order: { $criteria } › how long ago they asked.
requests-order-since = Published for the nights from { $from }.
requests-order-see = See or change this order
requests-tonight = Tonight's answers
requests-unanswered = Without an answer
requests-unmet = { $households ->
    [one] { $households } household
   *[other] { $households } households
}, { $persons ->
    [one] { $persons } person
   *[other] { $persons } persons
}
requests-since = since { $at }
requests-moved-by = Place given by { $who }: { $reason }
requests-find = Find a place
requests-answer = Answer for tonight
requests-answers = Answers
requests-move = Change place
requests-move-back = Give its own place back
requests-parked-count = { $n ->
    [one] One household set aside
   *[other] { $n } households set aside
}

requests-standing-to-evaluate = To evaluate
requests-standing-to-place = To place
requests-standing-proposed = Offer under way
requests-standing-placed = Placed
requests-standing-parked = Set aside until { $until }
requests-standing-closed = Closed

requests-answer-no_place = No place
requests-answer-no_fitting_place = No place for this composition
requests-answer-refused_by_household = Refused by the household
requests-answer-not_reachable = Not reachable
requests-answer-outside_criteria = Outside criteria
requests-answer-not_asked = Did not ask tonight

requests-source-call_115 = 115
requests-source-outreach = Outreach team
requests-source-maternity = Maternity ward
requests-source-pmi = PMI
requests-source-school = School
requests-source-district = District social service
requests-source-association = Association
requests-source-operation = Shelter operation
requests-source-site_closing = Site closing
requests-source-return = Return
requests-source-other = Other

requests-slept-street = In the street
requests-slept-car = In a car
requests-slept-third_party = With somebody
requests-slept-paid_hotel = In a hotel, self-paid
requests-slept-shelter = In a shelter
requests-slept-maternity = In maternity
requests-slept-housed = Housed
requests-slept-unknown = Not known

requests-criterion-newborn = Leaving maternity
requests-criterion-infant = Child under 3
requests-criterion-pregnancy = Seven months pregnant or more
requests-criterion-violence = In danger
requests-criterion-disability = Disability
requests-criterion-nights_outside = Nights outside
requests-criterion-single_adult = Single adult with children

requests-close-own_solution = Found a solution
requests-close-lost_contact = Contact lost
requests-close-refused_for_good = Wants no place any more
requests-close-moved_away = Moved away
requests-close-outside_scope = Out of scope, sent elsewhere
requests-close-duplicate = Duplicate
requests-close-error = Written by mistake

requests-title = Request { $code }
requests-who = Who asks
requests-of-household = Requests for a place
requests-none-yet = No request.
requests-add = Take a request
requests-proposals = Offers
requests-no-proposal = Nothing was offered yet.
requests-next = What next
requests-evaluate = Evaluate
requests-evaluate-by = Evaluate by
requests-park = Set aside
requests-close = Close
requests-reopen = Reopen the request
requests-review = Decide what follows from the refusal
requests-admissible = Admissible refusal
requests-not-admissible = Refusal not admissible
requests-priority = Order of priority
requests-priority-lead = Each household is placed by the first criterion it meets, then the next, then how long ago it asked. No score decides: a person may always change a place, saying why.
requests-publish = Publish this order
requests-publish-hint = 1 for the first criterion; 0 to leave one out.

requests-field-source = Who asks
requests-field-received = Received on
requests-field-slept = Last night
requests-field-waits = Where the household waits tonight
requests-field-criteria = Criteria met
requests-hint-criteria = The children's ages and the single adult are counted from the composition. No diagnosis, no narrative.
requests-field-until = Until the night of
requests-hint-until = The household keeps its seniority. Leave blank to put it back on the list.
requests-field-reason = Reason
requests-field-place = Place on the list
requests-field-admissible = This refusal is
requests-field-consequence = What follows
requests-hint-consequence = Decided by a person; nothing applies by itself.
requests-field-from = From the night of

requests-received = Request taken
requests-evaluated = Evaluation recorded
requests-parked = Request set aside
requests-unparked = Request back on the list
requests-closed = Request closed
requests-reopened = Request reopened
requests-answered = Answer noted
requests-moved = Place changed
requests-review-kept = Decision noted
requests-published = Order published

requests-already = This household already waits, with request { $code }.
requests-closed-already = This request is closed. Reopen it first.
requests-not-closed = This request is not closed.
requests-reviewed = Somebody already decided what follows from this refusal.
requests-park-date = Choose a night to come, within three months
requests-publish-past = The order is for nights to come only
