import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';

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
 * Enter takes the day and nothing else: it must not send a form that records money for good.
 */
export function DayField({ id, value = null, onChange, opensAt }: DayFieldProps) {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      className="full"
      format="YYYY-MM-DD"
      value={value}
      onChange={(day) => onChange?.(day)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault();
      }}
      onCalendarChange={(day) => onChange?.(Array.isArray(day) ? null : day)}
      {...(opensAt === undefined ? {} : { defaultPickerValue: dayjs(opensAt) })}
    />
  );
}
