import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { DAY_FORMATS, readTypedDay } from '../figures/typed-day';
import { useWords } from '../words/use-words';

type DayFieldProps = {
  /** Handed in by the form item around it. */
  readonly id?: string;
  readonly value?: Dayjs | null;
  readonly onChange?: (day: Dayjs | null) => void;
  /** Where the calendar opens. What is allowed is checked by the form, which says why. */
  readonly opensAt?: string | undefined;
};

/**
 * A day that counts as soon as it is typed in full: a click on the submit button need not wait for the field to lose focus.
 * What is no day is not taken, and the field says so instead of emptying itself without a word.
 * Enter takes the day and nothing else: it must not send a form that records money for good.
 */
export function DayField({ id, value = null, onChange, opensAt }: DayFieldProps) {
  const words = useWords().entry;
  const [refused, setRefused] = useState<string | null>(null);
  return (
    <>
      <DatePicker
        {...(id === undefined ? {} : { id })}
        className="full"
        format={[...DAY_FORMATS]}
        value={value}
        onChange={(day) => {
          setRefused(null);
          onChange?.(day);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
        onBlur={({ target }) => {
          const typed = target instanceof HTMLInputElement ? target.value.trim() : '';
          setRefused(typed === '' || readTypedDay(typed) !== null ? null : typed);
        }}
        onCalendarChange={(day) => {
          setRefused(null);
          onChange?.(Array.isArray(day) ? null : day);
        }}
        {...(opensAt === undefined ? {} : { defaultPickerValue: dayjs(opensAt) })}
      />
      {refused === null ? null : (
        <span role="alert" className="warning-line">
          {words.notADay(refused)}
        </span>
      )}
    </>
  );
}
