import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { m } from '../../messages/en.ts';
import type { SiteFormState } from './site-values.ts';

const kinds = Object.entries(m.statistics.goals.kinds).map(([value, label]) => ({ value, label }));
const stepKinds = Object.entries(m.statistics.funnels.kinds).map(([value, label]) => ({ value, label }));

/** What visits are meant to reach. */
export function GoalFields({ form }: { form: SiteFormState }) {
  return (
    <Stack gap="xs" component="section" aria-label={m.statistics.goals.title}>
      <Title order={3}>{m.statistics.goals.title}</Title>
      <Text size="sm" c="dimmed" maw={720}>
        {m.statistics.goals.about}
      </Text>
      {form.values.goals.map((goal, index) => (
        <Group key={goal.key} align="flex-start" gap="sm">
          <TextInput label={m.fields.name} required maxLength={80} {...form.getInputProps(`goals.${index}.name`)} />
          <Select
            label={m.statistics.goals.kind}
            allowDeselect={false}
            w={168}
            data={kinds}
            {...form.getInputProps(`goals.${index}.kind`)}
          />
          <TextInput
            label={m.statistics.goals.match[goal.kind]}
            required
            maxLength={200}
            {...form.getInputProps(`goals.${index}.match`)}
          />
          <TextInput
            label={m.statistics.goals.worth}
            inputMode="decimal"
            w={112}
            {...form.getInputProps(`goals.${index}.amount`)}
          />
          <Button
            variant="default"
            mt={25}
            aria-label={m.registers.remove(goal.name)}
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
          {m.statistics.goals.add}
        </Button>
      </Group>
    </Stack>
  );
}

const blankStep = () => ({ key: crypto.randomUUID(), kind: 'page' as const, match: '' });

/** Ways through the site, step by step. */
export function FunnelFields({ form }: { form: SiteFormState }) {
  return (
    <Stack gap="xs" component="section" aria-label={m.statistics.funnels.title}>
      <Title order={3}>{m.statistics.funnels.title}</Title>
      <Text size="sm" c="dimmed" maw={720}>
        {m.statistics.funnels.about}
      </Text>
      {form.values.funnels.map((funnel, index) => (
        <Stack key={funnel.key} gap="xs" className="panel">
          <Group align="flex-start" gap="sm">
            <TextInput
              label={m.statistics.funnels.name}
              required
              maxLength={80}
              {...form.getInputProps(`funnels.${index}.name`)}
            />
            <Button
              variant="default"
              mt={25}
              aria-label={m.registers.remove(funnel.name)}
              onClick={() => form.removeListItem('funnels', index)}
            >
              {m.resellers.remove}
            </Button>
          </Group>
          {funnel.steps.map((step, at) => (
            <Step key={step.key} form={form} path={`funnels.${index}.steps`} at={at} step={step} />
          ))}
          {funnel.steps.length < 8 && (
            <Group>
              <Button
                size="xs"
                variant="default"
                onClick={() => form.insertListItem(`funnels.${index}.steps`, blankStep())}
              >
                {m.statistics.funnels.addStep}
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
          {m.statistics.funnels.add}
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
}

function Step({ form, path, at, step }: StepProps) {
  return (
    <Group align="flex-start" gap="sm">
      <Select
        label={m.statistics.funnels.stepNumber(at + 1)}
        allowDeselect={false}
        w={168}
        data={stepKinds}
        {...form.getInputProps(`${path}.${at}.kind`)}
      />
      {step.kind === 'goal' ? (
        <Select
          label={m.statistics.dimensions.goal}
          required
          data={[...new Set(form.values.goals.map(({ name }) => name).filter(Boolean))]}
          {...form.getInputProps(`${path}.${at}.match`)}
          value={step.match || null}
          onChange={(value) => form.setFieldValue(`${path}.${at}.match`, value ?? '')}
        />
      ) : (
        <TextInput
          label={m.statistics.goals.match.page}
          required
          maxLength={200}
          {...form.getInputProps(`${path}.${at}.match`)}
        />
      )}
      <Button
        variant="default"
        mt={25}
        aria-label={m.registers.remove(m.statistics.funnels.stepNumber(at + 1))}
        onClick={() => form.removeListItem(path, at)}
      >
        {m.resellers.remove}
      </Button>
    </Group>
  );
}
