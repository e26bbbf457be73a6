import { CloseButton, Text } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';
import { m } from '../messages/en.ts';
import classes from './said.module.css';

interface Said {
  id: number;
  text: string;
}

const listeners = new Set<() => void>();
let said: readonly Said[] = [];
let lastId = 0;

function keep(next: readonly Said[]): void {
  said = next;
  for (const listener of listeners) listener();
}

/** Says that something is done, for some seconds, to eyes and screen readers. */
export function say(text: string): void {
  lastId += 1;
  keep([...said.slice(-2), { id: lastId, text }]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function SaidMessages() {
  const messages = useSyncExternalStore(subscribe, () => said);
  return (
    <div className={classes.stack} role="status">
      {messages.map((message) => (
        <Message key={message.id} message={message} />
      ))}
    </div>
  );
}

function Message({ message }: { message: Said }) {
  const { id, text } = message;
  useEffect(() => {
    const timer = setTimeout(() => drop(id), 6_000);
    return () => clearTimeout(timer);
  }, [id]);
  return (
    <div className={classes.message}>
      <Text size="sm">{text}</Text>
      <CloseButton size="sm" aria-label={m.common.close} onClick={() => drop(id)} />
    </div>
  );
}

function drop(id: number): void {
  keep(said.filter((message) => message.id !== id));
}
