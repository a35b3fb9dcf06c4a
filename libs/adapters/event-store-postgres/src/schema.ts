import { APPEND_GROUP, APPEND_GROUP_TRACED } from './append-group.sql';

/** Each entry lifts the schema by one version, for ever in this order; an entry that was released is never edited. */
export const MIGRATIONS: readonly string[] = [
  `
CREATE TABLE event_store.events (
  position       bigint   NOT NULL PRIMARY KEY,
  stream         text     NOT NULL COLLATE "C",
  version        bigint   NOT NULL,
  id             uuid     NOT NULL,
  type           text     NOT NULL COLLATE "C",
  schema_version smallint NOT NULL,
  data           json     NOT NULL,
  metadata       json     NOT NULL,
  recorded_at    text     NOT NULL COLLATE "C",
  digest         bytea    NOT NULL,
  CONSTRAINT events_stream_version UNIQUE (stream, version),
  CONSTRAINT events_id UNIQUE (id)
);
COMMENT ON TABLE event_store.events IS 'The only truth. json, not jsonb: the digest covers this very text. recorded_at: RFC 3339 in UTC, text order is time order.';

CREATE TABLE event_store.head (
  only_row    boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (only_row),
  position    bigint  NOT NULL,
  recorded_at text    NOT NULL COLLATE "C"
) WITH (fillfactor = 10);
COMMENT ON TABLE event_store.head IS 'One row: the last position. Its lock gives positions in commit order; a rollback gives them back.';
INSERT INTO event_store.head (position, recorded_at) VALUES (0, '');

CREATE FUNCTION event_store.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Events are never changed or deleted: append a correction instead.';
END $$;
CREATE TRIGGER events_are_facts BEFORE UPDATE OR DELETE OR TRUNCATE ON event_store.events
  FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();

${APPEND_GROUP}
`,
  APPEND_GROUP_TRACED,
];
