import { kind } from "@/local/sandbox/records";

/** A project of a team. Its domains are kept in its own scope. */
export type Project = { id: string; name: string; teamId: string; teamSlug: string; token: string };

export type ProjectDomain = {
  name: string;
  apexName: string;
  projectId: string;
  redirect: string | null;
  redirectStatusCode: RedirectStatus | null;
  gitBranch: string | null;
  customEnvironmentId: string | null;
  createdAt: number;
  updatedAt: number;
  verified: boolean;
  /** What the TXT record must hold while another account uses the name. */
  challenge: string;
};

export const redirectStatuses = [301, 302, 307, 308] as const;
export type RedirectStatus = (typeof redirectStatuses)[number];

/** Another account that uses an apex. `yields`: it can be taken over by a TXT record; otherwise the call is forbidden. */
export type Holder = { apexName: string; yields: boolean };

/** What the vendor's own resolvers see, where a test or a person at the console says so. */
export type SeenRecords = { host: string; A: string[]; CNAME: string[]; TXT: string[]; isProxied: boolean };

/** The names under which the sandbox keeps its records; domains in their project's scope, all else in the empty one. */
export const kinds = {
  project: kind<Project>("project"),
  domain: kind<ProjectDomain>("domain"),
  holder: kind<Holder>("holder"),
  records: kind<SeenRecords>("records"),
} as const;

/** The scope of what belongs to no project. */
export const ANYONE = "";
