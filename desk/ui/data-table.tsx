import { Button, Checkbox, Group, Popover, Select, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback, useLocalStorage } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { columnVisibilityFeature, createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { call, query } from '../api/client.ts';
import type { Page } from '../api/types.ts';
import { m } from '../messages/en.ts';
import type { ListSearch } from '../routes.ts';
import classes from './data-table.module.css';
import { ExportButton } from './export-button.tsx';
import { Failure } from './failure.tsx';
import { Icon } from './icon.tsx';
import { useListState } from './list-state.ts';
import { SavedViews } from './saved-views.tsx';
import { Scroll } from './scroll.tsx';
import { count } from './when.tsx';

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  csv: (row: T) => string | number | boolean | null;
  /** The server's name of this column in `sort`; without it the column does not sort. */
  sort?: string;
  end?: boolean;
  /** Not shown until chosen. */
  hidden?: boolean;
}

interface Filter {
  name: string;
  label: string;
  options: { value: string; label: string }[];
}

interface Props<T> {
  /** Names the list in this browser's memory and in file names. */
  name: string;
  caption: string;
  path: string;
  columns: Column<T>[];
  defaultSort: string;
  fixed?: Record<string, string>;
  search?: { label: string };
  filters?: Filter[];
  /** What stands here while there is nothing at all. */
  empty: ReactNode;
  remember?: boolean;
  personal?: boolean;
  limit?: number;
}

const features = tableFeatures({ columnVisibilityFeature });
const none: never[] = [];

/** A list of the server: sorted, filtered and paged there, shown and exported here. */
export function DataTable<T extends { id: string }>(props: Props<T>) {
  const { name, path, columns, fixed, filters = [], limit = 50, remember = true, personal = false } = props;
  const [search, setSearch] = useListState(remember);
  const [cursors, setCursors] = useState<string[]>([]);
  const sort = search.sort ?? props.defaultSort;
  const chosen = Object.fromEntries(filters.map((filter) => [filter.name, search[filter.name]]));
  const params = { ...fixed, ...chosen, q: search.q, sort };
  const cursor = cursors.at(-1) ?? null;
  const list = useQuery({
    queryKey: ['list', path, params, cursor, limit],
    queryFn: ({ signal }) =>
      call<Page<T>>('GET', `${path}${query({ ...params, limit, cursor })}`, { signal, personal }),
    placeholderData: keepPreviousData,
  });

  function change(next: ListSearch) {
    setCursors([]);
    setSearch(next);
  }

  const defaults = useMemo(
    () => Object.fromEntries(columns.filter((column) => column.hidden).map((column) => [column.id, false])),
    [columns],
  );
  const [visibility, setVisibility] = useLocalStorage<Record<string, boolean>>({
    key: `kept.columns.${name}`,
    defaultValue: defaults,
  });
  const helper = createColumnHelper<typeof features, T>();
  const table = useTable({
    features,
    columns: useMemo(
      () =>
        columns.map((column) =>
          helper.display({ id: column.id, header: column.header, cell: (c) => column.cell(c.row.original) }),
        ),
      [columns, helper.display],
    ),
    data: list.data?.items ?? none,
    getRowId: (row) => row.id,
    state: { columnVisibility: visibility },
    onColumnVisibilityChange: (update) => setVisibility(typeof update === 'function' ? update(visibility) : update),
  });
  const byId = new Map(columns.map((column) => [column.id, column]));
  const filtered = Boolean(search.q) || filters.some((filter) => search[filter.name]);
  const total = list.data?.count ?? 0;
  const first = cursors.length * limit + 1;
  const last = cursors.length * limit + (list.data?.items.length ?? 0);
  const shown = table.getVisibleLeafColumns().length;

  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-end">
        {props.search && (
          <SearchInput label={props.search.label} value={search.q ?? ''} onChange={(q) => change({ ...search, q })} />
        )}
        {filters.map((filter) => (
          <Select
            key={filter.name}
            size="xs"
            w={156}
            clearable
            searchable={filter.options.length > 12}
            label={filter.label}
            placeholder={m.table.all}
            data={filter.options}
            value={search[filter.name] ?? null}
            onChange={(value) => change({ ...search, [filter.name]: value ?? '' })}
          />
        ))}
        <Group gap="xs" ml="auto">
          {remember && <SavedViews list={name} search={search} onPick={change} />}
          <Popover position="bottom-end" trapFocus>
            <Popover.Target>
              <Button size="xs" variant="default">
                {m.table.columns}
              </Button>
            </Popover.Target>
            <Popover.Dropdown>
              <Stack gap="xs">
                {table.getAllLeafColumns().map((column, index) => (
                  <Checkbox
                    key={column.id}
                    label={byId.get(column.id)?.header}
                    checked={column.getIsVisible()}
                    disabled={index === 0}
                    onChange={(event) => column.toggleVisibility(event.currentTarget.checked)}
                  />
                ))}
              </Stack>
            </Popover.Dropdown>
          </Popover>
          <ExportButton
            path={path}
            params={params}
            columns={columns}
            name={name}
            personal={personal}
            disabled={total === 0}
          />
        </Group>
      </Group>

      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {!list.isError && (
        <div className={classes.wrap}>
          <Scroll label={props.caption}>
            <table className={classes.table} aria-busy={list.isFetching}>
              <caption className="sr-only">{props.caption}</caption>
              <thead>
                {table.getHeaderGroups().map((group) => (
                  <tr key={group.id}>
                    {group.headers.map((header) => {
                      const column = byId.get(header.column.id);
                      return (
                        column && (
                          <Head
                            key={header.id}
                            column={column}
                            sort={sort}
                            onSort={(next) => change({ ...search, sort: next })}
                          />
                        )
                      );
                    })}
                  </tr>
                ))}
              </thead>
              <tbody className={list.isPlaceholderData ? classes.stale : undefined}>
                {list.isPending && <Loading columns={shown} />}
                {table.getRowModel().rows.map((row) => (
                  <tr key={row.id}>
                    {row.getVisibleCells().map((cell) => (
                      <td key={cell.id} data-end={byId.get(cell.column.id)?.end || undefined}>
                        <table.FlexRender cell={cell} />
                      </td>
                    ))}
                  </tr>
                ))}
                {list.data?.items.length === 0 && (
                  <tr>
                    <td colSpan={shown}>{filtered ? <NoMatch clear={() => change({ sort })} /> : props.empty}</td>
                  </tr>
                )}
              </tbody>
            </table>
          </Scroll>
        </div>
      )}
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {list.data && (total === 0 ? m.table.nothing : m.table.range(count(first), count(last), count(total)))}
        </Text>
        {(cursors.length > 0 || list.data?.next) && (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              disabled={cursors.length === 0}
              onClick={() => setCursors(cursors.slice(0, -1))}
            >
              {m.table.previous}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={!list.data?.next || list.isPlaceholderData}
              onClick={() => list.data?.next && setCursors([...cursors, list.data.next])}
            >
              {m.table.next}
            </Button>
          </Group>
        )}
      </Group>
    </Stack>
  );
}

function Head<T>({ column, sort, onSort }: { column: Column<T>; sort: string; onSort: (sort: string) => void }) {
  const by = column.sort;
  if (!by) return <th data-end={column.end || undefined}>{column.header}</th>;
  const now = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none';
  return (
    <th aria-sort={now} data-end={column.end || undefined}>
      <button type="button" className={classes.sort} onClick={() => onSort(now === 'descending' ? by : `-${by}`)}>
        {column.header}
        {now !== 'none' && <Icon name={now === 'ascending' ? 'up' : 'down'} size={14} />}
      </button>
    </th>
  );
}

function Loading({ columns }: { columns: number }) {
  return ['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
    <tr key={row}>
      <td colSpan={columns}>
        <Skeleton height={16} />
      </td>
    </tr>
  ));
}

function NoMatch({ clear }: { clear: () => void }) {
  return (
    <Stack align="center" gap="xs" py="lg">
      <Text>{m.table.noMatch}</Text>
      <Button size="xs" variant="default" onClick={clear}>
        {m.table.clear}
      </Button>
    </Stack>
  );
}

function SearchInput({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const tell = useDebouncedCallback(onChange, 250);
  // An address is personal: it must not stand in a URL. The search at the top finds people by it.
  const isAddress = text.includes('@');
  return (
    <TextInput
      size="xs"
      w={240}
      type="search"
      label={label}
      value={text}
      error={isAddress ? m.table.noAddresses : undefined}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        if (!next.includes('@')) tell(next.trim());
      }}
    />
  );
}
