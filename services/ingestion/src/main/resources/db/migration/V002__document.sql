-- What is known of every document. A row stays when its document is deleted, so that an older event can't bring the document back.
create table document (
    document_id  text        primary key,
    index_name   text        not null,
    uri          text        not null,
    title        text        not null,
    content_hash text        not null,
    tenant       text        not null,
    allow        text[]      not null,
    deny         text[]      not null,
    clearance    integer     not null check (clearance >= 0),
    sections     integer     not null,
    chunks       integer     not null,
    -- Chunks 0 to ordinals - 1 may exist in OpenSearch. Raised before they are written, so that a crash leaves none that nobody knows of.
    ordinals     integer     not null,
    updated_at   timestamptz not null,
    indexed_at   timestamptz not null,
    deleted      boolean     not null
);

create index document_of_index on document (index_name) where not deleted;
