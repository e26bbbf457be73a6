import type { DimensionTable, TableRow } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Icon } from '../../ui/icon.tsx';
import { count } from '../../ui/when.tsx';
import { change, money, percent, seconds } from './formats.ts';
import { filterText, useFrame, useStatisticsSearch } from './frame.ts';
import classes from './statistics.module.css';
import { type ColumnName, columnsOf, valueName } from './values.ts';

interface Sorting {
  readonly by: string;
  readonly set: (sort: string) => void;
}

interface Props {
  table: DimensionTable;
  /** All columns, sorted as one likes; otherwise the first only. */
  sorting?: Sorting;
  stale: boolean;
}

/** A dimension as a table with bars; pressing a value narrows everything to it. */
export function DimensionRows({ table, sorting, stale }: Props) {
  const all = columnsOf(table.dimension);
  const columns = sorting ? all : all.slice(0, 1);
  const main = all[0] ?? 'visits';
  // On a narrow screen the change is told rather than the share.
  const lesser = table.before && !sorting ? classes.lesser : undefined;
  const rows = table.other ? [...table.rows, table.other] : table.rows;
  const most = Math.max(1, ...rows.flatMap((row) => [amountOf(row, main), beforeOf(row, main) ?? 0]));
  return (
    <table className={`${classes.table} ${stale ? classes.stale : ''}`} aria-busy={stale}>
      <caption className="sr-only">{statisticsWords.dimensions[table.dimension]}</caption>
      <thead>
        <tr>
          <Head name="value" label={statisticsWords.dimensions[table.dimension]} sorting={sorting} />
          {columns.map((name) => (
            <Head key={name} name={sortOf[name]} label={statisticsWords.columns[name]} sorting={sorting} />
          ))}
          <th scope="col" className={lesser}>
            {statisticsWords.columns.share}
          </th>
          {table.before && <th scope="col">{statisticsWords.change}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.value ?? ''} className={row.value === null ? classes.other : undefined}>
            <th scope="row">
              <Value table={table} row={row} />
              <span className={classes.bar} style={{ width: `${(amountOf(row, main) / most) * 100}%` }} />
              {table.before && (
                <span
                  className={classes.bar}
                  data-before=""
                  style={{ width: `${((beforeOf(row, main) ?? 0) / most) * 100}%` }}
                />
              )}
            </th>
            {columns.map((name) => (
              <Cell key={name} row={row} name={name} />
            ))}
            <td className={lesser}>{row.share === null ? m.common.none : percent(row.share)}</td>
            {table.before && <td>{change(toldOf(row, main), beforeOf(row, main)) ?? m.common.none}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const sortOf: Readonly<Record<ColumnName, string>> = {
  visits: 'visits',
  times: 'views',
  views: 'views',
  requests: 'views',
  bounceRate: 'bounceRate',
  seconds: 'seconds',
  amount: 'amount',
};

function amountOf(row: TableRow, main: ColumnName): number {
  return main === 'requests' ? (row.views ?? 0) : (row.visits ?? 0);
}

function toldOf(row: TableRow, main: ColumnName): number | null {
  return main === 'requests' ? row.views : row.visits;
}

function beforeOf(row: TableRow, main: ColumnName): number | null {
  if (!row.before) return null;
  return main === 'requests' ? row.before.views : row.before.visits;
}

function Head({ name, label, sorting }: { name: string; label: string; sorting: Sorting | undefined }) {
  if (!sorting) return <th scope="col">{label}</th>;
  const now = sorting.by === name ? 'ascending' : sorting.by === `-${name}` ? 'descending' : 'none';
  // Names begin with A, numbers with the largest.
  const [first, second] = name === 'value' ? [name, `-${name}`] : [`-${name}`, name];
  return (
    <th scope="col" aria-sort={now}>
      <button type="button" className={classes.sort} onClick={() => sorting.set(sorting.by === first ? second : first)}>
        {label}
        {now !== 'none' && <Icon name={now === 'ascending' ? 'up' : 'down'} size={14} />}
      </button>
    </th>
  );
}

function Value({ table, row }: { table: DimensionTable; row: TableRow }) {
  const frame = useFrame();
  const [, change] = useStatisticsSearch();
  const name = valueName(table.dimension, row.value);
  const narrows = frame.dimensions.find((each) => each.name === table.dimension)?.narrows ?? false;
  const { value } = row;
  if (value === null || !narrows) return <span className={classes.plain}>{name}</span>;
  return (
    <button
      type="button"
      className={classes.value}
      title={statisticsWords.narrowTo(name)}
      onClick={() => change({ filter: filterText({ dimension: table.dimension, value }), q: '' })}
    >
      {name}
    </button>
  );
}

function Cell({ row, name }: { row: TableRow; name: ColumnName }) {
  const { currency } = useFrame().site;
  return <td>{cellText(row, name, currency) ?? m.common.none}</td>;
}

function cellText(row: TableRow, name: ColumnName, currency: string | null): string | null {
  switch (name) {
    case 'visits':
      return row.visits === null ? null : count(row.visits);
    case 'bounceRate':
      return row.bounceRate === null ? null : percent(row.bounceRate);
    case 'seconds':
      return row.seconds === null ? null : seconds(row.seconds);
    case 'amount':
      return row.amount === null ? null : money(row.amount, currency);
    default:
      return row.views === null ? null : count(row.views);
  }
}
