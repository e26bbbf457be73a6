import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { columnVisibilityFeature, createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';
import { m } from '../messages/en.ts';
import { ColumnChooser } from './column-chooser.tsx';
import classes from './data-table.module.css';
import { ExportButton } from './export-button.tsx';
import { Failure } from './failure.tsx';
import { Icon } from './icon.tsx';
import { type Filter, ListFilters } from './list-filters.tsx';
import { type ListPages, useListPages } from './list-pages.ts';
import type { ListSearch } from './list-search.ts';
import { useListState } from './list-state.ts';
import { AskReason, reasonRefused } from './personal.tsx';
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
  const { name, path, columns, fixed, filters = none, limit = 50, remember = true, personal = false } = props;
  const [search, setSearch] = useListState(remember);
  const sort = search.sort ?? props.defaultSort;
  const chosen = Object.fromEntries(filters.map((filter) => [filter.name, search[filter.name]]));
  const params = { ...fixed, ...chosen, q: search.q, sort };
  const pages = useListPages<T>({ path, params, limit, personal });
  const { list, total } = pages;
  const table = useColumns(name, columns, list.data?.items ?? none);
  function change(next: ListSearch) {
    pages.toFirst();
    setSearch(next);
  }
  const byId = new Map(columns.map((column) => [column.id, column]));
  const choices = table.getAllLeafColumns().map((column) => ({
    id: column.id,
    label: byId.get(column.id)?.header ?? column.id,
    shown: column.getIsVisible(),
    toggle: (shown: boolean) => column.toggleVisibility(shown),
  }));
  const width = table.getVisibleLeafColumns().length;
  const filtered = Boolean(search.q) || Object.values(chosen).some(Boolean);
  const nothing = filtered ? <NoMatch clear={() => change({ sort })} /> : props.empty;
  const refused = personal ? reasonRefused(list.error) : null;
  if (pages.needsReason || refused) return <AskReason refused={refused} />;

  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-end">
        <ListFilters searchLabel={props.search?.label} filters={filters} search={search} onChange={change} />
        <Group gap="xs" ml="auto">
          {remember && <SavedViews list={name} search={search} onPick={change} />}
          <ColumnChooser choices={choices} />
          <ExportButton {...{ path, params, columns, name, personal }} disabled={total === 0} />
        </Group>
      </Group>
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {!list.isError && (
        <div className={classes.wrap}>
          <Scroll label={props.caption}>
            <table className={classes.table} aria-busy={list.isFetching}>
              <caption className="sr-only">{props.caption}</caption>
              <thead>
                <tr>
                  {table.getVisibleLeafColumns().map(({ id }) => (
                    <Head
                      key={id}
                      column={byId.get(id)}
                      sort={sort}
                      onSort={(next) => change({ ...search, sort: next })}
                    />
                  ))}
                </tr>
              </thead>
              <tbody className={list.isPlaceholderData ? classes.stale : undefined}>
                {list.isPending && <Loading columns={width} />}
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
                    <td colSpan={width}>{nothing}</td>
                  </tr>
                )}
              </tbody>
            </table>
          </Scroll>
        </div>
      )}
      <Pager pages={pages} />
    </Stack>
  );
}

/** The table's model; which columns show is kept in this browser. */
function useColumns<T extends { id: string }>(name: string, columns: Column<T>[], data: T[]) {
  const defaultValue = useMemo(
    () => Object.fromEntries(columns.filter((column) => column.hidden).map((column) => [column.id, false])),
    [columns],
  );
  const [visibility, setVisibility] = useLocalStorage<Record<string, boolean>>({
    key: `kept.columns.${name}`,
    defaultValue,
  });
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, T>();
    return columns.map(({ id, header, cell }) => helper.display({ id, header, cell: (c) => cell(c.row.original) }));
  }, [columns]);
  return useTable({
    features,
    columns: definitions,
    data,
    getRowId: (row) => row.id,
    state: { columnVisibility: visibility },
    onColumnVisibilityChange: (update) => setVisibility(typeof update === 'function' ? update(visibility) : update),
  });
}

interface HeadProps<T> {
  column: Column<T> | undefined;
  sort: string;
  onSort: (sort: string) => void;
}

function Head<T>({ column, sort, onSort }: HeadProps<T>) {
  const by = column?.sort;
  if (!by) return <th data-end={column?.end || undefined}>{column?.header}</th>;
  const now = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none';
  // Times begin with the newest, names with A.
  const [first, second] = by.endsWith('At') ? [`-${by}`, by] : [by, `-${by}`];
  return (
    <th aria-sort={now} data-end={column.end || undefined}>
      <button type="button" className={classes.sort} onClick={() => onSort(sort === first ? second : first)}>
        {column.header}
        {now !== 'none' && <Icon name={now === 'ascending' ? 'up' : 'down'} size={14} />}
      </button>
    </th>
  );
}

function Pager<T>({ pages }: { pages: ListPages<T> }) {
  const { list, total, first, last, toPrevious, toNext } = pages;
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed" role="status">
        {list.data && (total === 0 ? m.table.nothing : m.table.range(count(first), count(last), count(total)))}
      </Text>
      {pages.morePages && (
        <Group gap="xs">
          <Button size="xs" variant="default" disabled={!toPrevious} onClick={() => toPrevious?.()}>
            {m.table.previous}
          </Button>
          <Button size="xs" variant="default" disabled={!toNext} onClick={() => toNext?.()}>
            {m.table.next}
          </Button>
        </Group>
      )}
    </Group>
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
