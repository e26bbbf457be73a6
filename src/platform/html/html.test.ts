import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html, type Piece } from './html.ts';

test('what is put in is escaped, finished HTML is not', () => {
  const name = `<script>alert("1")</script> & 'Söhne'`;
  expect(html`<p title="${name}">${html`<b>${name}</b>`}</p>`.text).toBe(
    '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;Söhne&#39;"><b>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;Söhne&#39;</b></p>',
  );
});

test.each<[Piece, string]>([
  [false, ''],
  [null, ''],
  [undefined, ''],
  [0, '0'],
  [['a', html`<br>`, '<'], 'a<br>&lt;'],
])('%j is drawn as %s', (piece, text) => {
  expect(html`${piece}`.text).toBe(text);
});

test('no text of any kind leaves an element or an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(html`${text}`.text).not.toMatch(/[<>"']/);
    }),
  );
  expect.hasAssertions();
});
