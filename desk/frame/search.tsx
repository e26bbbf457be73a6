import { Kbd, Loader, Popover, Text, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import { call, queries } from '../api/client.ts';
import type { SearchResult } from '../api/wire.ts';
import { m } from '../messages/en.ts';
import { Icon } from '../ui/icon.tsx';
import type { PagePath } from '../ui/page-path.ts';
import classes from './frame.module.css';

const pages: Record<string, PagePath> = {
  licence: '/licences/$id',
  company: '/companies/$id',
  person: '/people/$id',
  reseller: '/resellers/$id',
  product: '/licences/products',
  site: '/statistics/sites/$id',
};

/** Finds a serial, a company, a person or an address. It asks on Enter only: each search is logged. */
export function Search() {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const search = useMutation({
    mutationFn: (q: string) => call<{ results: SearchResult[] }>('POST', '/search', { body: { q } }),
  });
  const focus = () => input.current?.focus();
  useHotkeys([['/', focus]]);
  useHotkeys([['mod+K', focus]], []);

  function ask() {
    const q = text.trim();
    if (q.length < 2) return;
    setOpen(true);
    search.mutate(q);
  }
  function keys(event: KeyboardEvent) {
    if (event.key === 'Enter') ask();
    if (event.key === 'Escape') setOpen(false);
    if (event.key === 'ArrowDown' && open) step(event, 0);
  }
  /** What was searched may be an address: it does not stay in sight. A page that is open already is read anew. */
  function openResult(id: string) {
    setOpen(false);
    setText('');
    if (location.pathname.endsWith(`/${id}`)) void queries.invalidateQueries();
  }
  function step(event: KeyboardEvent, to: number) {
    event.preventDefault();
    const links = list.current?.querySelectorAll('a') ?? [];
    if (to < 0) focus();
    else links[Math.min(to, links.length - 1)]?.focus();
  }
  const results = search.data?.results ?? [];

  return (
    <search className={classes.search}>
      <Popover
        opened={open}
        onChange={setOpen}
        width="target"
        position="bottom-start"
        withinPortal={false}
        withRoles={false}
      >
        <Popover.Target>
          <TextInput
            ref={input}
            type="search"
            aria-label={m.search.label}
            placeholder={m.search.placeholder}
            leftSection={<Icon name="search" size={16} />}
            rightSection={search.isPending ? <Loader size={14} /> : <Kbd visibleFrom="sm">/</Kbd>}
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={keys}
          />
        </Popover.Target>
        <Popover.Dropdown p="xs" ref={list}>
          <Text size="sm" c="dimmed" px="sm" py={4} role="status">
            {search.isPending && m.search.searching}
            {search.isError && search.error.message}
            {search.isSuccess && m.search.found(results.length)}
          </Text>
          {results.map((result, index) => (
            <Link
              key={`${result.kind} ${result.id}`}
              to={pages[result.kind] ?? '/'}
              params={{ id: result.id } as never}
              className={classes.result}
              onClick={() => openResult(result.id)}
              onKeyDown={(event) => {
                if (event.key === 'ArrowDown') step(event, index + 1);
                if (event.key === 'ArrowUp') step(event, index - 1);
                if (event.key === 'Escape') step(event, -1);
              }}
            >
              <Text component="span" size="sm" fw={500}>
                {result.title}
              </Text>
              <Text component="span" size="xs" c="dimmed" display="block">
                {m.search.kinds[result.kind] ?? result.kind}
                {result.detail && ` · ${result.detail}`}
              </Text>
            </Link>
          ))}
        </Popover.Dropdown>
      </Popover>
    </search>
  );
}
