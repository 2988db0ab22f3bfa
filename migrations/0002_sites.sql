create table site (
    id uuid primary key,
    code text not null unique,              -- S-00042
    name text not null,
    kind text not null,                     -- domain C.2
    measure text not null,                  -- by_unit, reported, spot
    state text not null,                    -- prospect, visited, agreed, open, suspended, closing, closed
    manager_id uuid not null references organisation (id),
    address text not null default '',
    territory text not null,                -- INSEE code of the commune or arrondissement, as text
    territory_name text not null,
    latitude double precision,
    longitude double precision,
    amenities text not null default '',     -- codes, space separated
    checkin_from text not null default '14:00',
    checkout_until text not null default '12:00',
    no_show_at text not null default '22:00',
    agreement_ends date,                    -- no booking from this date
    closes_on date,                         -- no booking from this date
    stay_target_nights integer,
    version integer not null default 1,
    created_at timestamptz not null
);
create index site_territory on site (territory);

create table grant_site (
    grant_id uuid not null references access_grant (id),
    site_id uuid not null references site (id),
    primary key (grant_id, site_id)
);

create table site_contact (
    id uuid primary key,
    site_id uuid not null references site (id),
    label text not null,
    phone text not null default '',
    email text not null default '',
    superseded_at timestamptz
);
create index site_contact_site on site_contact (site_id);

-- The nights a site opens. A site without a row opens every night.
create table site_opening (
    id uuid primary key,
    site_id uuid not null references site (id),
    from_night date not null,
    to_night date,
    superseded_at timestamptz
);

create table capacity_period (
    id uuid primary key,
    site_id uuid not null references site (id),
    kind text not null,                     -- installed, contracted, opened, seasonal, reinforcement
    from_night date not null,
    to_night date,
    unit_count integer not null,
    place_count integer not null,
    source text not null default '',
    recorded_at timestamptz not null,
    superseded_at timestamptz
);
create index capacity_period_site on capacity_period (site_id);

create table price_line (
    id uuid primary key,
    site_id uuid not null references site (id),
    from_night date not null,
    to_night date,
    basis text not null,                    -- per_person, per_unit, flat
    amount_cents integer not null,          -- EUR
    infants_free_below integer not null default 0, -- years
    recorded_at timestamptz not null,
    superseded_at timestamptz
);
create index price_line_site on price_line (site_id);

create table admission_stop (
    id uuid primary key,
    site_id uuid not null references site (id),
    from_night date not null,
    review_on date not null,
    reason text not null,
    lifted_at timestamptz,
    created_at timestamptz not null
);
create index admission_stop_site on admission_stop (site_id);

create table unit (
    id uuid primary key,
    site_id uuid not null references site (id),
    label text not null,
    floor integer not null default 0,
    places integer not null,
    cots integer not null default 0,
    step_free boolean not null,             -- ground floor or lift
    wheelchair boolean not null,
    kitchen boolean not null,
    private_bath boolean not null,
    shared boolean not null,                -- several households, place by place
    connects_to uuid references unit (id),
    in_service_from date not null,
    in_service_to date,
    version integer not null default 1,
    created_at timestamptz not null,
    unique (site_id, label),
    unique (id, shared)
);

-- Why units are out of service; the nights themselves are in occupation.
create table closure (
    id uuid primary key,
    site_id uuid not null references site (id),
    cause text not null,
    detail text not null default '',
    owner text not null,                    -- who brings it back
    from_night date not null,
    to_night date,                          -- null: until it is lifted, see review_on
    review_on date,
    lifted_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null
);
create index closure_site on closure (site_id);

-- A unit people stay in although something is broken: somebody decided it. The
-- nights of the closure that nobody has in it are closed all the same.
create table degraded_use (
    id uuid primary key,
    closure_id uuid not null references closure (id),
    unit_id uuid not null references unit (id),
    from_night date not null,
    to_night date,
    cause text not null,
    decided_by text not null,
    reason text not null,
    created_at timestamptz not null,
    superseded_at timestamptz
);
create index degraded_use_closure on degraded_use (closure_id);
create index degraded_use_unit on degraded_use (unit_id);
