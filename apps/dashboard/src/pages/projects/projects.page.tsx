import type { ProjectRowView } from '@budget/contracts';
import { useFilters } from '../../address/use-filters';
import { useMoment } from '../../address/use-moment';
import { useRead } from '../../api/use-read';
import { STATUSES, isStatus } from '../../figures/milestone-status';
import { Answered } from '../../parts/answered';
import { ChoiceFilter } from '../../parts/choice-filter';
import { Page } from '../../parts/page';
import { Pager } from '../../parts/pager';
import { SearchFilter } from '../../parts/search-filter';
import { UnitFilter } from '../../parts/unit-filter';
import { useWords } from '../../words/use-words';
import { isSort, type Sort } from './project-sort';
import { ProjectTable } from './project-table';
import { SortSelect } from './sort-select';

/** All projects, found and ordered by the address. */
export function ProjectsPage() {
  const words = useWords();
  const moment = useMoment();
  const { of } = useFilters();
  const status = of('status') ?? null;
  const sort = of('sort') ?? null;
  const chosen: Sort = isSort(sort) ? sort : 'code';
  const list = useRead('listProjects', {
    query: {
      ...moment,
      unitCode: of('unitCode'),
      status: isStatus(status) ? status : undefined,
      q: of('q'),
      sort: chosen,
      cursor: of('cursor'),
    },
    keep: true,
  });
  return (
    <Page title={words.projects.title}>
      <div className="filters">
        <SearchFilter name={words.projects.search} hint={words.projects.searchHint} />
        <UnitFilter />
        <ChoiceFilter
          param="status"
          name={words.projects.status}
          choices={Object.fromEntries(STATUSES.map((value) => [value, words.status[value]]))}
        />
        <SortSelect sort={chosen} />
      </div>
      <Answered read={list} lines={12}>
        {({ items, nextCursor }: { items: ProjectRowView[]; nextCursor: string | null }) => (
          <>
            <ProjectTable rows={items} sort={chosen} />
            <Pager shown={items.length} nextCursor={nextCursor} />
          </>
        )}
      </Answered>
    </Page>
  );
}
