import '@mantine/core/styles/Fieldset.css';
import { Button, Fieldset, Group, NumberInput, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Site } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Failure } from '../../ui/failure.tsx';
import { needed } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';
import { FunnelFields, GoalFields } from './goal-fields.tsx';
import { SiteNames } from './site-names.tsx';
import {
  complainOfSite,
  formValues,
  hundredths,
  type SiteFormState,
  type SiteValues,
  siteChange,
} from './site-values.ts';

/** Everything that is set for a site. Who may not change it sees it all the same. */
export function SiteForm({ site, writes }: { site: Site; writes: boolean }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm<SiteValues>({
    initialValues: formValues(site),
    validate: {
      name: needed(m.fields.nameNeeded),
      hosts: needed(statisticsWords.oneSite.hostsNeeded),
      currency: (value) =>
        value === '' || /^[A-Za-z]{3}$/.test(value.trim()) ? null : statisticsWords.oneSite.currencyWrong,
      goals: {
        name: needed(m.fields.nameNeeded),
        match: needed(statisticsWords.oneSite.matchNeeded),
        amount: (value) => (Number.isNaN(hundredths(value)) ? statisticsWords.goals.worthWrong : null),
      },
      funnels: {
        name: needed(m.fields.nameNeeded),
        steps: { match: needed(statisticsWords.oneSite.matchNeeded) },
      },
    },
  });
  const save = useMutation({
    mutationFn: (values: SiteValues) => call('PUT', `/statistics/sites/${site.slug}`, { body: siteChange(values) }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complainOfSite(form, error)),
    onSuccess: async () => {
      form.resetDirty();
      await queries.invalidateQueries({ queryKey: ['statistics'] });
      say(statisticsWords.oneSite.saved);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Fieldset disabled={!writes} variant="unstyled">
        <Stack>
          <Basics form={form} />
          <Paths form={form} />
          <GoalFields form={form} />
          <FunnelFields form={form} />
          {problem !== null && <Failure error={problem} />}
          {writes && (
            <Group>
              <Button type="submit" loading={save.isPending}>
                {statisticsWords.oneSite.save}
              </Button>
              {form.isDirty() && (
                <Text size="sm" c="dimmed">
                  {statisticsWords.oneSite.unsaved}
                </Text>
              )}
            </Group>
          )}
        </Stack>
      </Fieldset>
      {!writes && (
        <Text size="sm" c="dimmed" mt="sm">
          {statisticsWords.oneSite.readOnly}
        </Text>
      )}
    </form>
  );
}

function Basics({ form }: { form: SiteFormState }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <SiteNames form={form} counted />
      <NumberInput
        label={statisticsWords.oneSite.retention}
        description={statisticsWords.oneSite.retentionHint}
        required
        min={1}
        max={600}
        allowDecimal={false}
        hideControls
        {...form.getInputProps('retentionMonths')}
      />
    </SimpleGrid>
  );
}

function Paths({ form }: { form: SiteFormState }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Textarea
        label={statisticsWords.oneSite.pathRules}
        description={statisticsWords.oneSite.pathRulesHint}
        placeholder="/orders/*"
        autosize
        minRows={2}
        {...form.getInputProps('pathRules')}
      />
      <Textarea
        label={statisticsWords.oneSite.keptParameters}
        description={statisticsWords.oneSite.keptParametersHint}
        autosize
        minRows={2}
        {...form.getInputProps('keptParameters')}
      />
      <Textarea
        label={statisticsWords.oneSite.searchParameters}
        description={statisticsWords.oneSite.searchParametersHint}
        autosize
        minRows={2}
        {...form.getInputProps('searchParameters')}
      />
      <TextInput
        label={statisticsWords.oneSite.currency}
        description={statisticsWords.oneSite.currencyHint}
        placeholder="EUR"
        maxLength={3}
        {...form.getInputProps('currency')}
      />
    </SimpleGrid>
  );
}
