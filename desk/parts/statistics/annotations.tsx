import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Annotation, Overview } from '../../api/wire.ts';
import { statisticsWords } from '../../messages/statistics.ts';
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
    say(statisticsWords.annotations.removed(text));
  }
  return (
    <>
      {overview.annotations.length > 0 && (
        <ol className={classes.notes} aria-label={statisticsWords.annotations.title}>
          {overview.annotations.map((annotation, index) => (
            <li key={annotation.id}>
              <span className={classes.mark}>{index + 1}</span>
              <span>
                {dayName(annotation.on)}, {statisticsWords.annotations.kinds[annotation.kind]}: {annotation.text}
              </span>
              {writes && (
                <Confirm
                  size="compact-xs"
                  label={statisticsWords.annotations.remove}
                  title={statisticsWords.annotations.removeTitle}
                  consequence={statisticsWords.annotations.removeConsequence(annotation.text)}
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
            {statisticsWords.annotations.add}
          </Button>
        </Group>
      )}
      <Modal opened={adding} onClose={() => setAdding(false)} title={statisticsWords.annotations.add}>
        <AnnotationForm path={path} day={overview.range.to} close={() => setAdding(false)} />
      </Modal>
    </>
  );
}

function AnnotationForm({ path, day, close }: { path: string; day: string; close: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { on: day, kind: 'release', text: '' },
    validate: {
      on: needed(statisticsWords.annotations.dayNeeded),
      text: needed(statisticsWords.annotations.textNeeded),
    },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => call('POST', path, { body: { ...values, text: values.text.trim() } }),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries({ queryKey: ['statistics'] });
      say(statisticsWords.annotations.added);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <TextInput
          label={statisticsWords.annotations.text}
          description={statisticsWords.annotations.textHint}
          required
          maxLength={200}
          data-autofocus
          {...form.getInputProps('text')}
        />
        <TextInput label={statisticsWords.annotations.day} type="date" required {...form.getInputProps('on')} />
        <Select
          label={statisticsWords.annotations.kind}
          allowDeselect={false}
          data={Object.entries(statisticsWords.annotations.kinds).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('kind')}
        />
        <Text size="sm" c="dimmed">
          {statisticsWords.annotations.seen}
        </Text>
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={save.isPending}>
          {statisticsWords.annotations.add}
        </Button>
      </Stack>
    </form>
  );
}
