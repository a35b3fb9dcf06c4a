import { Form, Input, Select } from 'antd';
import { useWords } from '../../words/use-words';

/** What a payment may say besides. */
export function PayeeFields() {
  const words = useWords().entry;
  return (
    <details className="more-fields">
      <summary>{words.more}</summary>
      <Form.Item name="paymentMethod" label={words.paymentMethod}>
        <Select allowClear options={(['direct', 'authorized'] as const).map((value) => ({ value, label: words.paymentMethods[value] }))} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="payee" label={words.payee}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item name="payeeAccount" label={words.payeeAccount}>
          <Input maxLength={64} autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="use" label={words.use}>
        <Input.TextArea maxLength={500} rows={2} />
      </Form.Item>
    </details>
  );
}
