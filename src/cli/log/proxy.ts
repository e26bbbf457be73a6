export const usage: readonly string[] = [];
export async function run(_: string[]): Promise<number> {
  return 0;
}
export const follow = async (_: unknown, __: unknown) => 0;
