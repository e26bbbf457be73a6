import { passkeyClient } from '@better-auth/passkey/client';
import { createAuthClient } from 'better-auth/client';
import { twoFactorClient } from 'better-auth/client/plugins';

/** better-auth's own client. Import this module lazily: it is not part of the first screen. */
export const auth = createAuthClient({
  baseURL: `${location.origin}/api/auth`,
  fetchOptions: { headers: { 'kept-csrf': '1' } },
  plugins: [twoFactorClient(), passkeyClient()],
});
