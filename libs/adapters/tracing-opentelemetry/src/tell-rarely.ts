const PAUSE_MS = 60_000;
const LONGEST = 300;

/** Passes on the first message and then at most one a minute: a collector that is away fails every few seconds. */
export function tellRarely(
  tell: (message: string) => void,
  now: () => number = () => performance.now(),
): (message: unknown, ...details: readonly unknown[]) => void {
  let last = -Infinity;
  return (message, ...details) => {
    if (now() - last < PAUSE_MS) return;
    last = now();
    const text = [message, ...details].map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
    tell(text.slice(0, LONGEST));
  };
}
