import { Button, Checkbox, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Meter } from '../../api/wire.ts';
import { metersMessages } from '../../messages/en/meters.ts';
import { Failure } from '../../ui/failure.tsx';
import { say } from '../../ui/said.tsx';

interface Props {
  path: string;
  /** As it is now; null: not set here. */
  meter: Pick<Meter, 'cap' | 'period'> | null;
  /** What ticking the box means. */
  label: string;
  close: () => void;
}

/** How a feature is counted, of a product or under one licence. */
export function MeterForm({ path, meter, label, close }: Props) {
  const [on, setOn] = useState(meter !== null);
  const [cap, setCap] = useState<number | ''>(meter?.cap ?? '');
  const [period, setPeriod] = useState<string | null>(meter?.period ?? 'month');
  const save = useMutation({
    mutationFn: () => call('PUT', path, { body: { meter: on ? { cap: cap === '' ? null : cap, period } : null } }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(metersMessages.meters.saved);
    },
  });
  return (
    <Stack>
      <Text size="sm">{metersMessages.meters.setAbout}</Text>
      <Checkbox label={label} checked={on} onChange={(event) => setOn(event.currentTarget.checked)} />
      {on && (
        <>
          <NumberInput
            label={metersMessages.meters.cap}
            description={metersMessages.meters.capHint}
            min={0}
            max={999_999_999}
            allowDecimal={false}
            value={cap}
            onChange={(value) => setCap(typeof value === 'number' ? value : '')}
          />
          <Select
            label={metersMessages.meters.period}
            data={Object.entries(metersMessages.meters.periods).map(([value, text]) => ({ value, label: text }))}
            value={period}
            onChange={setPeriod}
            allowDeselect={false}
          />
        </>
      )}
      {save.isError && <Failure error={save.error} />}
      <Button loading={save.isPending} onClick={() => save.mutate()}>
        {metersMessages.meters.save}
      </Button>
    </Stack>
  );
}
