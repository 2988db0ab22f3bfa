contacts-title = Contacts
contacts-none = No contact noted.
contacts-add = Note a contact
contacts-take-back = Take back
contacts-next = next on { $on }

contacts-channel-visit = Seen at the hotel
contacts-channel-office = Seen at the office
contacts-channel-phone = Phone
contacts-channel-interpreter = With an interpreter
contacts-channel-failed = No answer

contacts-theme-domiciliation = Postal address
contacts-theme-identity = Identity, civil status
contacts-theme-residence = Residence, asylum
contacts-theme-health_cover = Health cover
contacts-theme-health_access = Access to care, PMI
contacts-theme-schooling = School, childcare
contacts-theme-resources = Income, benefits
contacts-theme-employment = Work, training, French
contacts-theme-housing = Housing, SIAO
contacts-theme-daily = Food, hygiene, equipment
contacts-theme-budget = Budget, debts
contacts-theme-safety = Protection, safety

contacts-field-channel = How
contacts-field-day = On
contacts-field-minutes = How long
contacts-minutes-none = Not told
contacts-minutes-15 = Less than a quarter of an hour
contacts-minutes-30 = Less than half an hour
contacts-minutes-60 = Less than an hour
contacts-minutes-120 = More than an hour
contacts-field-themes = Subjects
contacts-field-next = Next contact planned
contacts-field-note = In one sentence
contacts-hint-note = Optional, 300 characters. The family may read it: nothing medical, nothing that hurts.

contacts-logged = Contact noted
contacts-taken-back = Contact taken back
contacts-day = Choose a past day, within the last three months
contacts-next-past = The next contact comes after this one
