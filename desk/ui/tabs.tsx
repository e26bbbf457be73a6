import { Link } from '@tanstack/react-router';
import { type Feature, useMay } from '../session.ts';
import type { PagePath } from './page-path.ts';
import { TabBar } from './tab-bar.tsx';
import classes from './tabs.module.css';

export interface Tab {
  to: PagePath;
  label: string;
  feature?: Feature;
  /** How its list is filtered at first. */
  search?: Record<string, string>;
}

/** Pages of one part, as links: each has its own address. */
export function PartTabs({ tabs }: { tabs: Tab[] }) {
  const may = useMay();
  const open = tabs.filter((tab) => !tab.feature || may(tab.feature));
  if (open.length < 2) return null;
  return (
    <TabBar>
      {open.map((tab) => (
        <Link
          key={tab.label}
          to={tab.to}
          search={tab.search ?? {}}
          className={classes.tab}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {tab.label}
        </Link>
      ))}
    </TabBar>
  );
}
