import { foreignKey } from './foreign-serial.ts';
import { parseSerial, parseSerialPrefix } from './serial.ts';

/** Serials that may be meant by what was typed: of ours a whole one or its beginning, of other systems the beginning of a key. */
export interface SerialSought {
  readonly serial?: { readonly exact: string } | { readonly prefix: string };
  readonly foreign?: string;
}

/** Two or three characters begin too many serials to be of use, where nothing else narrows them. */
export function serialSought(typed: string, least = 4): SerialSought {
  const whole = parseSerial(typed);
  const prefix = parseSerialPrefix(typed);
  const key = foreignKey(typed);
  const foreign = key !== null && key.length >= least ? { foreign: key } : {};
  if (whole !== null) return { serial: { exact: whole }, ...foreign };
  return prefix !== null && prefix.length >= least ? { serial: { prefix }, ...foreign } : foreign;
}
