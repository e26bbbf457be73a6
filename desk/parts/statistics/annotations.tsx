import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Annotation, Overview } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Failure } from '../../ui/failure.tsx';
import { complain, needed } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';
import { dayName } from './formats.ts';
import { base, useFrame } from './frame.ts';
import classes from './statistics.module.css';

/** Releases, campaigns and what else explains a peak, numbered as in the chart. */
export function Annotations({ overview }: { overview: Overview }) {
  const { site } = useFrame();
  const writes = useMay()('statistics settings');
  const [adding, setAdding] = useState(false);
  const path = `${base}/${site.slug}/annotations`;
  async function remove({ id, text }: Annotation) {
    await call('DELETE', `${path}/${id}`);
    await queries.invalidateQueries({ queryKey: ['statistics'] });
    say(m.statistics.annotations.removed(text));
  }
  return (
    <>
      {overview.annotations.length > 0 && (
        <ol className={classes.notes} aria-label={m.statistics.annotations.title}>
          {overview.annotations.map((annotation, index) => (
            <li key={annotation.id}>
              <span className={classes.mark}>{index + 1}</span>
              <span>
                {dayName(annotation.on)}, {m.statistics.annotations.kinds[annotation.kind]}: {annotation.text}
              </span>
              {writes && (
                <Confirm
                  size="compact-xs"
                  label={m.statistics.annotations.remove}
                  title={m.statistics.annotations.removeTitle}
                  consequence={m.statistics.annotations.removeConsequence(annotation.text)}
                  act={() => remove(annotation)}
                />
              )}
            </li>
          ))}
        </ol>
      )}
      {writes && (
        <Group mt="xs">
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            {m.statistics.annotations.add}
          </Button>
        </Group>
      )}
      <Modal opened={adding} onClose={() => setAdding(false)} title={m.statistics.annotations.add}>
        <AnnotationForm path={path} day={overview.range.to} close={() => setAdding(false)} />
      </Modal>
    </>
  );
}

function AnnotationForm({ path, day, close }: { path: string; day: string; close: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { on: day, kind: 'release', text: '' },
    validate: { on: needed(m.statistics.annotations.dayNeeded), text: needed(m.statistics.annotations.textNeeded) },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => call('POST', path, { body: { ...values, text: values.text.trim() } }),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries({ queryKey: ['statistics'] });
      say(m.statistics.annotations.added);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <TextInput
          label={m.statistics.annotations.text}
          description={m.statistics.annotations.textHint}
          required
          maxLength={200}
          data-autofocus
          {...form.getInputProps('text')}
        />
        <TextInput label={m.statistics.annotations.day} type="date" required {...form.getInputProps('on')} />
        <Select
          label={m.statistics.annotations.kind}
          allowDeselect={false}
          data={Object.entries(m.statistics.annotations.kinds).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('kind')}
        />
        <Text size="sm" c="dimmed">
          {m.statistics.annotations.seen}
        </Text>
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={save.isPending}>
          {m.statistics.annotations.add}
        </Button>
      </Stack>
    </form>
  );
}
