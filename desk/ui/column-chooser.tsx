import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { m } from '../messages/en.ts';

interface Choice {
  id: string;
  label: string;
  shown: boolean;
  toggle: (shown: boolean) => void;
}

/** Which columns a list shows; the first always stays. */
export function ColumnChooser({ choices }: { choices: Choice[] }) {
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default">
          {m.table.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={m.table.columns}>
        <Stack gap="xs">
          {choices.map((choice, index) => (
            <Checkbox
              key={choice.id}
              label={choice.label}
              checked={choice.shown}
              disabled={index === 0}
              onChange={(event) => choice.toggle(event.currentTarget.checked)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
