import type { Deps } from '../../../platform/deps.ts';
import type { App } from '../../../platform/http/server.ts';
import type { Staff } from '../actions/open-staff.ts';
import type { StaffHanded, WebhooksHanded } from '../wire/handed.ts';
import { mountAccounts } from './accounts.ts';
import { mountComposed } from './composed.ts';
import { mountOutsideRoles } from './outside-roles.ts';
import { mountOutsideSignIn, mountSignIn } from './sign-in.ts';
import { mountTokens } from './tokens.ts';
import { mountWebhooks } from './webhooks.ts';

/** Mounts the sign-in, the accounts, the webhooks, and all that is composed of what the parts know. */
export async function mountStaff(
  app: App,
  deps: Deps,
  handed: StaffHanded & { readonly staff: Staff; readonly webhooks: WebhooksHanded },
): Promise<void> {
  await mountSignIn(app, deps, handed.staff);
  mountOutsideSignIn(app, deps, handed.staff);
  mountAccounts(app, deps, handed.staff, handed);
  mountComposed(app, deps, handed.staff, handed);
  mountOutsideRoles(app, deps, handed);
  mountTokens(app, deps);
  mountWebhooks(app, deps, handed.webhooks);
}
