import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { m } from '../messages/en.ts';
import classes from './tabs.module.css';

/** Links to the pages of a part, in a row that scrolls where the screen is narrow: the page that is open stays in sight. */
export function TabBar({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const bar = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another link that is marked
  useEffect(() => {
    const row = bar.current;
    const open = row?.querySelector<HTMLElement>('[data-status="active"]');
    if (!row || !open) return;
    // Widths change after the first drawing, too: with the font, and with the screen.
    const watch = new ResizeObserver(() => keepInSight(row, open));
    for (const each of [row, ...row.children]) watch.observe(each);
    return () => watch.disconnect();
  }, [pathname]);
  return (
    <nav ref={bar} className={classes.tabs} aria-label={m.frame.pages}>
      {children}
    </nav>
  );
}

function keepInSight(row: HTMLElement, open: HTMLElement): void {
  const before = open.offsetLeft - row.offsetLeft;
  const beyond = before + open.offsetWidth - row.clientWidth;
  if (before < row.scrollLeft) row.scrollLeft = before;
  else if (beyond > row.scrollLeft) row.scrollLeft = beyond;
}
