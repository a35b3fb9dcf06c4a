import { isLocalDate } from '@budget/kernel';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useFilters } from '../../address/use-filters';
import { useMoment } from '../../address/use-moment';
import { useRead } from '../../api/use-read';
import { DAY_FORMATS } from '../../figures/typed-day';
import { Answered } from '../../parts/answered';
import { ChoiceFilter } from '../../parts/choice-filter';
import { LedgerTable } from '../../parts/ledger-table';
import { Page } from '../../parts/page';
import { Pager } from '../../parts/pager';
import { SearchFilter } from '../../parts/search-filter';
import { UnitFilter } from '../../parts/unit-filter';
import { useWords } from '../../words/use-words';

/** 支付台账: every payment, refund and reversal, newest day first. */
export function LedgerPage() {
  const words = useWords().ledger;
  const moment = useMoment();
  const { of, change } = useFilters();
  const day = (name: 'from' | 'to') => {
    const text = of(name);
    return text !== undefined && isLocalDate(text) ? text : undefined;
  };
  const list = useRead('listDisbursements', {
    query: {
      ...moment,
      unitCode: of('unitCode'),
      ...(of('vouchers') === 'shared' ? { vouchers: 'shared' as const } : {}),
      voucher: of('voucher')?.trim() || undefined,
      from: day('from'),
      to: day('to'),
      cursor: of('cursor'),
    },
    keep: true,
  });
  return (
    <Page title={words.title}>
      <div className="filters">
        <SearchFilter param="voucher" name={words.search} hint={words.searchHint} />
        <UnitFilter />
        <ChoiceFilter param="vouchers" name={words.vouchers} choices={{ shared: words.sharedVouchers }} />
        {(['from', 'to'] as const).map((name) => (
          <DatePicker
            key={name}
            aria-label={words[name]}
            format={[...DAY_FORMATS]}
            placeholder={words[name]}
            value={day(name) === undefined ? null : dayjs(day(name))}
            onChange={(chosen) => change({ [name]: chosen?.format('YYYY-MM-DD') })}
          />
        ))}
      </div>
      <Answered read={list} lines={12}>
        {({ items, nextCursor }) => (
          <>
            <LedgerTable rows={items} />
            <Pager shown={items.length} nextCursor={nextCursor} />
          </>
        )}
      </Answered>
    </Page>
  );
}
