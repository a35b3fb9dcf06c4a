import { useEffect, useRef } from 'react';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { KeptLink } from '../address/kept-link';
import { LiveUpdates } from '../live/live-updates';
import { useSessionRenewal } from '../session/use-session-renewal';
import { useWords } from '../words/use-words';
import { Account } from './account';
import { AsOfControl } from './as-of-control';
import { LanguageSwitch } from './language-switch';
import { LiveMark } from './live-mark';
import { MainMenu } from './main-menu';
import { NotNowBanner } from './not-now-banner';
import { warmPages } from './pages';
import { ReadingMenu } from './reading-menu';
import { UnreadMoment } from './unread-moment';

/** What surrounds every page: moment, menu, account, and the one main element. */
export function Shell() {
  const words = useWords();
  useSessionRenewal();
  useEffect(warmPages, []);
  return (
    <LiveUpdates>
      <a href="#main" className="skip-link">
        {words.app.skip}
      </a>
      <header className="top">
        <KeptLink to="/" className="brand">
          <img src="/favicon.svg" alt="" width="26" height="26" />
          <span>{words.app.brand}</span>
        </KeptLink>
        <AsOfControl />
        <div className="top-end">
          <LanguageSwitch />
          <Account />
        </div>
      </header>
      <div className="body">
        <div className="side">
          <MainMenu />
          <div className="side-end">
            <ReadingMenu />
            <LiveMark />
          </div>
        </div>
        <div className="content">
          <UnreadMoment />
          <NotNowBanner />
          <FocusedMain />
        </div>
      </div>
      <ScrollRestoration getKey={({ pathname }) => pathname} />
    </LiveUpdates>
  );
}

/** A new page begins at its main element for keyboard and screen reader too. */
function FocusedMain() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <main id="main" ref={main} tabIndex={-1}>
      <Outlet />
    </main>
  );
}
