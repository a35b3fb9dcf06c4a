import type { SpendingConduct } from '@budget/domain/simulation';
import type { LocalDate } from '@budget/kernel';

/** How one project of the sample spends: what differs from "on plan" at a checkpoint (month-day), and how many payments it makes. */
export type ProjectStory = {
  readonly conduct?: Readonly<Record<string, SpendingConduct>>;
  readonly payments: number;
  /** A simulated officer confirms the open alert on this day. */
  readonly acknowledged?: { readonly on: LocalDate; readonly note: string };
  readonly incident?: 'wrong-entry' | 'returned-payment' | 'late-entry';
};

const day = (text: string): LocalDate => text as LocalDate;

/** Keyed by 项目编码, in the order of the document. */
export const SAMPLE_STORY: Readonly<Record<string, ProjectStory>> = {
  '13043425P00000110076T': { payments: 4, conduct: { '10-31': 'slow' } },
  '13043425P000001100757': { payments: 2 },
  '13043425P000001100730': { payments: 6, conduct: { '06-30': 'late', '10-31': 'stalled' } },
  '13043425P004281100019': { payments: 18, conduct: { '06-30': 'ahead' }, incident: 'wrong-entry' },
  '13043425P004501100493': { payments: 10, conduct: { '03-31': 'close', '10-31': 'slow' } },
  '13043425P004501100397': { payments: 2 },
  '13043425P00450110038K': { payments: 5, conduct: { '03-31': 'ahead' } },
  '13043425P004383100047': { payments: 5, conduct: { '12-31': 'close' } },
  '13043425P00000110074K': { payments: 9, conduct: { '06-30': 'late' }, incident: 'late-entry' },
  '13043424P00000911503D': {
    payments: 4,
    conduct: { '06-30': 'very-late' },
    acknowledged: { on: day('2025-07-08'), note: '模拟：验收未完成，已催办承建单位' },
  },
  '13043424P000009114833': { payments: 15, incident: 'returned-payment' },
  '13043424P00000911496R': { payments: 4 },
  '13043424P00000911502R': { payments: 20, conduct: { '06-30': 'very-late' } },
  '13043425P004425100014': { payments: 20, conduct: { '06-30': 'close' } },
  '13043425P00442410097Y': { payments: 22, conduct: { '03-31': 'late', '10-31': 'close' } },
  '13043425P00438510002B': { payments: 34, conduct: { '06-30': 'ahead', '12-31': 'close' } },
  '13043425P00442410098J': { payments: 15 },
  '13043425P00442510002P': { payments: 11, conduct: { '06-30': 'stalled' } },
  '13043425P004426100031': { payments: 15, conduct: { '12-31': 'close' } },
  '13043424P00000912369T': {
    payments: 6,
    conduct: { '06-30': 'stalled' },
    acknowledged: { on: day('2025-09-10'), note: '模拟：等待项目终验，预计年底前支付进度款' },
  },
  '13043425P00BEC510001U': { payments: 8, conduct: { '06-30': 'late', '12-31': 'late' } },
  '13043425P00442610001R': { payments: 6 },
};
