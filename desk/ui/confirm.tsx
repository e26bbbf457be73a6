import { Button, type ButtonProps, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../messages/en.ts';
import { Failure } from './failure.tsx';

interface Props extends ButtonProps {
  label: string;
  title: string;
  /** What will happen, and to whom. */
  consequence: string;
  act: () => Promise<unknown>;
}

/** A button whose act asks once, with the consequence named. */
export function Confirm({ label, title, consequence, act, ...button }: Props) {
  const [open, setOpen] = useState(false);
  const acting = useMutation({ mutationFn: act, onSuccess: () => setOpen(false) });
  function close() {
    acting.reset();
    setOpen(false);
  }
  return (
    <>
      <Button variant="default" {...button} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal opened={open} onClose={close} title={title}>
        <Stack>
          <Text size="sm">{consequence}</Text>
          {acting.isError && <Failure error={acting.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {m.common.cancel}
            </Button>
            <Button color={button.color ?? 'red.8'} loading={acting.isPending} onClick={() => acting.mutate()}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
