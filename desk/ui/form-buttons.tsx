import { Button, Group } from '@mantine/core';
import { m } from '../messages/en.ts';

/** How every form in a dialog ends: leave it as it was, or send it. */
export function FormButtons(props: {
  onCancel: () => void;
  /** What sending does. */
  label: string;
  pending: boolean;
  ready?: boolean;
}) {
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={props.onCancel}>
        {m.common.cancel}
      </Button>
      <Button type="submit" loading={props.pending} disabled={props.ready === false}>
        {props.label}
      </Button>
    </Group>
  );
}
