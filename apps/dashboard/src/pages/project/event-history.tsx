import type { AuditEventView } from '@budget/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, type TableProps } from 'antd';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useMoment } from '../../address/use-moment';
import type { ApiProblem } from '../../api/api-problem';
import { read } from '../../api/client';
import type { Answer } from '../../api/contract-types';
import { shanghaiText } from '../../figures/shanghai-time';
import { DataTable } from '../../parts/data-table';
import { Loading } from '../../parts/loading';
import { ProblemNote } from '../../parts/problem-note';
import { Section } from '../../parts/section';
import { useArrivalAtHash } from '../../parts/use-arrival-at-hash';
import { usePeople } from '../../parts/use-people';
import { useWords } from '../../words/use-words';

type EventPage = Answer<'listProjectEvents'>;

const PAGE = 100;

/** The audit trail: every event of the project, its judgements and its alerts, each with its whole content. */
export function EventHistory({ code }: { readonly code: string }) {
  const words = useWords().project;
  const { fiscalYear, knownAt } = useMoment();
  const events = useInfiniteQuery<EventPage, ApiProblem, { pages: EventPage[] }, readonly unknown[], string | undefined>({
    queryKey: ['eventHistory', code, fiscalYear, knownAt],
    queryFn: ({ pageParam, signal }) =>
      read('listProjectEvents', {
        params: { code },
        query: { fiscalYear, knownAt, streams: 'all', limit: PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const rows = events.data?.pages.flatMap(({ items }) => items);
  const wanted = /^#event-(\d+)$/.exec(useLocation().hash)?.[1];
  const arrived = rows?.some(({ position }) => position === wanted) ?? false;
  const { hasNextPage, isFetching, fetchNextPage } = events;
  useEffect(() => {
    if (wanted !== undefined && !arrived && hasNextPage && !isFetching) void fetchNextPage();
  }, [wanted, arrived, hasNextPage, isFetching, fetchNextPage]);
  useArrivalAtHash(arrived);
  return (
    <Section title={words.events} id="events">
      <p className="hint">{words.eventsNote}</p>
      {events.isPending ? <Loading /> : null}
      {events.isError ? <ProblemNote problem={events.error} onRetry={() => void events.refetch()} /> : null}
      {rows === undefined ? null : <EventTable rows={rows} wanted={wanted} />}
      {events.hasNextPage ? (
        <Button onClick={() => void events.fetchNextPage()} disabled={events.isFetchingNextPage}>
          {words.moreEvents}
        </Button>
      ) : null}
    </Section>
  );
}

type EventTableProps = { readonly rows: readonly AuditEventView[]; readonly wanted: string | undefined };

function EventTable({ rows, wanted }: EventTableProps) {
  const words = useWords().project;
  const person = usePeople();
  const types = words.eventTypes as Readonly<Record<string, string>>;
  const columns: TableProps<AuditEventView>['columns'] = [
    { title: words.eventPosition, dataIndex: 'position', align: 'right' },
    { title: words.eventTime, key: 'time', render: (_, { metadata }) => shanghaiText(metadata.recordedAt) },
    {
      title: words.eventType,
      key: 'type',
      render: (_, { type, schemaVersion }) => (
        <>
          {types[type] ?? type}
          <span className="under">
            {type} v{schemaVersion}
          </span>
        </>
      ),
    },
    { title: words.eventActor, key: 'actor', className: 'wrapping-narrow', render: (_, { metadata }) => person(metadata.actor) },
    { title: words.eventDigest, key: 'digest', render: (_, { digest }) => <code title={digest}>{digest.slice(0, 12)}…</code> },
    {
      title: words.eventContent,
      key: 'data',
      className: 'event-content',
      render: (_, { data, digest, position }) => (
        <details open={position === wanted}>
          <summary>{words.eventContent}</summary>
          <pre>{JSON.stringify({ data, digest }, null, 2)}</pre>
        </details>
      ),
    },
  ];
  return (
    <DataTable
      name={words.events}
      rows={rows}
      rowKey="position"
      columns={columns}
      stacks
      empty={words.noEvents}
      money={false}
      onRow={({ position }) => ({ id: `event-${position}` })}
      rowClassName={({ position }) => (position === wanted ? 'wanted' : '')}
    />
  );
}
