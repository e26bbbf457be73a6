/** Days within which somebody else looks whether a record that was sealed is that of a child. */
export const childCheckDays = 7;

/** Two people decide: one seals, another looks. */
export function secondLook(
  child: { readonly decided: boolean; readonly sealedBy: string },
  memberId: string,
): 'yes' | 'decided' | 'same person' {
  if (child.decided) return 'decided';
  return child.sealedBy === memberId ? 'same person' : 'yes';
}
