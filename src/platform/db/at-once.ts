type Asked = Readonly<Record<string, Promise<unknown>>>;
type Answered<Reads extends Asked> = { [Name in keyof Reads]: Awaited<Reads[Name]> };

/**
 * Questions of one transaction that need nothing of one another: they travel together, instead of each waiting for the one before. All are
 * over before the one that failed is told, as the connection is somebody else's after that.
 */
export async function allAtOnce<Answer>(asked: readonly Promise<Answer>[]): Promise<Answer[]> {
  const ends = await Promise.allSettled(asked);
  const faults = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  // After the first the database refuses all others, whichever it was.
  if (faults.length > 0) throw faults.find((fault) => !isAborted(fault)) ?? faults[0];
  return ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
}

/** The same by name. */
export async function atOnce<Reads extends Asked>(reads: Reads): Promise<Answered<Reads>> {
  const names = Object.keys(reads);
  const values = await allAtOnce(Object.values(reads));
  return Object.fromEntries(names.map((name, place) => [name, values[place]])) as Answered<Reads>;
}

const isAborted = (fault: unknown) => fault instanceof Error && 'code' in fault && fault.code === '25P02';
