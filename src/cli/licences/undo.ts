import { sendOn, workOn } from '../../parts/licensing/index/imports.ts';
import { importAssigner } from '../../parts/resellers/index.ts';
import { Exit } from '../print.ts';
import { draw, telling } from './tell.ts';
import { fromTerminal, withApp } from './with-app.ts';

/** Takes out what an import made, as far as nothing was built on it. */
export async function run([id, ...more]: string[]): Promise<number> {
  if (!id || more.length > 0 || !/^[0-9a-f-]{36}$/.test(id)) throw new Exit(64, ['./kept licences undo ID']);
  return withApp(async (deps) => {
    await sendOn(deps, fromTerminal, id, 'undo');
    for (const line of draw(await telling(deps, id, workOn(deps, id, { assigner: importAssigner() }))))
      console.log(line);
    return 0;
  });
}
