import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';
import { ADMIN_PASSWORD } from '../../acceptance/harness/monitor-process';
import { Visit } from './visit';

type SignedInOptions = BrowserContextOptions & { readonly username?: string; readonly password?: string };

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** How long one step on a page may take before the test gives up. */
const STEP_LIMIT_MS = 30_000;

/** One real Chromium for the test file that calls this; every visit begins without cookies or storage. */
export function useChromium(address: () => string) {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] || '/usr/bin/chromium', args: ARGUMENTS });
  }, STEP_LIMIT_MS);
  afterEach(async () => {
    await Promise.all(browser?.contexts().map((context) => context.close()) ?? []);
  });
  afterAll(async () => {
    await browser?.close();
  });

  const visit = async (options: BrowserContextOptions = {}): Promise<Visit> => {
    if (browser === undefined) throw new Error('Chromium is started in beforeAll');
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: address(), ...options });
    context.setDefaultTimeout(STEP_LIMIT_MS);
    return new Visit(await context.newPage());
  };
  const sessions = new Map<string, BrowserContextOptions['storageState']>();

  return {
    /** A new visitor without a session. */
    visit,

    /** A visitor who has logged in before and opens this address. */
    async signedIn(address: string, { username = 'admin', password = ADMIN_PASSWORD, ...options }: SignedInOptions = {}): Promise<Visit> {
      const storageState = sessions.get(username);
      const visitor = await visit({ ...options, ...(storageState && { storageState }) });
      if (storageState !== undefined) {
        await visitor.open(address);
        return visitor;
      }
      await visitor.signIn(address, username, password);
      sessions.set(username, await visitor.page.context().storageState());
      return visitor;
    },
  };
}
