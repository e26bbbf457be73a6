import { Button, Checkbox, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { MadeWebhook, Webhook } from '../../api/wire.ts';
import { webhooksMessages } from '../../messages/en/webhooks.ts';
import { m } from '../../messages/en.ts';
import { countryOptions } from '../../ui/countries.ts';
import { Failure } from '../../ui/failure.tsx';
import { complain, needed } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';

const text = webhooksMessages.webhooks;
const kindsNeeded = (value: string[]) => (value.length === 0 ? text.kindsNeeded : null);

export function NewWebhookForm({ close, onMade }: { close: () => void; onMade: (made: MadeWebhook) => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { name: '', url: 'https://', country: '', kinds: [] as string[] },
    validate: {
      name: needed(m.fields.nameNeeded),
      country: needed(m.fields.countryNeeded),
      kinds: kindsNeeded,
    },
  });
  const add = useMutation({
    mutationFn: (values: typeof form.values) =>
      call<MadeWebhook>('POST', '/webhooks', { body: { ...values, name: values.name.trim(), url: values.url.trim() } }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async (made) => {
      close();
      onMade(made);
      await queries.invalidateQueries();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
      <Stack>
        <TextInput
          label={text.name}
          description={text.nameHint}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput label={text.url} description={text.urlHint} required type="url" {...form.getInputProps('url')} />
        <Select
          label={text.country}
          required
          searchable
          data={countryOptions}
          {...form.getInputProps('country')}
          onChange={(value) => form.setFieldValue('country', value ?? '')}
        />
        <Kinds {...form.getInputProps('kinds')} />
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={add.isPending}>
          {text.add}
        </Button>
      </Stack>
    </form>
  );
}

export function ChangeWebhookForm({ webhook, close }: { webhook: Webhook; close: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { name: webhook.name, kinds: webhook.kinds },
    validate: { name: needed(m.fields.nameNeeded), kinds: kindsNeeded },
  });
  const change = useMutation({
    mutationFn: (values: typeof form.values) =>
      call('PUT', `/webhooks/${webhook.id}`, { body: { ...values, name: values.name.trim() } }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(text.changed);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
      <Stack>
        <TextInput label={text.name} required data-autofocus {...form.getInputProps('name')} />
        <Kinds {...form.getInputProps('kinds')} />
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={change.isPending}>
          {text.change}
        </Button>
      </Stack>
    </form>
  );
}

function Kinds(props: object) {
  return (
    <Checkbox.Group label={text.kinds} required {...props}>
      <Stack gap="xs" mt="xs">
        {Object.entries(text.kindWords)
          .filter(([value]) => value !== 'test')
          .map(([value, label]) => (
            <Checkbox key={value} value={value} label={label} description={value} />
          ))}
      </Stack>
    </Checkbox.Group>
  );
}
