import { Button, MultiSelect, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import type { DimensionName, MadeLink, Origin } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Failure } from '../../ui/failure.tsx';
import { complain, needed } from '../../ui/forms.ts';
import { When } from '../../ui/when.tsx';
import { useFrame } from './frame.ts';
import { Copy } from './how-figures-come.tsx';
import classes from './statistics.module.css';

const days = ['7', '30', '90', '365'];
const ends = ['7', '30', '90', '365', '730'];
const first: readonly DimensionName[] = ['page', 'referrer', 'country'];

/** Makes an address under which anybody sees the figures; it is shown once, for only its digest is kept. */
export function LinkForm({ path, made, close }: { path: string; made: () => Promise<void>; close: () => void }) {
  const { site, origin, dimensions } = useFrame();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { name: '', days: '30', origin, dimensions: [...first], expiresInDays: '90' },
    validate: { name: needed(m.fields.nameNeeded) },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      call<MadeLink>('POST', path, {
        body: {
          ...values,
          name: values.name.trim(),
          days: Number(values.days),
          expiresInDays: Number(values.expiresInDays),
        },
      }),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: made,
  });
  if (save.data) return <Made made={save.data} close={close} />;
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <TextInput
          label={statisticsWords.links.name}
          description={statisticsWords.links.nameHint}
          required
          maxLength={80}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Select
          label={statisticsWords.links.range}
          allowDeselect={false}
          data={days.map((value) => ({ value, label: statisticsWords.links.lastDays(value) }))}
          {...form.getInputProps('days')}
        />
        {site.origins.length > 1 && (
          <Select
            label={statisticsWords.origin.label}
            allowDeselect={false}
            data={site.origins.map((each) => ({
              value: each.origin,
              label: statisticsWords.origin.names[each.origin],
            }))}
            {...form.getInputProps('origin')}
            onChange={(value) => value && form.setFieldValue('origin', value as Origin)}
          />
        )}
        <MultiSelect
          label={statisticsWords.links.tables}
          description={statisticsWords.links.tablesHint}
          maxValues={12}
          data={dimensions.map(({ name }) => ({ value: name, label: statisticsWords.dimensions[name] }))}
          {...form.getInputProps('dimensions')}
        />
        <Select
          label={statisticsWords.links.ends}
          allowDeselect={false}
          data={ends.map((value) => ({ value, label: statisticsWords.links.afterDays(value) }))}
          {...form.getInputProps('expiresInDays')}
        />
        <Text size="sm" c="dimmed">
          {statisticsWords.links.consequence}
        </Text>
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={save.isPending}>
          {statisticsWords.links.make}
        </Button>
      </Stack>
    </form>
  );
}

function Made({ made: { url, link }, close }: { made: MadeLink; close: () => void }) {
  return (
    <Stack role="status">
      <Text size="sm">{statisticsWords.links.once}</Text>
      <pre className={classes.snippet}>{url}</pre>
      <Copy text={url} />
      <Text size="sm" c="dimmed">
        {statisticsWords.links.until}: <When at={link.expiresAt} time={false} />
      </Text>
      <Button variant="default" onClick={close}>
        {m.common.close}
      </Button>
    </Stack>
  );
}
