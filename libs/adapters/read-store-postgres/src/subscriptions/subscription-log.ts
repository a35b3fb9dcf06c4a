/** Where a subscription reports. An "error" entry needs a person: it has stopped. */
export type SubscriptionLog = (entry: {
  readonly level: 'info' | 'warn' | 'error';
  readonly subscription: string;
  readonly message: string;
  readonly error?: unknown;
}) => void;
