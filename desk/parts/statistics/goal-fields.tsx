import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import type { SiteFormState } from './site-values.ts';
import classes from './statistics.module.css';

const kinds = Object.entries(statisticsWords.goals.kinds).map(([value, label]) => ({ value, label }));
const stepKinds = Object.entries(statisticsWords.funnels.kinds).map(([value, label]) => ({ value, label }));

/** What is wrong with a whole list, such as a name that stands in it twice. */
function ListFault({ fault }: { fault: ReactNode }) {
  if (!fault) return null;
  return (
    <Text size="sm" c="red" role="alert">
      {fault}
    </Text>
  );
}

/** Funnels name goals: a goal that is renamed stays their step. */
function rename(form: SiteFormState, at: number, name: string): void {
  const old = form.values.goals[at]?.name;
  form.setFieldValue(`goals.${at}.name`, name);
  form.values.funnels.forEach(({ steps }, funnel) => {
    steps.forEach(({ kind, match }, step) => {
      if (kind === 'goal' && old && match === old) form.setFieldValue(`funnels.${funnel}.steps.${step}.match`, name);
    });
  });
}

/** What visits are meant to reach. */
export function GoalFields({ form }: { form: SiteFormState }) {
  return (
    <Stack gap="xs" component="section" aria-label={statisticsWords.goals.title}>
      <Title order={3}>{statisticsWords.goals.title}</Title>
      <Text size="sm" c="dimmed" maw={720}>
        {statisticsWords.goals.about}
      </Text>
      <ListFault fault={form.errors.goals} />
      {form.values.goals.map((goal, index) => (
        <Group
          key={goal.key}
          align="flex-start"
          gap="sm"
          role="group"
          aria-label={statisticsWords.goals.number(index + 1)}
          className={classes.entry}
        >
          <TextInput
            label={m.fields.name}
            required
            maxLength={80}
            {...form.getInputProps(`goals.${index}.name`)}
            onChange={(event) => rename(form, index, event.currentTarget.value)}
          />
          <Select
            label={statisticsWords.goals.kind}
            allowDeselect={false}
            w={168}
            data={kinds}
            {...form.getInputProps(`goals.${index}.kind`)}
          />
          <TextInput
            label={statisticsWords.goals.match[goal.kind]}
            required
            maxLength={200}
            {...form.getInputProps(`goals.${index}.match`)}
          />
          <TextInput
            label={statisticsWords.goals.worth}
            inputMode="decimal"
            w={144}
            placeholder="19.90"
            {...form.getInputProps(`goals.${index}.amount`)}
          />
          <Button
            variant="default"
            className={classes.besideField}
            aria-label={m.registers.remove(goal.name || statisticsWords.goals.number(index + 1))}
            onClick={() => form.removeListItem('goals', index)}
          >
            {m.resellers.remove}
          </Button>
        </Group>
      ))}
      <Group>
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            form.insertListItem('goals', { key: crypto.randomUUID(), name: '', kind: 'page', match: '', amount: '' })
          }
        >
          {statisticsWords.goals.add}
        </Button>
      </Group>
    </Stack>
  );
}

const blankStep = () => ({ key: crypto.randomUUID(), kind: 'page' as const, match: '' });

/** Ways through the site, step by step. */
export function FunnelFields({ form }: { form: SiteFormState }) {
  return (
    <Stack gap="xs" component="section" aria-label={statisticsWords.funnels.title}>
      <Title order={3}>{statisticsWords.funnels.title}</Title>
      <Text size="sm" c="dimmed" maw={720}>
        {statisticsWords.funnels.about}
      </Text>
      <ListFault fault={form.errors.funnels} />
      {form.values.funnels.map((funnel, index) => (
        <Stack
          key={funnel.key}
          gap="xs"
          className="panel"
          role="group"
          aria-label={statisticsWords.funnels.number(index + 1)}
        >
          <Group align="flex-start" gap="sm">
            <TextInput
              label={statisticsWords.funnels.name}
              required
              maxLength={80}
              {...form.getInputProps(`funnels.${index}.name`)}
            />
            <Button
              variant="default"
              className={classes.besideField}
              aria-label={m.registers.remove(funnel.name || statisticsWords.funnels.number(index + 1))}
              onClick={() => form.removeListItem('funnels', index)}
            >
              {m.resellers.remove}
            </Button>
          </Group>
          {funnel.steps.map((step, at) => (
            <Step
              key={step.key}
              form={form}
              path={`funnels.${index}.steps`}
              at={at}
              step={step}
              needed={funnel.steps.length <= 2}
            />
          ))}
          {funnel.steps.length < 8 && (
            <Group>
              <Button
                size="xs"
                variant="default"
                onClick={() => form.insertListItem(`funnels.${index}.steps`, blankStep())}
              >
                {statisticsWords.funnels.addStep}
              </Button>
            </Group>
          )}
        </Stack>
      ))}
      <Group>
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            form.insertListItem('funnels', {
              key: crypto.randomUUID(),
              name: '',
              steps: [blankStep(), blankStep()],
            })
          }
        >
          {statisticsWords.funnels.add}
        </Button>
      </Group>
    </Stack>
  );
}

interface StepProps {
  form: SiteFormState;
  path: string;
  at: number;
  step: { kind: 'page' | 'goal'; match: string };
  /** A funnel has two steps at least. */
  needed: boolean;
}

function Step({ form, path, at, step, needed }: StepProps) {
  const goals = [...new Set(form.values.goals.map(({ name }) => name).filter(Boolean))];
  return (
    <Group
      align="flex-start"
      gap="sm"
      role="group"
      aria-label={statisticsWords.funnels.stepNumber(at + 1)}
      className={classes.entry}
    >
      <Select
        label={statisticsWords.funnels.stepNumber(at + 1)}
        allowDeselect={false}
        w={168}
        data={stepKinds}
        {...form.getInputProps(`${path}.${at}.kind`)}
        onChange={(kind) => {
          form.setFieldValue(`${path}.${at}.kind`, kind === 'goal' ? 'goal' : 'page');
          // A path is no goal, nor the other way round.
          form.setFieldValue(`${path}.${at}.match`, '');
        }}
      />
      {step.kind === 'goal' ? (
        <Select
          label={statisticsWords.funnels.whichGoal}
          required
          data={goals}
          nothingFoundMessage={statisticsWords.funnels.noGoal}
          {...form.getInputProps(`${path}.${at}.match`)}
          value={goals.includes(step.match) ? step.match : null}
          onChange={(value) => form.setFieldValue(`${path}.${at}.match`, value ?? '')}
        />
      ) : (
        <TextInput
          label={statisticsWords.goals.match.page}
          required
          maxLength={200}
          {...form.getInputProps(`${path}.${at}.match`)}
        />
      )}
      <Button
        variant="default"
        className={classes.besideField}
        disabled={needed}
        title={needed ? statisticsWords.funnels.twoAtLeast : undefined}
        aria-label={m.registers.remove(statisticsWords.funnels.stepNumber(at + 1))}
        onClick={() => form.removeListItem(path, at)}
      >
        {m.resellers.remove}
      </Button>
    </Group>
  );
}
