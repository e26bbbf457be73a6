/** Who may act for somebody else. */
export const agentKinds = ['lawyer', 'authorised agent', 'parent or guardian', 'officer of the company'] as const;
export type AgentKind = (typeof agentKinds)[number];
/** Whether the person says so, too. */
export type Confirmation = 'waiting' | 'confirmed' | 'declined' | 'not needed';

/** Days for which the person may confirm by the link that was mailed to them. */
export const agentLinkDays = 14;
/** Requests by agents that wait for one and the same address: more of them would fill a stranger's mailbox. */
export const mostWaiting = 2;
/** Forms of agents taken in an hour, from everybody together. */
export const mostInAnHour = 60;

/** Whether what was asked for somebody else may be told or done, as far as the mandate goes. */
export function mandateHolds(agent: Confirmation | null): boolean {
  return agent === null || agent === 'confirmed' || agent === 'not needed';
}

/** Whether the answer goes to the agent as well. */
export function answersAgent(agent: {
  readonly confirmation: Confirmation;
  readonly coversAnswer: boolean;
  readonly mailbox: string | null;
}): boolean {
  return agent.coversAnswer && agent.mailbox !== null && mandateHolds(agent.confirmation);
}
