import { Button, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { m } from '../messages/en.ts';

/** Asks for the name of a view. */
export function NameView({ save, close }: { save: (name: string) => void; close: () => void }) {
  const [name, setName] = useState('');
  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim()) save(name.trim());
  }
  return (
    <Modal opened onClose={close} title={m.table.saveView}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={m.table.viewName}
            value={name}
            maxLength={60}
            required
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit">{m.table.saveViewGo}</Button>
        </Stack>
      </form>
    </Modal>
  );
}
