import { expect, test } from "vitest";
import { htmlFromTyped, plainText, sanitizeRichText } from "./rich-text";

test.each([
  ["<p>Soft <b>cotton</b></p>", "<p>Soft <strong>cotton</strong></p>"],
  ["<script>alert(1)</script><p>ok</p>", "<p>ok</p>"],
  ['<img src=x onerror="alert(1)"><p onclick="x()" style="color:red" class="y">ok</p>', "<p>ok</p>"],
  ['<a href="javascript:alert(1)">go</a>', '<a rel="noopener nofollow">go</a>'],
  ['<a href=" java\nscript:alert(1)">go</a>', '<a rel="noopener nofollow">go</a>'],
  ['<a href="https://example.com" onmouseover="x()">go</a>', '<a href="https://example.com" rel="noopener nofollow">go</a>'],
  ['<a href="/pages/sizes">sizes</a>', '<a href="/pages/sizes">sizes</a>'],
  ['<iframe src="https://example.com"></iframe><svg><script>x</script></svg><p>ok</p>', "<p>ok</p>"],
  ["<style>p{display:none}</style><p>ok</p>", "<p>ok</p>"],
  ["<p></p><p> </p>", ""],
  ["<h1>Care</h1>", "<h2>Care</h2>"],
  ["a < b & c", "a &lt; b &amp; c"],
  ["nul\u0000byte", "nul byte"],
])("%j is kept as %j", (html, kept) => {
  expect(sanitizeRichText(html)).toBe(kept);
});

test("sanitising twice changes nothing more", () => {
  const once = sanitizeRichText(`<div>A <a href="//evil.example">b</a> &lt;script&gt; "c" <unknown>d</unknown></div>`);
  expect(sanitizeRichText(once)).toBe(once);
});

test("the words of rich text stand apart as they are read", () => {
  expect(plainText("<p>One</p><p>two<br>three &amp; <strong>four</strong></p><ul><li>five</li><li>six</li></ul>")).toBe(
    "One two three & four five six",
  );
});

test("lines typed without an editor become paragraphs, and their signs stay signs", () => {
  expect(htmlFromTyped("Soft & warm\nfor 1 < 2\n\nWash cold")).toBe("<p>Soft &amp; warm<br>for 1 &lt; 2</p><p>Wash cold</p>");
  expect(htmlFromTyped("<p>already</p>")).toBe("<p>already</p>");
});
