import type { Finding, InvariantPorts, Scope } from "./invariant-types";

/** I5: every amount captured at the gateway belongs to an order here, and the reverse. */
const booksAgree = (ports: InvariantPorts, scope: Scope): Promise<Finding[]> => ports.listBookDifferences(scope);

/** I12: once the queue has drained, the index has each product in the catalogue's version. */
const indexAgrees = (ports: InvariantPorts, scope: Scope): Promise<Finding[]> => ports.listStaleProducts(scope);

export const bookChecks = [booksAgree, indexAgrees] as const;
