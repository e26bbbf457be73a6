/** What an OpenID Connect issuer says of itself, as far as a sign-in needs it. */
export interface IssuerFacts {
  readonly issuer: string;
  readonly discoveryUrl: string;
}

const patience = 5_000;
const mostCharacters = 100_000;

/**
 * Asks an issuer where its endpoints are (OpenID Connect Discovery 1.0, 4), and holds what it answers against what was configured. Null:
 * it does not answer, or it is not who it should be, or signs nothing that could be checked. Nothing of anybody is sent.
 */
export async function discoverIssuer(issuer: string): Promise<IssuerFacts | null> {
  const discoveryUrl = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const response = await fetch(discoveryUrl, { redirect: 'error', signal: AbortSignal.timeout(patience) });
    const text = await response.text();
    if (!response.ok || text.length > mostCharacters) return null;
    const said = JSON.parse(text) as Record<string, unknown>;
    const ends = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'].map((name) => said[name]);
    if (said.issuer !== issuer || !ends.every(isSafe)) return null;
    const signs = said.id_token_signing_alg_values_supported;
    // A signature by a secret that both have, or none, proves nothing to a third.
    if (!Array.isArray(signs) || !signs.some((name) => /^(RS|PS|ES)\d{3}$|^EdDSA$/.test(String(name)))) return null;
    return { issuer, discoveryUrl };
  } catch {
    return null;
  }
}

/** Encrypted, or on this machine. */
function isSafe(url: unknown): boolean {
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname));
}
