import type { Locator, Page } from 'playwright-core';
import { ADMIN_PASSWORD } from '../../acceptance/harness/monitor-process';

/** Somebody who looks at the dashboard: finds things as a reader or a screen reader does, by role and name. */
export class Visit {
  /** What the browser itself complained about: script errors and refused resources. */
  readonly complaints: string[] = [];

  constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  /** Another tab of the same browser. */
  async anotherTab(): Promise<Visit> {
    return new Visit(await this.page.context().newPage());
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.settled();
  }

  /** Waits until nothing on the page says that it is still loading. */
  async settled(): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    await this.page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  }

  /** Fills the login form, which has to be on screen. */
  async fillLogin(username = 'admin', password: string = ADMIN_PASSWORD): Promise<void> {
    await this.page.getByLabel(/^(用户名|User name)$/).fill(username);
    await this.page.getByLabel(/^(密码|Password)$/).fill(password);
    await this.page.getByRole('button', { name: /^(登录|Log in)$/ }).click();
  }

  /** Opens this address without a session, logs in and arrives. */
  async signIn(address: string, username: string, password: string): Promise<void> {
    await this.page.goto(address);
    await this.fillLogin(username, password);
    await this.page.waitForURL((url) => url.pathname !== '/login');
    await this.settled();
  }

  /** Walks by the menu. */
  async goTo(name: string): Promise<void> {
    const link = this.menu().getByRole('link', { name });
    await link.click();
    await this.menu().locator('[aria-current="page"]').filter({ hasText: name }).waitFor();
    await this.settled();
  }

  menu(): Locator {
    return this.page.getByRole('navigation');
  }

  menuWords(): Promise<string[]> {
    return this.menu().getByRole('link').allInnerTexts();
  }

  heading(): Promise<string> {
    return this.page.getByRole('heading', { level: 1 }).innerText();
  }

  /** Waits for the page of this heading. */
  async arrivesAt(heading: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
    await this.settled();
  }

  main(): Locator {
    return this.page.getByRole('main');
  }

  /** The row of a table of the page that holds this text. */
  row(text: string | RegExp): Locator {
    return this.main().getByRole('row').filter({ hasText: text });
  }

  sees(text: string | RegExp): Promise<void> {
    return this.page.getByText(text).first().waitFor();
  }

  path(): string {
    const { pathname, search, hash } = new URL(this.page.url());
    return `${pathname}${search}${hash}`;
  }
}
