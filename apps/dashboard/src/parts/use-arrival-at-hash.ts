import { useEffect } from 'react';
import { useLocation } from 'react-router';

/** Brings the place that the address names into view, once the rows are there. */
export function useArrivalAtHash(ready: boolean): void {
  const { hash, key } = useLocation();
  useEffect(() => {
    if (!ready || hash === '') return undefined;
    const frame = requestAnimationFrame(() =>
      document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView({ block: 'start' }),
    );
    return () => cancelAnimationFrame(frame);
  }, [ready, hash, key]);
}
