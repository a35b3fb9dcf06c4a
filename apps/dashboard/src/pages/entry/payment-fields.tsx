import type { ProjectRowView } from '@budget/contracts';
import { Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { AmountField } from '../../parts/amount-field';
import { ProjectPicker } from './project-picker';
import { DayField } from '../../parts/day-field';
import { useToday } from '../../shell/use-today';
import { useWords } from '../../words/use-words';

type PaymentFieldsProps = {
  readonly projects: readonly ProjectRowView[];
  readonly fiscalYear: number | undefined;
  /** Said below the amount when it is more than the budget has left. */
  readonly above: string | null;
};

/** What every payment must say. Optional fields are marked, these are not. */
export function PaymentFields({ projects, fiscalYear, above }: PaymentFieldsProps) {
  const { entry, ledger } = useWords();
  const today = useToday();

  const dateProblem = (day: Dayjs | null): string | null => {
    if (day === null || day === undefined) return entry.required.paidOn;
    const text = day.format('YYYY-MM-DD');
    if (today !== undefined && text > today) return entry.futureDate(today);
    return fiscalYear !== undefined && !text.startsWith(`${fiscalYear}-`) ? entry.otherYear(fiscalYear) : null;
  };

  return (
    <>
      <Form.Item name="projectCode" label={entry.project} rules={[{ required: true, message: entry.required.project }]}>
        <ProjectPicker projects={projects} />
      </Form.Item>
      <Form.Item name="voucherNo" label={entry.voucherNo} rules={[{ required: true, whitespace: true, message: entry.required.voucherNo }]}>
        <Input maxLength={64} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <div className="form-row">
        <AmountField name="amount" label={entry.amount} note={above} />
        <Form.Item
          name="paidOn"
          label={entry.paidOn}
          rules={[
            {
              validator: (_, day: Dayjs | null) => {
                const problem = dateProblem(day);
                return problem === null ? Promise.resolve() : Promise.reject(new Error(problem));
              },
            },
          ]}
        >
          <DayField opensAt={today} />
        </Form.Item>
      </div>
      <Form.Item name="fundSource" label={entry.fundSource} rules={[{ required: true, message: entry.required.fundSource }]}>
        <Select options={(['fiscal', 'other', 'carried-over'] as const).map((value) => ({ value, label: ledger.fundSources[value] }))} />
      </Form.Item>
    </>
  );
}
