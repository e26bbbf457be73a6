import { Button, Stack, Text } from '@mantine/core';
import { m } from '../../messages/en.ts';
import { refreshSession, signOut } from '../../session.ts';
import { NarrowPage } from '../../ui/narrow-page.tsx';
import { VendorForm } from './vendor-form.tsx';

/** Before anything else the vendor has a name and an address: without them no page may collect data. */
export function FirstVendor({ mayWrite }: { mayWrite: boolean }) {
  if (!mayWrite) {
    return (
      <NarrowPage title={m.vendor.missing}>
        <Stack align="flex-start">
          <Text>{m.vendor.missingNext}</Text>
          <Button variant="default" onClick={() => void signOut()}>
            {m.me.signOut}
          </Button>
        </Stack>
      </NarrowPage>
    );
  }
  return (
    <NarrowPage title={m.vendor.firstTitle} about={m.vendor.firstAbout}>
      <VendorForm vendor={null} saved={() => void refreshSession()} />
    </NarrowPage>
  );
}
