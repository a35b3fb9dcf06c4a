import type { Metadata } from '@grpc/grpc-js';

/** How the server misbehaves, as long as it is told to. */
export class ServerFaults {
  /** So many appends are written, and then their call breaks instead of being answered. */
  answersToLose = 0;
  /** So many appends break their call before anything is written. */
  appendsToReset = 0;
  /** So many of the next matching appends pass before `answersToLose` and `appendsToReset` begin. */
  appendsToSpare = 0;
  /** Requests are taken and not answered. */
  frozen = false;
  /** Subscriptions stay open and bring nothing. */
  silent = false;
  /** Each read waits so long before its first event. */
  readDelayMs = 0;
  /** This node leads no more: appends are sent to the leader. */
  leader: { readonly host: string; readonly port: number } | null = null;
}

export type CallError = { readonly code: number; readonly details: string; readonly metadata?: Metadata };
