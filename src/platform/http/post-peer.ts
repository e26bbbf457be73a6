const type = 'application/vnd.kept.sealed';
const longestWait = 2_000;

/** Posts sealed bytes to another server of the same installation. Null: it refused, or was not reached in time. */
export async function postPeer(peer: string, path: string, bytes: Buffer): Promise<Buffer | null> {
  try {
    const response = await fetch(`${peer}${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array(bytes),
      redirect: 'error',
      signal: AbortSignal.timeout(longestWait),
    });
    const answer = Buffer.from(await response.arrayBuffer());
    return response.ok ? answer : null;
  } catch {
    return null;
  }
}
