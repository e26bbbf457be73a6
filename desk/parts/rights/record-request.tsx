import { Button, Checkbox, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { complain } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const { page: _page, mail: _mail, agent: _agent, ...ways } = m.requests.channels;

/** What came by letter or phone. */
export function RecordRequest() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{m.requests.record}</Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={m.requests.recordTitle} size="lg">
        {open && <RecordForm close={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function RecordForm({ close }: { close: () => void }) {
  const [failed, setFailed] = useState<unknown>(null);
  const form = useForm({
    initialValues: {
      channel: 'letter',
      kind: 'access',
      receivedOn: new Date().toLocaleDateString('en-CA'),
      asker: '',
      wording: '',
      personId: '',
      law: null as string | null,
      isAgent: false,
      agent: { kind: 'lawyer', name: '', mailbox: '', mandate: '', coversAnswer: false },
    },
  });
  const send = useMutation({
    mutationFn: (values: typeof form.values) => {
      const { law, personId, isAgent, agent, ...rest } = values;
      const made = isAgent ? { agent: { ...agent, mailbox: agent.mailbox.trim() || null } } : {};
      const body = { ...rest, ...made, personId: personId.trim() || null, ...(law ? { law } : {}) };
      return call<{ number: string }>('POST', '/requests', { body });
    },
    onSuccess: async ({ number }) => {
      close();
      await queries.invalidateQueries();
      say(m.requests.recorded(number));
    },
    onMutate: () => setFailed(null),
    onError: (error) => setFailed(complain(form, error)),
  });
  return (
    <form onSubmit={form.onSubmit((values) => send.mutate(values))}>
      <Stack>
        <Group grow align="flex-start">
          <Select
            label={m.requests.channel}
            data={options(ways)}
            allowDeselect={false}
            {...form.getInputProps('channel')}
          />
          <Select
            label={m.requests.kind}
            data={options(m.requests.kinds)}
            allowDeselect={false}
            {...form.getInputProps('kind')}
          />
          <TextInput type="date" label={m.requests.receivedOn} required {...form.getInputProps('receivedOn')} />
        </Group>
        <Textarea
          label={m.requests.asker}
          description={m.requests.askerHow}
          required
          maxLength={500}
          autosize
          {...form.getInputProps('asker')}
        />
        <Textarea
          label={m.requests.wording}
          description={m.requests.wordingHow}
          required
          maxLength={10_000}
          autosize
          minRows={3}
          {...form.getInputProps('wording')}
        />
        <TextInput
          label={m.requests.personId}
          description={m.requests.personIdHow}
          maxLength={36}
          {...form.getInputProps('personId')}
        />
        <Checkbox label={m.requests.agent.isAgent} {...form.getInputProps('isAgent', { type: 'checkbox' })} />
        {form.values.isAgent && (
          <Stack gap="xs">
            <Group grow align="flex-start">
              <Select
                label={m.requests.agent.kind}
                data={options(m.requests.agent.kinds)}
                allowDeselect={false}
                {...form.getInputProps('agent.kind')}
              />
              <TextInput label={m.requests.agent.name} required maxLength={200} {...form.getInputProps('agent.name')} />
              <TextInput
                label={m.requests.agent.mailbox}
                type="email"
                maxLength={254}
                {...form.getInputProps('agent.mailbox')}
              />
            </Group>
            <Textarea
              label={m.requests.agent.mandate}
              description={m.requests.agent.mandateHow}
              required
              maxLength={2_000}
              autosize
              {...form.getInputProps('agent.mandate')}
            />
            <Checkbox
              label={m.requests.agent.covers}
              {...form.getInputProps('agent.coversAnswer', { type: 'checkbox' })}
            />
          </Stack>
        )}
        <Select
          label={m.requests.law}
          description={m.requests.lawHow}
          data={options(m.requests.laws)}
          clearable
          {...form.getInputProps('law')}
        />
        {failed !== null && <Failure error={failed} />}
        <FormButtons onCancel={close} label={m.requests.record} pending={send.isPending} />
      </Stack>
    </form>
  );
}
