import { useSyncExternalStore } from 'react';
import type { AmountUnit } from '../figures/amount-text';

/** How this reader likes to read; kept in this browser, never in an address that is sent to a colleague. */
export type ReadingPreferences = { readonly largeType: boolean; readonly highContrast: boolean; readonly amountUnit: AmountUnit };

const PLACE = 'budget-monitor.reading';
const usual: ReadingPreferences = { largeType: false, highContrast: false, amountUnit: 'wan' };

const listeners = new Set<() => void>();
let known: { readonly text: string | null; readonly value: ReadingPreferences } = { text: null, value: usual };

export function readingPreferences(): ReadingPreferences {
  const text = localStorage.getItem(PLACE);
  if (text !== known.text) known = { text, value: parse(text) };
  return known.value;
}

function parse(text: string | null): ReadingPreferences {
  try {
    return { ...usual, ...(JSON.parse(text ?? '{}') as Partial<ReadingPreferences>) };
  } catch {
    return usual;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

export const useReadingPreferences = (): ReadingPreferences => useSyncExternalStore(subscribe, readingPreferences);

export function changeReading(change: Partial<ReadingPreferences>): void {
  localStorage.setItem(PLACE, JSON.stringify({ ...readingPreferences(), ...change }));
  for (const listener of listeners) listener();
}
