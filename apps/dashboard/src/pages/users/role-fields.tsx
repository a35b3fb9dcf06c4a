import type { Role } from '@budget/contracts';
import { Checkbox, Form, Select } from 'antd';
import { useUnits } from '../../parts/use-units';
import { useWords } from '../../words/use-words';

const ROLES: readonly Role[] = ['admin', 'supervisor', 'officer', 'approver', 'auditor'];
const OF_UNITS: readonly Role[] = ['officer', 'approver'];

/** Roles, and the units whose rows an officer or approver may see. */
export function RoleFields() {
  const words = useWords();
  const units = useUnits();
  const chosen = Form.useWatch<readonly string[] | undefined>('units') ?? [];
  const unknown = units.length === 0 ? [] : chosen.filter((code) => !units.some((unit) => unit.code === code));
  return (
    <>
      <Form.Item name="roles" label={words.users.roles} rules={[{ required: true, message: words.users.rolesMissing }]}>
        <Checkbox.Group options={ROLES.map((value) => ({ value, label: words.roles[value] }))} />
      </Form.Item>
      <Form.Item
        name="units"
        label={words.users.units}
        dependencies={['roles']}
        extra={
          unknown.length === 0 ? null : <span className="warning-line">{words.users.unitsUnknown(unknown.join(words.list.comma))}</span>
        }
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, chosen: readonly string[] | undefined) => {
              const roles = (getFieldValue('roles') ?? []) as readonly Role[];
              const bound = roles.length > 0 && roles.every((role) => OF_UNITS.includes(role));
              return bound && (chosen ?? []).length === 0 ? Promise.reject(new Error(words.users.unitsMissing)) : Promise.resolve();
            },
          }),
        ]}
      >
        <Select
          mode="tags"
          placeholder={words.users.unitsHint}
          tokenSeparators={[',', '，', ' ', '、']}
          options={units.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
        />
      </Form.Item>
    </>
  );
}
