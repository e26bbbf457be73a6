import { Button, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { LegalHold } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { DataList, Line } from '../../ui/datum.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { Personal, usePersonal } from '../../ui/personal.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';
import { Day } from '../../ui/when.tsx';

const text = m.retention;

/** What may not be deleted, why, and until when. */
export function Holds() {
  const read = usePersonal<{ holds: LegalHold[] }>('/holds');
  return (
    <Panel title={text.holds} aside={<SetHold />}>
      <Personal read={read}>
        {({ holds }) => {
          const living = holds.filter((hold) => hold.endedAt === null);
          if (living.length === 0) return <Text size="sm">{text.noHolds}</Text>;
          return (
            <DataList>
              {living.map((hold) => (
                <Line key={hold.id} label={hold.category ? (text.scopes[hold.category] ?? hold.category) : text.person}>
                  <Stack gap={4} align="flex-start">
                    <Text size="sm">
                      {hold.reason} {text.until} <Day on={hold.until} />.{' '}
                      {hold.personId && (
                        <RefLink kind="person" id={hold.personId}>
                          {m.requests.openPerson}
                        </RefLink>
                      )}
                    </Text>
                    <EndHold hold={hold} />
                  </Stack>
                </Line>
              ))}
            </DataList>
          );
        }}
      </Personal>
    </Panel>
  );
}

function EndHold({ hold }: { hold: LegalHold }) {
  return (
    <Confirm
      size="compact-sm"
      label={text.end}
      title={text.endTitle}
      consequence={text.endConsequence}
      act={async () => {
        await call('POST', `/holds/${hold.id}/end`);
        await queries.invalidateQueries();
        say(text.ended);
      }}
    />
  );
}

function SetHold() {
  const [open, setOpen] = useState(false);
  const [category, setCategory] = useState<string | null>(null);
  const [personId, setPersonId] = useState('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const set = useMutation({
    mutationFn: () => call('POST', '/holds', { body: { category, personId: personId.trim() || null, reason, until } }),
    onSuccess: async () => {
      setOpen(false);
      await queries.invalidateQueries();
      say(text.held);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    set.mutate();
  }
  const options = Object.entries(text.scopes).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {text.hold}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={text.hold}>
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm">{text.holdHow}</Text>
            <Select label={text.scope} data={options} value={category} onChange={setCategory} clearable />
            <TextInput
              label={m.requests.personId}
              description={text.personHow}
              value={personId}
              maxLength={36}
              onChange={(event) => setPersonId(event.currentTarget.value)}
            />
            <Textarea
              label={text.why}
              value={reason}
              maxLength={2_000}
              required
              autosize
              minRows={2}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label={text.lastDay}
              value={until}
              required
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
            {set.isError && <Failure error={set.error} />}
            <FormButtons
              onCancel={() => setOpen(false)}
              label={text.hold}
              pending={set.isPending}
              ready={reason.trim().length >= 10 && until !== ''}
            />
          </Stack>
        </form>
      </Modal>
    </>
  );
}
