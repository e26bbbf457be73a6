import { Button, Group, Text } from '@mantine/core';
import { m } from '../../messages/en.ts';
import { count } from '../../ui/when.tsx';

interface Props {
  /** Rows on this page, and of all pages. */
  readonly shown: number;
  readonly all: number;
  readonly offset: number;
  readonly limit: number;
  readonly to: (offset: number) => void;
}

/** Which rows are seen, and the way to the others. */
export function Pager({ shown, all, offset, limit, to }: Props) {
  const next = offset + limit < all ? offset + limit : null;
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed" role="status">
        {all === 0 ? m.table.nothing : m.table.range(count(offset + 1), count(offset + shown), count(all))}
      </Text>
      {(offset > 0 || next !== null) && (
        <Group gap="xs">
          <Button size="xs" variant="default" disabled={offset === 0} onClick={() => to(Math.max(0, offset - limit))}>
            {m.table.previous}
          </Button>
          <Button size="xs" variant="default" disabled={next === null} onClick={() => next !== null && to(next)}>
            {m.table.next}
          </Button>
        </Group>
      )}
    </Group>
  );
}
