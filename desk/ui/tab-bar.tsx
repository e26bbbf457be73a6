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
    const open = bar.current?.querySelector<HTMLElement>('[data-status="active"]');
    if (!bar.current || !open) return;
    const before = open.offsetLeft - bar.current.offsetLeft;
    const beyond = before + open.offsetWidth - bar.current.clientWidth;
    if (before < bar.current.scrollLeft) bar.current.scrollLeft = before;
    else if (beyond > bar.current.scrollLeft) bar.current.scrollLeft = beyond;
  }, [pathname]);
  return (
    <nav ref={bar} className={classes.tabs} aria-label={m.frame.pages}>
      {children}
    </nav>
  );
}
