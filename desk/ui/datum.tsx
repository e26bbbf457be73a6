import { ActionIcon, Group, Popover, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Datum, Provenance } from '../api/wire.ts';
import { m } from '../messages/en.ts';
import classes from './datum.module.css';
import { Icon } from './icon.tsx';
import { NoticeMark } from './notice-mark.tsx';
import { When } from './when.tsx';

interface Props {
  datum: Datum;
  /** How the value reads, where it is not shown as it stands (a country's name for its code). */
  show?: (value: string) => ReactNode;
  action?: ReactNode;
}

/** One datum with the small mark that opens where it came from. */
export function DatumRow({ datum, show, action }: Props) {
  const label = m.dataFields[datum.field] ?? datum.field;
  return (
    <div className={classes.row}>
      <dt>{label}</dt>
      <dd>
        <Group gap={4} wrap="nowrap" align="center">
          <DatumValue datum={datum} show={show} />
          {datum.provenance && <ProvenanceMark label={label} provenance={datum.provenance} />}
          {action}
        </Group>
      </dd>
    </div>
  );
}

export function DatumValue({ datum, show }: { datum: Datum; show?: ((value: string) => ReactNode) | undefined }) {
  if (!datum.readable) {
    return (
      <Text span size="sm" c="dimmed" fs="italic">
        {m.provenance.notForPurpose}
      </Text>
    );
  }
  if (datum.value === null || datum.value === '') {
    return (
      <Text span size="sm" c="dimmed">
        {m.provenance.notGiven}
      </Text>
    );
  }
  return (
    <Text span size="sm" style={{ overflowWrap: 'anywhere' }}>
      {show ? show(datum.value) : datum.value}
    </Text>
  );
}

function ProvenanceMark({ label, provenance }: { label: string; provenance: Provenance }) {
  return (
    <Popover width={340} position="bottom-start" withArrow trapFocus returnFocus shadow="md">
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" c="dimmed" aria-label={m.provenance.open(label)}>
          <Icon name="source" size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={m.provenance.title(label)}>
        <dl className={classes.note} tabIndex={0}>
          <dt>{m.provenance.source}</dt>
          <dd>
            {m.sources[provenance.sourceKind] ?? provenance.sourceKind}
            {provenance.list && `: ${provenance.list.fileName}, ${provenance.list.cameFrom}`}
          </dd>
          <dt>{m.provenance.when}</dt>
          <dd>
            <When at={provenance.givenAt} />
          </dd>
          <dt>{m.provenance.notice}</dt>
          <dd>
            <NoticeMark notice={provenance.notice} />
          </dd>
          <dt>{m.provenance.purposes}</dt>
          <dd>{provenance.purposes.map((purpose) => m.purposes[purpose] ?? purpose).join(', ')}</dd>
          <dt>{m.provenance.recipients}</dt>
          <dd>
            {provenance.recipients.length === 0
              ? m.provenance.nobody
              : provenance.recipients.map((r) => `${r.name} (${m.recipientKinds[r.kind] ?? r.kind})`).join(', ')}
          </dd>
          <dt>{m.provenance.retention}</dt>
          <dd>{provenance.retention}</dd>
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}

export function DataList({ children }: { children: ReactNode }) {
  return <dl className={classes.list}>{children}</dl>;
}

/** A plain line of a data list, for what is not personal and has no source of its own. */
export function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.row}>
      <dt>{label}</dt>
      <dd>
        <Text component="div" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {children}
        </Text>
      </dd>
    </div>
  );
}
