import type { Visit } from './behaviour.ts';

/** Asked for as it stands on the disk, so that what was sent can be read. */
const plain = { 'accept-encoding': 'identity' };

/** The scripts of the desk that hold these words, each as the browser gets it. Nothing is run. */
export async function deskScripts({ get }: Visit, words: string): Promise<readonly string[]> {
  const named = (text: string) => [...text.matchAll(/assets\/[\w.-]+\.js/g)].map(([name]) => name);
  const seen = new Map<string, string>();
  const open = async (name: string) => {
    const { status, text } = await get(`/desk/${name}`, plain);
    // Asked too often, for one: then nothing is known, and nothing broken.
    if (status !== 200) throw new Error(`a script of the desk was answered with ${status}`);
    seen.set(name, text);
  };
  for (const name of new Set(named((await get('/desk/')).text))) await open(name);
  // The rest is named by those with which the page begins.
  const further = new Set([...seen.values()].flatMap(named));
  for (const name of further) if (!seen.has(name)) await open(name);
  return [...seen.values()].filter((text) => text.includes(words));
}
