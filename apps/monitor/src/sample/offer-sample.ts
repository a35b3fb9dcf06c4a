import { createHash } from 'node:crypto';
import { createDocumentFiles, DocumentFiles } from '@budget/command-service';
import { assertNever, localDateAt } from '@budget/kernel';
import { EXIT_USAGE, type Host } from '@budget/service-host';
import { CommandFailed } from '../command-failed';
import { bringReadModelUpToDate } from '../read-model';
import type { Running } from '../running';
import { Progress, say } from '../terminal';
import { isCutOff, loadSample, type SampleOutcome } from './load-sample';
import { readSampleDocument, SAMPLE_DOCUMENT } from './sample-document';
import { sampleYear } from './sample-year';

const NOT_INTO_KURRENTDB =
  'EVENT_STORE_URL：样例只载入 PostgreSQL 事件库；请清空 EVENT_STORE_URL，或去掉 --sample / the sample goes into a store in PostgreSQL only: clear EVENT_STORE_URL, or start without --sample';

/** `serve --sample`: the published document and a simulated year of payments, before anybody is let in. */
export async function serveSample(host: Host, running: Running): Promise<void> {
  if (host.config.eventStoreUrl !== null) throw new CommandFailed(NOT_INTO_KURRENTDB, EXIT_USAGE);
  const document = await readSampleDocument();
  const progress = new Progress('正在载入样例县 / Loading the sample county');
  const outcome = await loadSample(
    host.store,
    { facts: () => sampleYear(document, localDateAt(host.clock.now())), keepDocument: () => keep(document, host) },
    { signal: running.signal, onProgress: (done, total) => progress.at(done, total) },
  );
  running.check();
  if (outcome === 'loaded' && host.feed === null)
    await bringReadModelUpToDate(host, running.signal, (handled, head) => progress.at(handled, head));
  running.check();
  say(wordsOf(outcome, progress.done()));
}

async function keep(document: Buffer, { pool, clock }: Host): Promise<void> {
  await createDocumentFiles(pool);
  const sha256 = createHash('sha256').update(document).digest('hex');
  await new DocumentFiles(pool).keep({ sha256, fileName: SAMPLE_DOCUMENT.fileName, content: document, at: clock.now() });
}

function wordsOf(outcome: SampleOutcome, seconds: number): string {
  switch (outcome) {
    case 'loaded':
      return (
        `样例已载入，用时 ${seconds.toFixed(1)} 秒：魏县 2025 年公开的 22 个项目，支付为模拟数据（均标“模拟”） / ` +
        `Sample loaded in ${seconds.toFixed(1)} s: a published document of 22 projects with simulated payments.`
      );
    case 'complete':
      return '样例此前已完整载入 / The sample was loaded before and is complete.';
    case 'other-facts':
      return '库中已有其他数据，未载入样例；要看样例请换一个空的 DATA_DIR / The store holds other data, so the sample was not loaded: use an empty DATA_DIR to see it.';
    case 'interrupted':
      return '样例尚未载完，下次带 --sample 启动时继续 / The sample is incomplete; the next start with --sample goes on.';
    default:
      return assertNever(outcome);
  }
}

/** One line on an empty store, for whoever looks at the product for the first time, and on a sample that was cut off. */
export async function offerSample({ store }: Host): Promise<void> {
  if (await isCutOff(store)) {
    say(
      '样例尚未载完，数字不全：请停止后运行 npm start -- --sample 载完 / The sample is incomplete and so are the figures: stop and run npm start -- --sample to complete it.',
    );
  }
  if ((await store.head()) > 0n) return;
  say(
    '库中还没有项目：登录后可在“导入与审核”导入绩效目标文本；想先看样例，请停止后运行 npm start -- --sample / The store is empty: import a document, or stop and run npm start -- --sample to look at a sample first.',
  );
}
