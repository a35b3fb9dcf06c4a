import type { LedgerEntryView, ProjectView, WarningView } from '@budget/contracts';
import { Money, parseLocalDate } from '@budget/kernel';
import { Button, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useRead } from '../../api/use-read';
import { useWrite } from '../../api/use-write';
import { yuanText } from '../../figures/amount-text';
import { refundableOf } from '../../figures/refundable';
import { readTypedAmount } from '../../figures/typed-amount';
import { AmountField } from '../../parts/amount-field';
import { DayField } from '../../parts/day-field';
import { fieldProblems } from '../../parts/field-problems';
import { ProblemNote } from '../../parts/problem-note';
import { useToday } from '../../shell/use-today';
import { useLanguage, useWords } from '../../words/use-words';

type Filled = { readonly refundVoucherNo: string; readonly amount: string; readonly receivedOn: Dayjs; readonly reason: string };
type RefundFormProps = {
  readonly project: ProjectView;
  readonly entry: LedgerEntryView;
  readonly onDone: (position: string, warnings: readonly WarningView[]) => void;
};

const FIELDS = ['refundVoucherNo', 'amount', 'receivedOn', 'reason'] as const;

/** 退款: money of one payment came back to the treasury. */
export function RefundForm({ project, entry, onDone }: RefundFormProps) {
  const words = useWords();
  const language = useLanguage();
  const today = useToday();
  const [form] = Form.useForm<Filled>();
  // As it is now, whatever day the page looks at.
  const { fiscalYear, projectCode, voucherNo: voucher } = entry;
  const ofVoucher = useRead('listDisbursements', { query: { fiscalYear, projectCode, voucher, limit: 500 } });
  const left = ofVoucher.data === undefined ? undefined : refundableOf(entry, ofVoucher.data.items);
  const typedAmount = readTypedAmount(Form.useWatch('amount', form) ?? '');
  const isTooMuch = left !== undefined && typedAmount.ok && left.minus(Money.parse(typedAmount.amount)).isNegative();
  const refund = useWrite('refundDisbursement', ({ answer }) => onDone(answer.position, answer.warnings));

  const dateProblem = (day: string | undefined): string | null => {
    if (day === undefined) return words.refund.dateMissing;
    if (today !== undefined && day > today) return words.refund.futureDate(today);
    return day < entry.paidOn ? words.refund.beforePayment(entry.paidOn) : null;
  };

  const send = ({ refundVoucherNo, amount, receivedOn, reason }: Filled) => {
    const typed = readTypedAmount(amount);
    if (!typed.ok) return;
    refund.mutate(
      {
        params: { code: entry.projectCode, voucherNo: entry.voucherNo },
        query: { fiscalYear: project.fiscalYear },
        body: { refundVoucherNo, amount: typed.amount, receivedOn: parseLocalDate(receivedOn.format('YYYY-MM-DD')), reason },
      },
      { onError: (problem) => form.setFields(fieldProblems(problem, FIELDS, language)) },
    );
  };

  return (
    <Form<Filled> form={form} layout="vertical" requiredMark={false} onFinish={send} onFinishFailed={() => refund.reset()}>
      <p className="hint">
        {words.refund.original(yuanText(entry.amount), entry.paidOn)}
        {left === undefined ? null : (
          <>
            {words.list.separator}
            <strong>{words.refund.left(yuanText(left.toText()))}</strong>
          </>
        )}
      </p>
      {refund.isError ? <ProblemNote problem={refund.error} fields={FIELDS} /> : null}
      <Form.Item
        name="refundVoucherNo"
        label={words.refund.voucherNo}
        rules={[{ required: true, whitespace: true, message: words.refund.voucherMissing }]}
      >
        <Input maxLength={64} autoComplete="off" />
      </Form.Item>
      <AmountField name="amount" label={words.refund.amount} note={isTooMuch ? words.refund.tooMuch(yuanText(left.toText())) : null} />
      <Form.Item
        name="receivedOn"
        label={words.refund.receivedOn}
        rules={[
          {
            validator: (_, day: Dayjs | null | undefined) => {
              const problem = dateProblem(day?.format('YYYY-MM-DD'));
              return problem === null ? Promise.resolve() : Promise.reject(new Error(problem));
            },
          },
        ]}
      >
        <DayField opensAt={today} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={words.refund.reason}
        rules={[{ required: true, whitespace: true, message: words.refund.reasonMissing }]}
      >
        <Input.TextArea maxLength={500} rows={2} />
      </Form.Item>
      <Button type="primary" htmlType="submit" disabled={refund.isPending}>
        {words.refund.submit}
      </Button>
    </Form>
  );
}
