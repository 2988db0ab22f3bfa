-- Who agreed to pay for a household's nights, and until when: apart from what is booked.
create table funded_period (
    id uuid primary key,
    household_id uuid not null references household (id),
    from_night date not null,
    to_night date not null,                 -- end of funding: the first night nobody pays for
    state text not null,                    -- requested, granted, refused, closed
    funder text not null,                   -- city, department, state, other
    basis text not null,                    -- legal basis, coded
    reference text not null default '',     -- of the decision
    decided_by text not null default '',    -- who decided, as the document says
    decided_on date,
    reason text not null default '',        -- of a refusal, of an early end
    version integer not null default 1,
    created_at timestamptz not null,
    created_by uuid references user_account (id),
    check (to_night > from_night)
);
create index funded_period_household on funded_period (household_id, to_night);
create index funded_period_end on funded_period (to_night) where state = 'granted';

-- What was decided of an end. Nights added are in the booking and in the funded period;
-- here is who decided, and what comes next where nothing was added.
create table renewal (
    id uuid primary key,
    household_id uuid not null references household (id),
    booking_id uuid not null references booking (id),
    ends_on date not null,                  -- the end that was decided about
    decision text not null,                 -- extended, not_extended
    to_night date,
    reason text not null default '',
    next_step text not null default '',
    decided_by uuid not null references user_account (id),
    decided_at timestamptz not null,
    command_id uuid not null,
    superseded_at timestamptz
);
create index renewal_booking on renewal (booking_id);

-- Days the service does not work, besides weekends and public holidays.
create table service_closing_day (
    day date primary key,
    label text not null,
    created_at timestamptz not null,
    created_by uuid references user_account (id)
);
