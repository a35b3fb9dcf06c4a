import { useState } from 'react';
import { NavLink, useSearchParams } from 'react-router';
import { addressOf } from '../address/address';
import { may } from '../session/permissions';
import { useSession } from '../session/use-session';
import { useWords } from '../words/use-words';
import { menuItems } from './menu-items';
import { useOpenAlerts } from './use-open-alerts';

/** Links to the pages that the role may open, and to no others. */
export function MainMenu() {
  const words = useWords();
  const [search] = useSearchParams();
  const [shown, setShown] = useState(false);
  const user = useSession()?.user;
  const openAlerts = useOpenAlerts();
  if (user === undefined) return null;
  return (
    <nav aria-label={words.app.menu} className={shown ? 'menu menu--shown' : 'menu'}>
      <button type="button" className="menu-toggle" aria-expanded={shown} aria-controls="menu-links" onClick={() => setShown(!shown)}>
        {words.app.showMenu}
      </button>
      <ul id="menu-links">
        {menuItems
          .filter(({ needs }) => needs === undefined || may(user, needs))
          .map(({ path, word }) => (
            <li key={path}>
              <NavLink to={addressOf(path, search)} end={path === '/'} onClick={() => setShown(false)}>
                {words.menu[word]}
                {word === 'alerts' && openAlerts > 0 ? <span className="menu-count">{openAlerts}</span> : null}
              </NavLink>
            </li>
          ))}
      </ul>
    </nav>
  );
}
