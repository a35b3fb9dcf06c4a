import type { AuditEventView } from '@budget/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, type TableProps } from 'antd';
import { useMoment } from '../../address/use-moment';
import type { ApiProblem } from '../../api/api-problem';
import { read } from '../../api/client';
import type { Answer } from '../../api/contract-types';
import { shanghaiText } from '../../figures/shanghai-time';
import { DataTable } from '../../parts/data-table';
import { Loading } from '../../parts/loading';
import { ProblemNote } from '../../parts/problem-note';
import { Section } from '../../parts/section';
import { useWords } from '../../words/use-words';

type EventPage = Answer<'listProjectEvents'>;

/** The audit trail: every event of the project's own stream, each with its whole content. */
export function EventHistory({ code }: { readonly code: string }) {
  const words = useWords().project;
  const { fiscalYear, knownAt } = useMoment();
  const events = useInfiniteQuery<EventPage, ApiProblem, { pages: EventPage[] }, readonly unknown[], string | undefined>({
    queryKey: ['eventHistory', code, fiscalYear, knownAt],
    queryFn: ({ pageParam, signal }) =>
      read('listProjectEvents', { params: { code }, query: { fiscalYear, knownAt, cursor: pageParam }, signal }),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  return (
    <Section title={words.events} id="events">
      {events.isPending ? <Loading /> : null}
      {events.isError ? <ProblemNote problem={events.error} onRetry={() => void events.refetch()} /> : null}
      {events.data === undefined ? null : <EventTable rows={events.data.pages.flatMap(({ items }) => items)} />}
      {events.hasNextPage ? (
        <Button onClick={() => void events.fetchNextPage()} disabled={events.isFetchingNextPage}>
          {words.moreEvents}
        </Button>
      ) : null}
    </Section>
  );
}

function EventTable({ rows }: { readonly rows: readonly AuditEventView[] }) {
  const words = useWords().project;
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
    { title: words.eventActor, key: 'actor', render: (_, { metadata }) => metadata.actor },
    { title: words.eventDigest, key: 'digest', render: (_, { digest }) => <code title={digest}>{digest.slice(0, 12)}…</code> },
    {
      title: words.eventContent,
      key: 'data',
      className: 'event-content',
      render: (_, { data, digest }) => (
        <details>
          <summary>{words.eventContent}</summary>
          <pre>{JSON.stringify({ data, digest }, null, 2)}</pre>
        </details>
      ),
    },
  ];
  return <DataTable name={words.events} rows={rows} rowKey="position" columns={columns} empty={words.noEvents} money={false} />;
}
