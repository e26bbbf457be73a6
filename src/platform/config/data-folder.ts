import { join, resolve, sep } from 'node:path';
import { isPassable } from '../passable.ts';

/**
 * Where the data is unless told otherwise: beside the project. As root, whose home nobody else may enter and whom PostgreSQL
 * refuses, a project there has its data in the place that Linux has for it, under a name of its own.
 */
export function defaultDataFolder(project: string, uid = process.getuid?.()): string {
  if (uid !== 0 || isPassable(project)) return join(project, 'data');
  return join('/var/lib/kept', resolve(project).split(sep).filter(Boolean).join('-'));
}
