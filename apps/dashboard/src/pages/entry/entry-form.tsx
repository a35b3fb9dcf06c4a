import type { ProjectRowView } from '@budget/contracts';
import { Money } from '@budget/kernel';
import { Button, Form } from 'antd';
import { useSearchParams } from 'react-router';
import { useWrite } from '../../api/use-write';
import { yuanText } from '../../figures/amount-text';
import { readTypedAmount } from '../../figures/typed-amount';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { fieldProblems } from '../../parts/field-problems';
import { ProblemNote } from '../../parts/problem-note';
import { useLanguage, useWords } from '../../words/use-words';
import { BalancePanel } from './balance-panel';
import { PayeeFields } from './payee-fields';
import { PaymentFields } from './payment-fields';
import { paymentBody, PAYMENT_FIELDS, type FilledPayment } from './payment-form';
import { useProjectChoices } from './use-project-choices';
import type { Recorded } from './recorded-note';

type EntryFormProps = {
  readonly onSending: () => void;
  readonly onRecorded: (recorded: Recorded) => void;
};

export function EntryForm(props: EntryFormProps) {
  const words = useWords().entry;
  const projects = useProjectChoices();
  return (
    <Answered read={projects} lines={8}>
      {(rows) => (rows.length === 0 ? <Empty title={words.noProjects} /> : <PaymentForm projects={rows} {...props} />)}
    </Answered>
  );
}

function PaymentForm({ projects, onSending, onRecorded }: EntryFormProps & { readonly projects: readonly ProjectRowView[] }) {
  const words = useWords().entry;
  const language = useLanguage();
  const [search] = useSearchParams();
  const [form] = Form.useForm<FilledPayment>();
  const code = Form.useWatch('projectCode', form) ?? search.get('projectCode');
  const typed = readTypedAmount(Form.useWatch('amount', form) ?? '');
  const project = projects.find(({ projectCode }) => projectCode === code);
  const above =
    project !== undefined && typed.ok && Money.parse(typed.amount).exceeds(Money.parse(project.execution.remaining))
      ? words.aboveAvailable(yuanText(project.execution.remaining))
      : null;

  const payment = useWrite('recordDisbursement', ({ status, answer }) => {
    onRecorded({
      answer,
      projectName: projects.find(({ projectCode }) => projectCode === answer.projectCode)?.name ?? '',
      anew: status === 201,
    });
    form.resetFields(['voucherNo', 'amount', 'payee', 'payeeAccount', 'use']);
  });
  const send = (filled: FilledPayment) => {
    const body = paymentBody(filled);
    if (body === null || project === undefined) return;
    onSending();
    payment.mutate(
      { params: { code: project.projectCode }, query: { fiscalYear: project.fiscalYear }, body },
      { onError: (problem) => form.setFields(fieldProblems(problem, PAYMENT_FIELDS, language)) },
    );
  };

  return (
    <div className="entry">
      <Form<FilledPayment>
        form={form}
        name="payment"
        aria-label={words.formName}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={{ projectCode: project?.projectCode, fundSource: 'fiscal' }}
        onFinish={send}
        onFinishFailed={() => {
          onSending();
          payment.reset();
        }}
      >
        {payment.isError ? <ProblemNote problem={payment.error} fields={PAYMENT_FIELDS} /> : null}
        <PaymentFields projects={projects} fiscalYear={project?.fiscalYear} above={payment.isError ? null : above} />
        <PayeeFields />
        <Button type="primary" htmlType="submit" size="large" disabled={payment.isPending}>
          {words.submit}
        </Button>
      </Form>
      <BalancePanel project={project} amount={typed.ok ? typed.amount : null} />
    </div>
  );
}
