import { Chip, Group, Skeleton, Stack, Text } from '@mantine/core';
import type { CountAs } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { inUnit } from './formats.ts';
import { asked, base, useFrame, useStatisticsSearch } from './frame.ts';
import { Outside } from './outside.tsx';
import { PeriodBar } from './period-bar.tsx';
import { useReport } from './reads.ts';
import classes from './statistics.module.css';

const programs = ['plausible', 'umami', 'matomo', 'awstats'] as const;

/** The same days by the rules of another program, as far as sums can tell. */
export function CountAsPage() {
  const frame = useFrame();
  const [search, change] = useStatisticsSearch();
  const program = programs.find((name) => name === search.as) ?? programs[0];
  const question = asked({ ...frame, compare: 'none', filter: null }, { as: program });
  const counted = useReport<CountAs>(`${base}/${frame.site.slug}/count-as${question}`);
  return (
    <Stack>
      <PeriodBar />
      <Panel title={statisticsWords.countedAs.title}>
        <Stack gap="sm">
          <Text size="sm" maw={720}>
            {statisticsWords.countedAs.about}
          </Text>
          <Chip.Group value={program} onChange={(name) => change({ as: name === programs[0] ? '' : String(name) })}>
            <Group gap={4} role="group" aria-label={statisticsWords.countedAs.program}>
              {programs.map((name) => (
                <Chip key={name} size="xs" value={name}>
                  {statisticsWords.countedAs.programs[name]}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          {counted.isPending && <Skeleton height={240} />}
          {counted.isError && <Failure error={counted.error} retry={() => void counted.refetch()} />}
          {counted.data && !counted.isError && <Counted counted={counted.data} stale={counted.isPlaceholderData} />}
        </Stack>
      </Panel>
    </Stack>
  );
}

function Counted({ counted, stale }: { counted: CountAs; stale: boolean }) {
  return (
    <>
      <Scroll label={counted.name}>
        <table className={`${classes.table} ${classes.stacked} ${stale ? classes.stale : ''}`} aria-busy={stale}>
          <caption className="sr-only">{statisticsWords.countedAs.caption(counted.name)}</caption>
          <thead>
            <tr>
              <th scope="col">{statisticsWords.countedAs.figure}</th>
              <th scope="col">{statisticsWords.countedAs.is}</th>
              <th scope="col">{counted.name}</th>
              <th scope="col">{statisticsWords.countedAs.ours}</th>
            </tr>
          </thead>
          <tbody>
            {counted.rows.map((row) => (
              <tr key={row.figure}>
                <th scope="row">
                  {row.figure}
                  <Text size="xs" c="dimmed" maw={560}>
                    {row.why}
                  </Text>
                </th>
                <td data-head={statisticsWords.countedAs.is}>
                  {statisticsWords.countedAs.how[row.value === null ? 'not told' : row.is]}
                </td>
                <td data-head={counted.name}>{row.value === null ? m.common.none : inUnit(row.value, row.unit)}</td>
                <td data-head={statisticsWords.countedAs.ours}>
                  {row.ours === null ? m.common.none : inUnit(row.ours, row.unit)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <Text size="xs" c="dimmed">
        {statisticsWords.countedAs.sources}{' '}
        {counted.sources.map(({ title, url }, index) => (
          <span key={url}>
            {index > 0 && '; '}
            <Outside href={url}>{title}</Outside>
          </span>
        ))}
        .
      </Text>
    </>
  );
}
