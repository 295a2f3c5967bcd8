export const roles = ["owner", "admin", "staff"] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  "store:read",
  "catalog:write",
  "orders:read",
  "orders:write",
  "settings:write",
  "payments:write",
  "members:write",
  "billing:write",
  "events:write",
] as const;
export type Permission = (typeof permissions)[number];

const granted: Record<Role, readonly Permission[]> = {
  owner: permissions,
  admin: permissions.filter((permission) => permission !== "billing:write"),
  staff: ["store:read", "catalog:write", "orders:read", "orders:write"],
};

/** Whether the role may do it. */
export function isAllowed(role: Role, permission: Permission): boolean {
  return granted[role].includes(permission);
}

/** The role named by the text; unknown words get the least. */
export function toRole(text: string): Role {
  return roles.find((role) => role === text) ?? "staff";
}
