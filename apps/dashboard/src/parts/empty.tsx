import type { ReactNode } from 'react';

/** Nothing is here, said in words, with what to do next. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children === undefined ? null : <div className="empty-next">{children}</div>}
    </div>
  );
}
