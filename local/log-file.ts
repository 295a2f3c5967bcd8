import { createWriteStream, mkdirSync, renameSync, type WriteStream } from "node:fs";
import path from "node:path";

const largestBytes = 20 * 1024 * 1024;
const tailBytes = 8 * 1024;

export interface LogFile {
  path: string;
  write(chunk: Buffer): void;
  /** What was written last, for the sentence that explains why a process ended. */
  tail(): string;
  close(): void;
}

/** A log that keeps its last 20 to 40 MB: when a file is full it becomes `….previous` and a new one is begun. */
export function openLogFile(file: string): LogFile {
  mkdirSync(path.dirname(file), { recursive: true });
  let { stream, size } = begin(file);
  let recent = "";
  const write = (chunk: Buffer) => {
    if (size + chunk.length > largestBytes) {
      stream.end();
      ({ stream, size } = begin(file));
    }
    size += chunk.length;
    recent = (recent + chunk.toString()).slice(-tailBytes);
    stream.write(chunk);
  };
  return { path: file, write, tail: () => recent, close: () => stream.end() };
}

function begin(file: string): { stream: WriteStream; size: number } {
  try {
    renameSync(file, `${file}.previous`);
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT")) throw thrown;
  }
  const stream = createWriteStream(file);
  // A log that cannot be written (a full disk) must not take down what it tells of.
  stream.on("error", () => undefined);
  return { stream, size: 0 };
}
