/** Text that PostgreSQL and a page can hold: no control characters but line ends and tabs, no half characters, one kind of line end. */
export function tidy(text: string, most: number): string {
  return text
    .slice(0, most * 2)
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .slice(0, most)
    .toWellFormed();
}

/** The same in one line: what comes from a header cannot begin another. */
export function tidyLine(text: string, most: number): string {
  return tidy(text.slice(0, most * 2).replace(/\s+/g, ' '), most).trim();
}
