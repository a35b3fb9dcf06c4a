import { parseLocalDate } from '@budget/kernel';
import { Button, Form, Select } from 'antd';
import { useMoment } from '../../address/use-moment';
import { useRead } from '../../api/use-read';
import { useWrite } from '../../api/use-write';
import { ProblemNote } from '../../parts/problem-note';
import { useWords } from '../../words/use-words';

type Filled = { readonly date: string };
/** How many projects were judged anew at this date, and how many stood as judged before. */
export type Judged = { readonly date: string; readonly judged: number; readonly unchanged: number };

/** Chooses one of the checkpoints whose day is over, the latest first, and says what a judgement does before it is made. */
export function JudgeForm({ onDone }: { readonly onDone: (judged: Judged) => void }) {
  const words = useWords();
  const summary = useRead('getSummary', { query: useMoment() }).data;
  const judge = useWrite('judgeMilestones', ({ answer: { date, judged, unchanged } }) => onDone({ date, judged, unchanged }));
  const over = (summary?.checkpoints ?? []).filter(({ date }) => summary !== undefined && date < summary.asOf).reverse();
  const [latest] = over;
  if (latest === undefined) return <p>{words.judging.noneOver}</p>;
  const fiscalYear = summary?.fiscalYear ?? undefined;
  return (
    <Form<Filled>
      layout="vertical"
      requiredMark={false}
      initialValues={{ date: latest.date }}
      onFinish={({ date }) => judge.mutate({ params: {}, query: { fiscalYear }, body: { date: parseLocalDate(date) } })}
    >
      <p>{words.judging.explain}</p>
      {judge.isError ? <ProblemNote problem={judge.error} /> : null}
      <Form.Item name="date" label={words.judging.date} rules={[{ required: true, message: words.judging.dateMissing }]}>
        <Select options={over.map(({ date, label }) => ({ value: date, label: `${words.checkpoint(label)} ${date}` }))} />
      </Form.Item>
      <Button type="primary" htmlType="submit" disabled={judge.isPending}>
        {words.judging.confirm}
      </Button>
    </Form>
  );
}
