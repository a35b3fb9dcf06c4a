import { createHash } from 'node:crypto';
import { createDocumentFiles, DocumentFiles } from '@budget/command-service';
import { localDateAt } from '@budget/kernel';
import type { Host } from '@budget/service-host';
import { bringReadModelUpToDate } from '../read-model';
import type { Running } from '../running';
import { Progress, say } from '../terminal';
import { loadSample } from './load-sample';
import { readSampleDocument, SAMPLE_DOCUMENT } from './sample-document';
import { sampleYear } from './sample-year';

/** `serve --sample`: the published document and a simulated year of payments, before anybody is let in. */
export async function serveSample(host: Host, running: Running): Promise<void> {
  const { store, clock, pool } = host;
  const today = localDateAt(clock.now());
  const progress = new Progress('正在载入样例县 / Loading the sample county');
  const document = await readSampleDocument();
  const outcome = await loadSample(
    store,
    async () => {
      await createDocumentFiles(pool);
      const sha256 = createHash('sha256').update(document).digest('hex');
      await new DocumentFiles(pool).keep({ sha256, fileName: SAMPLE_DOCUMENT.fileName, content: document, at: clock.now() });
      return sampleYear(document, today);
    },
    { signal: running.signal, onProgress: (done, total) => progress.at(done, total) },
  );
  running.check();
  if (outcome === 'loaded') await bringReadModelUpToDate(host, running.signal, (handled, head) => progress.at(handled, head));
  running.check();
  const seconds = progress.done().toFixed(1);
  say(
    outcome === 'loaded'
      ? `样例已载入：魏县 2025 年公开的 22 个项目，支付为模拟数据（标明“模拟”），用时 ${seconds} 秒 / Sample loaded: a published document with simulated payments, ${seconds} s`
      : outcome === 'complete'
        ? '样例此前已完整载入 / The sample was loaded before and is complete.'
        : '库中已有其他数据，未载入样例；要看样例请换一个空的 DATA_DIR / The store holds other data, so the sample was not loaded: use an empty DATA_DIR to see it.',
  );
}

/** One line on an empty store, for whoever looks at the product for the first time. */
export async function offerSample({ store }: Host): Promise<void> {
  if ((await store.head()) > 0n) return;
  say(
    '库中还没有项目：登录后可在“导入与审核”导入绩效目标文本；想先看样例，请停止后运行 npm start -- --sample / The store is empty: import a document, or stop and run npm start -- --sample to look at a sample first.',
  );
}
