import { fail, ok, type Result } from "@/lib/core/result";
import type { Encoding } from "./report";

export const maxFileBytes = 10 * 1024 * 1024;

export type DecodeFailure = "empty_file" | "file_too_big" | "spreadsheet_file" | "not_csv";

const byteOrderMarks: [number[], Encoding][] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];
/** Excel's two formats and PDF, by their first bytes. */
const otherFormats = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46],
];

/**
 * The text of a CSV file. UTF-8 with or without a mark and UTF-16 are told by their bytes; what is not valid UTF-8 is read as
 * Windows-1252, which is what spreadsheets of the Americas write, and is a superset of Latin-1's letters.
 */
export function decodeCsv(bytes: Uint8Array): Result<{ text: string; encoding: Encoding }, DecodeFailure> {
  if (bytes.length === 0) return fail("empty_file");
  if (bytes.length > maxFileBytes) return fail("file_too_big");
  if (otherFormats.some((start) => startsWith(bytes, start))) return fail("spreadsheet_file");
  const encoding = detect(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes("\u0000")) return fail("not_csv");
  return text.trim() === "" ? fail("empty_file") : ok({ text, encoding });
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function detect(bytes: Uint8Array): Encoding {
  const marked = byteOrderMarks.find(([mark]) => startsWith(bytes, mark));
  if (marked) return marked[1];
  const wide = wideWithoutMark(bytes.subarray(0, 400));
  if (wide) return wide;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** Letters of a header are ASCII: in UTF-16 every other byte of them is zero. */
function wideWithoutMark(head: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length * 0.4) return "utf-16le";
  return even > head.length * 0.4 ? "utf-16be" : null;
}
