import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { type MediaKey, pathOfKey } from "./keys";
import type { MediaStore } from "./port";

/** Pictures as files below a folder. A file appears whole or not at all: it is written aside and renamed. */
export function folderStore(folder: string): MediaStore {
  const fileOf = (key: MediaKey) => path.join(/* turbopackIgnore: true */ folder, pathOfKey(key));
  return {
    async write(key, bytes) {
      const file = fileOf(key);
      const aside = `${file}.${randomUUID()}`;
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(aside, bytes);
      await rename(aside, file);
    },
    async read(key) {
      try {
        return await readFile(fileOf(key));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async remove(keys) {
      await Promise.all(keys.map((key) => rm(fileOf(key), { force: true })));
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
