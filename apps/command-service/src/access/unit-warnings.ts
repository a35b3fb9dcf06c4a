import type { WarningView } from '@budget/contracts';

/** A unit without projects may be meant, as when officers are set up before the import: said, not refused. */
export const unitWarnings = (unknown: readonly string[]): readonly WarningView[] =>
  unknown.map((code) => ({
    code: 'unit-unknown',
    field: 'units',
    message:
      `units：各年度都没有项目属于单位 ${code}，用户仍已保存。请核对编码；若编码无误，该单位的项目导入后即可看到。` +
      ` / units: no project of any year belongs to unit ${code}; the user was saved nevertheless. Check the code; if it is right, its projects appear once they are imported.`,
  }));
