import type { ReactNode } from 'react';
import { statisticsWords } from '../../messages/statistics.ts';

/** A link that leaves the desk, and does not say where from. */
export function Outside({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" style={{ color: 'inherit' }}>
      {children}
      <span className="sr-only"> {statisticsWords.leaves}</span>
    </a>
  );
}
