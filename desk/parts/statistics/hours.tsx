import { Group, Skeleton, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { CSSProperties } from 'react';
import type { DimensionTable } from '../../api/wire.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Failure } from '../../ui/failure.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count } from '../../ui/when.tsx';
import { NotCountedTogether } from './filter-mark.tsx';
import { asked, base, mayFilter, useFrame } from './frame.ts';
import { useReport } from './reads.ts';
import classes from './statistics.module.css';
import { hourName, valueName, weekdayName } from './values.ts';
import { whyEmpty } from './why-empty.ts';

const days = [0, 1, 2, 3, 4, 5, 6];
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });

/** Visits by hour of the week: each cell has its number, its shade only helps to find the large ones. */
export function Hours() {
  const frame = useFrame();
  const narrow = useMediaQuery('(max-width: 48em)');
  const may = mayFilter(frame, 'hour');
  const path = `${base}/${frame.site.slug}/tables/hour${asked({ ...frame, compare: 'none' }, { limit: 168 })}`;
  const table = useReport<DimensionTable>(may ? path : null);
  if (!may) return <NotCountedTogether table="hour" />;
  if (table.isError) return <Failure error={table.error} retry={() => void table.refetch()} />;
  if (!table.data) return <Skeleton height={240} />;
  const visits = new Map(table.data.rows.map((row) => [Number(row.value), row.visits ?? 0]));
  if (visits.size === 0)
    return (
      <Text size="sm" c="dimmed">
        {whyEmpty(table.data, frame.k)}
      </Text>
    );
  const most = Math.max(1, ...visits.values());
  return (
    <>
      {narrow ? <HoursDown visits={visits} most={most} /> : <HoursAcross visits={visits} most={most} />}
      <Group justify="space-between" mt="xs">
        <Text size="xs" c="dimmed">
          {statisticsWords.hoursZone(frame.site.timeZone)} {statisticsWords.hoursFew(frame.k)}
        </Text>
      </Group>
    </>
  );
}

interface Grid {
  /** By hour of the week; hours of too few visits are not in it. */
  visits: ReadonlyMap<number, number>;
  most: number;
}

/** Days below one another, their hours beside. */
function HoursAcross({ visits, most }: Grid) {
  return (
    <Scroll label={statisticsWords.hoursCaption} width={760}>
      <table className={classes.hours}>
        <caption className="sr-only">{statisticsWords.hoursCaption}</caption>
        <thead>
          <tr>
            <td />
            {hours.map((hour) => (
              <th key={hour} scope="col" title={hourName(hour)}>
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day}>
              <th scope="row">{weekdayName(day)}</th>
              {hours.map((hour) => (
                <Hour key={hour} at={day * 24 + hour} visits={visits.get(day * 24 + hour) ?? null} most={most} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** The same for a narrow screen: hours below one another, days beside. */
function HoursDown({ visits, most }: Grid) {
  return (
    <Scroll label={statisticsWords.hoursCaption}>
      <table className={classes.hours}>
        <caption className="sr-only">{statisticsWords.hoursCaption}</caption>
        <thead>
          <tr>
            <td />
            {days.map((day) => (
              <th key={day} scope="col" title={weekdayName(day)}>
                {weekdayName(day, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.map((hour) => (
            <tr key={hour}>
              <th scope="row">{hourName(hour)}</th>
              {days.map((day) => (
                <Hour key={day} at={day * 24 + hour} visits={visits.get(day * 24 + hour) ?? null} most={most} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Hour({ at, visits, most }: { at: number; visits: number | null; most: number }) {
  const name = valueName('hour', String(at));
  if (visits === null) return <td title={name}>·</td>;
  return (
    <td title={`${name}: ${count(visits)}`} style={{ '--shade': visits / most } as CSSProperties}>
      {visits < 10_000 ? count(visits) : compact.format(visits)}
    </td>
  );
}
