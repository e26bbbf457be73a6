import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { setSitting, useSitting } from '../api/sitting.ts';
import { m } from '../messages/en.ts';
import { useSession } from '../session.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** Why the dialog came back, where the server refused the purpose or the reason. */
  complaint?: string | undefined;
  /** The purposes that cover what is to be opened, where the server named them. */
  permitted?: string[] | undefined;
}

/** Asks what personal data are opened for. The answer is kept for the sitting and sent with each read. */
export function ReasonDialog({ opened, onClose, complaint, permitted }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={m.reason.title}>
      {opened && <ReasonForm done={onClose} complaint={complaint} permitted={permitted} />}
    </Modal>
  );
}

interface FormProps {
  done: () => void;
  complaint: string | undefined;
  permitted: string[] | undefined;
}

function ReasonForm({ done, complaint, permitted }: FormProps) {
  const { purposes: own, defaultPurpose } = useSession();
  const sitting = useSitting();
  const purposes = permitted ? own.filter((one) => permitted.includes(one)) : own;
  const likely = [sitting?.purpose, defaultPurpose, purposes[0]].find((one) => one && purposes.includes(one));
  const [purpose, setPurpose] = useState(likely ?? '');
  const [reason, setReason] = useState(sitting?.reason ?? '');
  const [short, setShort] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    const kept = reason.trim();
    if (kept.length < 3) return setShort(true);
    setSitting({ purpose, reason: kept.slice(0, 200) });
    done();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {purposes.length === 0 && (
          <Text size="sm" role="alert">
            {m.reason.noneFits}
          </Text>
        )}
        {complaint && (
          <Text c="var(--kept-bad)" size="sm" role="alert">
            {complaint}
          </Text>
        )}
        <Text size="sm">{m.reason.explain}</Text>
        <Select
          label={m.reason.purpose}
          data={purposes.map((value) => ({ value, label: m.purposes[value] ?? value }))}
          value={purpose}
          onChange={(value) => value && setPurpose(value)}
          allowDeselect={false}
        />
        <TextInput
          label={m.reason.reason}
          description={m.reason.reasonHint}
          value={reason}
          maxLength={200}
          required
          data-autofocus
          error={short && m.reason.tooShort}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group gap="xs" aria-label={m.reason.examples} role="group">
          {m.reason.suggestions.map((text) => (
            <Button key={text} size="compact-xs" variant="default" onClick={() => setReason(text)}>
              {text}
            </Button>
          ))}
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={done}>
            {m.common.cancel}
          </Button>
          <Button type="submit" disabled={!purpose}>
            {m.reason.open}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
