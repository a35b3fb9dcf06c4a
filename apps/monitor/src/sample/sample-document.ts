import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WORKSPACE } from '../workspace';

/** A published document: 魏县 组织部 2025, 22 projects. The one person it names is masked. */
export const SAMPLE_DOCUMENT = { fileName: 'weixian-2025.txt', fiscalYear: 2025 } as const;

export const readSampleDocument = (): Promise<Buffer> => readFile(join(WORKSPACE, 'apps/monitor/assets', SAMPLE_DOCUMENT.fileName));
