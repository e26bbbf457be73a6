/**
 * Texts of the desk, in English, a file a part; what only few pages show comes with these. Another language is a second folder of this
 * shape. A name each for what belongs together, so that a page brings along the texts of its own part and no others.
 */
export * as m from './en/all.ts';
