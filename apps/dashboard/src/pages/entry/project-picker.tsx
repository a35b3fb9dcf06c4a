import type { ProjectRowView } from '@budget/contracts';
import { Select } from 'antd';
import { useState } from 'react';
import { wanText } from '../../figures/amount-text';
import { useWords } from '../../words/use-words';
import { matchingProjects } from './matching-projects';

type ProjectPickerProps = {
  readonly projects: readonly ProjectRowView[];
  /** Handed in by the form item around it. */
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (projectCode: string) => void;
};

/** Finds a project by part of its name or code; each choice says what is left of its budget. */
export function ProjectPicker({ projects, ...field }: ProjectPickerProps) {
  const words = useWords().entry;
  const [typed, setTyped] = useState('');
  return (
    <Select<string>
      {...field}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={words.projectHint}
      notFoundContent={words.projectNone}
      options={matchingProjects(projects, typed, field.value).map(({ projectCode, name, execution }) => ({
        value: projectCode,
        label: `${name} · ${projectCode} · ${words.projectOption(wanText(execution.remaining))}`,
      }))}
    />
  );
}
