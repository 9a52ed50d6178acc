-- Whoever asks why a document is or isn't shown knows its address rather than its id.
create index document_of_uri on document using hash (uri);
