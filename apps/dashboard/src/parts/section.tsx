import { useId, type ReactNode } from 'react';

type SectionProps = { readonly title: string; readonly id?: string; readonly aside?: ReactNode; readonly children: ReactNode };

/** A titled part of a page; the title names the region. */
export function Section({ title, id, aside, children }: SectionProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="section" {...(id === undefined ? {} : { id })}>
      <div className="section-head">
        <h2 id={heading}>{title}</h2>
        {aside === undefined ? null : <div className="section-aside">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
