/** Categories whose days may be set; the others are what the programs do. `most` null: may be kept without a time limit. */
export const settable: Readonly<Record<string, { readonly least: number; readonly most: number | null }>> = {
  people: { least: 365, most: null },
  links: { least: 7, most: 365 },
  'words of requests': { least: 31, most: 731 },
  backups: { least: 7, most: 3_650 },
};

/** Whether a category may be kept for so long, null being without a time limit; why not, as it follows the name of the field. */
export function retentionFault(category: string, days: number | null): string | null {
  const bounds = settable[category];
  if (!bounds) return 'cannot be changed for this category';
  if (days === null) return bounds.most === null ? null : 'must be limited for this category';
  if (days < bounds.least) return `must be ${bounds.least} at least`;
  return bounds.most !== null && days > bounds.most ? `must be ${bounds.most} at most` : null;
}
