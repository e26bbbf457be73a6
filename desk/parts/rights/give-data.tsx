import { Button, Checkbox, Code, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { GivenFile, LegalDemand } from '../../api/wire.ts';
import { legalDemandsMessages } from '../../messages/en/legal-demands.ts';
import { m } from '../../messages/en.ts';
import { download } from '../../ui/csv.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { say } from '../../ui/said.tsx';

const text = legalDemandsMessages.legalDemands;
const fields = ['name', 'email', 'phone', 'title', 'role', 'companies', 'registrations'];

/** Choosing of whom and what, looking at the very file, and giving it. */
export function GiveData({ demand }: { demand: LegalDemand }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.choose}</Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={text.chooseTitle} size="lg">
        {open && <GiveForm demand={demand} close={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function GiveForm({ demand, close }: { demand: LegalDemand; close: () => void }) {
  const [people, setPeople] = useState<string[]>([]);
  const [chosenFields, setFields] = useState<string[]>([]);
  const chosen = people.map((personId) => ({ personId, fields: chosenFields }));
  const path = `/legal-demands/${demand.id}`;
  const look = useMutation({
    mutationFn: () => call<GivenFile>('POST', `${path}/preview`, { personal: true, body: { chosen } }),
  });
  const give = useMutation({
    mutationFn: (sha256: string) =>
      call<GivenFile>('POST', `${path}/give`, { personal: true, body: { chosen, sha256 } }),
    onSuccess: async (file) => {
      download(new Blob([file.text], { type: 'application/json' }), file.name);
      close();
      await queries.invalidateQueries();
      say(text.gaveTold);
    },
  });
  const file = look.data;
  if (file)
    return (
      <Stack>
        <Text size="sm">{text.fileShown}</Text>
        <Code block tabIndex={0} mah={360} style={{ overflow: 'auto', overflowWrap: 'anywhere' }}>
          {file.text}
        </Code>
        <Text size="sm">{text.giveHow}</Text>
        {give.isError && <Failure error={give.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => look.reset()}>
            {text.back}
          </Button>
          <Button loading={give.isPending} onClick={() => give.mutate(file.sha256)}>
            {text.give}
          </Button>
        </Group>
      </Stack>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        look.mutate();
      }}
    >
      <Stack>
        <Checkbox.Group label={text.choosePeople} value={people} onChange={setPeople}>
          <Stack gap={6} mt={6}>
            {demand.people.map((person) => (
              <Checkbox key={person.id} value={person.id} label={person.name ?? person.id} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Checkbox.Group label={text.chooseFields} value={chosenFields} onChange={setFields}>
          <Stack gap={6} mt={6}>
            {fields.map((field) => (
              <Checkbox key={field} value={field} label={m.dataFields[field] ?? field} />
            ))}
          </Stack>
        </Checkbox.Group>
        {look.isError && <Failure error={look.error} />}
        <FormButtons
          onCancel={close}
          label={text.look}
          pending={look.isPending}
          ready={people.length > 0 && chosenFields.length > 0}
        />
      </Stack>
    </form>
  );
}
