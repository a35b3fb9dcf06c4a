import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useFilters } from '../address/use-filters';
import { useMoment } from '../address/use-moment';
import { useRead } from '../api/use-read';
import { DAY_FORMATS } from '../figures/typed-day';
import { instantInShanghai, shanghaiText } from '../figures/shanghai-time';
import { useWords } from '../words/use-words';
import { useToday } from './use-today';

/** The one control for the moment of all figures: fiscal year, paid up to, recorded up to. */
export function AsOfControl() {
  const words = useWords();
  const moment = useMoment();
  const today = useToday();
  const { change } = useFilters();
  const shownYear = useRead('getSummary', { query: moment }).data?.fiscalYear ?? undefined;

  const year = moment.fiscalYear ?? shownYear;
  return (
    <div className="as-of">
      <Select
        aria-label={words.time.year}
        className="as-of-year"
        variant="borderless"
        value={year ?? null}
        placeholder={words.time.currentYear}
        options={yearsAround(year ?? yearOfText(today)).map((value) => ({ value, label: words.time.yearOption(value) }))}
        onChange={(value: number | null) => change({ fiscalYear: value === null ? undefined : String(value) })}
      />
      <span className="as-of-field">
        <label htmlFor="as-of-date">{words.time.asOf}</label>
        <DatePicker
          id="as-of-date"
          value={moment.asOf === undefined ? null : dayjs(moment.asOf)}
          placeholder={today ?? words.time.today}
          format={[...DAY_FORMATS]}
          onChange={(day) => change({ asOf: day === null ? undefined : day.format('YYYY-MM-DD') })}
        />
      </span>
      <span className="as-of-field">
        <label htmlFor="known-at">{words.time.known}</label>
        <DatePicker
          id="known-at"
          className="as-of-known"
          value={moment.knownAt === undefined ? null : dayjs(shanghaiText(moment.knownAt))}
          placeholder={words.time.knownNow}
          format="YYYY-MM-DD HH:mm"
          showTime={{ format: 'HH:mm' }}
          {...(today === undefined ? {} : { maxDate: dayjs(today).endOf('day') })}
          onChange={(at) => change({ knownAt: at === null ? undefined : instantInShanghai(at.format('YYYY-MM-DD HH:mm:00')) })}
        />
      </span>
    </div>
  );
}

const yearOfText = (day: string | undefined): number | undefined => (day === undefined ? undefined : Number(day.slice(0, 4)));

function yearsAround(year: number | undefined): readonly number[] {
  return year === undefined ? [] : [year + 1, year, year - 1, year - 2];
}
