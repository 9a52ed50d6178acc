-- Events that have been handled, stored with their effect. Pruned by age.
create table seen_event (
    source text        not null,
    id     text        not null,
    at     timestamptz not null,
    primary key (source, id)
);

create index seen_event_age on seen_event (at);
