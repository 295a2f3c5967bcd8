import type { MediaKey } from "./keys";

/** A place for the files of pictures: a folder of this machine, or an object store. */
export type MediaStore = {
  /** Writes a file; writing the same key again replaces it. Throws when the place is down. */
  write(key: MediaKey, bytes: Buffer): Promise<void>;
  /** The file, or null when there is none. Throws when the place is down. */
  read(key: MediaKey): Promise<Buffer | null>;
  /** Removes files; those that are gone already are fine. */
  remove(keys: readonly MediaKey[]): Promise<void>;
};
