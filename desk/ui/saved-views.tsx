import { Button, Menu } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { m } from '../messages/en.ts';
import type { ListSearch } from './list-search.ts';

const NameView = lazy(async () => ({ default: (await import('./name-view.tsx')).NameView }));

interface View {
  name: string;
  search: ListSearch;
}

function load(key: string): View[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? (stored as View[]) : [];
  } catch {
    return [];
  }
}

interface Props {
  list: string;
  search: ListSearch;
  onPick: (search: ListSearch) => void;
}

/** Sorts and filters under a name, kept in this browser. */
export function SavedViews({ list, search, onPick }: Props) {
  const key = `kept.views.${list}`;
  const [views, setViews] = useState(() => load(key));
  const [naming, setNaming] = useState(false);
  function keep(next: View[]) {
    localStorage.setItem(key, JSON.stringify(next));
    setViews(next);
  }
  function save(name: string) {
    keep([...views.filter((view) => view.name !== name), { name, search }]);
    setNaming(false);
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default">
            {m.table.views}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && <Menu.Label>{m.table.noViews}</Menu.Label>}
          {views.map((view) => (
            <Menu.Item key={view.name} onClick={() => onPick(view.search)}>
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setNaming(true)}>{m.table.saveView}</Menu.Item>
          {views.map((view) => (
            <Menu.Item key={view.name} c="dimmed" onClick={() => keep(views.filter((other) => other !== view))}>
              {m.table.forgetView(view.name)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {naming && (
        <Suspense>
          <NameView save={save} close={() => setNaming(false)} />
        </Suspense>
      )}
    </>
  );
}
