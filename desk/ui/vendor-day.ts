/** The day (`YYYY-MM-DD`) that it is in a zone, some days later. Days of calendars are counted, so a change of the clocks moves none. */
export function dayIn(zone: string, at: Date, days = 0): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const day = Date.parse(`${parts.format(at)}T00:00:00Z`);
  return new Date(day + days * 86_400_000).toISOString().slice(0, 10);
}
