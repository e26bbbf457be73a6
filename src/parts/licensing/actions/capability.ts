import type { Deps } from '../../../platform/deps.ts';

/** 128 random bits in the form of a uuid: who knows it may ask for the activation's state. */
export function capability(deps: Deps): string {
  const hex = deps.ids.random(16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
