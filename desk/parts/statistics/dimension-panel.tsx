import { Anchor, Chip, Group, Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { DimensionName, DimensionTable } from '../../api/wire.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count } from '../../ui/when.tsx';
import { DimensionRows } from './dimension-rows.tsx';
import { NotCountedTogether } from './filter-mark.tsx';
import { asked, base, mayFilter, sharedSearch, useFrame, useStatisticsSearch } from './frame.ts';
import { useReport } from './reads.ts';
import type { groups } from './values.ts';
import { whyEmpty } from './why-empty.ts';

const shown = 8;

/** One of a group of tables, its first rows; the rest stands on a page of its own. */
export function DimensionPanel({ group }: { group: (typeof groups)[number] }) {
  const [search, change] = useStatisticsSearch();
  const frame = useFrame();
  // Unless one was chosen, the first that follows the filter.
  const first = group.dimensions.find((name) => mayFilter(frame, name)) ?? group.dimensions[0];
  const dimension = group.dimensions.find((name) => name === search[group.id]) ?? first;
  if (!dimension) return null;
  return (
    <Panel title={statisticsWords.groups[group.id] ?? ''}>
      <Chip.Group value={dimension} onChange={(name) => change({ [group.id]: name === first ? '' : String(name) })}>
        <Group gap={4} mb="xs" role="group" aria-label={statisticsWords.groups[group.id] ?? ''}>
          {group.dimensions.map((name) => (
            <Chip key={name} size="xs" value={name}>
              {statisticsWords.dimensions[name]}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <TopRows key={dimension} dimension={dimension} />
    </Panel>
  );
}

function TopRows({ dimension }: { dimension: DimensionName }) {
  const frame = useFrame();
  const [search] = useStatisticsSearch();
  const may = mayFilter(frame, dimension);
  const path = `${base}/${frame.site.slug}/tables/${dimension}${asked(frame, { limit: shown })}`;
  const table = useReport<DimensionTable>(may ? path : null);
  if (!may) return <NotCountedTogether table={dimension} />;
  if (table.isError) return <Failure error={table.error} retry={() => void table.refetch()} />;
  if (!table.data) return <Skeleton height={280} />;
  const { rows, other, count: all } = table.data;
  const caption = statisticsWords.dimensions[dimension];
  if (rows.length === 0 && !other)
    return (
      <Text size="sm" c="dimmed" py="md">
        {whyEmpty(table.data, frame.k)}
      </Text>
    );
  return (
    <>
      <Scroll label={caption}>
        <DimensionRows table={table.data} stale={table.isPlaceholderData} />
      </Scroll>
      <Group justify="space-between" mt="xs" gap="xs">
        <Text size="xs" c="dimmed">
          {other ? statisticsWords.otherBriefly(frame.k) : ''}
        </Text>
        <Anchor
          size="sm"
          component={Link}
          to="/statistics/tables/$dimension"
          params={{ dimension } as never}
          search={sharedSearch(search) as never}
        >
          {statisticsWords.allRows(count(all), caption)}
        </Anchor>
      </Group>
    </>
  );
}
