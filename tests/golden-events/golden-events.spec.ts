import type { StoredFact } from '@budget/kernel';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { STREAM_KINDS, type StreamKind } from './catalogue';
import { eventsPage } from './events-page';
import { goldenFiles, goldenIndex } from './golden-files';
import { sameShape } from './shape';
import { writtenToday } from './written-today';

const PAGE = new URL('../../docs/events.md', import.meta.url);
const WRITE_PAGE = process.env['WRITE_EVENTS_PAGE'] === '1';

const kindOf = (type: string): StreamKind => {
  const kind = STREAM_KINDS.find(({ current }) => Object.hasOwn(current, type));
  if (!kind) throw new Error(`No history knows ${type}`);
  return kind;
};
const golden = (type: string): StoredFact => {
  const file = goldenFiles.find(({ fact }) => fact.type === type);
  if (!file) throw new Error(`No golden file of ${type}`);
  return file.fact;
};

describe('golden events', () => {
  it('are never deleted and never altered: add a file and its digest to index.json, and leave the others alone', () => {
    expect(Object.fromEntries(goldenFiles.map(({ file, sha256 }) => [file, sha256]))).toStrictEqual(goldenIndex);
  });

  it('exist for every type in every version ever written', () => {
    const needed = STREAM_KINDS.flatMap(({ current }) =>
      Object.entries(current).flatMap(([type, version]) => Array.from({ length: version }, (_, index) => `${type}.v${index + 1}.json`)),
    );
    expect(goldenFiles.map(({ file }) => file)).toStrictEqual(needed.sort());
  });

  it.each(goldenFiles.map(({ file, fact }) => [file, fact] as const))('%s is named after its type and version', (file, fact) => {
    expect(file).toBe(`${fact.type}.v${fact.schemaVersion}.json`);
    expect(Object.keys(fact)).toStrictEqual(['type', 'schemaVersion', 'data']);
  });

  it.each(goldenFiles.map(({ file, fact }) => [file, fact] as const))('%s reads as the shape that is written today', (_, fact) => {
    const { current, read } = kindOf(fact.type);
    const today = read(fact);
    expect(today.schemaVersion).toBe(current[fact.type]);
    expect(writtenToday.flatMap((written) => (written.type === fact.type ? sameShape(today.data, written.data) : []))).toStrictEqual([]);
  });

  it('cover every history of the domain', async () => {
    const domain = new URL('../../libs/domain/', import.meta.url);
    const files = readdirSync(domain, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.history.ts'));
    const modules = await Promise.all(files.map(async (file) => (await import(new URL(file, domain).href)) as Record<string, object>));
    const types = modules.flatMap((module) => Object.values(module).flatMap((history) => Object.keys(history)));
    expect(types.sort()).toStrictEqual(STREAM_KINDS.flatMap(({ current }) => Object.keys(current)).sort());
  });

  it('cover every type that is written today', () => {
    const types = new Set(writtenToday.map(({ type }) => type));
    expect([...types].sort()).toStrictEqual(STREAM_KINDS.flatMap(({ current }) => Object.keys(current)).sort());
  });

  it('of one stream fold into a state', () => {
    const wrong = golden('DisbursementReversed');
    const { voucherNo = '', amount = '', paidOn = '' } = wrong.data;
    const paid = golden('DisbursementRecorded');
    const paidWrongly = { ...paid, data: { ...paid.data, voucherNo, amount, paidOn } };
    const told = ['ProjectRegistered', 'ProjectTargetsRevised', 'DisbursementRecorded', 'DisbursementRefunded', 'RefundReversed'].map(golden);
    expect(() => kindOf('ProjectRegistered').fold([...told, paidWrongly, wrong])).not.toThrow();
    expect(() => kindOf('MilestoneJudged').fold([golden('MilestoneJudged')])).not.toThrow();
    const alert = ['AlertRaised', 'AlertReassessed', 'AlertAcknowledged', 'AlertResolved'].map(golden);
    expect(() => kindOf('AlertRaised').fold(alert)).not.toThrow();
    for (const type of ['TargetDocumentImported', 'SimulationCompleted']) expect(() => kindOf(type).fold([golden(type)])).not.toThrow();
  });
});

it('docs/events.md tells what the golden files hold (the page itself says how to regenerate it)', () => {
  const page = eventsPage(STREAM_KINDS, goldenFiles);
  if (WRITE_PAGE) writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});

describe('comparing shapes', () => {
  it.each([
    ['a field more', { a: 1, b: 2 }, { a: 1 }, ['data.b is on one side only']],
    ['a field less, deep in a list', { a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }] }, ['data.a[].c is on one side only']],
    ['text where a number was', { a: '1' }, { a: 1 }, ['data.a is string and number']],
    ['a list where fields were', { a: [] }, { a: {} }, ['data.a is object and object']],
    ['other values of one kind, and null', { a: 'x', b: null }, { a: 'y', b: 'z' }, []],
  ])('tells %s', (_, one, other, differences) => {
    expect(sameShape(one, other)).toStrictEqual(differences);
  });
});
