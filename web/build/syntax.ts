/** A node of a module's syntax tree (ESTree). */
export interface Node {
  type: string
  start: number
  end: number
  [part: string]: unknown
}

export interface Call extends Node {
  arguments: Node[]
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string'

/** A node and everything inside it. */
export function* within(node: Node): Generator<Node> {
  yield node
  for (const part of Object.values(node)) for (const each of [part].flat()) if (isNode(each)) yield* within(each)
}

/** All calls of a function, by its name. */
export const callsOf = (name: string, tree: Node): Call[] =>
  [...within(tree)].filter((node): node is Call => node.type === 'CallExpression' && (node.callee as Node).name === name)

/** What an object literal says under a name. */
export const memberOf = (object: Node | undefined, name: string): Node | undefined =>
  ((object?.properties ?? []) as Node[]).find(({ key }) => (key as Node | undefined)?.name === name)?.value as Node | undefined
