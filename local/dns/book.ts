import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { recordKinds, type ZoneRecord, Zones } from "@/local/dns/zones";

const name = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/\.$/, ""))
  .pipe(z.string().regex(/^[a-z0-9_.-]{1,253}$/));
export const recordSchema = z.object({ type: z.enum(recordKinds), name, value: z.string().trim().min(1).max(1000) });

/** The records of the local resolver, kept in a file so that they outlive a restart. */
export class RecordBook {
  private constructor(
    readonly zones: Zones,
    private readonly file: string | null,
  ) {}

  /** Null keeps them in memory alone. */
  static async open(file: string | null): Promise<RecordBook> {
    const kept = file ? await readFile(file, "utf8").catch(() => "[]") : "[]";
    const parsed = z.array(recordSchema).safeParse(JSON.parse(kept));
    return new RecordBook(new Zones().set(...(parsed.success ? parsed.data : [])), file);
  }

  /** Adds records; a CNAME or an address replaces what its name had of that type, as people mean it. */
  async add(records: readonly ZoneRecord[]): Promise<void> {
    for (const { name: at, type } of records) if (type !== "TXT") this.zones.clear(at, type);
    for (const record of records) if (!this.has(record)) this.zones.set(record);
    await this.save();
  }

  async remove({ name: at, type, value }: ZoneRecord): Promise<void> {
    const others = this.zones.find(at, type).filter((record) => record.value !== value);
    this.zones.clear(at, type).set(...others);
    await this.save();
  }

  private has({ name: at, type, value }: ZoneRecord): boolean {
    return this.zones.find(at, type).some((record) => record.value === value);
  }

  private async save(): Promise<void> {
    if (!this.file) return;
    await mkdir(path.dirname(this.file), { recursive: true });
    await writeFile(`${this.file}.new`, JSON.stringify(this.zones.list(), null, 2));
    await rename(`${this.file}.new`, this.file);
  }
}

/** Reads the text that a merchant forwards to whoever runs the DNS, in either language. */
export function readForwarded(text: string): ZoneRecord[] {
  const found = [...text.matchAll(/(?:Type|Tipo): *(\S+)\s*\n(?:Name|Nome): *(\S+)\s*\n(?:Value|Valor): *(.+)/g)];
  return found.flatMap(([, type, at, value]) => {
    const parsed = recordSchema.safeParse({ type, name: at, value });
    return parsed.success ? [parsed.data] : [];
  });
}
