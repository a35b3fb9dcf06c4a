/**
 * One round trip for a group of appends. Columns come as text with U+001F between values, which canonical JSON and checked
 * names never hold: parsed four times as fast as JSON objects. `expected`: a version, -1 no-stream, -2 any, -3 exists.
 * Answers {"head": position before this call, "outcomes": null when everything was new and as expected, else one per append}.
 */
const appendGroup = (create: string, digested: string): string => `
${create} event_store.append_group(
  streams text, expectations text, counts text, units text,
  event_appends text, event_offsets text, event_streams text, event_ids text, event_types text, event_schema_versions text,
  event_data text, event_metadata text, given_instant text, look_up_ids boolean
) RETURNS text LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET lock_timeout = '10s' AS $$
DECLARE
  sep         constant text := chr(31);
  stream_of   text[]   := string_to_array(streams, sep);
  expected_of bigint[] := string_to_array(expectations, sep)::bigint[];
  count_of    bigint[] := string_to_array(counts, sep)::bigint[];
  head_position bigint;
  last_position bigint;
  instant     text COLLATE "C";
  actual_of   bigint[];
  base_of     bigint[];
  skipped_of  bigint[];
  outcomes    json;
BEGIN
  SELECT h.position, greatest(h.recorded_at, given_instant) INTO STRICT head_position, instant FROM event_store.head h FOR UPDATE;

  SELECT array_agg(coalesce((SELECT e.version FROM event_store.events e WHERE e.stream = a.stream ORDER BY e.version DESC LIMIT 1), -1) ORDER BY a.ord)
  INTO actual_of FROM unnest(stream_of) WITH ORDINALITY AS a(stream, ord);

  IF actual_of = expected_of AND NOT look_up_ids THEN
    base_of := actual_of;
    skipped_of := array_fill(0::bigint, ARRAY[cardinality(actual_of)]);
  ELSE
    WITH given AS (
      SELECT a.*, actual_of[a.ord] AS actual
      FROM unnest(stream_of, expected_of, count_of, string_to_array(units, sep)) WITH ORDINALITY AS a(stream, expected, n, unit, ord)
    ), known AS (
      SELECT n.append::bigint AS append, n.i::bigint AS i, e.id, e.stream, e.version, e.position
      FROM unnest(string_to_array(event_appends, sep), string_to_array(event_offsets, sep), string_to_array(event_ids, sep)) AS n(append, i, id)
      JOIN event_store.events e ON e.id = n.id::uuid
    ), judged AS (
      SELECT g.*, k.position AS stored_position, k.version AS stored_version, k.id,
        CASE
          WHEN k.together AND (g.expected < -1 OR g.expected <> g.actual AND k.first = g.expected + 1) THEN 'stored'
          WHEN g.expected >= -1 AND g.expected <> g.actual OR g.expected = -3 AND g.actual = -1 THEN 'conflict'
          WHEN k.id IS NOT NULL THEN 'reused'
          ELSE 'fresh'
        END AS outcome
      FROM given g LEFT JOIN LATERAL (
        SELECT max(k.position) AS position, max(k.version) AS version, min(k.version) AS first, (array_agg(k.id ORDER BY k.i))[1] AS id,
          count(*) = g.n AND bool_and(k.stream = g.stream) AND min(k.version - k.i) = max(k.version - k.i) AS together
        FROM known k WHERE k.append = g.ord
      ) k ON true
    ), settled AS (
      SELECT j.*, bool_and(j.outcome = 'fresh') OVER (PARTITION BY j.unit) AS written FROM judged j
    ), placed AS (
      SELECT s.*, sum(s.n) FILTER (WHERE s.written) OVER sofar AS reached, coalesce(sum(s.n) FILTER (WHERE NOT s.written) OVER sofar, 0) AS skipped
      FROM settled s WINDOW sofar AS (ORDER BY s.ord)
    )
    SELECT array_agg(CASE WHEN p.written THEN p.actual ELSE -2 END ORDER BY p.ord), array_agg(p.skipped::bigint ORDER BY p.ord),
      json_agg(json_build_object(
        'outcome', p.outcome, 'id', p.id, 'actual', p.actual::text,
        'version', (CASE WHEN p.written THEN p.actual + p.n ELSE p.stored_version END)::text,
        'position', (CASE WHEN p.written THEN head_position + p.reached ELSE p.stored_position END)::text
      ) ORDER BY p.ord)
    INTO base_of, skipped_of, outcomes FROM placed p;
  END IF;

  INSERT INTO event_store.events (position, stream, version, id, type, schema_version, data, metadata, recorded_at, digest)
  SELECT head_position + n.ord - skipped_of[n.append], n.stream, n.version, n.id::uuid, n.type, n.schema_version::smallint, n.data::json, n.metadata::json, instant,
    sha256(convert_to(
      '{"data":' || n.data || ',"id":"' || n.id || '","metadata":' || ${digested} || ',"recordedAt":"' || instant || '"},"schemaVersion":'
      || n.schema_version || ',"stream":' || to_json(n.stream)::text || ',"type":' || to_json(n.type)::text || ',"version":"' || n.version::text || '"}', 'UTF8'))
  FROM (
    SELECT e.ord, e.append::int AS append, base_of[e.append::int] + 1 + e.i::bigint AS version, e.stream, e.id, e.type, e.schema_version, e.data, e.metadata
    FROM unnest(
      string_to_array(event_appends, sep), string_to_array(event_offsets, sep), string_to_array(event_streams, sep), string_to_array(event_ids, sep),
      string_to_array(event_types, sep), string_to_array(event_schema_versions, sep), string_to_array(event_data, sep), string_to_array(event_metadata, sep)
    ) WITH ORDINALITY AS e(append, i, stream, id, type, schema_version, data, metadata, ord)
    WHERE base_of[e.append::int] >= -1
  ) n;

  GET DIAGNOSTICS last_position = ROW_COUNT;
  last_position := head_position + last_position;
  IF last_position > head_position THEN
    UPDATE event_store.head SET position = last_position, recorded_at = instant;
    PERFORM pg_notify('event_store', last_position::text);
  END IF;
  RETURN json_build_object('head', head_position::text, 'outcomes', outcomes)::text;
END $$;
`;

export const APPEND_GROUP = appendGroup('CREATE FUNCTION', 'left(n.metadata, -1)');

/** As before, but the digest leaves out the trace context, which comes last in the metadata and always has the same length. */
export const APPEND_GROUP_TRACED = appendGroup(
  'CREATE OR REPLACE FUNCTION',
  `CASE WHEN left(right(n.metadata, 73), 16) = ',"traceparent":"' THEN left(n.metadata, -73) ELSE left(n.metadata, -1) END`,
);
