import { useSyncExternalStore } from 'react';

/** Why personal data are opened: asked once, sent with each personal read until the sitting ends. */
export interface Sitting {
  readonly purpose: string;
  readonly reason: string;
}

const key = 'kept.sitting';
const listeners = new Set<() => void>();
let sitting: Sitting | null = restore();

function restore(): Sitting | null {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (typeof stored !== 'object' || stored === null || !('purpose' in stored) || !('reason' in stored)) return null;
    return { purpose: String(stored.purpose), reason: String(stored.reason) };
  } catch {
    return null;
  }
}

export function currentSitting(): Sitting | null {
  return sitting;
}

/** Begins, changes or (with null) ends the sitting. It lives in this tab only. */
export function setSitting(next: Sitting | null): void {
  sitting = next;
  if (next) sessionStorage.setItem(key, JSON.stringify(next));
  else sessionStorage.removeItem(key);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSitting(): Sitting | null {
  return useSyncExternalStore(subscribe, currentSitting);
}
