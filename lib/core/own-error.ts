/** An error whose message we wrote ourselves: a log may show it, because it says nothing of a person and holds no data. */
export class OwnError extends Error {}
