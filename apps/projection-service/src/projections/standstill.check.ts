import type { ReadinessState } from '@budget/adapters/nest-platform';
import type { Subscription } from '@budget/ports';

/** Whether the figures stand still, and why: at which event, of which type and stream, and what to do about it. */
export async function standstillOf(readModel: Subscription): Promise<ReadinessState> {
  const { state, checkpoint, lastError } = await readModel.health();
  if (state !== 'stopped') return { status: 'ok' };
  return { status: 'failed', detail: `figures stay as of event ${checkpoint}: ${lastError?.message ?? 'see the log'}` };
}
