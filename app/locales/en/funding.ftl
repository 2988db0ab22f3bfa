funding-title = Funding
funding-none = No funding is recorded.
funding-until = Nights paid by { $funder }; funding ends on { $to }.
funding-not-tonight = Nobody pays for tonight.
funding-nights = From { $from } to the morning of { $to }
funding-decided = decided by { $who } on { $on }

funding-state-requested = Requested
funding-state-granted = Granted
funding-state-refused = Refused
funding-state-closed = Closed

funding-funder-city = City
funding-funder-department = Department (child welfare)
funding-funder-state = State
funding-funder-other = Other funder

funding-basis-homeless = Emergency shelter (CASF L.345-2-2)
funding-basis-mother_and_child = Mother with a child under 3, or pregnant (CASF L.222-5)
funding-basis-child_protection = Protection of a minor (CASF L.222-2, L.222-3)
funding-basis-asylum = Reception of asylum seekers (CESEDA L.552-1)
funding-basis-voluntary = Decided by the city beyond any obligation

funding-add = Add a funded period
funding-grant = Grant
funding-refuse = Refuse
funding-extend = Extend
funding-close = End

funding-field-from = First night paid
funding-field-to = End of funding
funding-hint-to = The morning of the departure: the first night nobody pays for.
funding-hint-close = The first night nobody will pay for. It makes nobody leave.
funding-field-funder = Who pays
funding-field-basis = Legal basis
funding-field-decided-by = Decided by
funding-hint-decided-by = Leave blank until the funder has answered: the period stays “requested”.
funding-field-decided-on = Decided on
funding-field-reference = Reference of the decision
funding-field-reason = Reason

funding-added = Funding recorded
funding-granted = Funding granted
funding-refused = Refusal recorded
funding-extended = Funding extended
funding-closed = End of funding recorded

funding-already = Nights are already paid for or requested, from { $from } to { $to }. A night is paid for once: change the dates, or extend that period.
funding-needs-end = A funded period has an end
funding-not-requested = This period has already been answered.
funding-not-granted = Only a granted period can be extended or ended.
funding-extend-earlier = Funding already reaches { $to }: choose a later date.
funding-close-outside = The end must be between the day after { $from } and { $to }.
