import type { LedgerEntryView } from '@budget/contracts';
import { Button, Form, Input } from 'antd';
import { useWrite } from '../../api/use-write';
import { yuanText } from '../../figures/amount-text';
import { ProblemNote } from '../../parts/problem-note';
import { useWords } from '../../words/use-words';

type Filled = { readonly reason: string };
type ReversalFormProps = { readonly entry: LedgerEntryView; readonly onDone: (position: string) => void };

/** 更正: takes a wrongly entered payment or refund back, once and as a whole. */
export function ReversalForm({ entry, onDone }: ReversalFormProps) {
  const words = useWords();
  const reversal = useWrite('reverseDisbursement', ({ answer }) => onDone(answer.position));
  const send = ({ reason }: Filled) =>
    reversal.mutate({
      params: { code: entry.projectCode, voucherNo: entry.voucherNo },
      query: { fiscalYear: entry.fiscalYear },
      body: { reason },
    });
  return (
    <Form<Filled> layout="vertical" requiredMark={false} onFinish={send}>
      <p className="hint">{words.reversal.original(words.ledger.kinds[entry.kind], yuanText(entry.amount), entry.paidOn)}</p>
      <p>{words.reversal.explain}</p>
      {reversal.isError ? <ProblemNote problem={reversal.error} /> : null}
      <Form.Item
        name="reason"
        label={words.reversal.reason}
        rules={[{ required: true, whitespace: true, message: words.refund.reasonMissing }]}
      >
        <Input.TextArea maxLength={500} rows={2} />
      </Form.Item>
      <Button type="primary" danger htmlType="submit" disabled={reversal.isPending}>
        {words.reversal.submit}
      </Button>
    </Form>
  );
}
