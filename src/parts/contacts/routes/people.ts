import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import { lookUpLog } from '../actions/look-up-log.ts';
import { correctByStaff, openPerson, setPreferenceByStaff } from '../actions/open-person.ts';
import { setWishesByStaff } from '../actions/wishes.ts';
import {
  ById,
  Correction,
  LookUpList,
  LookUpQuery,
  PersonPage,
  PreferenceChange,
  PreferencePath,
  WishesChange,
} from '../wire/api.ts';
import type { ContactsHanded } from '../wire/handed.ts';
import { desk, deskPurposes, member } from './caller.ts';

const tags = ['contacts'];

export function personRoutes(app: App, deps: Deps, handed: ContactsHanded): void {
  app.get(
    '/api/v1/people/:id',
    {
      config: access({ callers: desk, purposes: deskPurposes, limit: 'desk' }),
      schema: { summary: 'A person, as far as the purpose covers', tags, params: ById, response: { 200: PersonPage } },
    },
    async (request) => {
      const asked = { personId: request.params.id, ground: request.ground };
      return openPerson(deps, handed, member(request.who), asked);
    },
  );

  app.patch(
    '/api/v1/people/:id',
    {
      config: access({
        callers: ['administrator', 'licence desk', 'support', 'privacy officer'],
        purposes: deskPurposes,
        limit: 'desk',
      }),
      schema: { summary: 'Correct a datum', tags, params: ById, body: Correction, response: { 200: PersonPage } },
    },
    async (request) => {
      const who = member(request.who);
      const asked = { personId: request.params.id, ground: request.ground };
      await correctByStaff(deps, who, { ...asked, ...request.body });
      return openPerson(deps, handed, who, asked);
    },
  );

  app.put(
    '/api/v1/people/:id/preferences/:channel',
    {
      config: access({
        callers: ['administrator', 'licence desk', 'marketing', 'support', 'privacy officer'],
        purposes: deskPurposes,
        limit: 'desk',
      }),
      schema: {
        summary: 'Record an opt-out',
        tags,
        params: PreferencePath,
        body: PreferenceChange,
        response: { 200: PersonPage },
      },
    },
    async (request) => {
      const who = member(request.who);
      const { id: personId, channel } = request.params;
      await setPreferenceByStaff(deps, who, { personId, channel, allowed: request.body.allowed });
      return openPerson(deps, handed, who, { personId, ground: request.ground });
    },
  );

  app.put(
    '/api/v1/people/:id/wishes',
    {
      config: access({
        callers: ['administrator', 'licence desk', 'marketing', 'support', 'privacy officer'],
        purposes: deskPurposes,
        limit: 'desk',
      }),
      schema: {
        summary: 'Record topics that somebody refuses, or a pause',
        tags,
        params: ById,
        body: WishesChange,
        response: { 200: PersonPage },
      },
    },
    async (request) => {
      const who = member(request.who);
      const { id: personId } = request.params;
      await setWishesByStaff(deps, who, { personId, ...request.body });
      return openPerson(deps, handed, who, { personId, ground: request.ground });
    },
  );

  app.get(
    '/api/v1/lookups',
    {
      config: access({ callers: desk, purposes: [], limit: 'desk' }),
      schema: { summary: 'Who looked at whom, and why', tags, querystring: LookUpQuery, response: { 200: LookUpList } },
    },
    async (request) => {
      const list = readList(request.query, '-at');
      return lookUpLog(deps, handed, member(request.who), { list, query: request.query });
    },
  );
}
