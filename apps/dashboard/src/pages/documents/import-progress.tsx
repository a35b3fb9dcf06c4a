import { Progress } from 'antd';
import { useWords } from '../../words/use-words';
import type { ImportStage } from './use-import';

/** Upload counts for the first half, reading for most of the rest: the service tells no finer steps. */
const SHARE = { reading: 60, following: 90, done: 100 } as const;

export function ImportProgress({ stage }: { readonly stage: ImportStage | null }) {
  const words = useWords().documents;
  if (stage === null) return null;
  const percent = stage.stage === 'sending' ? Math.floor(stage.percent / 2) : SHARE[stage.stage];
  const word = stage.stage === 'sending' ? words.stages.sending(stage.percent) : words.stages[stage.stage];
  return (
    <div className="import-progress" aria-busy={stage.stage !== 'done'}>
      <Progress percent={percent} showInfo={false} status={stage.stage === 'done' ? 'success' : 'active'} aria-label={words.progress} />
      <p aria-live="polite">{word}</p>
    </div>
  );
}
