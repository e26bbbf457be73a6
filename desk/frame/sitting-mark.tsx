import { Button, Menu, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { setSitting, useSitting } from '../api/sitting.ts';
import { m } from '../messages/en.ts';

// Not part of the first screen.
const ReasonDialog = lazy(async () => ({ default: (await import('../ui/reason-dialog.tsx')).ReasonDialog }));

/** The purpose and reason in force, always in sight while personal data can be open. */
export function SittingMark() {
  const sitting = useSitting();
  const [asking, setAsking] = useState(false);
  if (!sitting) return null;
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" size="xs" visibleFrom="sm" maw={240}>
            <Text size="xs" truncate>
              {m.sitting.mark(sitting.purpose, sitting.reason)}
            </Text>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{m.sitting.explain}</Menu.Label>
          <Menu.Item onClick={() => setAsking(true)}>{m.sitting.change}</Menu.Item>
          <Menu.Item onClick={() => setSitting(null)}>{m.sitting.end}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking && (
        <Suspense>
          <ReasonDialog opened onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  );
}
