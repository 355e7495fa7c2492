/** What the operator must put right before the server can start; the message is the one line they see. */
export class CannotStart extends Error {}
