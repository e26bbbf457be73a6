import type { Deps } from '../../../platform/deps.ts';
import type { App } from '../../../platform/http/server.ts';
import { chooseOwn, stopAllOwn, topics, wishOwn } from '../actions/change.ts';
import type { RightsHanded } from '../actions/handed.ts';
import { inSitting } from '../actions/sitting.ts';
import { PauseForm, PreferenceForm, SittingForm, TopicsForm } from '../wire/api.ts';
import type { Outcome } from './format.ts';
import { messages } from './messages.ts';
import { orFault, own, ownPage, sender } from './own-form.ts';

const text = messages.chosen;

/** What somebody wants to hear, by channel and topic, and until when nothing. All of it holds at once. */
export function ownChoicePages(app: App, deps: Deps, handed: RightsHanded): void {
  const send = sender(deps);
  const done = async (token: string, said: string) => {
    deps.nudge();
    const outcome: Outcome = { kind: 'good', text: said };
    return ownPage(deps, handed, token, outcome);
  };

  app.post('/me/preferences', { config: own, schema: { hide: true, body: PreferenceForm } }, async (request, reply) => {
    const { sitting: token, channel } = request.body;
    const allowed = request.body.allowed === 'yes';
    await inSitting(deps, token, (trx, { personId }) => chooseOwn(trx, deps, personId, { channel, allowed }));
    return send(reply, await done(token, `${messages.page.channels[channel]} ${allowed ? text.on : text.off}`));
  });

  app.post('/me/stop', { config: own, schema: { hide: true, body: SittingForm } }, async (request, reply) => {
    const { sitting: token } = request.body;
    await inSitting(deps, token, (trx, { personId }) => stopAllOwn(trx, deps, personId));
    return send(reply, await done(token, text.allOff));
  });

  app.post('/me/topics', { config: own, schema: { hide: true, body: TopicsForm } }, async (request, reply) => {
    const { sitting: token, ...ticked } = request.body;
    const refusedTopics = topics.filter((topic) => ticked[topic] === undefined);
    await inSitting(deps, token, (trx, { personId }) => wishOwn(trx, deps, personId, { refusedTopics }));
    return send(reply, await done(token, text.topics));
  });

  app.post('/me/pause', { config: own, schema: { hide: true, body: PauseForm } }, async (request, reply) => {
    const { sitting: token, until } = request.body;
    return orFault({ handed, send }, reply, token, async () => {
      await inSitting(deps, token, (trx, { personId }) => wishOwn(trx, deps, personId, { pausedUntil: until || null }));
      return send(reply, await done(token, until ? text.paused : text.pauseOver));
    });
  });
}
