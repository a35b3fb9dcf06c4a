import { createContext, useContext, type ComponentProps } from 'react';

export const TableName = createContext('');

/** The table element with a name for those who cannot see the heading above it. */
export function NamedTable(props: ComponentProps<'table'>) {
  return <table {...props} aria-label={useContext(TableName)} />;
}
