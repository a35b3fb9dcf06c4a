import { accept, reject, type Decider, type DomainEvent, type EventHistory } from '@budget/kernel';
import type { Aggregate, NewId } from '@budget/ports';
import { createHash } from 'node:crypto';

// A till that takes money in and gives it out, never below zero.

export type Moved = DomainEvent<'Moved', 2, { readonly fen: number; readonly by: string }>;
/** So many fen, or as many as make the balance. */
export type Move = { readonly by: string } & ({ readonly fen: number } | { readonly upTo: number });
export type Short = { readonly kind: 'short'; readonly balance: number };

const decider: Decider<number, Move, Moved, Short> = {
  initialState: 0,
  decide: (balance, { by, ...move }) => {
    const fen = 'fen' in move ? move.fen : move.upTo - balance;
    if (fen === 0) return accept();
    if (balance + fen < 0) return reject({ kind: 'short', balance });
    return accept({ type: 'Moved', schemaVersion: 2, data: { fen, by } });
  },
  evolve: (balance, { data }) => balance + data.fen,
};
const history: EventHistory<Moved> = { Moved: { current: 2, steps: { 1: (data) => ({ ...data, by: 'unknown' }) } } };

export const till: Aggregate<number, Move, Moved, Short> = { decider, history };

export const moved = (fen: number, by = 'zhang'): Moved => ({ type: 'Moved', schemaVersion: 2, data: { fen, by } });

/** A UUID that only depends on place and index. */
export const idAt: NewId = (place, index) => {
  const hex = createHash('sha256').update(`${place}#${index}`).digest('hex');
  return [8, 4, 4, 4, 12].map((length, at) => hex.slice(at * 4, at * 4 + length)).join('-');
};

export const metadataOf = (commandId: string) => ({
  commandId,
  correlationId: 'conversation-1',
  causationId: commandId,
  actor: 'zhang',
});
