import { Form, Input } from 'antd';
import { grouped, wanText } from '../figures/amount-text';
import { readTypedAmount } from '../figures/typed-amount';
import { useWords } from '../words/use-words';
import { Money } from '@budget/kernel';

type AmountFieldProps = { readonly name: string; readonly label: string; readonly note?: string | null };

/** 元 as people type them, checked before sending; the same in 万元 below, so that a slip of four zeros shows. */
export function AmountField({ name, label, note = null }: AmountFieldProps) {
  const words = useWords();
  const form = Form.useFormInstance<Record<string, string | undefined>>();
  const typed = readTypedAmount(Form.useWatch(name, form) ?? '');
  return (
    <Form.Item
      name={name}
      label={label}
      validateTrigger="onBlur"
      extra={
        typed.ok ? (
          <>
            {words.entry.inWan(wanText(typed.amount))}
            {note === null ? null : <span className="warning-line">{note}</span>}
          </>
        ) : null
      }
      rules={[
        {
          validator: (_, value: string | undefined) => {
            const amount = readTypedAmount(value ?? '');
            return amount.ok ? Promise.resolve() : Promise.reject(new Error(words.entry.amountProblems[amount.because]));
          },
        },
      ]}
    >
      <Input
        inputMode="decimal"
        autoComplete="off"
        maxLength={30}
        suffix={words.units.yuan}
        onBlur={() => {
          if (typed.ok) form.setFieldValue(name, grouped(Money.parse(typed.amount).toText()));
        }}
      />
    </Form.Item>
  );
}
