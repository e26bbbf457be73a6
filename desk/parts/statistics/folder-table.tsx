import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { FolderTable as Folders } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count } from '../../ui/when.tsx';
import { change as changeOf, percent } from './formats.ts';
import { asked, base, filterText, useFrame, useStatisticsSearch } from './frame.ts';
import { Pager } from './pager.tsx';
import { useReport } from './reads.ts';
import classes from './statistics.module.css';

const limit = 50;
type Dimension = Folders['dimension'];

export function hasFolders(dimension: string): dimension is Dimension {
  return ['page', 'entry', 'exit', 'download', 'not-found'].includes(dimension);
}

/** Paths by the folder in which they lie: a folder is opened by pressing it, a path narrows everything to it. */
export function FolderTable({ dimension, under }: { dimension: Dimension; under: string }) {
  const frame = useFrame();
  const [, change] = useStatisticsSearch();
  const question = asked(frame, { under });
  const [page, setPage] = useState({ question, offset: 0 });
  const offset = page.question === question ? page.offset : 0;
  const path = `${base}/${frame.site.slug}/folders/${dimension}`;
  const table = useReport<Folders>(`${path}${asked(frame, { under, limit, offset })}`);
  return (
    <Stack gap="sm">
      <Group gap="sm" justify="space-between">
        <Way under={under} open={(folder) => change({ folder })} />
        <Button size="xs" variant="default" component="a" download href={`/api/v1${path}/csv${question}`}>
          {m.table.export}
        </Button>
      </Group>
      {table.isError && <Failure error={table.error} retry={() => void table.refetch()} />}
      {table.isPending && <Skeleton height={400} />}
      {table.data && !table.isError && (
        <>
          {table.data.rows.length === 0 && !table.data.other ? (
            <Empty title={statisticsWords.nothingInRange} how={statisticsWords.folders.noneHow} />
          ) : (
            <Scroll label={statisticsWords.dimensions[dimension]} width={400}>
              <Rows table={table.data} stale={table.isPlaceholderData} />
            </Scroll>
          )}
          <Pager
            shown={table.data.rows.length}
            all={table.data.count}
            offset={offset}
            limit={limit}
            to={(next) => setPage({ question, offset: next })}
          />
          <Text size="sm" c="dimmed" maw={720}>
            {statisticsWords.folders.about(frame.k)} {isSummed(dimension) ? '' : statisticsWords.folders.byViews}
          </Text>
        </>
      )}
    </Stack>
  );
}

/** Of entry and exit pages each visit has one, so visits can be added up; of the others what can be is how often. */
function isSummed(dimension: Dimension): boolean {
  return dimension === 'entry' || dimension === 'exit';
}

/** The folders above the one that is open, each to be opened again. */
function Way({ under, open }: { under: string; open: (folder: string) => void }) {
  const parts = under.split('/').slice(1, -1);
  const steps = ['/', ...parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}/`)];
  return (
    <nav aria-label={statisticsWords.folders.way}>
      <Group gap={4} component="ol" className={classes.way}>
        {steps.map((folder, index) => (
          <li key={folder}>
            {folder === under ? (
              <b aria-current="location">{nameOf(folder, index)}</b>
            ) : (
              <button type="button" className={classes.value} onClick={() => open(folder)}>
                {nameOf(folder, index)}
              </button>
            )}
          </li>
        ))}
      </Group>
    </nav>
  );
}

function nameOf(folder: string, depth: number): string {
  return depth === 0 ? statisticsWords.folders.root : `${folder.split('/').at(-2)}/`;
}

function Rows({ table, stale }: { table: Folders; stale: boolean }) {
  const summed = isSummed(table.dimension);
  const amount = (row: { visits: number | null; views: number }) => (summed ? (row.visits ?? 0) : row.views);
  const most = Math.max(1, ...table.rows.map(amount), table.other ? amount(table.other) : 0);
  const bar = (row: { visits: number | null; views: number }) => (
    <span className={classes.bar} style={{ width: `${(amount(row) / most) * 100}%` }} />
  );
  return (
    <table className={`${classes.table} ${stale ? classes.stale : ''}`} aria-busy={stale}>
      <caption className="sr-only">
        {statisticsWords.dimensions[table.dimension]}, {statisticsWords.folders.by}
      </caption>
      <thead>
        <tr>
          <th scope="col">{statisticsWords.folders.head}</th>
          <th scope="col">{statisticsWords.folders.paths}</th>
          <th scope="col">{amountName(table.dimension)}</th>
          <th scope="col">{statisticsWords.columns.share}</th>
          {table.before && <th scope="col">{statisticsWords.change}</th>}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.value}>
            <th scope="row">
              <Value row={row} dimension={table.dimension} />
              {bar(row)}
            </th>
            <td>{row.folder ? count(row.paths) : m.common.none}</td>
            <td>{count(amount(row))}</td>
            <td>{row.share === null ? m.common.none : percent(row.share)}</td>
            {table.before && <td>{changeOf(amount(row), row.before && amount(row.before)) ?? m.common.none}</td>}
          </tr>
        ))}
        {table.other && (
          <tr className={classes.other}>
            <th scope="row">
              <span className={classes.plain}>{statisticsWords.other}</span>
              {bar(table.other)}
            </th>
            <td>{m.common.none}</td>
            <td>{count(amount(table.other))}</td>
            <td>{table.other.share === null ? m.common.none : percent(table.other.share)}</td>
            {table.before && <td>{m.common.none}</td>}
          </tr>
        )}
      </tbody>
    </table>
  );
}

function amountName(dimension: Dimension): string {
  if (isSummed(dimension)) return statisticsWords.columns.visits;
  return dimension === 'page' ? statisticsWords.columns.views : statisticsWords.columns.times;
}

function Value({ row, dimension }: { row: Folders['rows'][number]; dimension: Dimension }) {
  const [, change] = useStatisticsSearch();
  const { folder, value } = row;
  return (
    <button
      type="button"
      className={classes.value}
      title={folder ? statisticsWords.folders.open(value) : statisticsWords.narrowTo(value)}
      onClick={() => change(folder ? { folder: value } : { filter: filterText({ dimension, value }), folder: '' })}
    >
      {value}
    </button>
  );
}
