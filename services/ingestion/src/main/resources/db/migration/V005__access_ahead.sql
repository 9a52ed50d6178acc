-- Changes of access, and deletions, that wait in their partition behind other events and are known already: what they close is closed by now, whatever the
-- events before them say. A row goes when its event is handled.
create table access_ahead (
    source      text   not null,
    id          text   not null,
    document_id text   not null,
    -- Null, with nobody allowed, for a deletion.
    tenant      text,
    allow       text[] not null,
    deny        text[] not null,
    clearance   integer not null check (clearance >= 0),
    primary key (source, id)
);

create index access_ahead_document on access_ahead (document_id);
