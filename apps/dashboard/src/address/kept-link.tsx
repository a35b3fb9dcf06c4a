import { Link, useSearchParams, type LinkProps } from 'react-router';
import { addressOf } from './address';

type KeptLinkProps = Omit<LinkProps, 'to'> & { readonly to: string; readonly own?: Readonly<Record<string, string | undefined>> };

/** A link that keeps year, as-of, known-at and language. */
export function KeptLink({ to, own, ...rest }: KeptLinkProps) {
  const [search] = useSearchParams();
  return <Link to={addressOf(to, search, own)} {...rest} />;
}
