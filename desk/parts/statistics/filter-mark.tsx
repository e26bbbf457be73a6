import { Button, Group, Text } from '@mantine/core';
import type { DimensionName } from '../../api/wire.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { type Filter, tablesUnder, useFrame, useStatisticsSearch } from './frame.ts';
import { valueName } from './values.ts';

/** What the figures are narrowed to, and how to widen them again. */
export function FilterMark() {
  const frame = useFrame();
  const [, change] = useStatisticsSearch();
  const { filter } = frame;
  if (!filter) return null;
  const tables = tablesUnder(frame, filter.dimension);
  return (
    <Group gap="sm" className="panel" py="xs" role="status">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {statisticsWords.only} <b>{saidOf(filter)}</b>.{' '}
        {tables.length > 0 ? statisticsWords.narrowedTables(namesOf(tables)) : statisticsWords.narrowsNoTable}
      </Text>
      <Button size="xs" variant="default" onClick={() => change({ filter: '' })}>
        {statisticsWords.unfilter}
      </Button>
    </Group>
  );
}

function saidOf({ dimension, value }: Filter): string {
  return `${statisticsWords.dimensions[dimension]}: ${valueName(dimension, value)}`;
}

export function namesOf(dimensions: readonly DimensionName[]): string {
  const names = dimensions.map((name) => statisticsWords.dimensions[name]);
  return new Intl.ListFormat('en').format(names);
}

/** In place of a table that was not counted together with what is filtered by. */
export function NotCountedTogether({ table }: { table: DimensionName }) {
  const { filter } = useFrame();
  if (!filter) return null;
  const text =
    filter.dimension === table
      ? statisticsWords.isTheFilter
      : statisticsWords.notTogether(statisticsWords.dimensions[table], statisticsWords.dimensions[filter.dimension]);
  return (
    <Text size="sm" c="dimmed" py="md">
      {text}
    </Text>
  );
}
