import { ActionIcon, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError, call, isCode, queries } from '../../api/client.ts';
import type { Datum, Person } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { sentence } from '../../ui/forms.ts';
import { Icon } from '../../ui/icon.tsx';
import { say } from '../../ui/said.tsx';

/** Corrects one datum; those who were given the old value are told. */
export function CorrectDatum({ person, datum }: { person: Person; datum: Datum }) {
  const [open, setOpen] = useState(false);
  const label = m.dataFields[datum.field] ?? datum.field;
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        c="dimmed"
        aria-label={m.correct.open(label)}
        onClick={() => setOpen(true)}
      >
        <Icon name="pen" size={16} />
      </ActionIcon>
      <Modal opened={open} onClose={() => setOpen(false)} title={m.correct.title(label)}>
        <CorrectForm person={person} datum={datum} label={label} close={() => setOpen(false)} />
      </Modal>
    </>
  );
}

interface Props {
  person: Person;
  datum: Datum;
  label: string;
  close: () => void;
}

function CorrectForm({ person, datum, label, close }: Props) {
  const [value, setValue] = useState(datum.value ?? '');
  const told = person.recipients.filter((recipient) => recipient.fields.includes(datum.field));
  const save = useMutation({
    mutationFn: () =>
      call('PATCH', `/people/${person.id}`, {
        personal: true,
        body: { version: person.version, field: datum.field, value: value.trim() || null },
      }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(m.correct.done(label));
    },
  });
  const fault = save.error instanceof ApiError ? save.error.fields.value : undefined;
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={label}
          value={value}
          maxLength={200}
          data-autofocus
          autoComplete="off"
          error={fault && sentence(fault)}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Text size="sm">
          {told.length === 0
            ? m.correct.tellsNobody
            : m.correct.tells(told.map((recipient) => recipient.name).join(', '))}
        </Text>
        {save.isError && (
          <Failure
            error={save.error}
            {...(isCode(save.error, 'KEPT_CHANGED_MEANWHILE') ? { retry: () => void queries.invalidateQueries() } : {})}
          />
        )}
        <FormButtons
          onCancel={close}
          label={m.correct.go}
          pending={save.isPending}
          ready={value.trim() !== (datum.value ?? '')}
        />
      </Stack>
    </form>
  );
}
