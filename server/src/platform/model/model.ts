/** One question to a model; its answer has the form of `schema`. */
export interface ModelQuestion {
  name: string
  system: string
  user: string
  schema: object
}

/** Prompt in, structured answer out. No tools, no fetching. */
export interface Model {
  /** @throws Error when it is away, too slow, or answers in another form */
  ask(question: ModelQuestion, signal: AbortSignal): Promise<unknown>
}

export interface ModelSettings {
  url: string
  name: string
  key: string | undefined
}

/** Any endpoint that speaks the OpenAI chat protocol with JSON Schema output: Ollama, vLLM, a hosted one. */
export function createModel({ url, name, key }: ModelSettings): Model {
  return {
    ask: async ({ name: schemaName, system, user, schema }, signal) => {
      // loaded with the first question: most servers never ask one
      const [{ createOpenAICompatible }, { generateText, jsonSchema, Output }] = await Promise.all([
        import('@ai-sdk/openai-compatible'),
        import('ai'),
      ])
      const provider = createOpenAICompatible({
        name: 'assessment',
        baseURL: url.replace(/\/+$/, ''),
        ...(key !== undefined && { apiKey: key }),
        supportsStructuredOutputs: true,
      })
      const { output } = await generateText({
        model: provider(name),
        system,
        prompt: user,
        output: Output.object({ name: schemaName, schema: jsonSchema<unknown>(schema as never) }),
        abortSignal: signal,
        maxRetries: 1,
      })
      return output
    },
  }
}
